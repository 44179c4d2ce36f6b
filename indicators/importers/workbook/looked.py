"""
What one walk through a sheet's XML found: where something stands, and what the values alone would not say.

Knows neither kind of workbook. Both walks fill it in, and `reading` puts it together with the values.
"""

from dataclasses import dataclass, field

from indicators.importers.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    TOO_MANY_CELLS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    Area,
)
from indicators.importers.names import quoted
from indicators.importers.problems import refused
from indicators.importers.workbook.refusals import damaged, over_limits

MAX_SHEETS = 50
MAX_MERGED = 5_000
MAX_TEXT = 20_000_000  # characters of all sheets, each cell's counted
NOT_CALCULATED = "This formula has no result stored with it: open the file in a spreadsheet, let it calculate, and save it again."


@dataclass
class Looked:
    """
    `filled`: the columns, as bits, of the cells in a row whose value the other reader must find too; `texts`: what a
    cell says where that is not the value as it is stored.
    """

    name: str
    hidden: bool = False
    filled: dict[int, int] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    troubles: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    rounded: int = 0
    cells: int = 0
    characters: int = 0

    def take(self, row: int, column: int, length: int = 0) -> None:
        """Something stands here, and the value is what it says."""
        self._within(row, column, length)
        self.filled[row] = self.filled.get(row, 0) | (1 << column)

    def say(self, row: int, column: int, text: str) -> None:
        """Something stands here, and this is what it says."""
        self._within(row, column, len(text))
        self.texts[row, column] = text

    def doubt(self, row: int, column: int, text: str, why: str) -> None:
        self.say(row, column, text)
        self.troubles[row, column] = why

    def merge(self, area: Area) -> None:
        self.merged.append(area)
        if len(self.merged) > MAX_MERGED:
            raise over_limits()

    def hide_row(self, row: int) -> None:
        if row <= MAX_ROWS:
            self.hidden_rows.add(row)

    def hide_columns(self, first: int, last: int) -> None:
        self.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))

    def _within(self, row: int, column: int, length: int) -> None:
        if column >= MAX_COLUMNS:
            raise refused(TOO_MANY_COLUMNS, row)
        if row > MAX_ROWS:
            raise refused(TOO_MANY_ROWS)
        self.cells += 1
        self.characters += length
        if self.cells > MAX_CELLS:
            raise refused(TOO_MANY_CELLS)
        if self.characters > MAX_TEXT:
            raise over_limits()


def error_sentence(text: str) -> str:
    return f"{quoted(text)} is a spreadsheet's error: put the formula right and save the file again."


def whole(text: str | None, otherwise: int) -> int:
    """A counting number from an attribute; DAMAGED when it is none."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise damaged()
    return int(text)
