"""
The cells of a file as rows of text, whatever format they came from, with the limits that every format keeps.

Knows no layout: what a row means is for the layouts to say. Rows are counted as a spreadsheet counts them, blank ones
too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MAX_BYTES = 10 * 1024 * 1024
MAX_COLUMNS = 200
MAX_ROWS = 150_000  # a line for each figure of a hundred indicators over a century of months
MAX_CELLS = 2_000_000  # cells as text; what they say is weighed by the next limit
MAX_FIGURES = 100_000  # a hundred indicators over more than eighty years of months, in about half a minute

TOO_BIG = (
    "The file is bigger than 10 MB, which no return is: save the sheet with the figures as a file of its own."
)
TOO_MANY_COLUMNS = (
    f"The file has more than {MAX_COLUMNS} columns: keep the return's own columns, delete the empty or other ones to "
    "the right, and save it again."
)
TOO_MANY_ROWS = (
    f"The file has more than {MAX_ROWS:,} rows: keep the return's own rows, delete the empty or other ones below, and "
    "save it again."
)
TOO_MANY_CELLS = (
    f"The file has more than {MAX_CELLS:,} cells: keep the return's own rows and columns and save it again."
)
TOO_MANY_FIGURES = (
    f"The table has room for more than {MAX_FIGURES:,} figures: keep the return's own rows and columns, or import it in "
    "parts."
)


@dataclass(frozen=True, slots=True)
class GridRow:
    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells are not blank."""
        return sum([1 for cell in self.cells if cell and not cell.isspace()])


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both ends included: rows as a spreadsheet counts them, columns from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def reference(self) -> str:
        """As a spreadsheet calls it: B3:C4."""
        return f"{letter(self.first_column)}{self.first_row}:{letter(self.last_column)}{self.last_row}"

    def meets(self, other: "Area") -> bool:
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """
    The cells of one sheet, or of a text file.

    `ends_mid_line`: the last row has no line ending, as when a file was cut short. What only a workbook has:
    `troubles`, why a cell's text cannot be trusted, by (row number, column index); `merged` areas; `hidden_rows` by
    number and `hidden_columns` by index. `rounded`: how many numbers had more than four decimals and were rounded.
    """

    rows: Sequence[GridRow]
    ends_mid_line: bool = False
    troubles: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    rounded: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook; a text file is one sheet without a name."""

    name: str
    grid: Grid
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """Every sheet of a file, in its order."""

    sheets: tuple[Sheet, ...]


def letter(index: int) -> str:
    """A column's letter in a spreadsheet: A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_INDEXES = {letter(index): index for index in range(MAX_COLUMNS + 1)}


def index_of(letters: str) -> int:
    """The index of a column by its letter: 0 for A; KeyError beyond the widest table."""
    return _INDEXES[letters]
