"""The forms of actions: what an owner says or asks, on the site or by a link, and what an officer answers. Shapes only."""

import re
from typing import Any, cast

from django import forms
from django.http import QueryDict

from indicators.models import Indicator
from partnership.forms import PersonInPost
from partnership.models import Agency, Meeting

IF_BY_MAIL = "Who wrote it, if it reached you by e-mail. The history says so"


def _from_whom(
    help_text: str = "Who wrote it. The history says so.", *, required: bool = True
) -> forms.CharField:
    told = {"required": "Say from whom it came."}
    return forms.CharField(
        label="By e-mail from", help_text=help_text, max_length=80, required=required, error_messages=told
    )


class ProgressForm(forms.Form):
    prefix = "progress"
    words = forms.CharField(
        label="How does it go?",
        help_text="A sentence or two. The board sees the latest one in its pack: name no child and no family.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say in a sentence how it goes."},
    )


def _what_was_done(then: str) -> forms.CharField:
    return forms.CharField(
        label="What was done?",
        help_text=f"In a sentence. The action is closed with it, {then}",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say in a sentence what was done."},
    )


class DoneForm(forms.Form):
    prefix = "done"
    words = _what_was_done("and reminders stop.")
    seen_version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class LinkDoneForm(forms.Form):
    """Done, from the owner's link: the link itself dies when the action changes hands or closes."""

    prefix = "done"
    words = _what_was_done("and this link stops working.")


class AcceptForm(forms.Form):
    """Nothing to fill in: the button says it."""

    prefix = "accept"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MoreTimeForm(forms.Form):
    prefix = "time"
    deadline_asked = forms.DateField(
        label="By when can it be done?",
        widget=DayInput,
        error_messages={
            "required": "Give the day by which it can be done.",
            "invalid": "Give the day as a date, for example 14/01/2022.",
        },
    )
    words = forms.CharField(
        label="Why is more time needed?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say in a sentence why."},
    )


class NotMineForm(forms.Form):
    prefix = "other"
    suggested = forms.CharField(
        label="Whose is it?", help_text="A name or a post, if you know it.", max_length=200, required=False
    )
    words = forms.CharField(
        label="Why is it not yours?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say in a sentence why."},
    )


class ReceivedMoreTimeForm(MoreTimeForm):
    """That the owner needs more time, as an officer writes it down."""

    received_from = _from_whom()
    field_order = ["received_from", "deadline_asked", "words"]


class ReceivedNotMineForm(NotMineForm):
    """That it is somebody else's, as an officer writes it down."""

    received_from = _from_whom()
    field_order = ["received_from", "suggested", "words"]


class ReceivedForm(ProgressForm):
    """How it goes, as an officer writes it down; what came by e-mail is the owner's word."""

    received_from = _from_whom(f"{IF_BY_MAIL}, and it counts as the owner’s word.", required=False)
    field_order = ["words", "received_from"]


class ReceivedDoneForm(DoneForm):
    """That it is done, as an officer writes it down."""

    received_from = _from_whom(f"{IF_BY_MAIL}.", required=False)
    field_order = ["words", "received_from", "seen_version"]


VERSION: dict[str, Any] = {"min_value": 1, "max_value": 2**31 - 1, "widget": forms.HiddenInput}


class AgreeForm(forms.Form):
    prefix = "agree"
    deadline = forms.DateField(
        label="New deadline",
        widget=DayInput,
        error_messages={
            "required": "Give the new deadline.",
            "invalid": "Give the day as a date, for example 14/01/2022.",
        },
    )
    answer = forms.CharField(
        label="Your words to the owner",
        help_text="They become the reason of the move; left empty, the owner’s own words do.",
        max_length=250,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(**VERSION)


class HandOverForm(forms.Form):
    prefix = "agree"
    owner = PersonInPost(label="Whose is it?", error_messages={"required": "Choose whose it is."})
    answer = forms.CharField(
        label="Your words to whoever asked",
        max_length=150,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(**VERSION)


class DeclineForm(forms.Form):
    prefix = "decline"
    answer = forms.CharField(
        label="Why not?",
        help_text="In a sentence. It is sent to whoever asked.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a sentence why not."},
    )
    version = forms.IntegerField(**VERSION)


class ImpactForm(forms.Form):
    """What has changed since an action was done, said by somebody else."""

    prefix = "impact"
    words = forms.CharField(
        label="What impact has been seen?",
        help_text="In a sentence or two: what is different for children and families since it was done. Name no child and no family.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say in a sentence what has changed since it was done."},
    )
    seen_version = forms.IntegerField(**VERSION)


class SeenActions(forms.MultipleChoiceField):
    """Actions as "key:version"; one that was changed since is for the operation to tell, so any such pair is taken."""

    def valid_value(self, value: Any) -> bool:
        return re.fullmatch(r"[0-9]{1,9}:[0-9]{1,9}", str(value)) is not None


class ReassignForm(forms.Form):
    """Which actions go to whom; each box carries the version of its action that the page showed."""

    actions = SeenActions(
        label="Which actions?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one action."},
    )
    owner = PersonInPost(
        label="Who takes them on?",
        help_text="They are told by e-mail that they have been named. The agency that answers for each action stays.",
        empty_label="Choose a person",
        error_messages={"required": "Choose who takes them on."},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actions"].choices = choices  # type: ignore[attr-defined]  # the field above

    @property
    def chosen(self) -> dict[int, int]:
        """Each action's key with its version."""
        pairs = (one.split(":") for one in self.cleaned_data["actions"])
        return {int(pk): int(version) for pk, version in pairs}


class RaiseForm(forms.Form):
    """A new action; the deadline in one of three ways, or in the words of the minutes, which are then put to the officer."""

    title = forms.CharField(
        label="What is to be done?", max_length=200, error_messages={"required": "Say what is to be done."}
    )
    detail = forms.CharField(label="More about it", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    success_looks_like = forms.CharField(
        label="What will success look like?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = PersonInPost(
        label="Who does it?",
        empty_label="Choose a person",
        error_messages={"required": "Choose who does it."},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.all(), label="Which agency answers for it?", empty_label="The owner’s", required=False
    )
    source_meeting = forms.ModelChoiceField(
        Meeting.objects.order_by("-date"), label="Raised at", empty_label="No meeting", required=False
    )
    words_of_the_minutes = forms.CharField(
        label="By when, in the words of the minutes?",
        help_text="For example “end-November 2021” or “before the January board”. What they mean is put to you before anything is saved.",
        max_length=200,
        required=False,
    )
    deadline = forms.DateField(
        label="Deadline",
        widget=DayInput,
        required=False,
        error_messages={"invalid": "Give the day as a date, for example 14/01/2022."},
    )
    due_before = forms.ModelChoiceField(
        Meeting.objects.order_by("-date"),
        label="Or due before a meeting",
        help_text="It is then due the day before, and moves with the meeting.",
        empty_label="No meeting",
        required=False,
    )
    review_meeting = forms.ModelChoiceField(
        Meeting.objects.order_by("-date"),
        label="Or it goes on, and a meeting reviews it",
        empty_label="No meeting",
        required=False,
    )
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.select_related("area").order_by("area__order", "order", "name"),
        label="Which indicators should it move?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    put_for = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    deadline_fields = ("deadline", "due_before", "review_meeting")

    @property
    def asks_for_reading(self) -> bool:
        """The words of the minutes are all that is said of the deadline, or they were changed since it was put."""
        words, put_for = self.cleaned_data["words_of_the_minutes"], self.cleaned_data["put_for"]
        named = any(self.cleaned_data.get(name) for name in self.deadline_fields)
        return bool(words) and (not named or bool(put_for and put_for != words))

    @property
    def action(self) -> dict[str, Any]:
        """What the new action holds."""
        return {name: value for name, value in self.cleaned_data.items() if name != "put_for"}

    def put(self, fields: dict[str, Any]) -> None:
        """The deadline as the words mean it, in place of what stood there; sending the form again agrees to it."""
        data = cast(QueryDict, self.data).copy()
        for name in self.deadline_fields:
            data[name] = str(fields.get(name, ""))
        data["put_for"] = self.cleaned_data["words_of_the_minutes"]
        self.data = data
