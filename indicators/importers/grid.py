"""
The cells of a file as rows of text, whatever format they came from, with the limits that every format keeps.

Knows no layout: what a row means is for the layouts to say. Rows are counted as a spreadsheet counts them, blank ones
too.
"""

from dataclasses import dataclass

MAX_BYTES = 10 * 1024 * 1024
MAX_COLUMNS = 200
MAX_ROWS = 20_000
MAX_CELLS = 300_000  # what stays far below half a gigabyte when every cell is read

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


@dataclass(frozen=True, slots=True)
class GridRow:
    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells are not blank."""
        return sum(1 for cell in self.cells if cell.strip())


@dataclass(frozen=True, slots=True)
class Grid:
    """`ends_mid_line`: the last row has no line ending, as when a file was cut short."""

    rows: tuple[GridRow, ...]
    ends_mid_line: bool = False


def letter(index: int) -> str:
    """A column's letter in a spreadsheet: A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
