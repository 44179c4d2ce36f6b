"""
What each cell of a return would do: write a figure that is new, change one that stands, or nothing.

A blank cell does nothing and is not counted. A comparator is compared with the last one that a return brought, because
a later edition of a published file is another figure beside it, never instead of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from indicators.importers.matching import Matched
from indicators.importers.table import Cell
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Reading
from indicators.models import Comparator, Outturn, Target
from indicators.operations.return_places import Places

Key = tuple[str, str, int]  # indicator's code, geography's code, year


class Effect(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class OutturnCell:
    row: Matched
    cell: Cell
    reading: Reading
    month: Month
    stands: Outturn | None

    @property
    def effect(self) -> Effect:
        return _effect(self.stands, self.reading)


@dataclass(frozen=True)
class TargetCell:
    row: Matched
    cell: Cell
    reading: Reading
    year: FinancialYear
    stands: Target | None

    @property
    def effect(self) -> Effect:
        return _effect(self.stands, self.reading)


@dataclass(frozen=True)
class ComparatorCell:
    """`geography` is a code; `held` every figure there is for it, the latest first."""

    row: Matched
    cell: Cell
    reading: Reading
    year: FinancialYear
    geography: str
    held: tuple[Comparator, ...]

    @property
    def effect(self) -> Effect:
        from_returns = [row for row in self.held if row.source_return_id]
        if from_returns:
            return _effect(from_returns[0], self.reading)
        return Effect.UNCHANGED if any(_same(row, self.reading) for row in self.held) else Effect.NEW


ReturnCell = OutturnCell | TargetCell | ComparatorCell


@dataclass
class Standing:
    """What the site holds of a return's indicators: read once, in three queries."""

    outturns: dict[tuple[str, Month], Outturn] = field(default_factory=dict)
    targets: dict[tuple[str, int], Target] = field(default_factory=dict)
    comparators: dict[Key, list[Comparator]] = field(default_factory=lambda: defaultdict(list))


def standing(codes: Iterable[str]) -> Standing:
    wanted = list(codes)
    found = Standing()
    for outturn in Outturn.objects.filter(indicator__code__in=wanted).select_related("indicator"):
        found.outturns[(outturn.indicator.code, outturn.month)] = outturn
    whole_years = Target.objects.filter(indicator__code__in=wanted, month__isnull=True)
    for target in whole_years.select_related("indicator"):
        found.targets[(target.indicator.code, target.year)] = target
    comparators = Comparator.objects.filter(indicator__code__in=wanted).order_by("-recorded_at", "-pk")
    for row in comparators.select_related("indicator", "geography"):
        found.comparators[(row.indicator.code, row.geography.code, row.year)].append(row)
    return found


def cells_of(
    matched: Iterable[Matched], held: Standing, places: Places, target_year: FinancialYear
) -> tuple[ReturnCell, ...]:
    """Every cell that says something, in the order of the file."""
    return tuple(
        found
        for row in matched
        for cell in row.row.cells
        if (found := _cell(row, cell, held, places, target_year)) is not None
    )


def _cell(
    row: Matched, cell: Cell, held: Standing, places: Places, target_year: FinancialYear
) -> ReturnCell | None:
    reading, code = cell.written.reading, row.held.code if row.held else ""
    column = cell.column
    if reading is None:
        return None
    if column.month:
        return OutturnCell(row, cell, reading, column.month, held.outturns.get((code, column.month)))
    if cell is row.row.target:
        year = column.year or target_year
        return TargetCell(row, cell, reading, year, held.targets.get((code, year.start)))
    geography = places.codes.get(column.index)
    if geography is None or column.year is None:
        return None
    figures = held.comparators.get((code, geography, column.year.start), [])
    return ComparatorCell(row, cell, reading, column.year, geography, tuple(figures))


def _effect(stands: Outturn | Target | Comparator | None, reading: Reading) -> Effect:
    if stands is None:
        return Effect.NEW
    return Effect.UNCHANGED if _same(stands, reading) else Effect.CHANGED


def _same(row: Outturn | Target | Comparator, reading: Reading) -> bool:
    missing = reading.missing.value if reading.missing else ""
    return (row.value, row.missing, row.symbol) == (reading.value, missing, reading.symbol)
