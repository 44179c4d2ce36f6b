"""
Where an indicator's figures came from: each outturn, target and comparator with what stood before it, who and when.

Read from the histories, in five queries whatever they hold; with `until` nothing after that instant is told. Knows no
pack and nobody's role: which of it may be shown to whom is asked above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, TypeVar

from indicators import models
from indicators.measures.kinds import TARGET_KINDS, Kind, TargetKind
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Missing, exact
from indicators.measures.wording import figure
from indicators.queries.calculated_provenance import calculated_outturns
from indicators.queries.standing import (
    NO_SYMBOL,
    REMOVED,
    ComparatorHistory,
    FiguresOf,
    OutturnHistory,
    Standing,
    TargetHistory,
)
from partnership.models import User

__all__ = ["ComparatorHistory", "FiguresOf", "OutturnHistory", "Standing", "TargetHistory", "provenance"]


def provenance(code: str, *, until: datetime | None = None) -> FiguresOf | None:
    """
    The indicator of that code (at that instant), or None when there was none.

    One that is calculated, and never had figures of its own, tells of its inputs, in four queries more at most.
    """
    indicator = _indicator(code, until)
    if indicator is None:
        return None
    pk, word = indicator.id, _worded(indicator)
    return FiguresOf(
        code=code,
        name=indicator.name,
        outturns=_outturns(pk, word, until) or calculated_outturns(pk, until),
        targets=_targets(pk, word, until),
        comparators=_comparators(pk, word, until),
    )


def _indicator(code: str, until: datetime | None) -> Any:
    """Its row, or its history's row of that instant: decimal places and name may have changed since."""
    if until is None:
        return models.Indicator.objects.filter(code=code).first()
    return _before(models.Indicator, until).filter(code=code).order_by("-history_date", "-history_id").first()


Worded = Callable[[Any], str]
R = TypeVar("R")


def _worded(indicator: Any) -> Worded:
    kind, places = Kind(indicator.kind), indicator.decimal_places

    def word(row: Any) -> str:
        value: Decimal | None = row.value
        return (row.symbol or NO_SYMBOL) if value is None else figure(exact(value), kind, places)

    return word


def _before(model: Any, until: datetime | None) -> Any:
    records = model.history.all()
    return records if until is None else records.filter(history_date__lte=until)


def _records(model: Any, pk: int, until: datetime | None) -> Any:
    """The history rows of an indicator's figures, oldest first."""
    joined = _before(model, until).filter(indicator_id=pk)
    return joined.select_related("history_user", "source_return__by").order_by("history_date", "history_id")


def _outturns(pk: int, word: Worded, until: datetime | None) -> tuple[OutturnHistory, ...]:
    published = dict(models.PublishedMonth.objects.values_list("month", "at"))
    held = _grouped(_records(models.Outturn, pk, until), lambda record: record.month)
    return tuple(
        OutturnHistory(month, _states(held[month], word, _same_outturn, published.get(month)))
        for month in sorted(held, reverse=True)
    )


def _targets(pk: int, word: Worded, until: datetime | None) -> tuple[TargetHistory, ...]:
    held = _grouped(_records(models.Target, pk, until), lambda record: (record.year, record.month))
    newest = sorted(held, key=lambda key: (-key[0], key[1].since(Month(1900, 1)) if key[1] else 0))
    return tuple(
        TargetHistory(FinancialYear(year), month, _states(held[year, month], word, _same_target, None))
        for year, month in newest
    )


def _comparators(pk: int, word: Worded, until: datetime | None) -> tuple[ComparatorHistory, ...]:
    rows = models.Comparator.objects.filter(indicator=pk)
    if until is not None:
        rows = rows.filter(recorded_at__lte=until)
    joined = rows.select_related("geography", "recorded_by", "source_return__by")
    ordered = joined.order_by("geography__order", "geography__name", "-year", "-recorded_at", "-pk")
    held = _grouped(ordered, lambda row: (row.geography.name, row.year))
    return tuple(
        ComparatorHistory(name, FinancialYear(year), _editions(found, word, until))
        for (name, year), found in held.items()
    )


def _grouped(rows: Iterable[R], key: Callable[[R], Any]) -> dict[Any, list[R]]:
    found: dict[Any, list[R]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


_READING = ("value", "missing", "symbol", "source_return_id", "source_cell")


def _same_outturn(record: Any) -> tuple[Any, ...]:
    return (*(getattr(record, name) for name in _READING), record.provisional, record.history_type == "-")


def _same_target(record: Any) -> tuple[Any, ...]:
    stated = (record.kind, record.change_percent, record.source, record.rationale)
    return (*(getattr(record, name) for name in _READING), *stated, record.history_type == "-")


def _states(
    records: Sequence[Any], word: Worded, same: Callable[[Any], tuple[Any, ...]], published: datetime | None
) -> tuple[Standing, ...]:
    """Newest first; history rows that left the figure alone (another note) are one state with the newest note."""
    runs = [list(run) for _, run in groupby(records, key=same)]
    states: list[Standing] = []
    for at, run in enumerate(runs):
        first = run[0]
        is_late = published is not None and first.history_date > published
        was_shown = published is not None and any(state.at <= published for state in states)
        state = replace(_state(first, word, is_late and was_shown), note=_note(run[-1]))
        is_back = at >= 2 and same(first) == same(runs[at - 2][0]) and _undoes(first, runs[at - 1][-1])
        states.append(replace(state, source=states[at - 2].source) if is_back else state)
    return tuple(reversed(states))


def _undoes(record: Any, before: Any) -> bool:
    """Whether this history row put back what stood before a return that was undone: nobody typed it in."""
    undone = before.source_return
    return bool(undone and undone.undone_at and undone.undone_by_id == record.history_user_id)


def _state(record: Any, word: Worded, changed_when_published: bool) -> Standing:
    removed = record.history_type == "-"
    return Standing(
        shown=REMOVED if removed else word(record),
        why="" if removed else _why(record),
        provisional=getattr(record, "provisional", False) and not removed,
        note=_note(record),
        detail="" if removed else _stated(record),
        source=f"removed by {_name(record.history_user)}"
        if removed
        else _source(record.source_return, record.source_cell, record.history_user),
        return_pk=None if removed else record.source_return_id,
        by=_name(record.history_user),
        at=record.history_date,
        reason=record.history_change_reason or "",
        removed=removed,
        changed_when_published=changed_when_published,
    )


def _editions(
    rows: Sequence[models.Comparator], word: Worded, until: datetime | None
) -> tuple[Standing, ...]:
    """The newest that is not withdrawn stands, and so comes first; the others as they were recorded, newest first."""
    states = [
        Standing(
            shown=word(row),
            why=_why(row),
            provisional=row.provisional,
            note="",
            detail=row.vintage,
            source=_source(row.source_return, row.source_cell, row.recorded_by),
            return_pk=row.source_return_id,
            by=_name(row.recorded_by),
            at=row.recorded_at,
            reason="",
            withdrawn=row.withdrawn_at is not None and (until is None or row.withdrawn_at <= until),
        )
        for row in rows
    ]
    standing = next((state for state in states if not state.withdrawn), None)
    return tuple(sorted(states, key=lambda state: state is not standing))


def _why(row: Any) -> str:
    return Missing(row.missing).words if row.missing else ""


def _note(record: Any) -> str:
    note: str = getattr(record, "note", "")
    return note


def _stated(record: Any) -> str:
    """A target's kind and whose figure it is said to be; nothing for an outturn."""
    kind = getattr(record, "kind", None)
    if kind is None:
        return ""
    said = [words.rstrip(".") for words in (record.source, record.rationale) if words]
    return ". ".join([TARGET_KINDS[TargetKind(kind)], *said])


def _source(source: models.Return | None, cell: str, by: User | None) -> str:
    """As in "november.tsv, cell D4, imported by Performance Officer" or "typed in by Performance Officer"."""
    if source is None:
        return f"typed in by {by.name}" if by else "recorded by the system"
    place = f", cell {cell}" if cell else ""
    return f"{source.file_name}{place}, imported by {_name(source.by)}"


def _name(person: User | None) -> str:
    return person.name if person else "the system"
