"""The forms of a meeting's pages: asking, recording, raising an action on the spot, sending a pack round. Shapes only."""

from typing import Any

from django import forms

from actions.forms import RaiseForm
from partnership.forms import PersonInPost
from partnership.models import Meeting

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

    raised_by = PersonInPost(
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


class SpotActionForm(RaiseForm):
    """An action raised in the meeting, which is known and so is the indicator: who, what, and by when as on the list."""

    def __init__(self, *args: Any, after: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source_meeting", "indicators"):
            del self.fields[name]
        for name in ("due_before", "review_meeting"):
            field: Any = self.fields[name]
            field.queryset = Meeting.objects.order_by("date")
            if after is not None:
                field.queryset = field.queryset.filter(date__gt=after)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        given = sum(said.get(name) is not None for name in self.deadline_fields)
        words = said.get("words_of_the_minutes") and not given
        if given != 1 and not words and not self.errors:
            self.add_error(
                "deadline",
                "Give one of them: a day, the meeting it must precede, the one that reviews it, or the words of the minutes.",
            )
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
