"""
A return in parts of some thousand figures, so that of a long one only a part is in memory at a time.

Indicators whose figures are held against each other by a check stay together. A table that is in memory anyway is one
part, and its cells are worked out once; those of several parts are worked out again when they are written.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.importers.matching import Matched
from indicators.importers.table import IndicatorRow, ReturnTable
from indicators.operations.return_cells import ComparatorCell, Effect, ReturnCell, cells_of, standing
from indicators.operations.return_places import Places
from indicators.queries.related import related_codes
from partnership.operations.rows import CannotBeDone

PART = 5_000  # figures


@dataclass
class Part:
    """
    Some rows of the table; `matched`: those of them that have an indicator, once they were looked for.

    `cells` None: made again when they are written, and held against `mark`.
    """

    rows: Sequence[IndicatorRow]
    matched: tuple[Matched, ...] = ()
    cells: tuple[ReturnCell, ...] | None = None
    mark: str = ""

    def look(self, table: ReturnTable, places: Places) -> tuple[ReturnCell, ...]:
        """What every cell would do as things stand; remembered, or only what marks it."""
        cells = self._cells(table, places)
        if table.held:
            self.cells = cells
        else:
            self.mark = _mark(cells)
        return cells

    def differing(self, table: ReturnTable, places: Places) -> Iterator[ReturnCell]:
        """The cells that write something. CannotBeDone when they would do something else than when they were looked at."""
        cells = self.cells
        if cells is None:
            cells = self._cells(table, places)
            if _mark(cells) != self.mark:
                raise CannotBeDone(
                    "Figures that this return meets were changed while it was being applied, so nothing was written: "
                    "import it again."
                )
        return (cell for cell in cells if cell.effect is not Effect.UNCHANGED)

    def _cells(self, table: ReturnTable, places: Places) -> tuple[ReturnCell, ...]:
        codes = [row.held.code for row in self.matched if row.held]
        return cells_of(table, self.matched, standing(codes), places)


def parts_of(table: ReturnTable, code_of: Callable[[IndicatorRow], str]) -> list[Part]:
    """
    All of the table's rows, in their order within each part; one part when the table is held in memory.

    `code_of`: the code of the indicator that a row names, or nothing.
    """
    if table.held:
        return [Part(table.rows)]
    codes = {row.number: code for row in table.rows if (code := code_of(row))}
    groups = _grouped(table.rows, codes, related_codes(codes.values()))
    return [Part(tuple(rows)) for rows in _filled(groups)]


def _grouped(
    rows: Iterable[IndicatorRow], codes: Mapping[int, str], related: Mapping[str, str]
) -> Iterable[list[IndicatorRow]]:
    """The rows of related indicators together, in the order of the first of them."""
    groups: dict[object, list[IndicatorRow]] = defaultdict(list)
    for row in rows:
        code = codes.get(row.number)
        groups[related.get(code, code) if code else row.number].append(row)
    return groups.values()


def _filled(groups: Iterable[list[IndicatorRow]]) -> Iterator[list[IndicatorRow]]:
    part: list[IndicatorRow] = []
    figures = 0
    for rows in groups:
        part += rows
        figures += sum(len(row.months) for row in rows)
        if figures >= PART:
            yield part
            part, figures = [], 0
    if part:
        yield part


def _mark(cells: Iterable[ReturnCell]) -> str:
    """A digest of what the cells do to which state of which figure."""
    marked = hashlib.sha256()
    for cell in cells:
        version = 0 if isinstance(cell, ComparatorCell) or not cell.stands else cell.stands.version
        stands = (cell.stands.pk, version) if cell.stands else None
        marked.update(repr((cell.cell.reference, cell.effect.value, stands)).encode())
    return marked.hexdigest()
