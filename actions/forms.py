"""The forms of actions: what an owner says or asks, on the site or by a link, and what an officer answers. Shapes only."""

from typing import Any

from django import forms

from partnership.models import User


class ProgressForm(forms.Form):
    prefix = "progress"
    words = forms.CharField(
        label="How does it go?",
        help_text="A sentence or two. The board sees the latest one in its pack: name no child and no family.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say in a sentence how it goes."},
    )


class DoneForm(forms.Form):
    prefix = "done"
    words = forms.CharField(
        label="What was done?",
        help_text="In a sentence. The action is closed with it, and reminders stop.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say in a sentence what was done."},
    )
    seen_version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class LinkDoneForm(forms.Form):
    """Done, from the owner's link: the link itself dies when the action changes hands or closes."""

    prefix = "done"
    words = forms.CharField(
        label="What was done?",
        help_text="In a sentence. The action is closed with it, and this link stops working.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say in a sentence what was done."},
    )


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


class ReceivedForm(ProgressForm):
    """How it goes, as an officer writes it down; what came by e-mail is the owner's word."""

    received_from = forms.CharField(
        label="By e-mail from",
        help_text="Who wrote it, if it reached you by e-mail. The history says so, and it counts as the owner’s word.",
        max_length=80,
        required=False,
    )
    field_order = ["words", "received_from"]


class ReceivedDoneForm(DoneForm):
    """That it is done, as an officer writes it down."""

    received_from = forms.CharField(
        label="By e-mail from",
        help_text="Who wrote it, if it reached you by e-mail. The history says so.",
        max_length=80,
        required=False,
    )
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
    owner = forms.ModelChoiceField(
        User.objects.in_post().select_related("agency").order_by("name"),
        label="Whose is it?",
        error_messages={"required": "Choose whose it is."},
    )
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
