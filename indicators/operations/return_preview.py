"""
What every cell of a return does, as an officer reads it before and after: its place, what it is of, was and becomes.

Values only, in the order of the file. What a cell does is decided in `return_cells`, what is wrong with it elsewhere.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter
from typing import overload

from indicators.importers.matching import Matched
from indicators.importers.problems import ImportProblem, Severity
from indicators.importers.table import Cell, IndicatorRow, ReturnTable, Role
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, exact
from indicators.models import Comparator, Target
from indicators.operations.return_cells import Effect, OutturnCell, ReturnCell, StandingOutturn

REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """
    `what` is Oct-21, target 2021/22 or England 2020/21; `effect` new, changed, unchanged or refused.

    `was` is empty where nothing stood; `published_in` names the pack that shows the figure's month, if one does.
    """

    reference: str
    row: int
    column: str
    indicator: str
    what: str
    effect: str
    was: str
    becomes: str
    published_in: str


_of = attrgetter(*(field.name for field in fields(CellOutcome)))


class PackedOutcomes(Sequence[CellOutcome]):
    """The cells of a long return, a part behind the other, in little memory; made again when they are asked for."""

    def __init__(self) -> None:
        self._parts: list[tuple[int, bytes]] = []

    def add(self, cells: Collection[CellOutcome]) -> None:
        text = json.dumps([_of(cell) for cell in cells])
        self._parts.append((len(cells), zlib.compress(text.encode(), 1)))

    def __len__(self) -> int:
        return sum(count for count, _ in self._parts)

    def __iter__(self) -> Iterator[CellOutcome]:
        for _, packed in self._parts:
            for each in json.loads(zlib.decompress(packed)):
                yield CellOutcome(*each)

    @overload
    def __getitem__(self, index: int) -> CellOutcome: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CellOutcome]: ...
    def __getitem__(self, index: int | slice) -> CellOutcome | Sequence[CellOutcome]:
        return tuple(self)[index]


Place = tuple[int | None, str | None]  # row and column, as problems name them


def places_of_errors(problems: Iterable[ImportProblem]) -> set[Place]:
    return {(problem.row, problem.column) for problem in problems if problem.severity is Severity.ERROR}


def cell_outcomes(
    table: ReturnTable,
    rows: Iterable[IndicatorRow],
    matched: Iterable[Matched],
    cells: Iterable[ReturnCell],
    wrong: Collection[Place],
    packs: Mapping[Month, str],
) -> tuple[CellOutcome, ...]:
    """
    Every cell of these rows in which something stands; refused are those with an error, or in a row without an indicator.

    `wrong`: the places of the errors (see `places_of_errors`).
    """
    does = {(cell.cell.row, cell.cell.column.index): cell for cell in cells}
    names = {row.row.number: _name(row) for row in matched}
    columns = {column.index: (column.letter, column.where) for column in table.columns}
    found = []
    for row in rows:
        name = names.get(row.number, row.indicator)
        for cell in row.cells:
            if not cell.text.strip():
                continue
            letter, where = columns.get(cell.column.index) or (cell.column.letter, cell.column.where)
            done = does.get((cell.row, cell.column.index))
            month = cell.month or cell.column.month
            if done is None or (cell.row, where) in wrong:
                effect, was, becomes = REFUSED, "", cell.text.strip()
            else:
                effect = done.effect.value
                was, becomes = _words(done)
            found.append(
                CellOutcome(
                    f"{letter}{cell.row}",
                    cell.row,
                    where,
                    name,
                    month.label if month else _what(table, row, cell),
                    effect,
                    was,
                    becomes,
                    packs.get(month, "") if month else "",
                )
            )
    return tuple(sorted(found, key=lambda each: each.row))  # a sorted list of a sorted list is quick


def _name(row: Matched) -> str:
    return row.held.name if row.held else row.row.indicator


def _what(table: ReturnTable, row: IndicatorRow, cell: Cell) -> str:
    year = cell.column.year
    if cell.column.role is Role.PLACE:
        return f"{cell.column.place} {year.label if year else ''}".strip()
    return f"target {(year or table.last_month.financial_year).label}"


def _words(cell: ReturnCell) -> tuple[str, str]:
    becomes = cell.reading.shown
    if cell.stands is None:
        return "", becomes
    if cell.effect is Effect.UNCHANGED:
        return becomes, becomes
    was = _shown(cell.stands)
    if not isinstance(cell, OutturnCell) or not isinstance(cell.stands, StandingOutturn):
        return was, becomes
    before, after = cell.stands, cell.reading
    beside = (
        ("numerator", _number(before.numerator), _number(after.numerator)),
        ("denominator", _number(before.denominator), _number(after.denominator)),
        ("", _finality(before.provisional), _finality(after.provisional)),
        ("note", before.note or "none", cell.note or "none"),
    )
    differing = [(name, old, new) for name, old, new in beside if old != new]
    return (
        "; ".join([was, *(f"{name} {old}".strip() for name, old, _ in differing)]),
        "; ".join([becomes, *(f"{name} {new}".strip() for name, _, new in differing)]),
    )


def _shown(row: StandingOutturn | Target | Comparator) -> str:
    if row.value is not None:
        return str(exact(row.value))
    return row.symbol or Missing(row.missing).words


def _number(value: Decimal | None) -> str:
    return "none" if value is None else str(exact(value))


def _finality(provisional: bool) -> str:
    return "provisional" if provisional else "final"
