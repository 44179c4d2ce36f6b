"""A part of a chart: the same months in every line, row and mark, and words of its own."""

import pytest

from boardpack.document.ranged import ranged
from indicators.measures.chart import LineRole
from indicators.measures.periods import Month
from tests.boardpack.documents import MONTHS, chart, line, mark

VALUES = (38, 83, 61, 67, 77, 73, 62)
WHOLE = chart(
    line(VALUES),
    line((83,) * 7, LineRole.TARGET, "Target"),
    table=(("Month", *MONTHS), ("Outturn", *(f"{v}%" for v in VALUES)), ("Target", *("83%",) * 7)),
    marks=(mark(0, "A-1 due"), mark(4, "A-2 done"), mark(6, "A-3 due")),
)


def test_range_cuts_lines_table_and_marks_alike():
    part = ranged(WHOLE, Month(2021, 6), Month(2021, 8))

    assert part.labels == ("Jun-21", "Jul-21", "Aug-21")
    assert [[int(value) for value in one.values] for one in part.lines] == [[61, 67, 77], [83, 83, 83]]
    assert part.table == (
        ("Month", "Jun-21", "Jul-21", "Aug-21"),
        ("Outturn", "61%", "67%", "77%"),
        ("Target", "83%", "83%", "83%"),
    )
    assert part.marks == (mark(2, "A-2 done"),)
    assert part.alt == (
        "Conferences in 15 days, Jun-21 to Aug-21: "
        "first 61% (Jun-21), last 77% (Aug-21), highest 77% (Aug-21), lowest 61% (Jun-21)."
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (Month(2021, 4), Month(2021, 10)),
        (Month(2019, 1), Month(2022, 1)),
        (Month(2019, 1), Month(2019, 6)),
    ],
)
def test_range_that_cuts_nothing_leaves_the_chart(first, last):
    assert ranged(WHOLE, first, last) is WHOLE


def test_range_without_readings_says_so():
    empty = chart(line((38, None, None)), table=(("Month", *MONTHS[:3]), ("Outturn", "38%", "–", "–")))

    assert ranged(empty, Month(2021, 5), Month(2021, 6)).alt == (
        "Conferences in 15 days, May-21 to Jun-21: no readings."
    )
