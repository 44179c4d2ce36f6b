"""
Bytes of a text table to rows of cells: encodings, delimiter and limits.

UTF-8 with or without its mark, UTF-16 with its mark, else Windows' cp1252; tabs, commas or semicolons, judged by
content alone. Knows no heading.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from indicators.importers.content import refuse_foreign
from indicators.importers.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    TOO_MANY_CELLS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    Book,
    Grid,
    GridRow,
    Sheet,
)
from indicators.importers.problems import refused
from indicators.importers.rows import PackedRows

DELIMITERS = ("\t", ",", ";")  # in order of preference where the content does not tell
_LOOKED_AT = 200
_PIECE = 64 * 1024  # bytes that are text at once, where the text is only looked through
_LONGEST_LINE = 100_000  # below the longest cell that the csv module reads
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = (
    "This is not a table in text form: save the sheet with the figures as CSV (UTF-8) or tab-separated text."
)

_TOO_LONG = (
    f"This line is longer than {_LONGEST_LINE:,} characters, which no row of a return is: shorten it, or save the sheet "
    "with the figures again."
)


def read_book(content: bytes) -> Book:
    """A TSV or CSV file as a book of one sheet without a name."""
    return Book((Sheet("", read_text(content)),))


def read_text(content: bytes) -> Grid:
    """The rows of a TSV or CSV file; beside the bytes and the rows themselves no third copy of it is made."""
    refuse_foreign(content)
    encoding, last = _encoding(content)
    delimiter = _delimiter(list(islice(_lines(content, encoding), _LOOKED_AT)))
    _refuse_beyond_limits(_lines(content, encoding), delimiter)
    return Grid(_rows(_lines(content, encoding), delimiter), ends_mid_line=last not in {"\n", "\r"})


def _lines(content: bytes, encoding: str) -> Iterable[str]:
    """One line after another with its ending, whichever of the three it is."""
    return io.TextIOWrapper(io.BytesIO(content), encoding, newline="")


def _encoding(content: bytes) -> tuple[str, str]:
    """In which encoding the content is text, and the text's last character."""
    mark = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    for encoding in (mark,) if mark else ("utf-8", "cp1252"):
        blank, controls, last = True, False, ""
        try:
            for piece in _pieces(content, encoding):
                controls = controls or bool(_CONTROLS.search(piece))
                blank, last = blank and not piece.strip(), piece[-1]
        except UnicodeDecodeError:
            continue
        if controls:
            break
        if blank:
            raise refused("The file holds nothing but blank space: choose the file that holds the return.")
        return encoding, last
    raise refused(_NOT_TEXT)


def _pieces(content: bytes, encoding: str) -> Iterator[str]:
    """The text, some of it at a time; UnicodeDecodeError where it is in another encoding."""
    decode = codecs.getincrementaldecoder(encoding)().decode
    for start in range(0, len(content), _PIECE):
        if piece := decode(content[start : start + _PIECE]):
            yield piece
    if piece := decode(b"", True):
        yield piece


def _refuse_beyond_limits(lines: Iterable[str], delimiter: str) -> None:
    cells, wrong = 0, None
    for number, line in enumerate(lines, start=1):
        if number > MAX_ROWS:
            raise refused(TOO_MANY_ROWS)
        delimiters = line.count(delimiter)
        cells += delimiters + 1
        if wrong is None and delimiters >= MAX_COLUMNS and '"' not in line:
            wrong = refused(TOO_MANY_COLUMNS, number)
        elif wrong is None and len(line) > _LONGEST_LINE:
            wrong = refused(_TOO_LONG, number)
    if cells > MAX_CELLS:
        raise refused(TOO_MANY_CELLS)
    if wrong:
        raise wrong


def _delimiter(lines: list[str]) -> str:
    """The one that gives most rows the same number of cells, from three up; then the one that gives the widest row."""

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in _tolerant(lines, delimiter)]
        alike = Counter(width for width in widths if width >= 3)
        return max(alike.values(), default=0), max(widths, default=0)

    return max(DELIMITERS, key=score)  # the first of equals


def _tolerant(lines: list[str], delimiter: str) -> list[list[str]]:
    """Rows as far as they can be read, for looking only."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(csv.reader(lines, delimiter=delimiter), _LOOKED_AT))
    except csv.Error:
        return rows
    return rows


def _rows(lines: Iterable[str], delimiter: str) -> Sequence[GridRow]:
    """Packed from the first on, so that a long file takes little more memory than its bytes."""
    rows = PackedRows()
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), start=1):
            if len(cells) > MAX_COLUMNS:
                raise refused(TOO_MANY_COLUMNS, number)
            rows.append(number, cells)
    except csv.Error as problem:
        raise refused(
            "A quotation mark opens here that is not closed in its cell, so the file may have been cut short: close it, "
            "or save the file again from the spreadsheet.",
            len(rows) + 1,
        ) from problem
    return rows
