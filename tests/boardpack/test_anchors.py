"""The place of a figure on its page, read off the document's words."""

import pytest

from boardpack.document import ComparatorShown, Scorecard
from boardpack.document.anchors import (
    comparator_anchor,
    month_anchor,
    month_of,
    row_anchors,
    scorecard_anchors,
)
from indicators.measures.chart import LineRole
from indicators.measures.periods import Month, month_range
from tests.boardpack.documents import chart, document, number, row


@pytest.mark.parametrize(
    ("label", "anchor"),
    [("Oct-21", "2021-10"), ("Jan-05", "2005-01"), ("Oct-1998", "1998-10"), ("Mar-2190", "2190-03")]
    + [(words, "") for words in ("Oct-2021", "Oct-1", "Octember", "October", "Oct-9999", "")],
)
def test_month_anchor_reads_the_heading(label, anchor):
    assert month_anchor(label) == anchor


def test_no_two_months_read_alike():
    months = month_range(Month(1990, 1), Month(2190, 12))
    assert [month_of(month.label) for month in months] == list(months)


def test_comparator_anchor_has_only_plain_letters():
    assert comparator_anchor("Brighton & Hove", "2020/21") == "brighton-hove-2020"


@pytest.mark.parametrize(
    ("label", "role", "anchors"),
    [
        ("Outturn", LineRole.OUTTURN, ("2021-03", "2021-04")),
        ("Target", LineRole.TARGET, ("target-2020", "target-2021")),
        ("Target for the whole year", LineRole.TARGET, ("target-2020", "target-2021")),
        ("Target to date", LineRole.TARGET, ("", "")),
        ("England 2020/21, whole year", LineRole.ENGLAND, ("england-2020",) * 2),
        ("South East 2020/21", LineRole.REGION, ("south-east-2020",) * 2),
        ("Mean", LineRole.MEAN, ("", "")),
        ("In the month alone", None, ("", "")),
    ],
)
def test_row_anchors_lead_to_what_was_entered_only(label, role, anchors):
    assert row_anchors(chart(labels=("Mar-21", "Apr-21")), label, role) == anchors


def test_scorecard_anchors_name_the_year_that_stands_in_the_cell():
    one = row("in-time", (number(62),), england=number(83))
    section = document().sections[0]
    shown = ComparatorShown("England", "2020/21", number(83), "", "2021 file")
    card = Scorecard(("Oct-21",), "Previous year", "South East 2020/21", "England 2020/21", (one,))
    pack = document(
        scorecard=card,
        sections=(type(section)(**{**section.__dict__, "code": "in-time", "comparators": (shown,)}),),
    )

    anchors = scorecard_anchors(pack)["in-time"]

    assert anchors == {
        "month_0": "2021-10",
        "target": "target-2021",
        "own_previous_year": "",
        "region": "",
        "england": "england-2020",
    }
