"""
A table that leaves as a file: headings, and rows of numbers and texts, as comma-separated values.

A text that a spreadsheet would take for a formula is sent with an apostrophe before it. Knows nothing of what the table
is about; the workbook of the same table is exporters.workbook's.
"""

import io
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

Field = str | Decimal | None  # None is an empty cell: no figure, and never a zero
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Grid:
    """
    `title` heads the workbook; every row has a field for each heading.

    `units` and `places` say how a row's numbers are shown in a workbook ("%" or ""), one for each row.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
    units: tuple[str, ...] = ()
    places: tuple[int, ...] = ()


def as_csv(grid: Grid) -> bytes:
    """
    UTF-8 with a byte order mark, for spreadsheets; every text in quotes.

    >>> as_csv(Grid("", ("Name", "Oct-21"), (("=1+1", Decimal("62.50")), ("Plans", None)))).decode("utf-8-sig")
    '"Name","Oct-21"\\r\\n"\\'=1+1",62.5\\r\\n"Plans",\\r\\n'
    """
    out = io.StringIO(newline="")
    for row in (grid.headings, *grid.rows):
        out.write(",".join(map(_field, row)) + "\r\n")
    return out.getvalue().encode("utf-8-sig")


def _field(field: Field) -> str:
    if field is None:
        return ""
    if isinstance(field, Decimal):
        return plain(field)
    return '"' + harmless(field).replace('"', '""') + '"'


def plain(number: Decimal) -> str:
    """
    Without exponent and without zeros at the end.

    >>> plain(Decimal("1E+3")), plain(Decimal("62.50")), plain(Decimal("-0.0"))
    ('1000', '62.5', '0')
    """
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def harmless(text: str) -> str:
    """
    The text, with an apostrophe before it if a spreadsheet would reckon it, in full-width signs or after blanks too.

    >>> harmless("=HYPERLINK(1)"), harmless(" ＝1"), harmless("15 – 20%"), harmless("-")
    ("'=HYPERLINK(1)", "' ＝1", '15 – 20%', "'-")
    """
    begins = normalize("NFKC", text.lstrip(" \u00a0\u200b\ufeff"))[:1]
    return f"'{text}" if begins in _STARTS and begins else text
