"""
A grid as an .xlsx: numbers as numbers, in the places in which they are shown, and every text as text.

No text becomes a formula or a link, whatever it begins with. The same grid and time give the same bytes.
"""

import io
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from indicators.exporters.grid import Field, Grid

_HEADER_ROW, _FIRST_ROW = 2, 3  # from 0; a title and an empty row stand above
_WIDEST, _NARROWEST = 48, 9  # characters
_LONGEST = 32_767  # characters that a cell can hold


def as_xlsx(grid: Grid, *, sheet: str, created: datetime, fixed_columns: int = 0) -> bytes:
    """One sheet with its title above; the first `fixed_columns` stay in sight. `created` is when it was asked for."""
    return sheets_as_xlsx({sheet: grid}, title=grid.title, created=created, fixed_columns=fixed_columns)


def sheets_as_xlsx(
    sheets: Mapping[str, Grid], *, title: str, created: datetime, fixed_columns: int = 0
) -> bytes:
    """A sheet for each grid, by its name, in this order."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": created})
        styles = _Styles(book)
        for name, grid in sheets.items():
            page = book.add_worksheet(name)
            _fill(page, grid, styles)
            page.freeze_panes(_FIRST_ROW, fixed_columns)
            page.set_landscape()
            page.set_paper(9)  # A4
            page.fit_to_pages(1, 0)
            page.repeat_rows(_HEADER_ROW)
    return out.getvalue()


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Format] = {}
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.heading: Format = book.add_format(
            {"bold": True, "bg_color": "#F3F2F1", "text_wrap": True, "valign": "top", "bottom": 1}
        )
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.symbol: Format = book.add_format({"align": "right", "valign": "top"})

    def number(self, unit: str, places: int) -> Format:
        """1,897 or 62.5%: the unit is shown beside the number and is no part of it."""
        shown = f"#,##0{'.' + '0' * places if places else ''}" + (f'"{unit}"' if unit else "")
        if shown not in self._numbers:
            self._numbers[shown] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._numbers[shown]


def _fill(page: Worksheet, grid: Grid, styles: _Styles) -> None:
    page.write_string(0, 0, grid.title, styles.title)
    numeric = [any(isinstance(row[at], Decimal) for row in grid.rows) for at in range(len(grid.headings))]
    for column, heading in enumerate(grid.headings):
        texts = [str(row[column] or "") for row in grid.rows]
        width = min(max([len(heading), *map(len, texts)]) + 2, _WIDEST)
        page.set_column(column, column, max(width, _NARROWEST))
        page.write_string(_HEADER_ROW, column, heading, styles.heading)
    for at, row in enumerate(grid.rows):
        number = styles.number(
            grid.units[at] if grid.units else "",
            grid.places[at] if grid.places else 0,
        )
        for column, field in enumerate(row):
            words = styles.symbol if numeric[column] else styles.text
            _write(page, _FIRST_ROW + at, column, field, number, words)
    if grid.rows:
        page.autofilter(_HEADER_ROW, 0, _HEADER_ROW + len(grid.rows), len(grid.headings) - 1)


def _write(page: Worksheet, row: int, column: int, field: Field, number: Format, words: Format) -> None:
    if isinstance(field, Decimal):
        page.write_number(row, column, float(field), number)
    elif field:
        page.write_string(row, column, field[:_LONGEST], words)
