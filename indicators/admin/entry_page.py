"""
What the entry grid's page shows: a line per indicator with a box per column, and the summary of what is wrong.

Words and shapes only; the page itself is in `entry`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse

from indicators.admin.entry_form import KEEP, LABELS, MINE, EntryForm
from indicators.measures.periods import Month
from indicators.queries.entry import Column, GridRow


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason for the change",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
    )


@dataclass(frozen=True)
class Answer:
    """One of the two at a cell under conflict."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Box:
    """One cell of the page: its column's label, the bound field, and the answers to choose from."""

    column: Column
    label: str
    field: Any
    error: str
    answers: tuple[Answer, ...]
    choice_name: str


@dataclass(frozen=True)
class Line:
    """
    `is_typed`: something in it is not what stands, so what is typed is worth checking as the page comes back.

    `origins`: the page that says where the indicator's figures came from, with an anchor for each month.
    """

    key: str
    row: GridRow
    before: tuple[tuple[Month, str], ...]  # month, figure in words
    boxes: tuple[Box, ...]
    hidden: tuple[Any, ...]
    is_typed: bool
    origins: str


@dataclass(frozen=True)
class Fault:
    """One line of the summary: where, what, and the field it leads to."""

    where: str
    sentence: str
    field_id: str


def line_of(form: EntryForm, months: Sequence[Month]) -> Line:
    """The row as the page shows it, with what was typed and what is wrong with it."""
    return Line(
        key=str(form.row.indicator_pk),
        row=form.row,
        before=tuple(zip(months, form.row.before, strict=True)),
        boxes=tuple(_box(form, column) for column in Column),
        hidden=(form["version"], form["outturn"]),
        is_typed=any((form[column.value].value() or "") != form.row.stands.text(column) for column in Column),
        origins=reverse("boardpack:figures", args=[form.row.code]),
    )


def _box(form: EntryForm, column: Column) -> Box:
    answers: tuple[Answer, ...] = ()
    if column in form.told:
        words = zip((KEEP, MINE), form.told[column], strict=True)
        answers = tuple(Answer(value, said, form.chosen(column) == value) for value, said in words)
    field = form[column.value]
    error = str(field.errors[0]) if field.errors else ""
    if error and _is_to_choose(field.errors):
        error = "Choose which is to stand."
    return Box(column, LABELS[column], field, error, answers, form.choice_name(column))


def faults_of(form: EntryForm) -> list[Fault]:
    """Every error of the row, with where it is."""
    found: list[Fault] = []
    for name, sentences in form.errors.items():
        at = name if name in set(Column) else Column.FIGURE.value
        field_id = form[at].id_for_label
        if _is_to_choose(sentences):
            field_id = f"id_{form.choice_name(Column(at))}_{KEEP}"
        where = f"{form.row.short_name}, {LABELS[Column(at)].lower()}"
        found += [Fault(where, str(sentence), field_id) for sentence in sentences]
    return found


def _is_to_choose(errors: Any) -> bool:
    return bool(errors.as_data()[0].code == "choose")


def reason_faults(reason: ReasonForm) -> list[Fault]:
    sentences: Any = reason.errors.get("reason", [])
    return [Fault("Reason", str(sentence), reason["reason"].id_for_label) for sentence in sentences]
