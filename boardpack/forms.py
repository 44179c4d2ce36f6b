"""Forms of the pack's pages: drafting one, publishing it, starting a further edition."""

from typing import Any

from django import forms

from indicators.models import MonthFormField
from partnership.models import Meeting


class ComposeForm(forms.Form):
    """From a meeting, a reporting month and an as-at date to a draft."""

    meeting = forms.ModelChoiceField(queryset=Meeting.objects.none(), empty_label="Choose a meeting")
    month = MonthFormField(label="Reporting month", help_text="As year and month, for example 2021-10.")
    as_at = forms.DateField(
        label="As at",
        help_text="The day from which lateness is reckoned.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]  # the field above


class PublishForm(forms.Form):
    """Says which version of the draft was looked at. The page gives the version that it shows."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class EditionForm(forms.Form):
    """Why there is a further edition: printed on its cover."""

    reason = forms.CharField(
        label="Why is there a further edition?",
        max_length=300,
        help_text="This is printed on the cover and on the page of the edition that it replaces.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
