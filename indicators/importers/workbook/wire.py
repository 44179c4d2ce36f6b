"""
A Book as JSON and back, for the way from one process to the other.

A refusal goes the same way, so that the parent raises what the child found.
"""

import json
from typing import Any

from indicators.importers.grid import Area, Book, Grid, GridRow, Sheet
from indicators.importers.problems import ReturnRefused, error


def book_as_json(book: Book) -> str:
    return json.dumps({"sheets": [_sheet_as_json(sheet) for sheet in book.sheets]})


def refusal_as_json(refusal: ReturnRefused) -> str:
    return json.dumps({"refused": [[problem.message, problem.row] for problem in refusal.problems]})


def book_from_json(text: bytes) -> Book:
    """The book; ReturnRefused when it was refused; ValueError or KeyError when the JSON is neither."""
    said = json.loads(text)
    if "refused" in said:
        raise ReturnRefused([error(message, row) for message, row in said["refused"]])
    return Book(tuple(_sheet_from_json(sheet) for sheet in said["sheets"]))


def _sheet_as_json(sheet: Sheet) -> dict[str, Any]:
    grid = sheet.grid
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "rows": [[row.number, row.cells] for row in grid.rows],
        "troubles": [[row, column, why] for (row, column), why in grid.troubles.items()],
        "merged": [
            [area.first_row, area.first_column, area.last_row, area.last_column] for area in grid.merged
        ],
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
        "rounded": grid.rounded,
    }


def _sheet_from_json(said: dict[str, Any]) -> Sheet:
    grid = Grid(
        tuple(GridRow(number, tuple(cells)) for number, cells in said["rows"]),
        troubles={(row, column): why for row, column, why in said["troubles"]},
        merged=tuple(Area(*area) for area in said["merged"]),
        hidden_rows=frozenset(said["hidden_rows"]),
        hidden_columns=frozenset(said["hidden_columns"]),
        rounded=said["rounded"],
    )
    return Sheet(said["name"], grid, said["hidden"])
