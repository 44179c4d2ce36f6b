"""
The table of a return that was kept, read again: the same rows, cells and problems as when it came in.

Reads what ReturnTable.as_json gives, and the plain rows that long tables were kept as before; knows no row of the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from indicators.importers.grid import Grid, GridRow, index_of
from indicators.importers.layouts import layout_named
from indicators.importers.problems import note, refused, warning
from indicators.importers.rows import LONG, PackedRows, unpacked
from indicators.importers.table import ReturnTable


def table_from_json(kept: Mapping[str, Any]) -> ReturnTable:
    """The table as it was; ReturnRefused when it was kept in a way that is no longer read."""
    layout = layout_named(kept.get("layout", ""))
    if layout is None:
        raise refused("This return was kept in a form that is no longer read: import the file again.")
    rows = _rows(kept)
    header = rows[0]
    troubles = {_place(at): said for at, said in kept["troubles"].items()}
    grid = Grid(rows, ends_mid_line=kept["ends_mid_line"], troubles=troubles)
    table = layout.read(grid, header)
    return replace(
        table,
        problems=(*map(warning, kept.get("warnings", ())), *map(note, kept["notes"]), *table.problems),
        sheet=kept["sheet"],
        sheets_not_read=tuple(kept["sheets_not_read"]),
    )


def is_packed(kept: Mapping[str, Any]) -> bool:
    """Whether the table that was kept is a long one, with more than rows.LONG figures."""
    return "packed" in kept


def first_rows(kept: Mapping[str, Any], most: int) -> tuple[GridRow, ...]:
    """So many of the rows below the header, at most, without the rest being read."""
    if is_packed(kept):
        return unpacked(kept["packed"], most + 1)[1:]
    return tuple(GridRow(row["row"], _texts(row["cells"])) for row in islice(kept.get("rows", ()), most))


def _rows(kept: Mapping[str, Any]) -> Sequence[GridRow]:
    """The header, of which only the headings are kept, and the rows."""
    if is_packed(kept):
        return unpacked(kept["packed"])
    headings = {index_of(at): said for at, said in zip(kept["columns"], kept["headings"], strict=True)}
    header = GridRow(kept["header_row"], tuple(headings.get(index, "") for index in range(kept["width"])))
    rows = (GridRow(row["row"], _texts(row["cells"])) for row in kept["rows"])
    return PackedRows((header, *rows)) if len(kept["rows"]) > LONG else (header, *rows)


def _texts(cells: list[str] | dict[str, str]) -> tuple[str, ...]:
    """From column A on; at first they were kept by their references."""
    if not isinstance(cells, dict):
        return tuple(cells)
    texts = {_place(reference)[1]: text for reference, text in cells.items()}
    return tuple(texts.get(index, "") for index in range(max(texts, default=-1) + 1))


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), index_of(letters)
