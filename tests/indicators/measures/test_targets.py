from decimal import Decimal

import pytest

from indicators.measures.facts import Target
from indicators.measures.kinds import Basis, Frequency, Kind, TargetProfile
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Series
from indicators.measures.targets import in_force, target_to_date
from tests.indicators.measures.november import (
    APRIL,
    NOT_APPLICABLE,
    OCTOBER,
    YEAR,
    a_series,
    a_target,
    an_indicator,
)

NO_SERIES = Series()
LAST_APRIL = Month(2020, 4)


def test_the_months_own_target_is_in_force_before_its_years() -> None:
    whole, october, other = a_target(100), a_target(9, month=OCTOBER), a_target(50, year=FinancialYear(2020))
    assert in_force((whole, october, other), OCTOBER) == october
    assert in_force((whole, october, other), APRIL) == whole
    assert in_force((other,), OCTOBER) is None


def test_no_target_says_so() -> None:
    assert (
        target_to_date(an_indicator(), None, NO_SERIES, OCTOBER).sentence == "No target is set for 2021/22."
    )
    missing = target_to_date(an_indicator(), Target(NOT_APPLICABLE, YEAR), NO_SERIES, OCTOBER)
    assert (missing.value, missing.sentence) == (None, "No target for 2021/22: N/A, not applicable.")


@pytest.mark.parametrize(
    ("kind", "basis"),
    [
        (Kind.COUNT, Basis.MONTH_END),
        (Kind.PERCENTAGE, Basis.YEAR_TO_DATE),
        (Kind.COUNT, Basis.ROLLING_12),
        (Kind.COUNT, Basis.IN_MONTH),
    ],
)
def test_a_level_is_the_same_every_month(kind: Kind, basis: Basis) -> None:
    assert target_to_date(an_indicator(kind, basis), a_target(83), NO_SERIES, OCTOBER).value == 83


def test_a_target_for_one_month_stands_as_it_is() -> None:
    contacts = an_indicator(basis=Basis.YEAR_TO_DATE, target_profile=TargetProfile.LINEAR)
    assert target_to_date(contacts, a_target(9000, month=OCTOBER), NO_SERIES, OCTOBER).value == 9000


def test_a_linear_profile_reaches_the_target_in_march() -> None:
    contacts = an_indicator(basis=Basis.YEAR_TO_DATE, target_profile=TargetProfile.LINEAR)
    by_month = [
        target_to_date(contacts, a_target(12000), NO_SERIES, APRIL.plus(at)).value for at in range(12)
    ]
    assert by_month == [1000 * (at + 1) for at in range(12)]


def test_a_linear_profile_of_in_month_counts_is_a_twelfth_a_month_and_a_quarter_a_quarter() -> None:
    monthly = an_indicator(target_profile=TargetProfile.LINEAR)
    assert target_to_date(monthly, a_target(120), NO_SERIES, OCTOBER).value == 10
    quarterly = an_indicator(target_profile=TargetProfile.LINEAR, frequency=Frequency.QUARTERLY)
    assert target_to_date(quarterly, a_target(120), NO_SERIES, Month(2021, 9)).value == 30


def test_a_running_total_with_a_flat_target_follows_a_straight_line_and_says_so() -> None:
    found = target_to_date(an_indicator(basis=Basis.YEAR_TO_DATE), a_target(1200), NO_SERIES, OCTOBER)
    assert found.sentence == (
        "The target to date is 700: 7 of 12 months (a running total has no flat target) of the year's 1,200."
    )


def test_a_seasonal_profile_has_last_years_shape() -> None:
    seasonal = an_indicator(basis=Basis.YEAR_TO_DATE, target_profile=TargetProfile.SEASONAL)
    last_year = a_series([10, 20, 30, 40, 50, 60, 90, 100, 110, 120, 130, 150], first=LAST_APRIL)
    found = target_to_date(seasonal, a_target(300), last_year, OCTOBER)
    assert found.value == 180
    assert found.sentence == (
        "The target to date is 180: as much as Oct-20 was of 2020/21's total of the year's 300."
    )
    alone = an_indicator(target_profile=TargetProfile.SEASONAL)
    assert target_to_date(alone, a_target(300), a_series([5] * 12, first=LAST_APRIL), OCTOBER).value == 25


def test_a_seasonal_profile_without_last_year_gives_the_reason() -> None:
    seasonal = an_indicator(basis=Basis.YEAR_TO_DATE, target_profile=TargetProfile.SEASONAL)
    found = target_to_date(seasonal, a_target(300), NO_SERIES, OCTOBER)
    assert (found.value, found.sentence) == (
        None,
        "No target to date, because the readings of 2020/21, whose shape it follows, are not all held.",
    )


def test_a_running_total_of_unknown_start_has_no_target_to_date() -> None:
    found = target_to_date(an_indicator(Kind.RATE, Basis.RUNNING_TOTAL), a_target(647), NO_SERIES, OCTOBER)
    assert (found.value, found.sentence) == (
        None,
        "No target to date, because it is not known when this running total starts.",
    )


def test_a_running_total_from_a_stated_month_is_compared_for_twelve_months() -> None:
    since = an_indicator(
        basis=Basis.SINCE_MONTH, cumulates_from=Month(2020, 11), target_profile=TargetProfile.LINEAR
    )
    assert target_to_date(since, a_target(1200), NO_SERIES, OCTOBER).value == Decimal(1200)
    later = target_to_date(since, a_target(1200), NO_SERIES, OCTOBER.plus(1))
    assert later.sentence == "No target to date, because this running total covers 13 months."
