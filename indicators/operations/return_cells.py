"""
What each cell of a return would do: write a figure that is new, change one that stands, or nothing.

A blank cell does nothing and is not counted; what a cell does not say of its figure stays as it stands. A comparator is
compared with the last one that a return brought, because a later edition of a published file is another figure.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from indicators.importers.matching import Matched
from indicators.importers.table import Cell, ReturnTable
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Reading
from indicators.models import Comparator, Outturn, Target
from indicators.operations.return_places import Places

Key = tuple[str, str, int]  # indicator's code, geography's code, year


class Effect(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class StandingOutturn(NamedTuple):
    """An outturn as it was read, without the cost of a row: there may be a hundred thousand of them."""

    pk: int
    version: int
    value: Decimal | None
    missing: str
    symbol: str
    numerator: Decimal | None
    denominator: Decimal | None
    provisional: bool
    note: str


@dataclass(frozen=True, slots=True)
class OutturnCell:
    """`reading` and `note` are what would stand after it."""

    row: Matched
    cell: Cell
    reading: Reading
    note: str
    month: Month
    stands: StandingOutturn | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class TargetCell:
    row: Matched
    cell: Cell
    reading: Reading
    year: FinancialYear
    stands: Target | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class ComparatorCell:
    """`geography` is a code; `held` every figure there is for it, the latest first; `stands` what it is held against."""

    row: Matched
    cell: Cell
    reading: Reading
    year: FinancialYear
    geography: str
    held: tuple[Comparator, ...]
    stands: Comparator | None
    effect: Effect


ReturnCell = OutturnCell | TargetCell | ComparatorCell


@dataclass
class Standing:
    """What the site holds of a return's indicators: read once, in three queries."""

    outturns: dict[tuple[str, Month], StandingOutturn] = field(default_factory=dict)
    targets: dict[tuple[str, int], Target] = field(default_factory=dict)
    comparators: dict[Key, list[Comparator]] = field(default_factory=lambda: defaultdict(list))


def standing(codes: Iterable[str]) -> Standing:
    """Comparators of returns that were undone are withdrawn, and stand no more."""
    wanted = list(codes)
    found = Standing()
    outturns = Outturn.objects.filter(indicator__code__in=wanted).order_by()
    for code, month, *rest in outturns.values_list("indicator__code", "month", *StandingOutturn._fields):
        found.outturns[(code, month)] = StandingOutturn(*rest)
    whole_years = Target.objects.filter(indicator__code__in=wanted, month__isnull=True)
    for target in whole_years.select_related("indicator"):
        found.targets[(target.indicator.code, target.year)] = target
    comparators = Comparator.objects.filter(indicator__code__in=wanted, withdrawn_at__isnull=True)
    for row in comparators.order_by("-recorded_at", "-pk").select_related("indicator", "geography"):
        found.comparators[(row.indicator.code, row.geography.code, row.year)].append(row)
    return found


def cells_of(
    table: ReturnTable, matched: Iterable[Matched], held: Standing, places: Places
) -> tuple[ReturnCell, ...]:
    """Every cell that says something, row by row."""
    found: list[ReturnCell] = []
    for row in matched:
        code = row.held.code if row.held else ""
        for cell in row.row.months:
            month = cell.month or cell.column.month
            if cell.written.reading is not None and month is not None:
                found.append(
                    _outturn(row, cell, cell.written.reading, month, held.outturns.get((code, month)))
                )
        target = row.row.target
        if target is not None and target.written.reading is not None:
            year = target.column.year or table.last_month.financial_year
            stands = held.targets.get((code, year.start))
            found.append(
                TargetCell(
                    row, target, target.written.reading, year, stands, _effect(stands, target.written.reading)
                )
            )
        for cell in row.row.places:
            geography, place_year = places.codes.get(cell.column.index), cell.column.year
            if cell.written.reading is not None and geography is not None and place_year is not None:
                figures = tuple(held.comparators.get((code, geography, place_year.start), ()))
                found.append(_comparator(row, cell, cell.written.reading, place_year, geography, figures))
    return tuple(found)


def _outturn(
    row: Matched, cell: Cell, written: Reading, month: Month, stands: StandingOutturn | None
) -> OutturnCell:
    said = cell.numerator, cell.denominator, cell.provisional, cell.note
    if stands is None:
        reading = written if said == (None, None, None, None) else _with(written, *said[:3])
        return OutturnCell(row, cell, reading, cell.note or "", month, None, Effect.NEW)
    held = stands.numerator, stands.denominator, stands.provisional, stands.note
    after = tuple(now if now is not None else was for now, was in zip(said, held, strict=True))
    if after == held and _same(stands, written):
        return OutturnCell(row, cell, written, stands.note, month, stands, Effect.UNCHANGED)
    numerator, denominator, provisional = cell.numerator, cell.denominator, cell.provisional
    reading = _with(
        written,
        stands.numerator if numerator is None else numerator,
        stands.denominator if denominator is None else denominator,
        stands.provisional if provisional is None else provisional,
    )
    note = stands.note if cell.note is None else cell.note
    return OutturnCell(row, cell, reading, note, month, stands, Effect.CHANGED)


def _with(
    written: Reading, numerator: Decimal | None, denominator: Decimal | None, provisional: bool | None
) -> Reading:
    return replace(written, numerator=numerator, denominator=denominator, provisional=bool(provisional))


def _comparator(
    row: Matched,
    cell: Cell,
    reading: Reading,
    year: FinancialYear,
    geography: str,
    held: tuple[Comparator, ...],
) -> ComparatorCell:
    from_return = next((figure for figure in held if figure.source_return_id), None)
    same = next((figure for figure in held if _same(figure, reading)), None)
    stands = from_return or same
    return ComparatorCell(row, cell, reading, year, geography, held, stands, _effect(stands, reading))


def _effect(stands: Target | Comparator | None, reading: Reading) -> Effect:
    if stands is None:
        return Effect.NEW
    return Effect.UNCHANGED if _same(stands, reading) else Effect.CHANGED


def _same(row: StandingOutturn | Target | Comparator, reading: Reading) -> bool:
    return (
        row.value == reading.value and row.missing == (reading.missing or "") and row.symbol == reading.symbol
    )
