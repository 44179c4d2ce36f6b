"""
The wide layout: one row per indicator, months across, then the target and the comparators.

Title rows may stand above the table; below it, after an empty row, notes. A row that is not as wide as its header is
an error, because that is what a file looks like that was cut short.
"""

from indicators.importers.grid import Grid, GridRow, letter
from indicators.importers.headings import EXPECTED, read_heading, read_headings
from indicators.importers.names import key, tidy
from indicators.importers.problems import ImportProblem, error, refused, warning
from indicators.importers.symbols import read_cell
from indicators.importers.table import Cell, Column, Role, WideRow, WideTable

NAME = "wide"
NO_HEADER = f"No header row was found: put one above the figures, headed {EXPECTED}."
_SEARCHED = 100  # rows in which a header is looked for


def find_header(grid: Grid) -> GridRow | None:
    """The row in which most cells are headings that a return has, at least two; the first of equals."""
    best = max(grid.rows[:_SEARCHED], key=_headings_in, default=None)
    return best if best is not None and _headings_in(best) >= 2 else None


def recognises(grid: Grid) -> bool:
    return find_header(grid) is not None


def read(grid: Grid) -> WideTable:
    """The table, with the problems of its rows and cells; ReturnRefused when its header cannot be used."""
    header = find_header(grid)
    if header is None:
        raise refused(NO_HEADER)
    columns = read_headings(header)
    body = _body(grid, header, columns)
    if not body:
        raise refused(
            "The table has no rows below its header, so the file may have been cut short: save it again and look.",
            header.number,
        )
    reader = _Rows(columns, _width(header, columns))
    for row in body:
        reader.take(row)
    if grid.ends_mid_line and body[-1] is grid.rows[-1] and not reader.has_error_at(body[-1].number):
        reader.problems.append(_maybe_cut(body[-1], columns[-1]))
    return WideTable(NAME, header.number, columns, tuple(reader.rows), tuple(reader.problems))


def _headings_in(row: GridRow) -> int:
    return sum(1 for index, cell in enumerate(row.cells) if cell.strip() and read_heading(index, cell))


def _width(header: GridRow, columns: tuple[Column, ...]) -> int:
    return max(column.index for column in columns) + 1


def _body(grid: Grid, header: GridRow, columns: tuple[Column, ...]) -> list[GridRow]:
    """The rows under the header. After an empty row, a row with one filled cell is a note and is left out."""
    indicator = next(column for column in columns if column.role is Role.INDICATOR)
    body: list[GridRow] = []
    after_empty_row = False
    for row in grid.rows:
        if row.number <= header.number:
            continue
        if row.filled == 0:
            after_empty_row = True
        elif row.filled == 1 and after_empty_row:
            continue
        elif len(row.cells) > indicator.index and key(row.cells[indicator.index]) == key(indicator.heading):
            raise refused(
                "A second table begins here: put each table in a file of its own and import one after the other.",
                row.number,
            )
        else:
            after_empty_row = False
            body.append(row)
    return body


def _maybe_cut(row: GridRow, last: Column) -> ImportProblem:
    return warning(
        f"The file ends in the middle of a line: if it was cut short, its last figure ({tidy(row.cells[last.index])}) may "
        "be too, so compare it with the spreadsheet.",
        row.number,
        last.where,
    )


class _Rows:
    """Rows of cells as they become indicators' rows; the area goes down from row to row as in merged cells."""

    def __init__(self, columns: tuple[Column, ...], width: int) -> None:
        self.columns = columns
        self.width = width
        self.headed = {column.index for column in columns}
        self.area = ""
        self.rows: list[WideRow] = []
        self.problems: list[ImportProblem] = []

    def take(self, row: GridRow) -> None:
        problem = self._wrong_width(row)
        if problem:
            self.problems.append(problem)
            return
        self._look_beside_columns(row)
        self.area = self._text(row, Role.AREA) or self.area
        name = self._text(row, Role.INDICATOR)
        if name:
            self._add(row, name)
        elif not (row.filled == 1 and self._text(row, Role.AREA)):
            self.problems.append(
                error(
                    "This row has figures but no indicator: write the indicator's name, or empty the row.",
                    row.number,
                    self._where(Role.INDICATOR),
                )
            )

    def has_error_at(self, number: int) -> bool:
        return any(problem.row == number for problem in self.problems)

    def _add(self, row: GridRow, name: str) -> None:
        cells = [self._cell(row, column) for column in self.columns]
        self.problems += [
            error(cell.written.trouble, cell.row, cell.column.where) for cell in cells if cell.written.trouble
        ]
        of = {role: tuple(cell for cell in cells if cell.column.role is role) for role in Role}
        self.rows.append(
            WideRow(
                number=row.number,
                area=self.area,
                indicator=name,
                outturn_type=self._text(row, Role.OUTTURN_TYPE),
                months=of[Role.MONTH],
                target=next(iter(of[Role.TARGET]), None),
                places=of[Role.PLACE],
            )
        )

    def _cell(self, row: GridRow, column: Column) -> Cell:
        text = row.cells[column.index]
        holds_words = column.role in {Role.AREA, Role.INDICATOR, Role.OUTTURN_TYPE}
        return Cell(row.number, column, text, read_cell("" if holds_words else text))

    def _wrong_width(self, row: GridRow) -> ImportProblem | None:
        if len(row.cells) < self.width:
            cells = "1 cell" if len(row.cells) == 1 else f"{len(row.cells)} cells"
            return error(
                f"This row ends after {cells} and the header has {self.width}: the file may have been cut short or empty "
                "cells at the end dropped, so fill the row up to the last column (empty cells count), or put an empty row "
                "above it if it is a note.",
                row.number,
                self._headed(len(row.cells)),
            )
        if any(cell.strip() for cell in row.cells[self.width :]):
            return error(
                f"This row goes on after the header's last column ({self.width} columns): delete what is beyond it; in a "
                "CSV file, put a name or number with a comma in it in quotation marks.",
                row.number,
            )
        return None

    def _headed(self, index: int) -> str | None:
        """The column at which a short row breaks off."""
        return next((column.where for column in self.columns if column.index == index), None)

    def _look_beside_columns(self, row: GridRow) -> None:
        """A column with something in it and no heading is told once, where it begins."""
        for index, cell in enumerate(row.cells[: self.width]):
            if cell.strip() and index not in self.headed:
                self.headed.add(index)
                self.problems.append(
                    error(
                        "Something is written in a column without a heading: give the column a heading, or empty it.",
                        row.number,
                        f"{letter(index)} (no heading)",
                    )
                )

    def _text(self, row: GridRow, role: Role) -> str:
        column = next((column for column in self.columns if column.role is role), None)
        return tidy(row.cells[column.index]) if column else ""

    def _where(self, role: Role) -> str:
        return next(column.where for column in self.columns if column.role is role)
