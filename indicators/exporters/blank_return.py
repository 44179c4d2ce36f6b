"""
A blank return for one month, to be filled in and sent back: a line for each indicator, in the long layout.

Knows no rows: what stands in it is given. Every text is written as text, never as a formula or a link, whatever it
begins with.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from indicators.measures.periods import Month
from indicators.measures.readings import Reading

SHEET, GUIDE = "Return", "How to fill this in"
SYMBOLS = ("N/A", "-", "..", ":", "c", "z", "x", "low")
STATUSES = ("provisional", "final")
_HEADINGS: tuple[tuple[str, int], ...] = (  # with widths in characters
    ("Area", 18),
    ("Code", 16),
    ("Indicator", 52),
    ("Outturn type", 13),
    ("Month", 9),
    ("Last month", 12),
    ("Value", 12),
    ("Numerator", 12),
    ("Denominator", 13),
    ("Status", 12),
    ("Note", 40),
)
_VALUE, _NUMERATOR, _DENOMINATOR, _STATUS, _NOTE = range(6, 11)
_HEADER_ROW, _FIRST_ROW = 2, 3  # from 0; a title and an empty row stand above
_MARKS = {
    "N/A": "not applicable (z means the same)",
    "..": "not available (-, : and x mean the same)",
    "c": "suppressed, because the number is small",
    "low": "too small or unreliable to show",
}


@dataclass(frozen=True)
class BlankLine:
    """One indicator of a blank return; `last_month` is what is held for the month before, None where nothing is."""

    area: str
    code: str
    indicator: str
    outturn_type: str
    last_month: Reading | None = None


def blank_return(lines: Sequence[BlankLine], month: Month, *, created: datetime) -> bytes:
    """An .xlsx for the month; the same lines, month and time give the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": _title(month), "created": created})
        styles = _Styles(book)
        _fill(book.add_worksheet(SHEET), lines, month, styles)
        _explain(book.add_worksheet(GUIDE), month, styles)
    return out.getvalue()


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        bordered = {"border": 1, "border_color": "#B1B4B6", "valign": "top"}
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.heading: Format = book.add_format(
            {**bordered, "bold": True, "bg_color": "#F3F2F1", "text_wrap": True}
        )
        self.given: Format = book.add_format({**bordered, "text_wrap": True})
        self.number: Format = book.add_format({**bordered, "align": "right"})
        self.asked: Format = book.add_format(
            {**bordered, "align": "right", "locked": False, "bg_color": "#FFF7E5"}
        )
        self.words: Format = book.add_format(
            {**bordered, "locked": False, "bg_color": "#FFF7E5", "text_wrap": True}
        )
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})


def _title(month: Month) -> str:
    return f"Return for {month.name}"


def _fill(sheet: Worksheet, lines: Sequence[BlankLine], month: Month, styles: _Styles) -> None:
    sheet.write_string(0, 0, _title(month), styles.title)
    for column, (heading, width) in enumerate(_HEADINGS):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER_ROW, column, heading, styles.heading)
    for row, line in enumerate(lines, start=_FIRST_ROW):
        given = (line.area, line.code, line.indicator, line.outturn_type, month.label)
        for column, text in enumerate(given):
            sheet.write_string(row, column, text, styles.given)
        _write_last_month(sheet, row, line.last_month, styles)
        for column in range(_VALUE, _NOTE + 1):
            sheet.write_blank(row, column, None, styles.words if column >= _STATUS else styles.asked)
    if lines:
        _validate(sheet, _FIRST_ROW, _FIRST_ROW + len(lines) - 1)
    sheet.freeze_panes(_FIRST_ROW, 3)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.set_footer("&L&A&RPage &P of &N")


def _write_last_month(sheet: Worksheet, row: int, reading: Reading | None, styles: _Styles) -> None:
    column = _VALUE - 1
    if reading is None:
        sheet.write_blank(row, column, None, styles.number)
    elif reading.value is not None:
        sheet.write_number(row, column, float(reading.value), styles.number)
    else:
        sheet.write_string(row, column, reading.symbol or reading.shown, styles.number)


def _validate(sheet: Worksheet, first: int, last: int) -> None:
    cell = f"G{first + 1}"
    allowed = ",".join(f'{cell}="{symbol}"' for symbol in SYMBOLS)
    sheet.data_validation(
        first,
        _VALUE,
        last,
        _VALUE,
        {
            "validate": "custom",
            "value": f"=OR(ISNUMBER({cell}),{allowed})",
            "error_title": "Not a value",
            "error_message": f"Write a number, or one of {', '.join(SYMBOLS)}.",
        },
    )
    sheet.data_validation(
        first,
        _NUMERATOR,
        last,
        _DENOMINATOR,
        {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "Not a count",
            "error_message": "Write the number of children or cases, 0 or more.",
        },
    )
    sheet.data_validation(
        first,
        _STATUS,
        last,
        _STATUS,
        {
            "validate": "list",
            "source": list(STATUSES),
            "error_title": "Not a status",
            "error_message": "Choose provisional or final, or leave the cell empty.",
        },
    )


def _explain(sheet: Worksheet, month: Month, styles: _Styles) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, GUIDE, styles.title)
    said = (
        f"Fill in the shaded columns of the sheet “{SHEET}” for {month.name}, then save the file and upload it.",
        "Value: the figure as a number. Write a percentage either as 89 or as 89%. A cell left empty changes nothing.",
        "Where there is no figure, say why with a symbol:",
        *(f"{symbol}   {meaning}" for symbol, meaning in _MARKS.items()),
        "Numerator and denominator: the counts behind a rate or percentage, where you have them.",
        "Status: provisional if the figure may still change, otherwise final.",
        "Note: anything a reader should know about the figure. Do not write names or other details of a child.",
        "The other columns are locked, without a password, because the upload finds each line by them. Last month is there "
        "to compare with and is not read.",
    )
    for row, sentence in enumerate(said, start=2):
        sheet.write_string(row, 0, sentence, styles.wrapped)
    sheet.protect("")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
