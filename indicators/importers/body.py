"""
The rows under a header, for every layout: where they end, which can be read, and what must not stand among them.

Refuses what would be read only in part: merged areas, hidden rows and columns with something in them, a second table.
Title rows above the header and, after an empty row, notes below the table are left out.
"""

from array import array
from collections.abc import Sequence

from indicators.importers.grid import (
    MAX_FIGURES,
    TOO_MANY_FIGURES,
    Area,
    Grid,
    GridRow,
    letter,
)
from indicators.importers.headings import refuse
from indicators.importers.names import key, tidy
from indicators.importers.problems import ErrorCount, ImportProblem, error, refused
from indicators.importers.rows import ChangedRows, ChosenRows
from indicators.importers.symbols import Written, read_cell
from indicators.importers.table import Column, Role

_SOMETHING = "…"  # stands in what is kept for what was not read


class Body:
    """The rows under a header with their columns; ReturnRefused where no row can be trusted."""

    def __init__(self, grid: Grid, header: GridRow, columns: tuple[Column, ...]) -> None:
        self.grid = grid
        self.header = header
        self.columns = columns
        self.width = max(column.index for column in columns) + 1
        self.problems: list[ImportProblem] = []
        self._errors = ErrorCount()
        self._of = {column.role: column for column in reversed(columns)}
        self._unheaded = set(range(self.width)) - {column.index for column in columns}
        self._told = set[int]()
        self._troubled = {row for row, index in grid.troubles if index < self.width}
        refuse(
            [
                error(self.trouble(header, column), header.number, column.where)
                for column in self.troubled_columns(header)
            ]
        )
        self.rows = self._found()
        if not self.rows:
            raise refused(
                "The table has no rows below its header, so the file may have been cut short: save it again and look.",
                header.number,
            )
        self._refuse_merged()
        self._refuse_hidden()

    def refuse_many(self, figure_columns: int) -> None:
        """ReturnRefused when more figures would have to be read than the limit."""
        if len(self.rows) * figure_columns > MAX_FIGURES:
            raise refused(TOO_MANY_FIGURES)

    def takes(self, row: GridRow) -> bool:
        """Whether the row is as wide as its header; otherwise the problem is told. ReturnRefused after too many errors."""
        self._errors.refuse_too_many(self.problems)
        problem = self._wrong_width(row)
        if problem:
            self.problems.append(problem)
            return False
        self._look_beside_columns(row)
        return True

    def text(self, row: GridRow, role: Role) -> str:
        column = self._of.get(role)
        return tidy(row.cells[column.index]) if column else ""

    def column(self, role: Role) -> Column | None:
        return self._of.get(role)

    def where(self, role: Role) -> str | None:
        column = self._of.get(role)
        return column.where if column else None

    def trouble(self, row: GridRow, column: Column | None) -> str:
        """Why the cell cannot be trusted; empty when it can."""
        return self.grid.troubles.get((row.number, column.index), "") if column and self._troubled else ""

    def troubled_columns(self, row: GridRow) -> list[Column]:
        if row.number not in self._troubled:
            return []
        return [column for column in self.columns if self.trouble(row, column)]

    def filled(self, row: GridRow) -> int:
        """How many cells say something, or would if they could be trusted."""
        if row.number not in self._troubled:
            return row.filled
        troubles = (index for index in range(self.width) if (row.number, index) in self.grid.troubles)
        return len({*troubles, *(index for index, cell in enumerate(row.cells) if cell.strip())})

    def written(self, row: GridRow, column: Column) -> Written:
        """What the cell says, or its trouble."""
        trouble = self.trouble(row, column)
        return Written(trouble=trouble) if trouble else read_cell(row.cells[column.index])

    @property
    def ends_mid_line(self) -> bool:
        """Whether the file breaks off in the table's last row."""
        return self.grid.ends_mid_line and self.rows[-1].number == self.grid.rows[-1].number

    def kept(self) -> Grid:
        """What is kept of the sheet: the header and the rows under it, without what stands there and was not read."""
        columns = [column for column in self.columns if column.role is not Role.REFERENCE]
        unread = sorted(set(range(self.width)) - {column.index for column in columns})
        headings = {column.index: column.heading for column in self.columns}
        header = GridRow(self.header.number, tuple(headings.get(index, "") for index in range(self.width)))
        told = {row for row, _ in self.grid.troubles}
        numbers = {row.number for row in self.rows if row.number in told} if told else told
        troubles = {
            (row, index): said
            for (row, index), said in self.grid.troubles.items()
            if row in numbers and index < self.width
        }
        rows = ChangedRows(header, self.rows, lambda row: self._kept(row, unread))
        return Grid(rows, ends_mid_line=self.ends_mid_line, troubles=troubles)

    def _kept(self, row: GridRow, unread: list[int]) -> GridRow:
        beyond = row.cells[self.width :]
        if not beyond and not any(index < len(row.cells) and row.cells[index] for index in unread):
            return row
        cells = list(row.cells[: self.width])
        for index in unread:
            if index < len(cells) and cells[index]:
                cells[index] = _SOMETHING if cells[index].strip() else ""
        if any(cell.strip() for cell in beyond):
            cells.append(_SOMETHING)
        return GridRow(row.number, tuple(cells))

    def _found(self) -> Sequence[GridRow]:
        """The rows under the header. After an empty row, a row with one filled cell is a note and is left out."""
        body = array("L")
        after_empty_row = False
        names = [(self._of[role], key(self._of[role].heading)) for role in _NAMING if role in self._of]
        for place, row in enumerate(self.grid.rows):
            if row.number <= self.header.number:
                continue
            filled = self.filled(row)
            if filled == 0:
                after_empty_row = True
            elif filled == 1 and after_empty_row:
                continue
            elif any(self._heads_again(row, column, heading) for column, heading in names):
                raise refused(
                    "A second table begins here: put each table in a file of its own and import one after the other.",
                    row.number,
                )
            else:
                after_empty_row = False
                body.append(place)
        return ChosenRows(self.grid.rows, body)

    @staticmethod
    def _heads_again(row: GridRow, column: Column, heading: str) -> bool:
        if len(row.cells) <= column.index:
            return False
        text = row.cells[column.index]
        return len(text) <= 2 * len(column.heading) + 20 and key(text) == heading

    def _refuse_merged(self) -> None:
        first, last = min(column.index for column in self.columns), self.width - 1
        table = Area(self.header.number, first, self.rows[-1].number, last)
        refuse(
            [
                error(
                    f"The cells {area.reference} are merged and part of the table: unmerge them, write in each cell what "
                    "belongs there, and save the file again.",
                    area.first_row,
                )
                for area in self.grid.merged
                if area.meets(table)
                and (area.first_row, area.first_column) != (area.last_row, area.last_column)
            ]
        )

    def _refuse_hidden(self) -> None:
        first = min(column.index for column in self.columns)
        problems = []
        hidden = (
            [row for row in self.rows if row.number in self.grid.hidden_rows] if self.grid.hidden_rows else []
        )
        if hidden:
            what, it = _of_them("row", hidden[0].number, len(hidden))
            problems.append(
                error(f"{what}: show {it} or delete {it}, and save the file again.", hidden[0].number)
            )
        columns = [
            index
            for index in range(first, self.width)
            if index in self.grid.hidden_columns and self._holds_anything(index)
        ]
        if columns:
            what, it = _of_them("column", letter(columns[0]), len(columns))
            message = f"{what}: show {it} or delete {it}, and save the file again."
            problems.append(error(message, None, self._headed(columns[0]) or letter(columns[0])))
        refuse(problems)

    def _holds_anything(self, index: int) -> bool:
        return any(
            (len(row.cells) > index and row.cells[index].strip()) or (row.number, index) in self.grid.troubles
            for row in (self.header, *self.rows)
        )

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
        if len(row.cells) > self.width and any(cell.strip() for cell in row.cells[self.width :]):
            return error(
                f"This row goes on after the header's last column ({self.width} columns): delete what is beyond it; in a "
                "CSV file, put a name or number with a comma in it in quotation marks.",
                row.number,
            )
        return None

    def _headed(self, index: int) -> str | None:
        """The column with this index, as problems name it."""
        return next((column.where for column in self.columns if column.index == index), None)

    def _look_beside_columns(self, row: GridRow) -> None:
        """A column with something in it and no heading is told once, where it begins."""
        for index in sorted(self._unheaded - self._told):
            if row.cells[index].strip() or (row.number, index) in self.grid.troubles:
                self._told.add(index)
                self.problems.append(
                    error(
                        "Something is written in a column without a heading: give the column a heading, or empty it.",
                        row.number,
                        f"{letter(index)} (no heading)",
                    )
                )


_NAMING = (Role.INDICATOR, Role.CODE)  # a row whose name is the heading itself heads another table


def _of_them(noun: str, first: object, count: int) -> tuple[str, str]:
    if count == 1:
        return f"The {noun} {first} is hidden and holds part of the table", "it"
    return f"{count:,} {noun}s of the table are hidden, the first of them {first}", "them"
