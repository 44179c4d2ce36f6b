"""Every indicator measured in a month."""

import pytest

from indicators.assemble import measured_in
from indicators.measures.measure import measure
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.operations.targets import set_target
from indicators.queries import held_facts

OCTOBER = Month(2021, 10)


def test_measured_in_is_what_the_rules_say_of_what_is_held(plans_ended, record):
    record(plans_ended, Month(2021, 9), 78)
    record(plans_ended, OCTOBER, 79)
    set_target(indicator=plans_ended, year=2021, by=None, reading=Reading.of(83))
    (held,) = held_facts(OCTOBER)
    assert measured_in(OCTOBER) == (
        measure(held.indicator, held.series, held.targets, held.comparators, OCTOBER),
    )


def test_measured_in_keeps_the_scorecard_order(make_indicator):
    make_indicator("second", order=2)
    make_indicator("first", order=1)
    assert [measured.indicator.code for measured in measured_in(OCTOBER)] == ["first", "second"]
    assert [measured.indicator.code for measured in measured_in(OCTOBER, ["second"])] == ["second"]


@pytest.mark.parametrize("count", [1, 3])
def test_measured_in_takes_eight_queries_and_the_rules_none(
    count, make_indicator, record, django_assert_num_queries
):
    for number in range(count):
        record(make_indicator(f"indicator-{number}"), OCTOBER, number)
    with django_assert_num_queries(8):  # the facts, and whether anything is under small-number control
        measured = measured_in(OCTOBER)
    with django_assert_num_queries(0):
        assert [row.reading.value for row in measured] == list(range(count))


def test_the_installations_choice_of_chart_is_kept(make_indicator, record, settings):
    falling = make_indicator("falling")
    for at, value in enumerate([*[20, 10] * 5, 18, 17, 16, 15, 14, 13]):
        record(falling, Month(2020, 7).plus(at), value)
    assert not measured_in(OCTOBER)[0].signal.special_cause
    settings.SPC_TREND_POINTS = 6
    assert measured_in(OCTOBER)[0].signal.special_cause
