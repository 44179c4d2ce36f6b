"""The forms for bringing in a published file: the file with what is asked of it, and a map of its columns."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.admin.comparator_maps import PairsField
from indicators.forms import WholeNumberField
from indicators.importers.published import PublishedFile
from indicators.importers.published.figures import STANDARD
from indicators.measures.kinds import Basis
from indicators.models import Indicator, basis_choices

MAX_BYTES = 64 * 1024 * 1024
TOO_BIG = "This file is larger than 64 MB: have it imported by the command import_comparators, which takes files of any size."
_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
_MOST_PER = 1_000_000


class AskedForm(forms.Form):
    """What is asked of the file, whatever it holds."""

    edition = forms.CharField(
        required=False,
        max_length=100,
        help_text="What this edition is called, for example Children in need 2021. Empty: the file's name.",
    )
    since = forms.DateField(
        label="First day of a list of neighbours",
        required=False,
        input_formats=_DAYS,
        error_messages={"invalid": "Give a day as day, month and year, for example 1 April 2021."},
        widget=forms.DateInput(format="%d %B %Y", attrs={"size": 20, "autocomplete": "off"}),
        help_text="Only for a list of statistical neighbours, which does not say it itself: for example 1 April 2021.",
    )
    provisional = forms.BooleanField(required=False, label="The figures are provisional")

    def asked(self) -> dict[str, Any]:
        since = self.cleaned_data["since"]
        return {
            "edition": self.cleaned_data["edition"].strip(),
            "since": since.isoformat() if since else "",
            "provisional": self.cleaned_data["provisional"],
        }


class PublishedForm(AskedForm):
    file = forms.FileField(
        help_text="A CSV file as it is published: figures, population estimates or statistical neighbours, up to 64 MB.",
        allow_empty_file=True,
    )
    field_order = ["file", "edition", "since", "provisional"]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise ValidationError(TOO_BIG)
        return upload


class ColumnsForm(forms.Form):
    """Which of the file's columns make an indicator's figure."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.order_by("area__order", "order", "name"),
        error_messages={"required": "Choose the indicator whose figure the columns make."},
    )
    numerator = forms.MultipleChoiceField(
        label="Columns that are added up",
        error_messages={"required": "Choose at least one column to add up."},
    )
    denominator = forms.MultipleChoiceField(label="Columns whose sum it is divided by", required=False)
    by_population = forms.BooleanField(required=False, label="Divided by the children of the year before")
    per = WholeNumberField(
        label="Times", initial=1, help_text="1 as it is; 100 for a percentage; 10,000 for a rate."
    )
    where = PairsField(
        label="Which rows count",
        required=False,
        help_text="A column and what must stand in it, one a line: category = All children. Empty: all rows.",
    )
    basis = forms.ChoiceField(
        label="Over what time does it count?", choices=basis_choices, initial=Basis.YEAR_TO_DATE.value
    )

    def __init__(self, *args: Any, read: PublishedFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(name, name) for name in figure_columns(read.columns.names)]
        for name in ("numerator", "denominator"):
            field = self.fields[name]
            field.choices = columns  # type: ignore[attr-defined]  # stubs know a choice field's choices only by its class
            field.widget.attrs["size"] = min(max(len(columns), 3), 10)

    def clean_per(self) -> int:
        per: int = self.cleaned_data["per"]
        if not 1 <= per <= _MOST_PER:
            raise ValidationError("Give a whole number from 1 to 1,000,000.")
        return per


def figure_columns(names: Sequence[str]) -> list[str]:
    """The file's own columns, without those that say when and where; each once."""
    return [name for name in dict.fromkeys(names) if name and name.casefold() not in STANDARD]
