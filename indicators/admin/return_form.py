"""
The form that takes a return: a file or pasted cells, and how to read them where they cannot be recognised.

Knows nothing of what the bytes say; the importers read them.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.importers import LAYOUTS
from indicators.importers.grid import MAX_BYTES, TOO_BIG

_NAMED = "pasted cells"


class ReturnForm(forms.Form):
    """A file or pasted cells, and how to read them where they cannot be recognised."""

    file = forms.FileField(
        required=False, help_text=".xlsx, .ods, .csv, .tsv or .txt, up to 10 MB.", allow_empty_file=True
    )
    pasted = forms.CharField(
        label="Or cells copied from a spreadsheet",
        required=False,
        strip=False,
        error_messages={
            "null_characters_not_allowed": "The pasted cells hold characters that are no text: copy them from the "
            "spreadsheet again, or choose the file."
        },
        widget=forms.Textarea(attrs={"rows": 8, "cols": 80, "spellcheck": "false"}),
        help_text="Select the table with its headings, copy it, and paste it here.",
    )
    layout = forms.ChoiceField(required=False, label="Layout")
    sheet = forms.CharField(
        required=False,
        max_length=120,
        help_text="Only when a workbook has more than one table: the sheet's name.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(layout.name, layout.name.capitalize()) for layout in LAYOUTS]
        self.fields["layout"].choices = [("", "Recognise it"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [name for name in ("file", "pasted") if cleaned.get(name)]
        if len(given) != 1 and not self.errors:
            raise ValidationError("Choose a file or paste cells: one of the two.")
        if cleaned.get("file") and cleaned["file"].size > MAX_BYTES:
            self.add_error("file", TOO_BIG)
        return cleaned

    def content(self) -> tuple[str, bytes]:
        """The name to keep, and the bytes."""
        if upload := self.cleaned_data.get("file"):
            return upload.name, upload.read(MAX_BYTES + 1)
        pasted: str = self.cleaned_data["pasted"]
        return _NAMED, (pasted if pasted.endswith("\n") else f"{pasted}\n").encode()  # nothing was cut short
