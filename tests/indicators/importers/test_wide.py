"""The wide layout."""

from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from indicators.importers import FORMATS, LAYOUTS, read_return
from indicators.importers.problems import ImportProblem, ReturnRefused, Severity
from indicators.importers.table import ReturnTable
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading

SAMPLE = settings.BASE_DIR / "samples" / "november-2021-return.tsv"
REPORT = Path(settings.BASE_DIR).parent / "shared" / "report" / "sscp-assurance-november-2021.txt"


def sample() -> ReturnTable:
    return read_return(SAMPLE.read_bytes())


def table(*rows: str, end: str = "\n") -> ReturnTable:
    return read_return(("\n".join(row.replace("|", "\t") for row in rows) + end).encode())


def readings(read: ReturnTable) -> list[list[str]]:
    return [
        [cell.written.reading.shown if cell.written.reading else "" for cell in row.cells]
        for row in read.rows
    ]


def problems_of(content: bytes) -> tuple[ImportProblem, ...]:
    """What is wrong with these bytes, refused or read; a table that is read knows its last month."""
    try:
        read = read_return(content)
    except ReturnRefused as refused:
        return refused.problems
    assert read.last_month
    return read.problems


def test_sample_gives_its_seventy_readings_ten_targets_and_thirty_comparators():
    read = sample()

    months = [cell.written.reading for row in read.rows for cell in row.months]
    targets = [row.target.written.reading for row in read.rows if row.target]
    places = [cell.written.reading for row in read.rows for cell in row.places]
    assert len([reading for reading in months if reading and reading.value is not None]) == len(months) == 70
    assert [reading.value is not None for reading in targets if reading] == [True] * 7 + [False] + [False] * 2
    assert targets[7:] == [Reading.none(Missing.NOT_APPLICABLE, "N/A")] * 3
    assert len(places) == 30
    assert len([reading for reading in places if reading and reading.missing is Missing.NOT_APPLICABLE]) == 12
    assert places.count(None) == 1
    assert read.problems == ()


def test_sample_has_the_figures_of_the_source():
    rows = [" ".join(row) for row in readings(sample())]
    assert rows[0] == "1897 3977 6350 8552 10447 12589 14567 15880 17661 N/A N/A"
    assert rows[5] == "89 92 93 96 98 97 79 89 89 87 88"
    assert rows[8] == "19 29 28 50 18 75 23 N/A  N/A N/A"


@pytest.mark.skipif(not REPORT.is_file(), reason="the source report does not lie beside the project")
def test_the_source_report_itself_reads_to_the_same_figures():
    read = read_return(REPORT.read_bytes())

    assert readings(read) == readings(sample())
    assert [(row.area, row.indicator, row.outturn_type) for row in read.rows] == [
        (row.area, row.indicator, row.outturn_type) for row in sample().rows
    ]


def test_cells_know_where_they_stand():
    cell = sample().rows[0].months[6]
    assert (cell.reference, cell.text, cell.column.where) == ("J5", "14567", "J (Oct-21)")


def test_percent_signs_are_told_by_cell():
    row = sample().rows[5]
    assert [cell.written.percent for cell in row.cells] == [True] * 7 + [False] * 4


def test_area_goes_down_to_the_rows_beneath_it():
    read = table("Area|Indicator|Apr-21", "Front Door||", "|Contacts|1", "|Referrals|2", "Police|Missing|3")
    assert [row.area for row in read.rows] == ["Front Door", "Front Door", "Police"]


def test_last_month_is_the_last_that_has_anything_written():
    read = table("Indicator|Apr-21|May-21|Apr-22", "Contacts|1|N/A|", "Referrals|2||")
    assert read.last_month == Month(2021, 5)


def test_last_month_of_an_empty_table_is_its_last_column():
    assert table("Indicator|Apr-21|May-21", "Contacts||").last_month == Month(2021, 5)


def test_notes_after_an_empty_row_are_left_out():
    read = table("Indicator|Apr-21", "Contacts|1", "", "Source: somewhere", "Another note")
    assert [row.indicator for row in read.rows] == ["Contacts"]
    assert read.problems == ()


def test_rows_after_an_empty_row_go_on():
    read = table("Indicator|Apr-21", "Contacts|1", "|", "Referrals|2")
    assert [row.indicator for row in read.rows] == ["Contacts", "Referrals"]


def test_every_wrong_cell_and_short_row_is_named_in_one_go():
    read = table("Area|Indicator|Apr-21|May-21", "A|Contacts|many|1", "A|Referrals|2", "A|Plans|3|few")
    assert [(problem.row, problem.column) for problem in read.problems] == [
        (2, "C (Apr-21)"),
        (3, "D (May-21)"),
        (4, "D (May-21)"),
    ]


def test_file_that_ends_mid_line_is_told_of_with_its_last_figure():
    read = table("Indicator|Apr-21|May-21", "Contacts|1|14", end="")
    assert read.problems == (
        ImportProblem(
            2,
            "C (May-21)",
            Severity.WARNING,
            "The file ends in the middle of a line: if it was cut short, its last figure (14) may be too, so compare it with "
            "the spreadsheet.",
        ),
    )


def test_kept_table_holds_what_was_read_and_nothing_else():
    read = table("A secret title", "Area|Indicator|Apr-21|May-21", "A|Contacts|1,897|", "", "A secret note")
    assert read.as_json() == {
        "layout": "wide",
        "sheet": "",
        "sheets_not_read": [],
        "warnings": [],
        "notes": [],
        "header_row": 2,
        "headings": ["Area", "Indicator", "Apr-21", "May-21"],
        "columns": ["A", "B", "C", "D"],
        "width": 4,
        "ends_mid_line": False,
        "troubles": {},
        "rows": [{"row": 3, "cells": ["A", "Contacts", "1,897", ""]}],
    }


def test_registries_offer_what_is_written_out():
    assert [form.name for form in FORMATS][-1] == "text"
    assert [layout.name for layout in LAYOUTS] == ["long", "wide"]


def test_sample_cut_short_anywhere_is_never_read_in_silence():
    """At every byte: refused, an error, or a warning of its last figure; unless whole rows are left."""
    content = SAMPLE.read_bytes()
    table_ends = content.index(b"\n\n \n") + 1
    for cut in range(1, table_ends):
        part = content[:cut]
        assert problems_of(part) or part.endswith(b"\n"), cut


@hypothesis.settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(content):
    assert all(problem.message for problem in problems_of(content))


@hypothesis.settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "Area",
                    "Indicator",
                    "Apr-21",
                    "May-21",
                    "Target",
                    "England",
                    "Hull 20/21",
                    "1",
                    "N/A",
                    "",
                    "%",
                    "1,5",
                    "x y",
                ]
            ),
            max_size=6,
        ),
        max_size=8,
    ),
    st.sampled_from(["\t", ",", ";"]),
)
def test_any_arrangement_of_known_words_is_a_table_or_refused(rows, delimiter):
    content = "\n".join(delimiter.join(row) for row in rows).encode()
    assert all(problem.message for problem in problems_of(content))


FIGURES = st.one_of(
    st.integers(0, 10**6).map(lambda number: (f"{number:,}", str(number))),
    st.decimals(0, 1000, places=1).map(lambda number: (str(number), str(Reading.of(number).value))),
    st.sampled_from([("N/A", "N/A"), ("", ""), ("c", "c"), ("..", "..")]),
)


@hypothesis.settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(FIGURES, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(["\t", ";"])
)
def test_any_table_of_readings_comes_back(rows, delimiter):
    lines = [["Indicator", "Apr-21", "May-21", "Target"]]
    lines += [[f"Indicator {number}", *(text for text, _ in row)] for number, row in enumerate(rows)]
    read = read_return("".join(delimiter.join(line) + "\n" for line in lines).encode())
    assert readings(read) == [[shown for _, shown in row] for row in rows]


def test_an_x_beside_the_months_is_read_by_its_columns_year():
    (row,) = table("Indicator|Apr-21|England 17/18|South East 18/19", "Contacts|1|x|x").rows
    readings = [cell.written.reading for cell in row.places]
    assert [reading and reading.missing for reading in readings] == ["suppressed", "not_available"]
