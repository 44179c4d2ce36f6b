from decimal import Decimal

import pytest

from indicators.measures.direction import travel
from indicators.measures.facts import Indicator
from indicators.measures.kinds import Basis, Frequency, Kind, Polarity
from indicators.measures.measured import Direction, Travel
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series
from tests.indicators.measures.november import OCTOBER, SEPTEMBER, a_series, an_indicator


def moved(indicator: Indicator, before: int | str, now: int | str) -> Direction:
    return travel(indicator, a_series((before, now), first=SEPTEMBER), OCTOBER)


@pytest.mark.parametrize(
    ("polarity", "before", "now", "expected"),
    [
        (Polarity.HIGHER, 10, 15, (Travel.IMPROVING, "up")),
        (Polarity.HIGHER, 15, 10, (Travel.WORSENING, "down")),
        (Polarity.LOWER, 10, 15, (Travel.WORSENING, "up")),
        (Polarity.LOWER, 15, 10, (Travel.IMPROVING, "down")),
        (Polarity.NONE, 10, 15, (Travel.UP, "up")),
        (Polarity.NONE, 15, 10, (Travel.DOWN, "down")),
        (Polarity.HIGHER, 10, 10, (Travel.STEADY, "level")),
    ],
)
def test_travel_is_worded_by_polarity(
    polarity: Polarity, before: int, now: int, expected: tuple[Travel, str]
) -> None:
    found = moved(an_indicator(polarity=polarity), before, now)
    assert (found.travel, found.arrow) == expected


def test_travel_within_a_range_goes_towards_it_or_away() -> None:
    band = an_indicator(polarity=Polarity.RANGE, acceptable_low=Decimal(70), acceptable_high=Decimal(80))
    found = [moved(band, *pair).travel for pair in ((60, 65), (75, 90), (85, 65), (71, 79))]
    assert found == [Travel.IMPROVING, Travel.WORSENING, Travel.DOWN, Travel.UP]


@pytest.mark.parametrize(
    ("kind", "basis", "change", "arrow"),
    [
        (Kind.COUNT, Basis.IN_MONTH, 1, "up"),
        (Kind.COUNT, Basis.YEAR_TO_DATE, 1, "up"),
        (Kind.PERCENTAGE, Basis.IN_MONTH, 1, ""),
        (Kind.PERCENTAGE, Basis.IN_MONTH, 2, "up"),
        (Kind.RATE, Basis.MONTH_END, 1, ""),
        (Kind.RATE, Basis.RUNNING_TOTAL, 2, ""),
        (Kind.RATE, Basis.RUNNING_TOTAL, 3, "up"),
    ],
)
def test_a_change_that_may_be_rounding_draws_no_arrow(
    kind: Kind, basis: Basis, change: int, arrow: str
) -> None:
    assert moved(an_indicator(kind, basis), 50, 50 + change).arrow == arrow


def test_a_percentage_entered_with_decimals_is_not_rounded_to_whole_numbers() -> None:
    assert moved(an_indicator(Kind.PERCENTAGE, decimal_places=1), "50", "51").arrow == "up"


def test_demand_is_compared_with_the_month_a_year_before() -> None:
    held = a_series(range(100, 113), first=Month(2020, 10))
    found = travel(an_indicator(), held, OCTOBER)
    assert found.sentence == (
        "Up by 12: 112 in Oct-21 against 100 in Oct-20. The three readings before it come to 110 on average."
    )


def test_what_has_a_polarity_is_compared_with_the_month_before() -> None:
    held = a_series(range(100, 113), first=Month(2020, 10))
    found = travel(an_indicator(polarity=Polarity.LOWER), held, OCTOBER)
    assert found.sentence == (
        "Worsening by 1: 112 in Oct-21 against 111 in Sep-21. The three readings before it come to 110 on average."
    )


def test_a_quarter_is_compared_with_the_quarter_before() -> None:
    quarterly = an_indicator(polarity=Polarity.LOWER, frequency=Frequency.QUARTERLY)
    held = a_series((12, 9), first=Month(2021, 6), step=3)
    assert travel(quarterly, held, SEPTEMBER).sentence == "Improving by 3: 9 in Sep-21 against 12 in Jun-21."


def test_the_mean_of_percentages_is_of_their_counts_or_is_not_given() -> None:
    on_time = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
    counts = [(10, 20), (1, 10), (30, 30)]
    readings = [
        (Month(2021, 7).plus(at), Reading(value=Decimal(50), numerator=Decimal(n), denominator=Decimal(d)))
        for at, (n, d) in enumerate(counts)
    ]
    held = Series.of([*readings, (OCTOBER, Reading.of(60))])
    assert travel(on_time, held, OCTOBER).sentence == (
        "Improving by 10 points: 60% in Oct-21 against 50% in Sep-21. "
        "The three readings before it come to 68.3% on average."
    )


def test_travel_that_cannot_be_said_gives_the_reason() -> None:
    nothing = travel(an_indicator(), a_series((5, None), first=SEPTEMBER), OCTOBER)
    assert (nothing.travel, nothing.arrow) == (Travel.UNKNOWN, "")
    assert nothing.sentence == (
        "Cannot be said, because it compares in-month readings and Oct-21 has none (x, not available)."
    )
    alone = travel(an_indicator(), a_series((5,), first=OCTOBER), OCTOBER)
    assert alone.sentence == (
        "Cannot be said, because it compares in-month readings and neither Oct-20 nor Sep-21 has one."
    )
    judged = travel(an_indicator(polarity=Polarity.HIGHER), a_series((5,), first=OCTOBER), OCTOBER)
    assert judged.sentence == "Cannot be said, because it compares in-month readings and Sep-21 has none."
