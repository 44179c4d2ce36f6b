"""
What kind of packed file the bytes are, and its sheets as texts: the values of one reader, held against the walk of another.

python-calamine gives the values; the walk through the XML says what they leave out, and where something must stand.
Where the two disagree the file is refused, because one of them saw only part of it.
"""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime

from python_calamine import CalamineWorkbook

from indicators.importers.grid import MAX_CELLS, TOO_MANY_CELLS, Book, Grid, GridRow, Sheet
from indicators.importers.problems import ReturnRefused, refused
from indicators.importers.workbook import ods, xlsx
from indicators.importers.workbook.figures import number_text
from indicators.importers.workbook.looked import MAX_TEXT, Looked
from indicators.importers.workbook.packed import Packed
from indicators.importers.workbook.refusals import (
    PASSWORD,
    SAVE_XLSX,
    damaged,
    over_limits,
    read_in_part,
    unusual,
)

_TYPES = "[Content_Types].xml"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_ODS = _OPEN_DOCUMENT + b"spreadsheet"
_LONGEST_NAME = 255  # of a sheet; Excel allows 31
_MANIFEST = "META-INF/manifest.xml"
_MACROS = "This workbook has macros in it, whatever its name says: save it as “Excel Workbook (.xlsx)”, which leaves them out."
_BINARY = f"This is a binary workbook (.xlsb), whatever its name says: {SAVE_XLSX}."
_DOCUMENT = (
    "This is a text document or a presentation, whatever its name says: copy the table to a spreadsheet and save it as "
    "“Excel Workbook (.xlsx)”."
)
_NO_WORKBOOK = "This is a packed file (zip) and no workbook: unpack it and import the table inside."
_NO_SHEETS = "This workbook has no sheet with cells: choose the file that holds the return."
_XLSX = (b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml")
_KINDS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"macroenabled", b"vbaproject", b"macrosheet"), _MACROS),
    ((b"ms-excel.sheet.binary",), _BINARY),
    (_XLSX, ""),  # before documents, because a workbook may have one embedded
    ((b"wordprocessingml", b"presentationml"), _DOCUMENT),
)

Walk = Callable[[Packed], list[tuple[str, Looked | None]]]


def read_packed(content: bytes) -> Book:
    """The sheets of a workbook, read in this process: only ever called where time and memory are limited."""
    try:
        return _read(content)
    except (ReturnRefused, MemoryError):
        raise
    except Exception as problem:
        raise damaged() from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":  # what the other reader raises when it breaks down
            raise
        raise damaged() from problem


def _read(content: bytes) -> Book:
    packed = Packed(content)
    kind = _kind(packed)
    packed.refuse_definitions()
    looked = kind(packed)
    if any(len(name) > _LONGEST_NAME for name, _ in looked):
        raise unusual()
    if sum(sheet.characters for _, sheet in looked if sheet) > MAX_TEXT:
        raise over_limits()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if workbook.sheet_names != [name for name, _ in looked]:
        raise damaged()
    sheets: list[Sheet] = []
    cells = 0
    for index, (_, sheet) in enumerate(looked):
        if sheet is None:
            continue
        width, height = _extent(sheet)
        cells += width * height
        if cells > MAX_CELLS:
            raise refused(TOO_MANY_CELLS)  # before the other reader makes room for all of them
        values = workbook.get_sheet_by_index(index).to_python(skip_empty_area=False)
        sheets.append(Sheet(sheet.name, _grid(sheet, values, width, height), sheet.hidden))
    if not sheets:
        raise refused(_NO_SHEETS)
    return Book(tuple(sheets))


def _kind(packed: Packed) -> Walk:
    """The walk for this kind of workbook."""
    names = {name.lower() for name in packed.names}
    if _TYPES in packed.names:
        types = packed.read(_TYPES).lower()
        sentence = next(
            (words for marks, words in _KINDS if any(mark in types for mark in marks)), _NO_WORKBOOK
        )
        if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
            sentence = _MACROS
        if sentence:
            raise refused(sentence)
        return xlsx.look_through
    kind = packed.read("mimetype").strip() if "mimetype" in packed.names else b""
    if not kind.startswith(_OPEN_DOCUMENT):
        raise refused(_NO_WORKBOOK)
    if _MANIFEST in packed.names and b"encryption-data" in packed.read(_MANIFEST):
        raise refused(PASSWORD)
    if not kind.startswith(_ODS):
        raise refused(_DOCUMENT)
    if any(name.startswith(("basic/", "scripts/")) for name in names):
        raise refused(_MACROS)
    return ods.look_through


def _extent(sheet: Looked) -> tuple[int, int]:
    """How many columns and rows the filled cells take up, from the first on."""
    filled = [(row, bits.bit_length()) for row, bits in sheet.filled.items() if bits]
    said = [(row, column + 1) for row, column in sheet.texts]
    everything = filled + said
    return max((width for _, width in everything), default=0), max((row for row, _ in everything), default=0)


def _grid(sheet: Looked, values: Sequence[Sequence[object]], width: int, height: int) -> Grid:
    said: dict[int, dict[int, str]] = {}
    for (row, column), text in sheet.texts.items():
        said.setdefault(row, {})[column] = text
    rows: list[GridRow] = []
    empty = ("",) * width
    for number in range(1, max(height, len(values)) + 1):
        found = values[number - 1] if number <= len(values) else ()
        own = said.get(number, {})
        texts = [""] * width
        filled = 0
        for column, value in enumerate(found):
            if value == "" or column in own:
                continue
            text, rounded = _text(value)
            if column < width:
                texts[column] = text
            if text.strip():
                filled |= 1 << column
                sheet.rounded += rounded
        if filled != sheet.filled.get(number, 0):
            raise read_in_part(sheet.name, number)
        for column, text in own.items():
            texts[column] = text
        if number <= height:
            rows.append(GridRow(number, tuple(texts) if filled or own else empty))
    return Grid(
        tuple(rows),
        troubles=sheet.troubles,
        merged=tuple(sheet.merged),
        hidden_rows=frozenset(row for row in sheet.hidden_rows if row <= height),
        hidden_columns=frozenset(column for column in sheet.hidden_columns if column < width),
        rounded=sheet.rounded,
    )


def _text(value: object) -> tuple[str, bool]:
    """A value as its cell shows it, and whether decimals were rounded away."""
    if isinstance(value, str):
        return value, False
    if isinstance(value, bool):
        return str(value).upper(), False
    if isinstance(value, int | float):
        return number_text(float(value))
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00"), False
    if isinstance(value, date):
        return value.isoformat(), False
    return str(value), False  # a time or a length of time, which no figure is
