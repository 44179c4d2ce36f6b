"""
What changed since the last pack as a sheet: its tables one below the other, those of the annex last.

Words and columns are document.told's; figures stay numbers. How a value is written is the workbook's pen's.
"""

from typing import Any

from boardpack.document import Since
from boardpack.document.told import Told, annexed, intro_of, told_of

WIDTHS = (44.0, 28.0, 28.0, 28.0, 40.0, 14.0)
FIRST = 3  # the row under the sheet's title and its introduction


def write_since(pen: Any, sheet: Any, since: Since | None) -> None:
    pen.columns(sheet, WIDTHS)
    pen.put(sheet, 1, 0, intro_of(since))
    at = FIRST
    for told in (*told_of(since), *annexed(since)):
        at = _table(pen, sheet, at, told) + 1


def _table(pen: Any, sheet: Any, at: int, told: Told) -> int:
    """Writes the table from row `at` on; the row after it."""
    sheet.write_string(at, 0, told.heading, pen.title)
    at += 1
    for words in (told.intro, "" if told.rows else told.nothing, told.below):
        if words:
            pen.put(sheet, at, 0, words)
            at += 1
    if not told.rows:
        return at
    pen.heads(sheet, at, told.heads)
    for row in told.rows:
        at += 1
        pen.row(sheet, at, row.cells)
        for column, cell in row.figures:
            pen.put(sheet, at, column, cell, "%" if cell.shown.endswith("%") else "")
    return at + 1
