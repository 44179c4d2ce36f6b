"""
A return's bytes in, a table of readings out: the registry of formats, and the one way through formats and layouts.

Plain Python. The only exception raised is ReturnRefused; to add a format or a layout, write its file and add its line.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from indicators.importers import text
from indicators.importers.grid import Book
from indicators.importers.kept import table_from_json
from indicators.importers.layouts import LAYOUTS, Layout
from indicators.importers.sheets import choose
from indicators.importers.table import ReturnTable
from indicators.importers.workbook import read_workbook, recognises

__all__ = ["FORMATS", "LAYOUTS", "Format", "Layout", "read_return", "table_from_json"]


@dataclass(frozen=True)
class Format:
    """How bytes become a book of sheets; judged by content."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], Book]


FORMATS: tuple[Format, ...] = (
    Format("workbook", recognises, read_workbook),
    Format("text", lambda content: True, text.read_book),  # last: it says of every other content what to do
)


def read_return(content: bytes, *, layout: str = "", sheet: str = "") -> ReturnTable:
    """
    The table in a return's bytes, or ReturnRefused.

    `layout` overrides the recognition, `sheet` names the sheet of a workbook; empty, both are found out.
    """
    chosen_format = next(form for form in FORMATS if form.recognises(content))
    chosen = choose(chosen_format.read(content), layout, sheet)
    table = chosen.layout.read(chosen.sheet.grid, chosen.header)
    return replace(
        table,
        problems=(*chosen.notes(), *table.problems),
        sheet=chosen.sheet.name,
        sheets_not_read=tuple(each.name for each in chosen.others),
    )
