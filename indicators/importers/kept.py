"""
The table of a return that was kept, read again: the same rows, cells and problems as when it came in.

Reads what ReturnTable.as_json gives; knows no file and no row of the database.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indicators.importers.grid import Grid, GridRow, index_of
from indicators.importers.layouts import layout_named
from indicators.importers.problems import note, refused
from indicators.importers.table import ReturnTable


def table_from_json(kept: Mapping[str, Any]) -> ReturnTable:
    """The table as it was; ReturnRefused when it was kept in a way that is no longer read."""
    layout = layout_named(kept.get("layout", ""))
    if layout is None:
        raise refused("This return was kept in a form that is no longer read: import the file again.")
    headings = {index_of(at): said for at, said in zip(kept["columns"], kept["headings"], strict=True)}
    header = GridRow(kept["header_row"], tuple(headings.get(index, "") for index in range(kept["width"])))
    rows = tuple(GridRow(row["row"], tuple(row["cells"])) for row in kept["rows"])
    troubles = {_place(at): said for at, said in kept["troubles"].items()}
    grid = Grid((header, *rows), ends_mid_line=kept["ends_mid_line"], troubles=troubles)
    table = layout.read(grid, header)
    return replace(
        table,
        problems=(*(note(message) for message in kept["notes"]), *table.problems),
        sheet=kept["sheet"],
        sheets_not_read=tuple(kept["sheets_not_read"]),
    )


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), index_of(letters)
