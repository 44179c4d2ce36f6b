"""
What each row typed in the entry grid comes to against what stands: cells to write, a conflict, or a blank.

A cell counts as typed over when it differs from what the officer saw; where somebody changed the row meanwhile that is
read from its history. Writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from indicators.measures.periods import Month
from indicators.models import Indicator, Outturn
from indicators.queries.entry import NOTHING, Cells, Column, cells_of, due_in
from partnership.operations.rows import CannotBeDone


@dataclass(frozen=True)
class Entry:
    """
    One row as it was typed over the outturn that stood (its key and version, both 0 when there was none).

    `kept` are the cells where what stands is to stay, whatever is typed.
    """

    indicator: int
    outturn: int
    version: int
    typed: Cells
    kept: frozenset[Column] = field(default_factory=frozenset)


@dataclass(frozen=True)
class LeftBlank:
    """A figure stood, and its cell was left blank: it still stands."""

    name: str
    stands: str
    outturn: int


@dataclass(frozen=True)
class CellConflict:
    """One cell, in words: what it was when the officer saw it, what stands now, what the officer typed."""

    column: Column
    was: str
    stands: str
    typed: str


@dataclass(frozen=True)
class RowConflict:
    """
    A row that somebody changed meanwhile: who and when, the version that stands, and each cell to decide on.

    `stands` are all cells as they stand; those without a conflict were not typed over and stay so.
    """

    indicator: int
    name: str
    outturn: int
    version: int
    by: str
    at: datetime | None
    stands: Cells
    cells: tuple[CellConflict, ...]


@dataclass(frozen=True)
class Plan:
    """What one entry comes to against what stands: cells to write, or a conflict, or a figure left blank."""

    entry: Entry
    indicator: Indicator
    held: Outturn | None
    writes: Cells | None = None
    conflict: RowConflict | None = None
    left_blank: LeftBlank | None = None


def plans_for(month: Month, entries: Sequence[Entry]) -> list[Plan]:
    """A plan for each entry, in their order; CannotBeDone when an indicator is not due in the month."""
    due = {row.pk: row for row in due_in(month)}
    if any(entry.indicator not in due for entry in entries):
        raise CannotBeDone(f"An indicator is no longer due in {month.name}: open the month again.")
    held = {row.indicator_id: row for row in Outturn.objects.filter(indicator__in=due, month=month)}
    return [_plan(entry, due[entry.indicator], month, held.get(entry.indicator)) for entry in entries]


def _plan(entry: Entry, indicator: Indicator, month: Month, held: Outturn | None) -> Plan:
    plan = Plan(entry, indicator, held)
    now = cells_of(held)
    meanwhile = (entry.outturn, entry.version) != ((held.pk, held.version) if held else (0, 0))
    base = _seen(entry) if meanwhile else now
    if base is not None and entry.typed.figure is None and (shown := base.text(Column.FIGURE)):
        if held is None:
            return plan
        blank = LeftBlank(indicator.short_name, now.text(Column.FIGURE) or shown, held.pk)
        return replace(plan, left_blank=blank)
    touched = {
        column: entry.typed.text(column)
        for column in Column
        if column not in entry.kept and (base is None or entry.typed.text(column) != base.text(column))
    }
    differing = [column for column, text in touched.items() if text != now.text(column)]
    if held is None and entry.typed.figure is None and set(differing) <= {Column.STANDING}:
        return plan
    if not differing:
        return plan
    if meanwhile:
        return replace(plan, conflict=_conflict(plan, month, base or NOTHING, now, differing))
    return replace(plan, writes=_merged(now, entry.typed, differing))


def _merged(now: Cells, typed: Cells, columns: Sequence[Column]) -> Cells:
    """What stands, with these cells as typed."""
    taken: dict[str, Any] = {}
    for column in columns:
        name = "provisional" if column is Column.STANDING else column.value
        taken[name] = getattr(typed, name)
    return replace(now, **taken)


def _seen(entry: Entry) -> Cells | None:
    """What the officer saw in the row, from its history; None when the history does not know."""
    if not entry.version:
        return NOTHING
    record = Outturn.history.filter(id=entry.outturn, version=entry.version).exclude(history_type="-").first()
    return cells_of(record) if record else None


def _conflict(plan: Plan, month: Month, base: Cells, now: Cells, columns: Sequence[Column]) -> RowConflict:
    last = (
        Outturn.history.select_related("history_user")
        .filter(indicator=plan.indicator, month=month)
        .order_by("-history_date", "-history_id")
        .first()
    )
    held, typed = plan.held, plan.entry.typed
    return RowConflict(
        indicator=plan.indicator.pk,
        name=plan.indicator.name,
        outturn=held.pk if held else 0,
        version=held.version if held else 0,
        by=last.history_user.name if last and last.history_user else "Somebody",
        at=last.history_date if last else None,
        stands=now,
        cells=tuple(
            CellConflict(column, base.words(column), now.words(column), typed.words(column))
            for column in columns
        ),
    )
