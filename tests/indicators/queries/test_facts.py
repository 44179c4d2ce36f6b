"""Rows become frozen facts, with a fixed number of queries."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.measures import facts
from indicators.measures.kinds import (
    Basis,
    ConcernSide,
    EventKind,
    GeographyKind,
    Kind,
    Polarity,
    TargetKind,
    TargetProfile,
)
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Missing, Reading, Series
from indicators.operations.comparators import record_comparator
from indicators.operations.concerns import save_concern
from indicators.operations.events import save_event
from indicators.operations.setup import save_area
from indicators.operations.targets import set_target
from indicators.queries import held_facts
from partnership.operations.meetings import save_meeting

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
OCTOBER, SEPTEMBER, NOVEMBER = Month(2021, 10), Month(2021, 9), Month(2021, 11)


def test_held_facts_gives_the_indicator_as_the_rules_want_it(make_indicator):
    make_indicator(
        "icpc-rate",
        name="Rate of conferences",
        short_name="ICPC rate",
        kind="rate",
        rate_per=10_000,
        basis="since_month",
        basis_confirmed=True,
        cumulates_from=Month(2020, 11),
        polarity="range",
        acceptable_low=Decimal(60),
        acceptable_high=Decimal(90),
        tolerance=Decimal("2.5"),
        target_profile="linear",
        high_means="more risk is seen",
    )
    (held,) = held_facts(OCTOBER)
    assert held.indicator == facts.Indicator(
        code="icpc-rate",
        name="Rate of conferences",
        short_name="ICPC rate",
        area="Child Protection",
        kind=Kind.RATE,
        basis=Basis.SINCE_MONTH,
        basis_confirmed=True,
        polarity=Polarity.RANGE,
        rate_per=10_000,
        cumulates_from=Month(2020, 11),
        acceptable_low=Decimal(60),
        acceptable_high=Decimal(90),
        tolerance=Decimal("2.5"),
        target_profile=TargetProfile.LINEAR,
        high_means="more risk is seen",
    )


def test_held_facts_gives_the_series_in_month_order_up_to_the_month(plans_ended, record):
    record(plans_ended, NOVEMBER, 99)
    record(plans_ended, OCTOBER, Reading.none(Missing.NOT_APPLICABLE, "N/A"))
    record(plans_ended, SEPTEMBER, "78.50")
    (held,) = held_facts(OCTOBER)
    assert held.series == Series.of(
        [
            (SEPTEMBER, Reading.of("78.5")),
            (OCTOBER, Reading.none(Missing.NOT_APPLICABLE, "N/A")),
        ]
    )
    assert held.series.months == (SEPTEMBER, OCTOBER)
    assert str(held.series.value(SEPTEMBER)) == "78.5"


def test_held_facts_gives_targets_of_years_and_months(plans_ended):
    set_target(
        indicator=plans_ended,
        year=2021,
        by=None,
        reading=Reading.of(83),
        kind=TargetKind.COMPARATOR_MEAN,
        source="mean of ten",
        change_percent=Decimal("-10"),
    )
    set_target(indicator=plans_ended, year=2021, month=OCTOBER, by=None, reading=Reading.of(80))
    (held,) = held_facts(OCTOBER)
    year = facts.Target(
        reading=Reading.of(83),
        year=FinancialYear(2021),
        kind=TargetKind.COMPARATOR_MEAN,
        change_percent=Decimal(-10),
        source="mean of ten",
    )
    month = facts.Target(reading=Reading.of(80), year=FinancialYear(2021), month=OCTOBER)
    assert set(held.targets) == {year, month}


def test_held_facts_gives_the_newest_vintage_of_each_geography_and_year(plans_ended, england):
    def give(value, year, vintage, day):
        record_comparator(
            indicator=plans_ended,
            geography=england,
            year=year,
            reading=Reading.of(value),
            vintage=vintage,
            by=None,
            now=NOW.replace(day=day),
        )

    give("494.3", 2020, "2022 edition", 24)
    give("484", 2020, "2021 edition", 23)
    give("480", 2019, "2021 edition", 23)
    (held,) = held_facts(OCTOBER)
    assert [(row.year.start, row.reading.value, row.vintage) for row in held.comparators] == [
        (2020, Decimal("494.3"), "2022 edition"),
        (2019, Decimal(480), "2021 edition"),
    ]
    assert held.comparators[0].geography_kind == GeographyKind.ENGLAND


def test_held_facts_is_in_scorecard_order_and_leaves_out_what_is_not_active(make_indicator):
    door = save_area(area=None, by=None, name="Front Door", order=10)
    make_indicator("second", order=2)
    make_indicator("first", order=1)
    make_indicator("ended", order=1, active_to=SEPTEMBER)
    make_indicator("to-come", order=1, active_from=NOVEMBER)
    make_indicator("contacts", order=9, area=door)
    assert [held.indicator.code for held in held_facts(OCTOBER)] == ["contacts", "first", "second"]
    named = held_facts(OCTOBER, ["second", "ended", "contacts", "no-such"])
    assert [held.indicator.code for held in named] == ["contacts", "ended", "second"]


@pytest.mark.parametrize("count", [1, 3])
def test_held_facts_takes_seven_queries(count, make_indicator, record, england, django_assert_num_queries):
    for number in range(count):
        indicator = make_indicator(f"indicator-{number}")
        record(indicator, OCTOBER, number)
        set_target(indicator=indicator, year=2021, by=None, reading=Reading.of(83))
        record_comparator(
            indicator=indicator,
            geography=england,
            year=2020,
            reading=Reading.of(1),
            vintage="x",
            by=None,
            now=NOW,
        )
    with django_assert_num_queries(7):
        assert len(held_facts(OCTOBER)) == count


def test_events_and_concerns_come_with_the_indicators_they_are_of(make_indicator, officer):
    one, other = make_indicator("one"), make_indicator("other")
    held_in = save_meeting(meeting=None, by=officer, date=date(2021, 9, 14), title="Board meeting")
    words = {"reason": "A new threshold", "label": "Threshold"}
    save_event(event=None, by=None, indicators=[one], month=OCTOBER, kind="step", baseline_points=12, **words)
    save_event(event=None, by=None, indicators=[one, other], month=SEPTEMBER, kind="mark", **words)
    save_event(event=None, by=None, indicators=[one], month=NOVEMBER, kind="mark", **words)
    save_concern(
        concern=None, by=None, indicator=other, side="above", meeting=held_in, reason="Rising", since=OCTOBER
    )
    first, second = held_facts(OCTOBER)
    mark = facts.Event(SEPTEMBER, EventKind.MARK, "Threshold", "A new threshold")
    assert first.events == (mark, facts.Event(OCTOBER, EventKind.STEP, "Threshold", "A new threshold", 12))
    assert (second.events, first.concerns) == ((mark,), ())
    assert second.concerns == (
        facts.Concern(ConcernSide.ABOVE, OCTOBER, None, "Board meeting, 14 September 2021", "Rising"),
    )
