"""A blank return is filled in and comes back as what was filled in."""

from datetime import UTC, datetime
from decimal import Decimal

from indicators.exporters.blank_return import BlankLine, blank_return
from indicators.importers import read_return
from indicators.importers.problems import note
from indicators.importers.workbook.reading import read_packed
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from tests.indicators.importers.workbook.workbooks import packed, parts_of

CREATED = datetime(2021, 11, 1, 9, 0, tzinfo=UTC)
OCTOBER = Month(2021, 10)
LINES = (
    BlankLine("Front Door", "contacts", "Year-to-date number of contacts", "NUMBER", Reading.of(12589)),
    BlankLine(
        "Front Door", "referrals", "Rates of referrals", "RATE", Reading.none(Missing.NOT_APPLICABLE, "N/A")
    ),
    BlankLine("=1+1", "@sum", "+HYPERLINK(http://127.0.0.1)", "-2", None),
)
SHEET = "xl/worksheets/sheet1.xml"


def filled(content: bytes, cells: dict[str, str]) -> bytes:
    """The workbook with the XML of some empty cells put in, as a person's spreadsheet would."""
    parts = parts_of(content)
    xml = parts[SHEET].decode()
    for reference, value in cells.items():
        before, _, after = xml.partition(f'<c r="{reference}" ')
        style, _, rest = after.partition("/>")
        words = f'<c r="{reference}" {style} t="inlineStr"><is><t>{value}</t></is></c>'
        number = f'<c r="{reference}" {style}><v>{value}</v></c>'
        xml = before + (number if value[0].isdigit() else words) + rest
    return packed(parts | {SHEET: xml.encode()})


def test_blank_return_says_what_is_asked():
    grid = read_packed(blank_return(LINES, OCTOBER, created=CREATED)).sheets[0].grid
    assert [list(row.cells) for row in grid.rows] == [
        ["Return for October 2021", *[""] * 10],
        [""] * 11,
        [
            "Area",
            "Code",
            "Indicator",
            "Outturn type",
            "Month",
            "Last month",
            "Value",
            "Numerator",
            "Denominator",
            "Status",
            "Note",
        ],
        ["Front Door", "contacts", "Year-to-date number of contacts", "NUMBER", "Oct-21", "12589", *[""] * 5],
        ["Front Door", "referrals", "Rates of referrals", "RATE", "Oct-21", "N/A", *[""] * 5],
        ["=1+1", "@sum", "+HYPERLINK(http://127.0.0.1)", "-2", "Oct-21", *[""] * 6],
    ]
    assert (grid.troubles, grid.merged, grid.hidden_rows, grid.hidden_columns) == ({}, (), set(), set())


def test_filled_in_return_comes_back_without_a_question():
    content = blank_return(LINES, OCTOBER, created=CREATED)
    table = read_return(
        filled(
            content,
            {"G4": "14567", "G5": "c", "G6": "12.5", "H6": "5", "I6": "40", "J4": "final", "K4": "checked"},
        )
    )

    assert table.problems == (note("The sheet “How to fill this in” was not read."),)
    assert [(row.code, row.indicator, row.area, row.outturn_type) for row in table.rows] == [
        (line.code, line.indicator, line.area, line.outturn_type) for line in LINES
    ]
    cells = [row.months[0] for row in table.rows]
    assert [(cell.month, cell.written.reading) for cell in cells] == [
        (OCTOBER, Reading.of(14567)),
        (OCTOBER, Reading.none(Missing.SUPPRESSED, "c")),
        (OCTOBER, Reading.of(Decimal("12.5"))),
    ]
    assert [(cell.numerator, cell.denominator) for cell in cells] == [(None, None), (None, None), (5, 40)]
    assert (cells[0].provisional, cells[0].note) == (False, "checked")


def test_no_text_becomes_a_formula_or_a_link():
    parts = parts_of(blank_return(LINES, OCTOBER, created=CREATED))
    assert b"<f>" not in parts[SHEET]
    assert b"hyperlink" not in parts[SHEET]


def test_only_the_columns_to_fill_in_are_open_and_no_password_is_set():
    xml = parts_of(blank_return(LINES, OCTOBER, created=CREATED))[SHEET].decode()
    protection = xml[xml.index("<sheetProtection") :].partition("/>")[0]
    assert 'sheet="1"' in protection
    assert "password" not in protection
    assert '<dataValidation type="custom"' in xml
    assert (
        '<formula1>OR(ISNUMBER(G4),G4="N/A",G4="-",G4="..",G4=":",G4="c",G4="z",G4="x",G4="low")</formula1>'
        in xml
    )
    assert '<dataValidation type="list"' in xml
    assert 'ySplit="3"' in xml


def test_same_lines_give_the_same_bytes():
    assert blank_return(LINES, OCTOBER, created=CREATED) == blank_return(LINES, OCTOBER, created=CREATED)
