from dataclasses import replace

import pytest

from indicators.measures.kinds import Basis, Frequency, Kind
from indicators.measures.periods import Month
from tests.indicators.measures.checks.asked import found, months_of, said
from tests.indicators.measures.november import APRIL, OCTOBER, ROWS, a_series, an_indicator

MAY, JUNE, JULY = (Month(2021, number) for number in (5, 6, 7))
TO_DATE = an_indicator(basis=Basis.YEAR_TO_DATE)
UNKNOWN = an_indicator(basis=Basis.RUNNING_TOTAL)


def test_total_cannot_fall_within_its_year() -> None:
    contacts = ROWS["contacts"]
    fallen = a_series((1897, 3977, 6350, 8552, 10447, 12589, 12456))
    assert said(contacts.indicator, fallen, (OCTOBER,)) == [
        (
            "total-falls",
            "12,456 in Oct-21 is less than 12,589 in Sep-21, which a running total cannot be: correct one of the two.",
        )
    ]


def test_total_is_looked_at_on_both_sides_of_an_entered_month_and_nowhere_else() -> None:
    held = a_series((100, 200, 150, 300, 250))
    assert months_of("total-falls", TO_DATE, held, (MAY,)) == ["Jun-21"]
    assert months_of("total-falls", TO_DATE, held, (JUNE,)) == ["Jun-21"]
    assert months_of("total-falls", TO_DATE, held, (JULY,)) == ["Aug-21"]
    assert months_of("total-falls", TO_DATE, held, (APRIL,)) == []


def test_total_across_a_gap_is_compared_too() -> None:
    held = a_series((100, None, 90))
    assert found(TO_DATE, held, (JUNE,)) == [("total-falls", "Jun-21"), ("period-missing", "Jun-21")]


@pytest.mark.parametrize("basis", [Basis.YEAR_TO_DATE, Basis.RUNNING_TOTAL])
def test_april_restarts(basis: Basis) -> None:
    held = a_series((1000, 1100, 90, 180), first=Month(2021, 2))
    assert months_of("total-falls", an_indicator(basis=basis), held, (APRIL,)) == []


def test_total_from_a_stated_month_does_not_restart_in_april() -> None:
    since = an_indicator(basis=Basis.SINCE_MONTH, cumulates_from=Month(2021, 2))
    held = a_series((100, 200, 90), first=Month(2021, 2))
    assert found(since, held, (APRIL,)) == [("total-falls", "Apr-21")]
    later = replace(since, cumulates_from=APRIL)
    assert found(later, held, (APRIL,)) == []


def test_total_of_unknown_start_that_falls_to_a_step_or_two_has_perhaps_begun_again() -> None:
    rate = ROWS["section-47"]
    november = OCTOBER.plus(1)
    again = a_series((178, 214, 237, 266, 279, 309, 336, 30))
    assert ("total-begins-again", "Nov-21") in found(rate.indicator, again, (november,))
    assert dict(said(rate.indicator, again, (november,)))["total-begins-again"] == (
        "30 in Nov-21 is less than 336 in Oct-21, as if this running total began again: say from which month it counts."
    )
    fallen = a_series((178, 214, 237, 266, 279, 309, 336, 330))
    assert ("total-falls", "Nov-21") in found(rate.indicator, fallen, (november,))


def test_total_of_unknown_start_with_one_reading_before_the_fall_is_not_refused() -> None:
    assert found(UNKNOWN, a_series((100, 40)), (MAY,)) == [("total-begins-again", "May-21")]
    assert found(UNKNOWN, a_series((100, 100, 40)), (JUNE,)) == [("total-begins-again", "Jun-21")]


@pytest.mark.parametrize("basis", [Basis.IN_MONTH, Basis.MONTH_END, Basis.ROLLING_12])
def test_levels_and_rolling_totals_may_fall(basis: Basis) -> None:
    assert found(an_indicator(basis=basis), a_series((100, 90, 80))) == []


def test_percentages_are_no_totals() -> None:
    assert found(an_indicator(Kind.PERCENTAGE, Basis.YEAR_TO_DATE), a_series((90, 85, None, 80))) == []


def test_total_that_began_before_april_is_found_in_each_year_that_was_entered() -> None:
    held = a_series((500, 600, 700, *range(800, 1700, 100), 40, 80, 120))
    assert months_of("total-start", TO_DATE, held) == ["Apr-21"]
    assert months_of("total-start", TO_DATE, held, held.months[-3:]) == []


def test_month_missing_between_two_of_a_total_is_named() -> None:
    held = a_series((100, None, None, 400))
    assert said(TO_DATE, held, (JULY,)) == [
        (
            "period-missing",
            "May-21 to Jun-21 have no figure, so what this running total holds for Jul-21 alone cannot be told: enter "
            "what is missing.",
        )
    ]
    assert found(TO_DATE, held, (MAY,)) == [("period-missing", "Jul-21")]


def test_month_missing_at_the_start_of_the_window_is_named_where_the_start_is_known() -> None:
    held = a_series((300,), first=JUNE)
    assert said(TO_DATE, held) == [
        (
            "period-missing",
            "Apr-21 to May-21 have no figure, so what this running total holds for Jun-21 alone cannot be told: enter "
            "what is missing.",
        )
    ]
    assert found(UNKNOWN, held) == []
    since = an_indicator(basis=Basis.SINCE_MONTH, cumulates_from=MAY)
    assert said(since, held)[0][1].startswith("May-21 has no figure, so")
    assert found(replace(since, cumulates_from=JUNE), held) == []
    assert found(replace(since, cumulates_from=JULY), held) == []


def test_quarters_are_not_gaps() -> None:
    quarterly = an_indicator(basis=Basis.YEAR_TO_DATE, frequency=Frequency.QUARTERLY)
    assert found(quarterly, a_series((100, 200, 300), first=JUNE, step=3)) == []
    assert found(quarterly, a_series((100, None, 300), first=JUNE, step=3)) == [("period-missing", "Dec-21")]


def test_gap_that_was_there_before_is_not_told_again() -> None:
    held = a_series((100, None, 300, 400))
    assert found(TO_DATE, held, (JULY,)) == []
