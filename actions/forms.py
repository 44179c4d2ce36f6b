"""The two forms of an action's page: how it goes, and that it is done. Shapes only."""

from django import forms


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
