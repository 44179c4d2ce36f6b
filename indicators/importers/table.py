"""
What every layout gives: a table of rows, each cell with its place in the file, what stands there and what it says.

Values only. Knows no rows of the database and no format; as_json is what is kept of a return.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from indicators.importers.grid import Grid, letter
from indicators.importers.names import shortened
from indicators.importers.problems import ImportProblem, Severity
from indicators.importers.rows import LONG, packed_text
from indicators.importers.symbols import Written
from indicators.measures.periods import FinancialYear, Month

_LONGEST_HEADING = 60


class Role(StrEnum):
    """What a column holds."""

    AREA = "area"
    INDICATOR = "indicator"
    OUTTURN_TYPE = "outturn type"
    MONTH = "month"
    TARGET = "target"
    PLACE = "place"
    CODE = "code"  # from here on the long layout's own columns
    PERIOD = "period"
    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    STATUS = "status"
    NOTE = "note"
    REFERENCE = "for reference"  # stands in a blank return for the eye, and is not read


@dataclass(frozen=True)
class Column:
    """
    A column under its heading; `month`, `place` and `year` where its role has them.

    `quarterly`: it is headed with a quarter, of which `month` is the last.
    """

    index: int
    heading: str
    role: Role
    month: Month | None = None
    place: str = ""
    year: FinancialYear | None = None
    quarterly: bool = False

    @property
    def letter(self) -> str:
        return letter(self.index)

    @property
    def where(self) -> str:
        return f"{self.letter} ({shortened(self.heading, _LONGEST_HEADING)})"


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One figure: where it stands, its text as it was, and what it says.

    `month` is that of its column in the wide layout, of its row in the long one. What the long layout has beside the
    figure: `numerator` and `denominator` (None: not given), `provisional` (None: not said), `note` (None: not given).
    `quarterly`: its period was written as a quarter, and `month` is the quarter's last.
    """

    row: int
    column: Column
    text: str
    written: Written
    month: Month | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    provisional: bool | None = None
    note: str | None = None
    quarterly: bool = False

    @property
    def reference(self) -> str:
        """As a spreadsheet calls it: D15."""
        return f"{self.column.letter}{self.row}"


@dataclass(frozen=True)
class IndicatorRow:
    """
    What a table says of one indicator: its row in the wide layout, all of its rows in the long one (`number` the first).

    `area` is the group heading above where its own cell is empty. `indicator` is its name as written, or its code where
    the table gives only that; `code` is empty where it gives none.
    """

    number: int
    area: str
    indicator: str
    outturn_type: str
    months: Sequence[Cell]
    target: Cell | None
    places: tuple[Cell, ...]
    code: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (*self.months, *((self.target,) if self.target else ()), *self.places)


@dataclass(frozen=True)
class ReturnTable:
    """
    `problems` are those of single rows and cells, after those of the file; a table with errors is never applied.

    `sheet` is the name of the sheet that was read (empty for text), `sheets_not_read` those of the others. `grid` holds
    the header and the rows under it, and of what was not read only where something stands. `held`: every cell is in
    memory; else a row's cells are read from the grid each time they are asked for, because there are so many.
    """

    layout: str
    header_row: int
    columns: tuple[Column, ...]
    rows: tuple[IndicatorRow, ...]
    problems: tuple[ImportProblem, ...] = ()
    sheet: str = ""
    sheets_not_read: tuple[str, ...] = ()
    grid: Grid = field(default_factory=lambda: Grid(()))
    held: bool = True

    def column(self, role: Role) -> Column | None:
        return next((column for column in self.columns if column.role is role), None)

    def where(self, role: Role) -> str | None:
        found = self.column(role)
        return found.where if found else None

    @property
    def last_month(self) -> Month:
        """The last month in which anything is written; of an empty table, its last month."""
        headed = [column.month for column in self.columns if column.month]
        written = max((month for month in self._months(written=True)), default=None)
        return written or max(headed or self._months(written=False))

    def _months(self, written: bool) -> Iterator[Month]:
        for row in self.rows:
            for cell in row.months:
                if cell.month and (cell.written.reading or not written):
                    yield cell.month

    def as_json(self) -> dict[str, Any]:
        """
        The table as it was read, from which kept.table_from_json makes it again.

        Each row has its number and its cells' texts, exactly as they were written, from column A. Those of a long table
        are packed (see rows.packed_text), the header with them.
        """
        rows = self.grid.rows
        across = sum(1 for column in self.columns if column.role is Role.MONTH)
        if len(rows) * max(across, 1) > LONG:
            return {**self._about(), "packed": packed_text(rows)}
        return {**self._about(), "rows": [{"row": row.number, "cells": list(row.cells)} for row in rows[1:]]}

    def _about(self) -> dict[str, Any]:
        """All that is kept but the rows."""
        return {
            "layout": self.layout,
            "sheet": self.sheet,
            "sheets_not_read": list(self.sheets_not_read),
            "warnings": _of_the_file(self.problems, Severity.WARNING),
            "notes": _of_the_file(self.problems, Severity.NOTE),
            "header_row": self.header_row,
            "headings": [column.heading for column in self.columns],
            "columns": [column.letter for column in self.columns],
            "width": len(self.grid.rows[0].cells),
            "ends_mid_line": self.grid.ends_mid_line,
            "troubles": {f"{letter(index)}{row}": said for (row, index), said in self.grid.troubles.items()},
        }


def _of_the_file(problems: Iterable[ImportProblem], severity: Severity) -> list[str]:
    return [each.message for each in problems if each.severity is severity and each.row is None]
