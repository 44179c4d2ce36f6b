"""Workbooks for tests, written by code: tables of cells as .xlsx and .ods, and the parts of an .xlsx to spoil."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class Percent:
    """A number in a cell with a percent format: 0.38 for 38%."""

    value: float


Value = str | float | date | Percent | None


def xlsx(rows: Sequence[Sequence[Value]], title_across: int = 0) -> bytes:
    """A workbook as people's tools write it; the first row merged over so many columns."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Return")
        percent, day = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "mmm-yy"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                match cell:
                    case Percent():
                        sheet.write_number(row, column, cell.value, percent)
                    case date():
                        sheet.write_datetime(row, column, cell, day)
                    case str():
                        sheet.write_string(row, column, cell)
                    case None:
                        pass
                    case _:
                        sheet.write_number(row, column, cell)
        if title_across:
            sheet.merge_range(0, 0, 0, title_across - 1, rows[0][0])
    return out.getvalue()


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bare(*sheets: str, **replaced: str | bytes) -> dict[str, str | bytes]:
    """The fewest parts of an .xlsx, each sheet given as the XML inside its worksheet; others added or replaced by name."""
    numbered = list(enumerate(sheets, start=1))
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n, _ in numbered)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{BOOK_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{
            f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{MAIN}">{xml}</worksheet>'
            for n, xml in numbered
        },
        **replaced,
    }


def data(xml: str) -> str:
    return f"<sheetData>{xml}</sheetData>"


def ods(rows: Sequence[Sequence[Value]]) -> bytes:
    return ods_of(
        "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    )


def ods_of(xml: str, styles: str = "", **replaced: str | bytes) -> bytes:
    """An .ods of one sheet, given as the XML inside its table."""
    spaces = " ".join(
        f'xmlns:{name}="{_OPEN}:{space}:1.0"'
        for name, space in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "draw": "drawing",
        }.items()
    )
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return packed(
        {
            "mimetype": ODS_TYPE,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0"/>',
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
            f'<table:table table:name="Return" table:style-name="ta1">{xml}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            **replaced,
        }
    )


def _ods_cell(value: Value) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case Percent():
            return f'<table:table-cell office:value-type="percentage" office:value="{value.value!r}"/>'
        case date():
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        case str():
            words = quoteattr(value, {"\n": "&#10;", "\t": "&#9;"})
            shown = escape(value)
            return f'<table:table-cell office:value-type="string" office:string-value={words}><text:p>{shown}</text:p></table:table-cell>'
        case _:
            return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
