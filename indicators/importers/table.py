"""
What every layout gives: a table of rows, each cell with its place in the file, what stands there and what it says.

Values only. Knows no rows of the database and no format; as_json is what is kept of a return, and as_json_text the same in less memory.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from indicators.importers.grid import Grid, letter
from indicators.importers.names import shortened
from indicators.importers.problems import ImportProblem, Severity
from indicators.importers.symbols import Written
from indicators.measures.periods import FinancialYear, Month

_LONGEST_HEADING = 60
_PORTION = 1_000  # rows that are JSON at once


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
    months: tuple[Cell, ...]
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
    the header and the rows under it, and of what was not read only where something stands.
    """

    layout: str
    header_row: int
    columns: tuple[Column, ...]
    rows: tuple[IndicatorRow, ...]
    problems: tuple[ImportProblem, ...] = ()
    sheet: str = ""
    sheets_not_read: tuple[str, ...] = ()
    grid: Grid = field(default_factory=lambda: Grid(()))

    def column(self, role: Role) -> Column | None:
        return next((column for column in self.columns if column.role is role), None)

    def where(self, role: Role) -> str | None:
        found = self.column(role)
        return found.where if found else None

    @property
    def last_month(self) -> Month:
        """The last month in which anything is written; of an empty table, its last month."""
        cells = [cell for row in self.rows for cell in row.months if cell.month]
        headed = [column.month for column in self.columns if column.month]
        written = [cell.month for cell in cells if cell.month and cell.written.reading]
        return max(written or headed or [cell.month for cell in cells if cell.month])

    def as_json(self) -> dict[str, Any]:
        """
        The table as it was read, from which kept.table_from_json makes it again.

        Each row has its number and its cells' texts, exactly as they were written, from column A.
        """
        rows = [{"row": row.number, "cells": list(row.cells)} for row in self.grid.rows[1:]]
        return {**self._about(), "rows": rows}

    def as_json_text(self) -> str:
        """The same as text, made some rows at a time: of a long table it takes a fraction of the memory."""
        return "".join(self._as_json_pieces())

    def _as_json_pieces(self) -> Iterator[str]:
        yield f'{json.dumps(self._about())[:-1]}, "rows": ['
        rows = self.grid.rows
        for start in range(1, len(rows), _PORTION):
            portion = rows[start : start + _PORTION]
            yield ", " if start > 1 else ""
            yield json.dumps([{"row": row.number, "cells": row.cells} for row in portion])[1:-1]
        yield "]}"

    def _about(self) -> dict[str, Any]:
        """All that is kept but the rows."""
        return {
            "layout": self.layout,
            "sheet": self.sheet,
            "sheets_not_read": list(self.sheets_not_read),
            "notes": [problem.message for problem in self.problems if _is_of_the_file(problem)],
            "header_row": self.header_row,
            "headings": [column.heading for column in self.columns],
            "columns": [column.letter for column in self.columns],
            "width": len(self.grid.rows[0].cells),
            "ends_mid_line": self.grid.ends_mid_line,
            "troubles": {f"{letter(index)}{row}": said for (row, index), said in self.grid.troubles.items()},
        }


def _is_of_the_file(problem: ImportProblem) -> bool:
    return problem.severity is Severity.NOTE and problem.row is None
