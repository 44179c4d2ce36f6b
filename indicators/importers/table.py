"""
What every layout gives: a table of rows, each cell with its place in the file, what stands there and what it says.

Values only. Knows no rows of the database and no format; as_json is what is kept of a return.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from indicators.importers.grid import letter
from indicators.importers.names import shortened
from indicators.importers.problems import ImportProblem
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


@dataclass(frozen=True)
class Column:
    """A column under its heading; `month`, `place` and `year` where its role has them."""

    index: int
    heading: str
    role: Role
    month: Month | None = None
    place: str = ""
    year: FinancialYear | None = None

    @property
    def letter(self) -> str:
        return letter(self.index)

    @property
    def where(self) -> str:
        return f"{self.letter} ({shortened(self.heading, _LONGEST_HEADING)})"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it stands, its text as it was, and what it says."""

    row: int
    column: Column
    text: str
    written: Written

    @property
    def reference(self) -> str:
        """As a spreadsheet calls it: D15."""
        return f"{self.column.letter}{self.row}"


@dataclass(frozen=True)
class WideRow:
    """One indicator's row. `area` is the group heading above where its own cell is empty."""

    number: int
    area: str
    indicator: str
    outturn_type: str
    months: tuple[Cell, ...]
    target: Cell | None
    places: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (*self.months, *((self.target,) if self.target else ()), *self.places)


@dataclass(frozen=True)
class WideTable:
    """`problems` are those of single rows and cells; a table with errors among them is never applied."""

    layout: str
    header_row: int
    columns: tuple[Column, ...]
    rows: tuple[WideRow, ...]
    problems: tuple[ImportProblem, ...] = ()

    def column(self, role: Role) -> Column | None:
        return next((column for column in self.columns if column.role is role), None)

    def where(self, role: Role) -> str | None:
        found = self.column(role)
        return found.where if found else None

    @property
    def last_month(self) -> Month:
        """The last month in which anything is written; of an empty table, its last month."""
        headed = [column.month for column in self.columns if column.month]
        written = [
            cell.column.month
            for row in self.rows
            for cell in row.months
            if cell.column.month and cell.written.reading
        ]
        return max(written or headed)

    def as_json(self) -> dict[str, Any]:
        """The table as it was read: headings, and each row's texts."""
        return {
            "header_row": self.header_row,
            "headings": [column.heading for column in self.columns],
            "columns": [column.letter for column in self.columns],
            "rows": [{"row": row.number, "cells": self._texts(row)} for row in self.rows],
        }

    def _texts(self, row: WideRow) -> dict[str, str]:
        """What the row says, by cell; the figures exactly as they were written, blank ones left out."""
        words = {Role.AREA: row.area, Role.INDICATOR: row.indicator, Role.OUTTURN_TYPE: row.outturn_type}
        texts = {f"{column.letter}{row.number}": words.get(column.role, "") for column in self.columns}
        texts |= {cell.reference: cell.text for cell in row.cells if cell.text.strip()}
        return {reference: text for reference, text in texts.items() if text}
