"""What the checks say of the November 2021 report, entered whole and entered by its last month."""

import pytest

from tests.indicators.measures.checks.asked import findings, said
from tests.indicators.measures.november import OCTOBER, ROWS

STARTS = {
    "referrals": "Apr-21 already holds about 5.7 months' worth of this running total (a start in Nov-20 would fit).",
    "section-47": "Apr-21 already holds about 6.8 months' worth of this running total (a start in Oct-20 would fit).",
    "icpc": "Apr-21 already holds about 5.9 months' worth of this running total (a start in Nov-20 would fit).",
    "plan-rate": "Apr-21 already holds about 5.5 months' worth of this running total (a start in Nov-20 would fit).",
}
OUTSIDE = "79% in Oct-21 is below the lower limit of 79.6% (trial limits, 7 readings): correct it, or say why it is so."


@pytest.mark.parametrize("months", [None, (OCTOBER,)], ids=["all seven months", "October alone"])
def test_the_report_has_four_totals_that_began_earlier_and_one_reading_outside_its_limits(months) -> None:
    found = {code: said(row.indicator, row.series, months) for code, row in ROWS.items()}
    assert {code: each for code, each in found.items() if each} == {
        **{code: [("total-start", sentence)] for code, sentence in STARTS.items()},
        "icpc-to-plan": [("outside-limits", OUTSIDE)],
    }


def test_a_total_that_began_earlier_rests_on_its_first_reading_and_so_stays_confirmed() -> None:
    row = ROWS["section-47"]
    (october,) = findings(row.indicator, row.series, (OCTOBER,))
    (may,) = findings(row.indicator, row.series.up_to(row.series.months[2]), (row.series.months[2],))
    assert (october.month, october.rests_on) == (
        row.series.first,
        ("running total, start not known", "2021-04 178"),
    )
    assert october.facts == may.facts
    assert october.message != may.message


def test_nothing_is_said_where_nothing_was_entered() -> None:
    assert [said(row.indicator, row.series, ()) for row in ROWS.values()] == [[]] * 10
