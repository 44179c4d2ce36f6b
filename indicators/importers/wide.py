"""
The wide layout: one row per indicator, months across, then the target and the comparators.

Title rows may stand above the table; below it, after an empty row, notes. A row that is not as wide as its header is
an error, because that is what a file looks like that was cut short.
"""

from indicators.importers.body import Body
from indicators.importers.grid import Grid, GridRow
from indicators.importers.headings import EXPECTED, read_heading, read_headings
from indicators.importers.months import why_no_month
from indicators.importers.names import tidy
from indicators.importers.problems import ImportProblem, error, warning
from indicators.importers.read_again import CellsReadAgain, Memory
from indicators.importers.rows import is_long
from indicators.importers.symbols import BLANK, Written, in_month
from indicators.importers.table import Cell, Column, IndicatorRow, ReturnTable, Role

NAME = "wide"
NO_HEADER = f"No header row was found: put one above the figures, headed {EXPECTED}."
SEARCHED = 100  # rows in which a header is looked for
_WORDS = {Role.AREA, Role.INDICATOR, Role.OUTTURN_TYPE}


def find_header(grid: Grid) -> GridRow | None:
    """The row in which most cells are headings that a return has, at least two; the first of equals."""
    best = max(grid.rows[:SEARCHED], key=_headings_in, default=None)
    return best if best is not None and _headings_in(best) >= 2 else None


def is_whole(header: GridRow) -> bool:
    """Whether the header has what a table of figures needs: an indicator and a month."""
    columns = [read_heading(index, cell) for index, cell in enumerate(header.cells) if cell.strip()]
    return {Role.INDICATOR, Role.MONTH} <= {column.role for column in columns if column}


def read(grid: Grid, header: GridRow) -> ReturnTable:
    """The table, with the problems of its rows and cells; ReturnRefused when its header cannot be used."""
    body = Body(grid, header, read_headings(header))
    figure_columns = sum(1 for column in body.columns if column.role not in _WORDS)
    body.refuse_many(figure_columns)
    reader = _Rows(body, held=not is_long(grid.rows, figure_columns))
    for place, row in enumerate(body.rows):
        reader.take(place, row)
    last = body.rows[-1]
    if body.ends_mid_line and not any(problem.row == last.number for problem in body.problems):
        body.problems.append(_maybe_cut(last, body.columns[-1]))
    problems = tuple(body.problems)
    rows = tuple(reader.rows)
    return ReturnTable(NAME, header.number, body.columns, rows, problems, grid=body.kept(), held=reader.held)


def _headings_in(row: GridRow) -> int:
    found = [read_heading(index, cell) for index, cell in enumerate(row.cells) if cell.strip()]
    columns = sum(1 for column in found if column)
    if any(column and column.role is Role.INDICATOR for column in found):
        columns += sum(1 for cell in row.cells if why_no_month(cell))  # told when the header is read
    return columns


def _maybe_cut(row: GridRow, last: Column) -> ImportProblem:
    return warning(
        f"The file ends in the middle of a line: if it was cut short, its last figure ({tidy(row.cells[last.index])}) may "
        "be too, so compare it with the spreadsheet.",
        row.number,
        last.where,
    )


class _Rows:
    """
    Rows of cells as they become indicators' rows; the area goes down from row to row as in merged cells.

    Of a long table the months' cells are not `held`, but read again when they are asked for.
    """

    def __init__(self, body: Body, held: bool) -> None:
        self.body, self.held = body, held
        self._memory = Memory()
        self._months = tuple(column for column in body.columns if column.role is Role.MONTH)
        self.area = ""
        self.rows: list[IndicatorRow] = []

    def take(self, place: int, row: GridRow) -> None:
        body = self.body
        if not body.takes(row):
            return
        self.area = body.text(row, Role.AREA) or self.area
        name = body.text(row, Role.INDICATOR)
        if name:
            self._add(place, row, name)
        elif not (body.filled(row) == 1 and body.text(row, Role.AREA)):
            body.problems.append(
                error(
                    body.trouble(row, body.column(Role.INDICATOR))
                    or "This row has figures but no indicator: write the indicator's name, or empty the row.",
                    row.number,
                    body.where(Role.INDICATOR),
                )
            )

    def _add(self, place: int, row: GridRow, name: str) -> None:
        cells = [self._cell(row, column) for column in self.body.columns]
        self.body.problems += [
            error(cell.written.trouble, cell.row, cell.column.where) for cell in cells if cell.written.trouble
        ]
        of = {role: tuple(cell for cell in cells if cell.column.role is role) for role in Role}
        self.rows.append(
            IndicatorRow(
                number=row.number,
                area=self.area,
                indicator=name,
                outturn_type=self.body.text(row, Role.OUTTURN_TYPE),
                months=of[Role.MONTH] if self.held else self._months_of(place, row.number),
                target=next(iter(of[Role.TARGET]), None),
                places=of[Role.PLACE],
            )
        )

    def _months_of(self, place: int, number: int) -> CellsReadAgain:
        def read() -> tuple[Cell, ...]:
            row = self.body.rows[place]
            return tuple(self._cell(row, column) for column in self._months)

        return CellsReadAgain(self._memory, number, len(self._months), read)

    def _cell(self, row: GridRow, column: Column) -> Cell:
        text = row.cells[column.index]
        if column.role in _WORDS:
            trouble = self.body.trouble(row, column)
            return Cell(row.number, column, text, Written(trouble=trouble) if trouble else BLANK)
        month = column.month or (column.year.last_month if column.year else None)
        written = in_month(self.body.written(row, column), month)
        return Cell(row.number, column, text, written, column.month, quarterly=column.quarterly)
