"""What is said of a series' course, held against its figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.kinds import Basis, Kind, Polarity
from indicators.measures.measure import measure
from tests.indicators.measures.commentary_checks.written import checks, remarks
from tests.indicators.measures.november import OCTOBER, a_series, an_indicator


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("icpc-in-time", "Timeliness rose to 62% in October."),
        ("icpc-in-time", "Performance has improved this month."),
        ("icpc-in-time", "Performance is improving."),
        ("icpc-in-time", "The percentage has remained stable since April."),
        ("plan-rate", "The rate continues to increase."),
        ("plans", "The number fell between April and August."),
        ("plans", "Numbers decreased in August."),
        ("plans", "Numbers have been falling since April."),
        ("plan-rate", "An increasing trend over the year."),
        ("plans-ended", "The number that ended grew in October and fell in September."),
        ("reviews-to-plan", "There was a drop in October."),
        ("plans", "Numbers are down this month."),
        ("plans", "The number has halved since April."),
        ("icpc-in-time", "Performance slipped in August."),
    ],
)
def test_movement_that_the_figures_deny_is_found(code, words):
    assert set(checks(code, words)) == {"movement"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("plans", "Numbers have remained broadly static for the past two months."),
        ("plans", "Numbers climbed towards the summer holidays and have fallen since August."),
        ("plans", "Numbers rose to August, then fell in September."),
        ("contacts", "An increasing trend in contacts."),
        ("icpc-in-time", "Timeliness fell from 73% in September to 62% in October."),
        ("icpc-in-time", "Performance worsened in October; it improved in May."),
        ("icpc-in-time", "Recruitment has increased, and reduced capacity in the teams remains."),
        ("icpc-in-time", "We expect performance to improve. It will rise, and it has not increased."),
        ("contacts", "The total has risen to 14,567."),
        ("contacts", "Contacts may increase over the winter."),
        ("plans", "Covid restrictions were reduced."),
        ("plans", "Numbers are up this month, and records are up to date."),
        ("icpc-in-time", "The percentage is down to late information; it is down to 62%."),
    ],
)
def test_movement_that_the_figures_bear_out_is_left_alone(code, words):
    assert checks(code, words) == []


def test_movement_names_the_figures():
    remark, silent = remarks("icpc-to-plan", "Registrations continue to increase.")
    assert silent.check == "signal-silent"
    assert remark.message == (
        "“Registrations continue to increase” says that it rises, and the figures do not: 97% in Sep-21, 79% in Oct-21. "
        "Say what they did, or from when to when this holds."
    )
    assert remark.rests_on == ("icpc-to-plan 2021-09 97", "icpc-to-plan 2021-10 79")


def test_better_and_worse_are_left_alone_without_polarity():
    assert checks("plans", "Numbers improved since April.") == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 900), min_size=2, max_size=14), st.booleans())
def test_rising_is_found_of_every_falling_series_and_of_no_rising_one(values, falls):
    series = sorted(set(values), reverse=falls)
    if len(series) > 1:
        count = an_indicator(Kind.COUNT, Basis.MONTH_END, polarity=Polarity.LOWER)
        one = measure(count, a_series(series, OCTOBER.plus(1 - len(series))), (), (), OCTOBER)
        said = [remark for remark in checks(one, "The number is rising.") if remark == "movement"]
        assert bool(said) is falls
        assert ("movement" in checks(one, "The number has fallen.")) is not falls
