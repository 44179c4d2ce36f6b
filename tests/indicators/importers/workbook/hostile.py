"""Workbooks that are malformed, hostile or of another kind, by name, each built by code."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

from tests.indicators.importers.workbook.workbooks import (
    BOOK_TYPE,
    MAIN,
    ODS_TYPE,
    RELATED,
    bare,
    data,
    ods_of,
    packed,
    xlsx,
)

ONE = data('<row r="1"><c r="A1"><v>1</v></c></row>')
TYPES = "[Content_Types].xml"


def spoilt(part: str, old: str, new: str, sheet: str = ONE) -> bytes:
    """A bare workbook with some words of one part changed."""
    parts = bare(sheet)
    text = parts[part]
    assert isinstance(text, str)
    assert old in text
    return packed(parts | {part: text.replace(old, new)})


def of_type(content_type: str) -> bytes:
    return spoilt(TYPES, BOOK_TYPE, content_type)


def sheet(xml: str) -> bytes:
    return packed(bare(data(xml)))


def twice_the_same_name() -> bytes:
    out = io.BytesIO(packed(bare(ONE)))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def at_one_offset() -> bytes:
    """Two entries of the directory that lead to the same bytes."""
    content = packed(bare(ONE) | {"xl/a.xml": "<a/>", "xl/b.xml": "<b/>"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first, second = (archive.getinfo(name).header_offset for name in ("xl/a.xml", "xl/b.xml"))
    directory = content.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<L", content, directory + 42)[0] == second
    return content[: directory + 42] + struct.pack("<L", first) + content[directory + 46 :]


def declaring_less_than_it_holds() -> bytes:
    """A member of a megabyte whose directory entry says ten bytes, to pass a check of the directory alone."""
    content = bytearray(packed(bare(ONE) | {"xl/sharedStrings.xml": b" " * 1_000_000}))
    directory = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, directory + 24, 10)
    struct.pack_into("<L", content, directory + 16, zlib.crc32(b" " * 10))
    return bytes(content)


def encrypted_member() -> bytes:
    content = bytearray(packed(bare(ONE)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def shared_strings_without_end() -> bytes:
    """One long string that a hundred thousand cells repeat."""
    parts = bare(
        data("".join('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' for _ in range(50_000)))
    )
    relations = parts["xl/_rels/workbook.xml.rels"]
    assert isinstance(relations, str)
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(
        "</Relationships>",
        f'<Relationship Id="s" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>{"word " * 6_000}</t></si></sst>'
    return packed(parts, zipfile.ZIP_STORED)


def ods_cells(xml: str) -> bytes:
    return ods_of(f"<table:table-row>{xml}</table:table-row>")


SEVEN = '<table:table-cell office:value-type="float" office:value="7"/>'
TRUNCATED = xlsx([["Area", "Indicator"], ["Front Door", 5]])

HOSTILE: dict[str, Callable[[], bytes]] = {
    "zip bomb": lambda: packed(bare(ONE) | {"xl/media/a.bin": b"\0" * 60_000_000}),
    "bigger than 64 MB unpacked": lambda: packed(
        bare(ONE) | {f"xl/media/{n}.bin": b"\0" * 999_999 for n in range(70)}
    ),
    "too many members": lambda: packed(bare(ONE) | {f"xl/{n}.xml": "<a/>" for n in range(500)}),
    "declares less than it holds": declaring_less_than_it_holds,
    "same member twice": twice_the_same_name,
    "two members at one offset": at_one_offset,
    "cut short": lambda: TRUNCATED[:-200],
    "cut to its first bytes": lambda: b"PK\x03\x04",
    "empty archive": lambda: packed({}),
    "bytes of a sheet altered": lambda: TRUNCATED[:500] + b"\0" * 40 + TRUNCATED[540:],
    "packed in another way": lambda: packed(bare(ONE), zipfile.ZIP_BZIP2),
    "workbook within a zip": lambda: packed({"return.xlsx": TRUNCATED}),
    "encrypted member": encrypted_member,
    "entity in a sheet": lambda: packed(
        bare(ONE)
        | {
            "xl/worksheets/sheet1.xml": f'<!DOCTYPE a [<!ENTITY e "x">]><worksheet xmlns="{MAIN}">&e;</worksheet>'
        }
    ),
    "entity far down in a part that is not read": lambda: packed(
        bare(ONE) | {"docProps/app.xml": f"<!--{' ' * 1_048_540}--> <!DOCTYPE a><a/>"}
    ),
    "entity in UTF-16": lambda: packed(
        bare(ONE) | {"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY e "x">]><a/>'.encode("utf-16")}
    ),
    "sheet in UTF-16": lambda: packed(
        bare(ONE)
        | {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{ONE}</worksheet>'.encode("utf-16")}
    ),
    "sheet in another encoding": lambda: packed(
        bare(ONE)
        | {"xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="IBM037"?><worksheet xmlns="{MAIN}"/>'}
    ),
    "xlsm renamed": lambda: of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "macros in an xlsx": lambda: packed(bare(ONE) | {"xl/vbaProject.bin": b"\xd0\xcf"}),
    "macro sheet that nothing names": lambda: packed(bare(ONE) | {"xl/macrosheets/sheet1.xml": "<a/>"}),
    "xlsb renamed": lambda: of_type("application/vnd.ms-excel.sheet.binary.main"),
    "docx renamed": lambda: of_type(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    ),
    "pptx renamed": lambda: of_type(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    ),
    "strict Open XML": lambda: spoilt(
        "xl/workbook.xml", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "macro sheet": lambda: spoilt(
        "xl/_rels/workbook.xml.rels",
        f"{RELATED}/worksheet",
        "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
    ),
    "sheet outside the file": lambda: spoilt(
        "xl/_rels/workbook.xml.rels",
        'Target="worksheets/sheet1.xml"',
        'Target="http://127.0.0.1/sheet1.xml" TargetMode="External"',
    ),
    "sheet that is not there": lambda: spoilt("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml"),
    "sheet with a name of a thousand letters": lambda: spoilt("xl/workbook.xml", "S1", "S" * 1000),
    "a hundred sheets": lambda: packed(bare(*[ONE] * 100)),
    "no sheet": lambda: packed(bare()),
    "rows reversed": lambda: sheet(
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    ),
    "row twice": lambda: sheet(
        '<row r="1"><c r="A1"><v>2</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>'
    ),
    "cells reversed": lambda: sheet('<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'),
    "cell twice": lambda: sheet('<row r="1"><c r="A1"><v>2</v></c><c r="A1"><v>1</v></c></row>'),
    "cell of another row": lambda: sheet('<row r="1"><c r="A2"><v>2</v></c></row>'),
    "huge column": lambda: sheet('<row r="1"><c r="XFD1"><v>2</v></c></row>'),
    "column that does not exist": lambda: sheet('<row r="1"><c r="ZZZ1"><v>2</v></c></row>'),
    "huge row": lambda: sheet('<row r="1048576"><c r="A1048576"><v>2</v></c></row>'),
    "shared string that is not there": lambda: sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    "number that is none": lambda: sheet('<row r="1"><c r="A1"><v>1e999</v></c></row>'),
    "cells that only one reader sees": lambda: sheet(
        '<row r="1"><c r="A1"><v>1</v></c><x:c xmlns:x="urn:x" r="B1"><x:v>2</x:v></x:c></row>'
    ),
    "shared string without end": shared_strings_without_end,
    "nested a million deep": lambda: packed(bare(data("<a>" * 1_000_000)), zipfile.ZIP_STORED),
    "ods of a million filled rows": lambda: ods_of(
        f'<table:table-row table:number-rows-repeated="1000000">{SEVEN}</table:table-row>'
    ),
    "ods of ten thousand filled columns": lambda: ods_cells(
        SEVEN.replace("/>", ' table:number-columns-repeated="10000"/>')
    ),
    "ods repeated without end": lambda: ods_cells(
        SEVEN.replace("/>", ' table:number-columns-repeated="99999999999"/>')
    ),
    "ods with a password": lambda: ods_of(
        "", **{"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    ),
    "ods with macros": lambda: ods_of("", **{"Basic/Standard/Module1.xml": "<a/>"}),
    "odt renamed": lambda: ods_of("", mimetype=ODS_TYPE.replace("spreadsheet", "text")),
    "ods of a table in a cell": lambda: ods_cells(
        '<table:table-cell><table:table table:name="B"></table:table></table:table-cell>'
    ),
    "ods without content": lambda: packed({"mimetype": ODS_TYPE}),
}
