"""A table as a file: numbers exactly, nothing for what is not held, and no text that a spreadsheet would reckon."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from indicators.exporters.grid import Grid, as_csv
from indicators.exporters.workbook import as_xlsx

WHEN = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
FORMULAS = (
    "=HYPERLINK(1)", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "－1", "＠a", "\u00a0=1",
)  # fmt: skip
STARTS = tuple("=+-@\t\r\n＝＋－＠")


def grid(*rows, headings=("Name", "Oct-21"), **shown):
    return Grid("Scorecard", headings, rows, **shown)


def read(found):
    return list(csv.reader(io.StringIO(as_csv(found).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_text_that_would_be_reckoned_is_sent_as_text(text):
    assert read(grid((text, None), headings=(text, "Oct-21"))) == [[f"'{text}", "Oct-21"], [f"'{text}", ""]]


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_csv_no_text_begins_as_a_formula_and_none_is_lost(text):
    found = read(grid((text, Decimal(-3))))[1]

    assert (found[0].removeprefix("'"), found[1]) == (text.removeprefix("'"), "-3")
    assert not found[0].lstrip(" \u00a0").startswith(STARTS)


def test_csv_numbers_are_exact_and_what_is_not_held_is_empty():
    figures = (Decimal("62.50"), Decimal("1E+3"), Decimal(0), None, "N/A", 'say "no"')

    assert [line[1] for line in read(grid(*(("a", figure) for figure in figures)))[1:]] == [
        "62.5", "1000", "0", "", "N/A", 'say "no"',
    ]  # fmt: skip


def test_workbook_holds_numbers_as_numbers_and_formulas_as_text():
    rows = ("=1+1", Decimal("62.5")), ("http://example.org", Decimal(0)), ("@a", None), ("Plans", "N/A")
    made = as_xlsx(grid(*rows, units=("%",) * 4, places=(1,) * 4), sheet="Scorecard", created=WHEN)

    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert book.get_sheet_by_name("Scorecard").to_python() == [
        ["Scorecard", ""],
        ["", ""],
        ["Name", "Oct-21"],
        ["=1+1", 62.5],
        ["http://example.org", 0.0],
        ["@a", ""],
        ["Plans", "N/A"],
    ]


def test_workbook_of_the_same_grid_and_time_is_the_same():
    assert as_xlsx(grid(("a", Decimal(1))), sheet="S", created=WHEN) == as_xlsx(
        grid(("a", Decimal(1))), sheet="S", created=WHEN
    )
