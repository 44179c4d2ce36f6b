"""Odd but honest workbooks: what each cell says, and what is known beside it."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from indicators.importers.grid import Area, Grid
from indicators.importers.workbook import read_workbook
from indicators.importers.workbook.figures import date_text, number_text
from indicators.importers.workbook.formats import Shown, shown_as
from indicators.importers.workbook.reading import read_packed
from tests.indicators.importers.workbook.workbooks import MAIN, RELATED, bare, data, ods_of, packed, parts_of

NOT_CALCULATED = "This formula has no result stored with it: open the file in a spreadsheet, let it calculate, and save it again."
ERROR = "“#DIV/0!” is a spreadsheet's error: put the formula right and save the file again."


def grid_of(content: bytes) -> Grid:
    return read_packed(content).sheets[0].grid


def texts(grid: Grid) -> list[list[str]]:
    return [list(row.cells) for row in grid.rows]


def sheet(xml: str) -> Grid:
    return grid_of(packed(bare(xml)))


def test_false_dimension_is_not_believed():
    grid = sheet(
        '<dimension ref="A1:A1"/>' + data('<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>')
    )
    assert texts(grid) == [["1", "", "2"]]


def test_rows_and_cells_without_references_follow_one_another():
    assert texts(sheet(data("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))) == [
        ["1", "2"],
        ["3", ""],
    ]


def test_blank_rows_are_counted():
    grid = sheet(data('<row r="3"><c r="B3"><v>1</v></c></row>'))
    assert [(row.number, row.cells) for row in grid.rows] == [(1, ("", "")), (2, ("", "")), (3, ("", "1"))]


def test_inline_and_rich_text_is_read_and_readings_beside_it_are_not():
    xml = '<row r="1"><c r="A1" t="inlineStr"><is><r><t xml:space="preserve">Front </t></r><r><t>Door</t></r><rPh><t>x</t></rPh></is></c></row>'
    assert texts(sheet(data(xml))) == [["Front Door"]]


def test_formula_says_its_stored_result():
    xml = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>'
    grid = sheet(data(xml))
    assert (texts(grid), grid.troubles) == ([["2", "a"]], {})


def test_formula_that_gives_no_words_is_blank():
    grid = sheet(data('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'))
    assert (texts(grid), grid.troubles) == ([["1"]], {})


@pytest.mark.parametrize(
    "cell", ['<c r="A1"><f>1+1</f></c>', '<c r="A1"><f>1+1</f><v></v></c>', '<c r="A1"><f/><v/></c>']
)
def test_formula_without_a_result_is_in_doubt(cell):
    grid = sheet(data(f'<row r="1">{cell}</row>'))
    assert (texts(grid), grid.troubles) == ([[""]], {(1, 0): NOT_CALCULATED})


def test_results_that_were_never_calculated_are_in_doubt():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:  # stores 0 and asks for a calculation when it is opened
        book.add_worksheet().write_formula(0, 0, "=1+1")
    assert grid_of(out.getvalue()).troubles == {(1, 0): NOT_CALCULATED}


def test_error_cell_says_its_error():
    grid = sheet(data('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'))
    assert (texts(grid), grid.troubles) == ([["#DIV/0!"]], {(1, 0): ERROR})


def test_yes_and_no_are_no_figures():
    assert texts(
        sheet(data('<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>'))
    ) == [["TRUE", "FALSE"]]


def test_hidden_rows_columns_and_merged_areas_are_told():
    grid = sheet(
        '<cols><col min="2" max="16384" hidden="1"/></cols>'
        + data('<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="C2"><v>1</v></c></row>')
        + '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'
    )
    assert grid.hidden_rows == {1}
    assert grid.hidden_columns == {1, 2}
    assert grid.merged == (Area(1, 0, 1, 2),)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_told(state):
    parts = bare(data(""), data(""))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        'name="S2"', f'name="S2" state="{state}"'
    )
    assert [(s.name, s.hidden) for s in read_packed(packed(parts)).sheets] == [("S1", False), ("S2", True)]


def test_days_from_1904_are_counted_from_there():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": True}) as book:
        book.add_worksheet().write_datetime(0, 0, date(2021, 4, 1), book.add_format({"num_format": "mmm-yy"}))
    assert texts(grid_of(out.getvalue())) == [["2021-04-01"]]


def test_chart_sheets_are_no_sheets():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Return!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
        book.add_worksheet("Return").write_number(0, 0, 5)
    assert [each.name for each in read_packed(out.getvalue()).sheets] == ["Return"]


def test_cells_with_a_format_and_nothing_in_them_do_not_count():
    assert texts(
        sheet(data('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    ) == [["1"]]


def test_numbers_with_many_decimals_are_rounded_and_counted():
    grid = sheet(
        data('<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>89.12345</v></c></row>')
    )
    assert (texts(grid), grid.rounded) == ([["0.3", "89.1235"]], 1)


def test_external_links_are_left_alone():
    parts = bare(data('<row r="1"><c r="A1"><f>[1]S!A1</f><v>5</v></c></row>'))
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    link = f'<Relationship Id="x" Type="{RELATED}/externalLink" Target="http://127.0.0.1:9/" TargetMode="External"/>'
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", link + "</Relationships>")
    assert texts(grid_of(packed(parts))) == [["5"]]


def test_elements_may_have_a_prefix():
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    assert texts(grid_of(packed(bare("", **{"xl/worksheets/sheet1.xml": xml})))) == [["4"]]


def test_workbook_without_styles_or_strings_is_read_in_its_own_process():
    content = packed(bare(data('<row r="1"><c r="A1"><v>1</v></c></row>')))
    assert read_workbook(content) == read_packed(content)


def test_parts_beside_the_workbook_may_be_in_another_encoding():
    beside = '<?xml version="1.0" encoding="utf-16"?><properties/>'.encode("utf-16")
    content = bare(data('<row r="1"><c r="A1"><v>1</v></c></row>'), **{"customXml/item1.xml": beside})
    assert texts(grid_of(packed(content))) == [["1"]]


def test_parts_that_no_one_reads_do_no_harm():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_datetime(
            0, 0, datetime(2021, 4, 1, 9, 30), book.add_format({"num_format": 22})
        )
    parts = parts_of(out.getvalue()) | {
        "xl/pivotCache/pivotCacheRecords1.xml": b"<secret>A child's name</secret>"
    }
    assert texts(grid_of(packed(parts))) == [["2021-04-01 09:30:00"]]


ODS_CELL = '<table:table-cell office:value-type="float" office:value="{}"{}/>'


def ods_rows(xml: str, styles: str = "") -> Grid:
    return grid_of(ods_of(xml, styles))


def test_ods_blank_rows_to_the_end_of_the_sheet_are_no_rows():
    xml = (
        f"<table:table-row>{ODS_CELL.format(5, '')}<table:table-cell table:number-columns-repeated='16383'/>"
        "</table:table-row><table:table-row table:number-rows-repeated='1048575'><table:table-cell "
        "table:number-columns-repeated='16384'/></table:table-row>"
    )
    assert texts(ods_rows(xml)) == [["5"]]


def test_ods_repeated_cells_and_rows_are_written_out():
    cell = ODS_CELL.format(5, ' table:number-columns-repeated="2"')
    assert (
        texts(ods_rows(f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'))
        == [["5", "5"]] * 2
    )


def test_ods_notes_and_drawings_are_no_words_of_a_cell():
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    drawing = "<draw:frame><draw:text-box><text:p>a drawing</text:p></draw:text-box></draw:frame>"
    xml = (
        f'<table:table-row><table:table-cell office:value-type="string">{note}<text:p>Area</text:p></table:table-cell>'
        f"<table:table-cell>{note}</table:table-cell><table:table-cell>{drawing}</table:table-cell></table:table-row>"
    )
    assert texts(ods_rows(xml)) == [["Area"]]


def test_ods_errors_and_formulas_without_a_result_are_in_doubt():
    xml = (
        '<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1"/></table:table-row>'
    )
    grid = ods_rows(xml)
    assert (texts(grid), grid.troubles) == ([["#DIV/0!", ""]], {(1, 0): ERROR, (1, 1): NOT_CALCULATED})


def test_ods_hidden_and_merged_parts_are_told():
    styles = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    xml = (
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-row table:visibility="filter">'
        + ODS_CELL.format(5, ' table:number-columns-spanned="2" table:number-rows-spanned="1"')
        + "<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell/>"
        + ODS_CELL.format(6, "")
        + "</table:table-row>"
    )
    found = read_packed(ods_of(xml, styles)).sheets[0]
    assert found.hidden
    assert (found.grid.hidden_rows, found.grid.hidden_columns) == ({1}, {1})
    assert found.grid.merged == (Area(1, 0, 1, 1),)


def test_ods_yes_and_no_are_no_figures():
    xml = '<table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>'
    assert texts(ods_rows(xml)) == [["TRUE"]]


@pytest.mark.parametrize(
    ("value", "percent", "expected"),
    [
        (0.38, True, ("38%", False)),
        (0.07, True, ("7%", False)),
        (0.29, True, ("29%", False)),
        (1.005, True, ("100.5%", False)),
        (0.123456789, True, ("12.3457%", True)),
        (1897.0, False, ("1897", False)),
        (0.5, False, ("0.5", False)),
        (-0.0, False, ("0", False)),
        (-0.00001, False, ("0", True)),
        (2.00005, False, ("2.0001", True)),
        (1e15, False, ("1000000000000000", False)),
    ],
)
def test_number_is_said_as_its_cell_shows_it(value, percent, expected):
    assert number_text(value, percent) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0%", Shown.PERCENT),
        ("0.00%;[Red]-0.00%", Shown.PERCENT),
        ('0"%"', Shown.PLAIN),
        ("0\\%", Shown.PLAIN),
        ("General", Shown.PLAIN),
        ("#,##0.00", Shown.PLAIN),
        ('0 "days"', Shown.PLAIN),
        ("[$-809]mmm\\-yy;@", Shown.DATE),
        ("dd/mm/yyyy", Shown.DATE),
        ("h:mm", Shown.TIME),
        ("[h]:mm:ss", Shown.TIME),
        ("[Red]0.0", Shown.PLAIN),
        ("_-* #,##0.00_-", Shown.PLAIN),
        ("0.00E+00", Shown.PLAIN),
    ],
)
def test_format_says_what_a_number_is(code, expected):
    assert shown_as(code) is expected


@pytest.mark.parametrize(
    ("serial", "from_1904", "expected"),
    [
        (44287, False, "2021-04-01"),
        (42825, True, "2021-04-01"),
        (44287.5, False, "2021-04-01 12:00:00"),
        (60, False, None),
        (61, False, "1900-03-01"),
        (-1, False, None),
        (2958465, False, "9999-12-31"),
        (2958466, False, None),
    ],
)
def test_serial_day_is_the_day_that_a_spreadsheet_shows(serial, from_1904, expected):
    assert date_text(serial, from_1904) == expected
