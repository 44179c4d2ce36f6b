import gc
import time
from dataclasses import replace
from decimal import Decimal

from indicators.measures.facts import Indicator
from indicators.measures.kinds import Basis, Frequency, GeographyKind, Kind, Polarity
from indicators.measures.measure import measure
from indicators.measures.measured import ExceptionKind, StatusWord, Travel
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import NOT_HELD, Reading, Series
from tests.indicators.measures.november import (
    APRIL,
    OCTOBER,
    ROWS,
    a_comparator,
    a_series,
    a_target,
    an_indicator,
)


def test_what_comes_after_the_month_is_not_known_in_it() -> None:
    row = ROWS["icpc-in-time"]
    later = a_series((*row.values, 99, 1))
    assert measure(row.indicator, later, (row.target,), (), OCTOBER) == row.measured()


def test_an_indicator_with_nothing_held_is_measured_all_the_same() -> None:
    measured = measure(an_indicator(), Series(), (), (), OCTOBER, APRIL)
    assert measured.reading == NOT_HELD
    assert measured.status.word == StatusWord.NOT_JUDGED
    assert measured.status.sentence == "Oct-21 has no reading: not supplied."
    assert measured.exception.kind == ExceptionKind.NOT_JUDGED
    assert measured.direction.travel == Travel.UNKNOWN
    assert measured.chart.labels == ("Oct-21",)


def test_every_basis_kind_and_polarity_can_be_measured() -> None:
    fields = {
        "cumulates_from": APRIL,
        "acceptable_low": Decimal(5),
        "acceptable_high": Decimal(9),
    }
    for basis in Basis:
        for kind in Kind:
            for polarity in Polarity:
                indicator = an_indicator(kind, basis, polarity=polarity, **fields)
                measured = measure(indicator, a_series(range(3, 10)), (a_target(9),), (), OCTOBER, APRIL)
                assert measured.status.sentence
                assert measured.direction.sentence
                assert measured.signal.sentence
                assert measured.exception.sentence
                assert measured.projection.sentence
                assert measured.chart.alt


def test_a_provisional_reading_is_noted() -> None:
    held = Series.of([(OCTOBER, Reading(value=Decimal(5), provisional=True))])
    assert measure(an_indicator(), held, (), (), OCTOBER).notes == ("The reading for Oct-21 is provisional.",)


def test_the_comparators_told_are_those_in_force() -> None:
    old, new = a_comparator(1, year=FinancialYear(2018)), a_comparator(2)
    england = a_comparator(3, GeographyKind.ENGLAND, geography="England")
    assert measure(an_indicator(), Series(), (), (old, new, england), OCTOBER).comparators == (new, england)


def test_the_forecast_is_judged_like_a_reading() -> None:
    contacts = replace(ROWS["contacts"].indicator, polarity=Polarity.LOWER)
    measured = measure(contacts, a_series((1000, 2000)), (a_target(13000),), (), APRIL.plus(1))
    assert (measured.status.word, measured.forecast.word) == (StatusWord.GREEN, StatusWord.GREEN)
    assert measured.forecast.sentence == (
        "12,000 against the year's target of 13,000: 1,000 below, which meets it."
    )


def test_measuring_costs_grow_with_the_months_and_stay_small() -> None:
    """The best of several runs, with much room for a busy machine: a month costs about 30 microseconds."""

    def cost(indicator: Indicator, months: int) -> float:
        first = Month(2010, 4)
        series = a_series([40 + at * 7 % 13 for at in range(months)], first=first)
        last = first.plus(months - 1)
        targets = tuple(a_target(45, year=FinancialYear(year)) for year in range(2010, 2021))
        best = 1e9
        for _ in range(15):
            begun = time.perf_counter()
            measure(indicator, series, targets, (), last)
            best = min(best, time.perf_counter() - begun)
        return best

    gc.collect()
    on_time = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
    assert cost(on_time, 24) < 0.005
    assert cost(on_time, 120) < 8 * cost(on_time, 24)


def test_a_quarterly_figure_stands_until_the_next_is_due() -> None:
    quarterly = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER, frequency=Frequency.QUARTERLY)
    held = Series.of([(Month(2021, 9), Reading.of(70)), (Month(2021, 12), Reading.of(50))])
    december = measure(quarterly, held, (a_target(80),), (), Month(2021, 12))
    assert december.exception.kind is ExceptionKind.RED
    assert measure(quarterly, held, (a_target(80),), (), Month(2022, 2), Month(2022, 1)) == december
    march = measure(quarterly, held, (a_target(80),), (), Month(2022, 3), Month(2022, 3))
    assert march.status.sentence == "Mar-22 has no reading: not supplied."


def test_a_yearly_indicator_that_was_never_supplied_lacks_the_year_that_has_ended() -> None:
    yearly = an_indicator(frequency=Frequency.YEARLY)
    assert (
        measure(yearly, Series(), (), (), OCTOBER).status.sentence == "Mar-21 has no reading: not supplied."
    )
