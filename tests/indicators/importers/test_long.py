"""The long layout."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.importers import read_return, rows
from indicators.importers.grid import MAX_FIGURES
from indicators.importers.problems import ImportProblem, ReturnRefused, Severity
from indicators.importers.table import Cell, ReturnTable
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading

HEADER = "Area|Indicator|Month|Value|Numerator|Denominator|Status|Note|Last month"


def table(*rows: str, end: str = "\n") -> ReturnTable:
    return read_return(("\n".join(row.replace("|", "\t") for row in rows) + end).encode())


def told(read: ReturnTable) -> list[tuple[int | None, str | None, str]]:
    return [(problem.row, problem.column, problem.severity.value) for problem in read.problems]


def only_cell(*rows: str) -> Cell:
    read = table(*rows)
    assert read.problems == ()
    ((cell,),) = [row.months for row in read.rows]
    return cell


def refusal(*rows: str) -> str:
    with pytest.raises(ReturnRefused) as refused:
        table(*rows)
    (problem,) = refused.value.problems
    return problem.message


def test_a_line_gives_all_that_stands_beside_its_figure():
    cell = only_cell(HEADER, "A|Plans|Oct-21|62.5%|5|8|Provisional| Two  late |61")
    assert (cell.reference, cell.text, cell.month) == ("D2", "62.5%", Month(2021, 10))
    assert cell.written.reading == Reading.of(Decimal("62.5"))
    assert (cell.numerator, cell.denominator, cell.provisional, cell.note) == (5, 8, True, "Two late")


def test_what_is_not_given_is_none():
    cell = only_cell(HEADER, "A|Plans|Oct-21|62|||||61")
    assert (cell.numerator, cell.denominator, cell.provisional, cell.note) == (None, None, None, None)


def test_lines_of_one_indicator_become_one_row_in_the_files_order():
    read = table(
        "Indicator|Period|Figure",
        "Plans|Oct-21|1",
        "Contacts|202110|2",
        "PLANS|01/09/2021|3",
        "Plans|44409|",
    )
    assert [
        (row.number, row.indicator, [(cell.row, str(cell.month), cell.text) for cell in row.months])
        for row in read.rows
    ] == [
        (2, "Plans", [(2, "2021-10", "1"), (4, "2021-09", "3"), (5, "2021-08", "")]),
        (3, "Contacts", [(3, "2021-10", "2")]),
    ]
    assert read.last_month == Month(2021, 10)


@pytest.mark.parametrize("heading", ["Value", "Figure", "Outturn", "VALUE "])
@pytest.mark.parametrize("period", ["Month", "Period", "Quarter"])
def test_headings_have_their_usual_names(heading, period):
    assert table(f"Indicator|{period}|{heading}", "Plans|Oct-21|1").layout == "long"


def test_a_code_stands_for_the_name_where_that_is_all_there_is():
    (row,) = table("Code|Month|Value", "plans-ended|Oct-21|1").rows
    assert (row.indicator, row.code) == ("plans-ended", "plans-ended")
    (row,) = table("Code|Indicator|Month|Value", "plans-ended|Plans|Oct-21|1").rows
    assert (row.indicator, row.code) == ("Plans", "plans-ended")


@pytest.mark.parametrize(
    ("word", "provisional"), [("p", True), ("PROVISIONAL", True), ("f", False), ("Final", False), ("", None)]
)
def test_status_is_provisional_or_final(word, provisional):
    assert only_cell("Indicator|Month|Value|Status", f"Plans|Oct-21|1|{word}").provisional is provisional


def test_a_quarter_is_known_by_its_last_month():
    cell = only_cell("Indicator|Period|Value", "Plans|2021/22 Q2|1")
    assert (cell.month, cell.quarterly) == (Month(2021, 9), True)


def test_an_indicators_month_twice_is_an_error_with_both_rows():
    read = table("Indicator|Month|Value", "Plans|Oct-21|1", "Contacts|Oct-21|1", "Plans|2021-10|1")
    assert read.problems == (
        ImportProblem(
            4,
            "B (Month)",
            Severity.ERROR,
            "“Plans” has October 2021 in row 2 already: keep one of the two rows.",
        ),
    )


def test_a_blank_value_writes_nothing_and_a_count_without_a_value_is_an_error():
    read = table(
        HEADER,
        "A|Plans|Oct-21||||||61",
        "A|Plans|Sep-21||5||||",
        "A|Plans|Aug-21|||8|||",
        "A|Plans|Jul-21|||||late|",
    )
    assert [cell.written.reading for cell in read.rows[0].months] == [None] * 4
    assert told(read) == [
        (3, "E (Numerator)", "error"),
        (4, "F (Denominator)", "error"),
        (5, "H (Note)", "note"),
    ]


@pytest.mark.parametrize("symbol", ["N/A", "c", ".."])
def test_a_symbol_in_place_of_a_count_is_none_and_told(symbol):
    read = table(HEADER, f"A|Plans|Oct-21|62|{symbol}||||")
    assert read.rows[0].months[0].numerator is None
    assert told(read) == [(2, "E (Numerator)", "note")]


def test_every_wrong_cell_is_named_in_one_go():
    read = table(
        HEADER,
        "A||Oct-21|1|||||",
        "A|Plans||1|||||",
        "A|Plans|Octember|1|||||",
        "A|Plans|Sep-21|many|-1|5%|draft||",
        "A|Plans|Aug-21|1",
    )
    assert told(read) == [
        (2, "B (Indicator)", "error"),
        (3, "C (Month)", "error"),
        (4, "C (Month)", "error"),
        (5, "D (Value)", "error"),
        (5, "E (Numerator)", "error"),
        (5, "F (Denominator)", "error"),
        (5, "G (Status)", "error"),
        (6, "E (Numerator)", "error"),
    ]


def test_x_meant_suppressed_before_2019():
    read = table("Indicator|Month|Value", "Plans|Dec-18|x", "Plans|Jan-19|x", "Plans|Dec-17|..")
    missing = [cell.written.reading.missing for cell in read.rows[0].months if cell.written.reading]
    assert missing == [Missing.SUPPRESSED, Missing.NOT_AVAILABLE, Missing.NOT_AVAILABLE]


def test_titles_above_and_notes_below_are_left_out():
    read = table("A return|||", "Indicator|Month|Value", "Plans|Oct-21|1", "||", "Source: somewhere")
    assert (read.header_row, len(read.rows), read.problems) == (2, 1, ())


def test_a_file_that_ends_mid_line_is_told_of():
    read = table("Indicator|Month|Value", "Plans|Oct-21|14", end="")
    assert told(read) == [(2, "C (Value)", "warning")]


def test_a_header_that_lacks_something_says_what():
    assert refusal("Indicator|Value", "Plans|1") == "The header row has no column for Month: put it in."
    assert refusal("Month|Value", "Oct-21|1") == "The header row has no column for Indicator: put it in."


def test_a_table_without_a_month_is_refused():
    assert refusal("Indicator|Month|Value", "Plans||").startswith("This row has no month")


def test_a_wide_table_with_a_months_columns_stays_wide():
    assert table("Indicator|Apr-21|May-21", "Plans|1|2").layout == "wide"


def test_more_figures_than_the_limit_are_refused_before_they_are_read():
    months = "|".join(
        ["Indicator", *(f"{year}-{month:02d}" for year in range(2005, 2020) for month in range(1, 13))]
    )
    rows = ["Plans" + "|" * 180] * (MAX_FIGURES // 180 + 1)
    assert refusal(months, *rows).startswith("The table has room for more than 100,000 figures")


WORDS = [
    "Plans",
    "Contacts",
    "",
    "Apr-21",
    "2021-05",
    "2021/22 Q1",
    "5",
    "1,000",
    "n/a",
    "many",
    "-1",
    "5%",
    "p",
    "draft",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=9, max_size=9).map("\t".join), min_size=1, max_size=9)
)
def test_a_table_that_is_not_held_says_the_same(lines):
    content = "\n".join(["\t".join(HEADER.split("|")), *lines, ""]).encode()
    with pytest.MonkeyPatch.context() as patch:
        held = _outcome(content)
        patch.setattr(rows, "LONG", 0)
        assert _outcome(content) == held


def _outcome(content: bytes) -> object:
    try:
        read = read_return(content)
    except ReturnRefused as no:
        return no.problems
    return read.rows, read.problems, [row.cells for row in read.rows]
