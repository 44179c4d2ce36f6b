import pytest

from indicators.measures.comparators import alike, in_force, neighbours
from indicators.measures.kinds import Basis, GeographyKind, Kind
from indicators.measures.periods import FinancialYear, Month
from tests.indicators.measures.november import OCTOBER, a_comparator, an_indicator

MARCH = Month(2022, 3)
ENGLAND = GeographyKind.ENGLAND


def test_in_force_is_the_latest_year_not_after_the_months_and_its_newest_vintage() -> None:
    old = a_comparator(1, year=FinancialYear(2019))
    first, revised = a_comparator(2, vintage="DfE 2021"), a_comparator(3, vintage="DfE 2025")
    later = a_comparator(4, year=FinancialYear(2022))
    england = a_comparator(5, ENGLAND, geography="England")
    assert in_force((later, old, first, revised, england), OCTOBER) == (revised, england)
    assert in_force((first, old), OCTOBER) == (first,)


@pytest.mark.parametrize(
    ("kind", "own", "theirs", "month", "expected"),
    [
        (Kind.RATE, Basis.RUNNING_TOTAL, Basis.YEAR_TO_DATE, MARCH, False),
        (Kind.RATE, Basis.RUNNING_TOTAL, Basis.RUNNING_TOTAL, MARCH, False),
        (Kind.RATE, Basis.YEAR_TO_DATE, Basis.YEAR_TO_DATE, OCTOBER, False),
        (Kind.RATE, Basis.YEAR_TO_DATE, Basis.YEAR_TO_DATE, MARCH, True),
        (Kind.RATE, Basis.ROLLING_12, Basis.YEAR_TO_DATE, OCTOBER, True),
        (Kind.RATE, Basis.MONTH_END, Basis.MONTH_END, OCTOBER, True),
        (Kind.RATE, Basis.MONTH_END, Basis.YEAR_TO_DATE, OCTOBER, False),
        (Kind.RATE, Basis.ROLLING_12, Basis.MONTH_END, OCTOBER, False),
        (Kind.COUNT, Basis.IN_MONTH, Basis.YEAR_TO_DATE, MARCH, False),
        (Kind.COUNT, Basis.IN_MONTH, Basis.IN_MONTH, OCTOBER, True),
        (Kind.PERCENTAGE, Basis.IN_MONTH, Basis.YEAR_TO_DATE, OCTOBER, True),
        (Kind.PERCENTAGE, Basis.IN_MONTH, Basis.MONTH_END, OCTOBER, False),
    ],
)
def test_only_like_bases_are_compared(
    kind: Kind, own: Basis, theirs: Basis, month: Month, expected: bool
) -> None:
    assert alike(an_indicator(kind, own), a_comparator(5, basis=theirs), month) is expected


def test_neighbours_are_the_neighbours_on_a_like_basis() -> None:
    plans = an_indicator(basis=Basis.MONTH_END)
    mean, england = (
        a_comparator(300, basis=Basis.MONTH_END),
        a_comparator(9, ENGLAND, Basis.MONTH_END, geography="E"),
    )
    assert neighbours((england, mean), plans, OCTOBER) == mean
    assert neighbours((england,), plans, OCTOBER) is None
    assert neighbours((a_comparator(300),), plans, OCTOBER) is None
