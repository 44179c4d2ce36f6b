"""The November 2021 report, October 2021: what the rules must say of its ten rows."""

from decimal import Decimal

import pytest

from indicators.measures.measured import ExceptionKind, StatusWord, Travel
from indicators.measures.signals import signal
from indicators.measures.wording import figure
from tests.indicators.measures.november import APRIL, OCTOBER, ROWS

IN_MONTH = {
    "contacts": "1897 2080 2373 2202 1895 2142 1978",
    "referrals": "none 85 66 69 56 82 75",
    "section-47": "none 36 23 29 13 30 27",
    "icpc": "none 9 11 11 9 6 7",
    "icpc-in-time": "38 83 61 67 77 73 62",
    "icpc-to-plan": "89 92 93 96 98 97 79",
    "plans": "339 355 385 387 420 387 388",
    "plan-rate": "none 9 10 11 10 7 6",
    "plans-ended": "19 29 28 50 18 75 23",
    "reviews-to-plan": "52 41 37 25 35 33 44",
}

STATUS = {
    "contacts": (
        StatusWord.ABOVE,
        "14,567 is above the target to date of 9,263.3 by 5,303.7 (157% of it), outside the band of 926.3 "
        "(10%, the default).",
        "target missed",
    ),
    "referrals": (
        StatusWord.ABOVE,
        "841 is above the whole year's 647, provided it covers no more than twelve months: "
        "it is not known when this running total starts.",
        "",
    ),
    "section-47": (
        StatusWord.ABOVE,
        "336 is above the whole year's 260, provided it covers no more than twelve months: "
        "it is not known when this running total starts.",
        "",
    ),
    "icpc": (
        StatusWord.ABOVE,
        "105 is above the whole year's 90, provided it covers no more than twelve months: "
        "it is not known when this running total starts.",
        "",
    ),
    "icpc-in-time": (
        StatusWord.RED,
        "62% against the target of 83%: 21 points below, more than the tolerance of 5 points (the default).",
        "",
    ),
    "icpc-to-plan": (
        StatusWord.BELOW,
        "79% is below the target of 89% by 10 points, outside the band of 5 points (the default).",
        "",
    ),
    "plans": (
        StatusWord.ABOVE,
        "388 is above the target of 340 by 48 (114% of it), outside the band of 34 (10%, the default).",
        "",
    ),
}

NO_TARGET = "No target for 2021/22: N/A, not applicable. Nor are neighbours' figures on the same basis held."

DIRECTION = {
    "contacts": (Travel.DOWN, "down"),
    "referrals": (Travel.DOWN, "down"),
    "section-47": (Travel.DOWN, "down"),
    "icpc": (Travel.STEADY, ""),
    "icpc-in-time": (Travel.WORSENING, "down"),
    "icpc-to-plan": (Travel.DOWN, "down"),
    "plans": (Travel.UP, "up"),
    "plan-rate": (Travel.STEADY, ""),
    "plans-ended": (Travel.DOWN, "down"),
    "reviews-to-plan": (Travel.UP, "up"),
}

EXCEPTION = {
    "contacts": ExceptionKind.OUTSIDE_BAND,
    "referrals": ExceptionKind.OUTSIDE_BAND,
    "section-47": ExceptionKind.OUTSIDE_BAND,
    "icpc": ExceptionKind.OUTSIDE_BAND,
    "icpc-in-time": ExceptionKind.RED,
    "icpc-to-plan": ExceptionKind.POSSIBLE_SIGNAL,
    "plans": ExceptionKind.OUTSIDE_BAND,
    "plan-rate": ExceptionKind.NOT_JUDGED,
    "plans-ended": ExceptionKind.NOT_JUDGED,
    "reviews-to-plan": ExceptionKind.NOT_JUDGED,
}


@pytest.mark.parametrize("code", ROWS)
def test_november_in_month_readings(code: str) -> None:
    found = ["none" if r.value is None else str(r.value) for _, r in ROWS[code].measured().in_month]
    assert " ".join(found) == IN_MONTH[code]


@pytest.mark.parametrize("code", ROWS)
def test_november_status(code: str) -> None:
    status = ROWS[code].measured().status
    expected = STATUS.get(code, (StatusWord.NOT_JUDGED, NO_TARGET, ""))
    assert (status.word, status.sentence, status.beside) == expected
    assert status.tolerance_is_default == (code in STATUS)


@pytest.mark.parametrize("code", ROWS)
def test_november_direction(code: str) -> None:
    direction = ROWS[code].measured().direction
    assert (direction.travel, direction.arrow) == DIRECTION[code]


@pytest.mark.parametrize("code", ROWS)
def test_november_exception(code: str) -> None:
    exception = ROWS[code].measured().exception
    assert exception.kind == EXCEPTION[code]
    assert exception.month == OCTOBER


def test_november_has_seven_exceptions_and_three_not_judged() -> None:
    kinds = [row.measured().exception.kind for row in ROWS.values()]
    assert kinds.index(ExceptionKind.NOT_JUDGED) == 7
    assert kinds.count(ExceptionKind.NOT_JUDGED) == 3
    assert kinds.count(ExceptionKind.NONE) == 0


def test_november_contacts_against_their_profile() -> None:
    contacts = ROWS["contacts"].measured()
    assert contacts.target_to_date.value == Decimal(15880) * 7 / 12
    assert contacts.target_to_date.sentence == (
        "The target to date is 9,263.3: 7 of 12 months of the year's 15,880."
    )
    assert contacts.projection.value == 24972
    assert contacts.projection.sentence == "At the present rate it comes to 24,972 by Mar-22."
    assert contacts.forecast.word == StatusWord.ABOVE
    assert contacts.forecast.beside == "target missed"


@pytest.mark.parametrize("code", ["referrals", "section-47", "icpc", "plan-rate"])
def test_november_totals_of_unknown_start_have_no_projection(code: str) -> None:
    measured = ROWS[code].measured()
    assert measured.projection.value is None
    assert (
        measured.projection.sentence
        == "No projection, because it is not known when this running total starts."
    )
    assert measured.target_to_date.value is None
    assert measured.forecast.word == StatusWord.NOT_JUDGED


def test_november_totals_that_did_not_start_in_april() -> None:
    notes = {code: row.measured().notes for code, row in ROWS.items()}
    assert {code: found for code, found in notes.items() if found} == {
        "referrals": (
            "Apr-21 already holds about 5.7 months' worth of this running total (a start in Nov-20 would fit).",
        ),
        "section-47": (
            "Apr-21 already holds about 6.8 months' worth of this running total (a start in Oct-20 would fit).",
        ),
        "icpc": (
            "Apr-21 already holds about 5.9 months' worth of this running total (a start in Nov-20 would fit).",
        ),
        "plan-rate": (
            "Apr-21 already holds about 5.5 months' worth of this running total (a start in Nov-20 would fit).",
        ),
    }


def test_november_one_possible_signal() -> None:
    signals = {code: row.measured().signal for code, row in ROWS.items()}
    assert [code for code, found in signals.items() if found.possible] == ["icpc-to-plan"]
    assert [code for code, found in signals.items() if found.special_cause] == []
    assert signals["icpc-to-plan"].sentence == (
        "A possible signal (trial limits, 7 months): 79% in Oct-21 is below the lower limit of 79.6%."
    )
    assert signals["icpc-in-time"].sentence == "No signal in Oct-21 (trial limits, 7 months)."
    assert (
        signals["referrals"].sentence == "Too few readings to tell a signal from chance: 6, and it takes 7."
    )


def test_november_sentences_of_travel() -> None:
    said = {code: row.measured().direction.sentence for code, row in ROWS.items()}
    assert said["icpc-in-time"] == "Worsening by 11 points: 62% in Oct-21 against 73% in Sep-21."
    assert said["plans"] == (
        "Up by 1: 388 in Oct-21 against 387 in Sep-21 (Oct-20 is not held). "
        "The three readings before it come to 398 on average."
    )
    assert said["contacts"] == (
        "Down by 164: in-month readings of 1,978 in Oct-21 against 2,142 in Sep-21 (Oct-20 is not held). "
        "The three readings before it come to 2,079.7 on average."
    )
    assert said["icpc"] == (
        "Steady: in-month readings of 7 in Oct-21 against 6 in Sep-21 (Oct-20 is not held); "
        "a change of 2 or less may be rounding, so no arrow is drawn. "
        "The three readings before it come to 8.7 on average."
    )


def test_november_lines_of_the_exceptions_page() -> None:
    assert ROWS["icpc-in-time"].measured().exception.sentence == (
        "Oct-21: 62% against the target of 83%: 21 points below, more than the tolerance of 5 points (the default)."
    )
    assert ROWS["icpc-to-plan"].measured().exception.sentence == (
        "A possible signal (trial limits, 7 months): 79% in Oct-21 is below the lower limit of 79.6%."
    )
    assert ROWS["plans-ended"].measured().exception.sentence == NO_TARGET


def test_november_status_is_the_same_whether_or_not_earlier_months_are_looked_at() -> None:
    for row in ROWS.values():
        assert row.measured(window_from=APRIL).status == row.measured().status


def test_november_picture_of_contacts_in_words() -> None:
    chart = ROWS["contacts"].measured().chart
    assert chart.alt == (
        "contacts, Apr-21 to Oct-21: first 1,897 (Apr-21), last 14,567 (Oct-21), highest 14,567 (Oct-21), "
        "lowest 1,897 (Apr-21). Target to date: 9,263.3 in Oct-21."
    )
    assert chart.starts_at_zero
    assert chart.table[1] == ("Outturn", "1,897", "3,977", "6,350", "8,552", "10,447", "12,589", "14,567")


def test_november_trial_limits_are_those_of_the_report() -> None:
    row = ROWS["icpc-to-plan"]
    assert figure(Decimal("79.5867"), row.indicator, 1) == "79.6%"
    assert not signal(row.indicator, row.series, OCTOBER.plus(-1)).possible
