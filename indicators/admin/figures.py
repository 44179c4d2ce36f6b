"""
A figure on a form: a number, or the reason why there is none, typed in one box with a list of reasons beside it.

Shared by outturns, targets and comparators, whose rows hold a reading in the same columns.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.forms import FigureField
from indicators.measures.kinds import Kind
from indicators.measures.readings import Missing, Reading
from indicators.measures.wording import figure
from indicators.models import Comparator, Outturn, Target, missing_choices
from partnership.admin.rows import RowForm

_NEITHER = "Give a number, or the reason why there is none."
_BOTH = "Give a number, or the reason why there is none, and not both."


class ReadingForm(RowForm):
    """`reading` in cleaned_data is what was typed; errors of the row's columns are told at the box."""

    figure = FigureField(required=False, help_text="A number such as 1,897 or 71.9, or a symbol such as N/A.")
    missing = forms.ChoiceField(
        label="Or why there is no number", required=False, choices=lambda: [("", "–"), *missing_choices()]
    )
    shown_as = {"value": "figure", "symbol": "figure"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["figure"].initial = row_reading(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "figure" in cleaned and "missing" in cleaned:
            try:
                cleaned["reading"] = combined(cleaned["figure"], cleaned["missing"])
            except ValidationError as error:
                self.add_error("figure", error)
        return cleaned

    def values(self) -> dict[str, Any]:
        unwanted = {"figure", "missing"}
        return {name: value for name, value in super().values().items() if name not in unwanted}

    def typed(self) -> dict[str, Any]:
        reading = self.cleaned_data["reading"]
        return self.values() | {
            "value": reading.value,
            "missing": reading.missing.value if reading.missing else "",
            "symbol": reading.symbol,
        }


def combined(typed: Reading | None, missing: str) -> Reading:
    """What the box and the list say together; a symbol in the box goes with the reason chosen beside it."""
    if typed is not None and typed.value is not None:
        if missing:
            raise ValidationError(_BOTH)
        return typed
    if missing:
        return Reading.none(Missing(missing), typed.symbol if typed else "")
    if typed is None:
        raise ValidationError(_NEITHER)
    return typed


def row_reading(row: Outturn | Target | Comparator) -> Reading:
    missing = Missing(row.missing) if row.missing else None
    return Reading(value=row.value, missing=missing, symbol=row.symbol)


def figure_words(row: Outturn | Target | Comparator) -> str:
    """The number as it is shown, or the reason in words; reads `indicator`."""
    if row.value is None:
        return Missing(row.missing).words
    return figure(row.value, Kind(row.indicator.kind), row.indicator.decimal_places)
