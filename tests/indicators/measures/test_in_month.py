from decimal import Decimal
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.in_month import derive
from indicators.measures.kinds import Basis, Frequency, Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading, Series
from tests.indicators.measures.november import APRIL, a_series, an_indicator


def values(series: Series) -> list[Decimal | None]:
    return [reading.value for _, reading in series]


def test_in_month_readings_and_stocks_stand_for_themselves() -> None:
    held = a_series((5, None, 7))
    assert derive(an_indicator(basis=Basis.IN_MONTH), held).series == held
    assert derive(an_indicator(basis=Basis.MONTH_END), held).series == held


def test_year_to_date_restarts_in_april() -> None:
    held = a_series((90, 100, 8, 20), first=Month(2021, 2))
    found = derive(an_indicator(basis=Basis.YEAR_TO_DATE), held)
    assert values(found.series) == [None, 10, 8, 12]
    assert found.sentence == (
        "In-month readings are each total less the one before; April's total is April itself. None for Feb-21."
    )


def test_year_to_date_by_quarter_begins_with_the_first_quarter() -> None:
    held = a_series((30, 50, 90), first=Month(2021, 6), step=3)
    quarterly = an_indicator(basis=Basis.YEAR_TO_DATE, frequency=Frequency.QUARTERLY)
    assert values(derive(quarterly, held).series) == [30, 20, 40]


def test_a_month_after_a_gap_has_none_and_keeps_the_reason_of_its_own() -> None:
    found = derive(an_indicator(basis=Basis.YEAR_TO_DATE), a_series((10, None, 30, 45))).series
    assert values(found) == [10, None, None, 15]
    assert found.at(APRIL.plus(1)).symbol == "x"
    assert found.at(APRIL.plus(2)) == Reading.none(Missing.NOT_AVAILABLE)


def test_a_month_that_was_never_supplied_is_not_zero() -> None:
    held = Series.of([(APRIL, Reading.of(10)), (APRIL.plus(2), Reading.of(30))])
    assert values(derive(an_indicator(basis=Basis.YEAR_TO_DATE), held).series) == [10, None]


def test_running_total_of_unknown_start_has_none_for_its_first() -> None:
    found = derive(an_indicator(Kind.RATE, Basis.RUNNING_TOTAL), a_series((408, 493, 559)))
    assert values(found.series) == [None, 85, 66]
    assert found.sentence == (
        "In-month readings are each total less the one before; the first held has none, because it is not known "
        "when the total starts."
    )


def test_running_total_that_falls_began_again_and_has_none_there() -> None:
    found = derive(an_indicator(basis=Basis.RUNNING_TOTAL), a_series((80, 90, 7, 15)))
    assert values(found.series) == [None, 10, None, 8]


def test_running_total_from_a_stated_month_begins_there() -> None:
    since = an_indicator(basis=Basis.SINCE_MONTH, cumulates_from=APRIL)
    assert values(derive(since, a_series((7, 10, 12))).series) == [7, 3, 2]
    earlier = an_indicator(basis=Basis.SINCE_MONTH, cumulates_from=Month(2020, 11))
    assert values(derive(earlier, a_series((7, 10, 12))).series) == [None, 3, 2]


def test_rolling_twelve_needs_the_month_a_year_before() -> None:
    rolling = an_indicator(basis=Basis.ROLLING_12)
    held = a_series((100, 104, 101))
    assert values(derive(rolling, held).series) == [None, None, None]
    known = a_series((9, 6, 8), first=Month(2020, 4))
    assert values(derive(rolling, held, known).series) == [None, 10, 5]


def test_a_cumulative_percentage_is_parted_through_its_counts() -> None:
    held = Series.of(
        [
            (APRIL, Reading(value=Decimal(50), numerator=Decimal(10), denominator=Decimal(20))),
            (APRIL.plus(1), Reading(value=Decimal(60), numerator=Decimal(30), denominator=Decimal(50))),
            (APRIL.plus(2), Reading.of(65)),
        ]
    )
    found = derive(an_indicator(Kind.PERCENTAGE, Basis.YEAR_TO_DATE), held)
    assert values(found.series) == [50, Decimal(20) * 100 / 30, None]
    assert found.sentence == (
        "In-month readings are each total less the one before; April's total is April itself. "
        "A percentage is parted only through the counts behind it: none for Jun-21."
    )


def test_a_difference_of_provisional_readings_is_provisional() -> None:
    held = Series.of([(APRIL, Reading.of(5)), (APRIL.plus(1), Reading(value=Decimal(9), provisional=True))])
    assert [r.provisional for _, r in derive(an_indicator(basis=Basis.YEAR_TO_DATE), held).series] == [
        False,
        True,
    ]


@settings(deadline=None)
@given(st.lists(st.decimals(0, 10_000, places=2), min_size=1, max_size=40), st.integers(1, 12))
def test_parting_a_cumulated_series_gives_the_series(months: list[Decimal], start: int) -> None:
    first = Month(2020, 4)
    totals: list[Decimal] = []
    for begin in range(0, len(months), 12):
        totals += accumulate(months[begin : begin + 12])
    held = Series.of((first.plus(at), Reading.of(total)) for at, total in enumerate(totals))
    assert values(derive(an_indicator(basis=Basis.YEAR_TO_DATE), held).series) == months
    since = an_indicator(basis=Basis.SINCE_MONTH, cumulates_from=Month(2020, start))
    running = a_series([str(total) for total in accumulate(months)], first=Month(2020, start))
    assert values(derive(since, running).series) == months
    assert values(derive(an_indicator(basis=Basis.RUNNING_TOTAL), running).series) == [None, *months[1:]]


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=13, max_size=40))
def test_parting_rolling_totals_gives_the_series_once_a_year_is_known(months: list[int]) -> None:
    first = Month(2020, 4)
    rolling = a_series([sum(months[at - 11 : at + 1]) for at in range(11, len(months))], first=first.plus(11))
    known = a_series(months[:12], first=first)
    assert values(derive(an_indicator(basis=Basis.ROLLING_12), rolling, known).series) == months[11:]
