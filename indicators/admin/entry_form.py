"""
One row of the entry grid as a form: what is typed for an indicator, and the choice at a cell that somebody changed.

Reads a figure as a return does. What was typed stays in the form; a cell under conflict asks for one of two answers
and takes none by itself.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.forms import FigureField, NumberField
from indicators.operations.month_entry import Entry, RowConflict
from indicators.queries.entry import Cells, Column, GridRow

LABELS = {
    Column.FIGURE: "Value",
    Column.NUMERATOR: "Numerator",
    Column.DENOMINATOR: "Denominator",
    Column.STANDING: "Provisional or final",
    Column.NOTE: "Note",
}
STANDINGS = [("final", "final"), ("provisional", "provisional")]
KEEP, MINE = "keep", "mine"
_MOST = 2_147_483_647
_HIDDEN_ERRORS = ("required", "invalid", "min_value", "max_value")
_LONGEST_ANSWER = 1_000
_NO_FIGURE = "Give the value too, or a symbol such as N/A: what is beside it cannot be saved alone."
_LEFT_BLANK = (
    "The value was left blank: put it back, or remove the figure in its own form, to change this row."
)


class EntryForm(forms.Form):
    """`row` is what stands; `entry` is what goes to the operation when the form is valid."""

    figure = FigureField(required=False, widget=forms.TextInput(attrs={"size": 9, "autocomplete": "off"}))
    numerator = NumberField(required=False)
    denominator = NumberField(required=False)
    standing = forms.ChoiceField(choices=STANDINGS, required=False)
    note = forms.CharField(required=False, max_length=300, widget=forms.TextInput(attrs={"size": 18}))
    version = forms.IntegerField(min_value=0, max_value=_MOST, widget=forms.HiddenInput)
    outturn = forms.IntegerField(min_value=0, max_value=_MOST, widget=forms.HiddenInput)

    def __init__(self, row: GridRow, data: Mapping[str, Any] | None = None) -> None:
        self.row = row
        prefix = f"r{row.indicator_pk}"
        super().__init__(data, prefix=prefix, initial=_initial(row), auto_id="id_%s")
        self.fields["version"].error_messages = self.fields["outturn"].error_messages = dict.fromkeys(
            _HIDDEN_ERRORS, "Open the month again: it cannot be told what stood here."
        )
        for name in ("numerator", "denominator"):
            self.fields[name].widget.attrs["size"] = 7
        self.told: dict[Column, tuple[str, str]] = {}  # the two answers at a cell under conflict, in words
        if data is not None:
            for column in Column:
                keep, mine = (str(data.get(f"{prefix}-{answer}-{column}", "")) for answer in (KEEP, MINE))
                if keep and mine:
                    self.told[column] = (keep[:_LONGEST_ANSWER], mine[:_LONGEST_ANSWER])

    @staticmethod
    def is_posted(row: GridRow, data: Mapping[str, Any]) -> bool:
        return f"r{row.indicator_pk}-figure" in data

    def choice_name(self, column: Column) -> str:
        return f"{self.prefix}-choice-{column}"

    def chosen(self, column: Column) -> str:
        return str(self.data.get(self.choice_name(column), "")) if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for column, (keep, mine) in self.told.items():
            if self.chosen(column) not in (KEEP, MINE):
                self.add_error(
                    column.value, ValidationError(f"Choose one: {keep}, or {mine}.", code="choose")
                )
        if "figure" in cleaned and cleaned["figure"] is None and self._says_more(cleaned):
            if self.row.stands.figure is None:
                self.add_error("figure", ValidationError(_NO_FIGURE))
            elif self.row.stands.text(Column.FIGURE):
                self.add_error("figure", ValidationError(_LEFT_BLANK))
        return cleaned

    def _says_more(self, cleaned: dict[str, Any]) -> bool:
        """Whether a cell beside the blank value says something other than what stands."""
        typed, stands = self._cells(cleaned), self.row.stands
        columns = (Column.NUMERATOR, Column.DENOMINATOR, Column.NOTE)
        return any(typed.text(column) not in ("", stands.text(column)) for column in columns)

    @property
    def entry(self) -> Entry:
        return Entry(
            indicator=self.row.indicator_pk,
            outturn=self.cleaned_data["outturn"],
            version=self.cleaned_data["version"],
            typed=self._cells(self.cleaned_data),
            kept=frozenset(column for column in self.told if self.chosen(column) == KEEP),
        )

    @staticmethod
    def _cells(cleaned: dict[str, Any]) -> Cells:
        return Cells(
            figure=cleaned.get("figure"),
            numerator=cleaned.get("numerator"),
            denominator=cleaned.get("denominator"),
            provisional=cleaned.get("standing") == "provisional",
            note=cleaned.get("note", ""),
        )


def with_conflict(data: Mapping[str, Any], conflict: RowConflict, who_when: str) -> dict[str, Any]:
    """
    The row's post as it comes back: the version that stands, what stands in the cells that were not typed over, and
    the two answers at each that was.
    """
    prefix = f"r{conflict.indicator}"
    changed = {f"{prefix}-version": conflict.version, f"{prefix}-outturn": conflict.outturn}
    asked = {cell.column: cell for cell in conflict.cells}
    answers: dict[str, Any] = {}
    for column in Column:
        if column in asked:
            cell = asked[column]
            answers[f"{prefix}-{KEEP}-{column}"] = f"keep {cell.stands} ({who_when}; it was {cell.was})"
            answers[f"{prefix}-{MINE}-{column}"] = f"use mine: {cell.typed}"
        else:
            answers[f"{prefix}-{column}"] = conflict.stands.text(column)
            answers[f"{prefix}-{KEEP}-{column}"] = answers[f"{prefix}-{MINE}-{column}"] = ""
        answers[f"{prefix}-choice-{column}"] = ""
    return {**data, **changed, **answers}


def _initial(row: GridRow) -> dict[str, Any]:
    texts: dict[str, Any] = {column.value: row.stands.text(column) for column in Column}
    return {**texts, "version": row.version, "outturn": row.outturn}
