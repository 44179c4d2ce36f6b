"""The forms of a meeting's pages: asking, recording, raising an action on the spot, sending a pack round. Shapes only."""

from typing import Any

from django import forms

from partnership.models import Meeting, User

VERSION: dict[str, Any] = {"min_value": 1, "max_value": 2**31 - 1, "widget": forms.HiddenInput}


class AskForm(forms.Form):
    """A reader's question or challenge on a part of the pack."""

    section = forms.ChoiceField(label="About which part of the pack?")
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("question", "A question"), ("challenge", "A challenge")],
        widget=forms.RadioSelect,
        initial="question",
    )
    words = forms.CharField(
        label="In your words",
        help_text="The officers, the data owner and everybody who reads packs see it. Name no child and no family.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence what you ask."},
    )

    def __init__(self, *args: Any, sections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections  # type: ignore[attr-defined]  # the field above


class WhoForm(forms.Form):
    """Who said it: somebody the site knows, or in words."""

    raised_by = forms.ModelChoiceField(
        User.objects.in_post().select_related("agency").order_by("name"),
        label="Who said it?",
        empty_label="Somebody else, named below",
        required=False,
    )
    raised_by_words = forms.CharField(
        label="Or in words",
        help_text="A decision without a name is the board’s.",
        max_length=150,
        required=False,
    )
    outcome = forms.CharField(
        label="What came of it?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class RecordForm(WhoForm):
    """What was said in the meeting."""

    prefix = "said"
    section = forms.ChoiceField(label="About which part of the pack?")
    kind = forms.ChoiceField(
        label="What was it?",
        choices=[("decision", "A decision"), ("question", "A question"), ("challenge", "A challenge")],
        widget=forms.RadioSelect,
        initial="decision",
    )
    words = forms.CharField(
        label="What was said",
        help_text="Everybody who reads packs sees it. Name no child and no family.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence what was asked or decided."},
    )
    field_order = ["section", "kind", "words", "raised_by", "raised_by_words", "outcome"]

    def __init__(self, *args: Any, sections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections  # type: ignore[attr-defined]  # the field above


class AnswerForm(forms.Form):
    prefix = "answer"
    answer = forms.CharField(
        label="The answer",
        help_text="Everybody who reads packs sees it. Name no child and no family.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say the answer in a sentence."},
    )
    version = forms.IntegerField(**VERSION)


class EntryForm(WhoForm):
    """What was written down of it, put right."""

    prefix = "entry"
    words = forms.CharField(
        label="What was said",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence what was asked or decided."},
    )
    version = forms.IntegerField(**VERSION)
    field_order = ["words", "raised_by", "raised_by_words", "outcome", "version"]


class StrikeForm(forms.Form):
    prefix = "strike"
    reason = forms.CharField(
        label="Why is it struck out?",
        max_length=300,
        error_messages={"required": "Say why it is struck out."},
    )


class SpotActionForm(forms.Form):
    """An action raised in the meeting: who, what, and by when, by exactly one of the two."""

    title = forms.CharField(
        label="What is to be done?",
        max_length=200,
        error_messages={"required": "Say in a line what is to be done."},
    )
    detail = forms.CharField(
        label="More about it", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.ModelChoiceField(
        User.objects.in_post().select_related("agency").order_by("name"),
        label="Who does it?",
        error_messages={"required": "Choose who does it."},
    )
    deadline = forms.DateField(
        label="By when?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Give the day as a date, for example 14/01/2022."},
    )
    due_before = forms.ModelChoiceField(
        Meeting.objects.order_by("date"),
        label="Or before which meeting?",
        empty_label="No meeting: the day above",
        required=False,
    )
    words_of_the_minutes = forms.CharField(
        label="The deadline in the words of the minutes", max_length=200, required=False
    )
    success_looks_like = forms.CharField(
        label="What success will look like",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, after: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if after is not None:
            field: Any = self.fields["due_before"]
            field.queryset = field.queryset.filter(date__gt=after)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (said.get("deadline") is None) == (
            said.get("due_before") is None
        ) and "deadline" not in self.errors:
            self.add_error("deadline", "Give exactly one of the two: a day, or the meeting it must precede.")
        return said


class CirculateForm(forms.Form):
    """To whom the pack goes, and a covering word."""

    to = forms.MultipleChoiceField(
        label="To whom?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person to send it to."},
    )
    words = forms.CharField(
        label="A covering word",
        help_text="It stands in the mail above the link. Mail travels unprotected: no figure and no child’s name.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined]  # the field above


class CommentForm(forms.Form):
    """The scrutineer's comment on a draft."""

    words = forms.CharField(
        label="The scrutineer’s comment",
        help_text="It is printed on the cover of the pack, in every format. Left empty, there is none.",
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    version = forms.IntegerField(**VERSION)


class PeriodForm(forms.Form):
    """From one day to another, of the meetings."""

    first = forms.DateField(
        label="Meetings from",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Give the first day of the period.",
            "invalid": "Give the first day as a date, for example 01/04/2021.",
        },
    )
    last = forms.DateField(
        label="to",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Give the last day of the period.",
            "invalid": "Give the last day as a date, for example 31/03/2022.",
        },
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "first" in said and "last" in said and said["first"] > said["last"]:
            self.add_error("last", "The period ends before it begins: give a later last day.")
        return said
