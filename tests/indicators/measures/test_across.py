"""What only shows when indicators stand side by side."""

from dataclasses import replace

import pytest

from indicators.measures.across import findings_across
from indicators.measures.kinds import Basis, Kind
from indicators.measures.measure import measure
from indicators.measures.measured import Measured
from tests.indicators.measures.november import OCTOBER, ROWS, a_series, an_indicator

CHILDREN = {2020: 51_805}
NAMES = {
    "contacts": "Year-to-date number of contacts",
    "referrals": "Rates of referrals per 10,000",
    "plans-ended": "Number of plans ended",
}


def november() -> list[Measured]:
    return [named(row.measured(), NAMES.get(code, code)) for code, row in ROWS.items()]


def named(one: Measured, name: str) -> Measured:
    return replace(one, indicator=replace(one.indicator, name=name, short_name=name))


def test_november_2021_has_three_findings_across_its_rows() -> None:
    found = findings_across(november(), CHILDREN)
    assert [(each.check, each.concerns, each.message) for each in found] == [
        (
            "more-than-most",
            ("referrals", "contacts"),
            "408 per 10,000 in Apr-21 (Rates of referrals per 10,000) would be about 2,114 referrals for 51,805 children, "
            "more than the 1,897 contacts (Year-to-date number of contacts): it cannot be what its name says, or not of "
            "that time alone.",
        ),
        (
            "starts-not-stock",
            ("plan-rate", "plans", "plans-ended"),
            "plan-rate: from May-21 to Oct-21 its steps are 47, 52, 57, 52, 36, 31 children, and 45, 58, 52, 51, 42, 24 "
            "started (plans, plus Number of plans ended): it counts those that start, not those at month end (388 are 74.9 "
            "per 10,000).",
        ),
        (
            "far-from-profile",
            ("contacts",),
            "14,567 by Oct-21 is 157% of the profile: 9,263.3 of the year's 15,880 was due by then.",
        ),
    ]


def test_nothing_is_reckoned_without_the_number_of_children() -> None:
    assert [each.check for each in findings_across(november(), {})] == ["far-from-profile"]
    assert [each.check for each in findings_across(november(), {2030: 50_000})] == ["far-from-profile"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Percentage of contacts that became referrals", (408, 493)),
        ("Rates of referrals per 10,000", (300, 600)),
        ("Rates of re-referrals per 10,000", (408, 493)),
    ],
)
def test_a_rate_that_may_be_true_is_left_alone(name: str, values: tuple[int, ...]) -> None:
    rate = an_indicator(Kind.RATE, Basis.RUNNING_TOTAL, name=name, short_name=name)
    one = measure(rate, a_series(values), (), (), OCTOBER)
    contacts = named(ROWS["contacts"].measured(), NAMES["contacts"])
    assert [each.check for each in findings_across([one, contacts], CHILDREN)] == ["far-from-profile"]
