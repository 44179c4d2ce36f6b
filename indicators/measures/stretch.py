"""
Figures for the same stretch of time: a term's reading for the period that another indicator's reading covers.

As entered where both are of one basis, else each month alone, added up over the period: counts as they are, rates and
percentages through the counts behind them. Children are those at the mid-year before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from indicators.measures.facts import Indicator
from indicators.measures.in_month import derive, step_of
from indicators.measures.kinds import Basis, Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading, Series, exact

YEARS_BACK = 2  # how much older an estimate may be than the one that is wanted, while that is not out yet
_ROLLING = 12


@dataclass(frozen=True)
class Term:
    """An indicator that is calculated with, and its readings as they are entered (or calculated themselves)."""

    indicator: Indicator
    series: Series

    @cached_property
    def in_month(self) -> Series:
        return derive(self.indicator, self.series).series


def children_for(children: Mapping[int, int], month: Month) -> tuple[Reading, int]:
    """
    The children by whom a month's rate is divided, and the mid-year of the estimate.

    A year to March is divided by the estimate of the mid-year before it; while that is not held, by the newest of the two
    years before, and the reading is provisional.

    >>> held = {2019: 51000, 2020: 49737}
    >>> [(children_for(held, Month(2021, n))[0].value, children_for(held, Month(2021, n))[1]) for n in (3, 4)]
    [(Decimal('49737'), 2020), (Decimal('49737'), 2020)]
    >>> children_for(held, Month(2021, 4))[0].provisional, children_for({}, Month(2021, 4))[0].shown
    (True, 'not available')
    """
    wanted = month.financial_year.start
    for year in range(wanted, wanted - YEARS_BACK - 1, -1):
        if year in children:
            return Reading(value=Decimal(children[year]), provisional=year != wanted), year
    return Reading.none(Missing.NOT_AVAILABLE), wanted


def for_the_period_of(result: Indicator, term: Term, month: Month) -> Reading:
    """The term's reading for the stretch of time that the result's reading of that month covers."""
    of = term.indicator
    if taken_as_entered(result, of):
        return term.series.at(month)
    months = months_alone(result, of, month)
    if not months:
        return Reading.none(Missing.NOT_AVAILABLE)
    return _together(of, [term.in_month.at(each) for each in months])


def taken_as_entered(result: Indicator, of: Indicator) -> bool:
    """Whether a term's own reading of the month is the one that is calculated with."""
    return of.basis is Basis.MONTH_END or _covers_the_same(result, of)


def months_alone(result: Indicator, of: Indicator, month: Month) -> tuple[Month, ...]:
    """The term's months (or quarters) that together cover what the result covers, the last first; none if nobody can say."""
    months, step = _window(result, month), step_of(of)
    if months is None or months <= 0 or months % step:
        return ()
    return tuple(month.plus(-back) for back in range(0, months, step))


def _covers_the_same(result: Indicator, of: Indicator) -> bool:
    ours = (result.basis, result.frequency, result.cumulates_from)
    return ours == (of.basis, of.frequency, of.cumulates_from)


def _window(result: Indicator, month: Month) -> int | None:
    """How many months the result's reading covers; None where nobody has said when its total starts."""
    match result.basis:
        case Basis.YEAR_TO_DATE:
            return month.month_of_year
        case Basis.SINCE_MONTH:
            return month.since(result.cumulates_from) + 1 if result.cumulates_from else None
        case Basis.ROLLING_12:
            return _ROLLING
        case Basis.RUNNING_TOTAL:
            return None
        case _:
            return step_of(result)


def _together(of: Indicator, readings: list[Reading]) -> Reading:
    """Counts add up; rates and percentages only through the counts behind them."""
    without = next((each for each in readings if each.value is None), None)
    if without is not None or len(readings) == 1:
        return without or readings[0]
    provisional = any(each.provisional for each in readings)
    if of.kind is Kind.COUNT:
        return Reading(value=exact(_sum([each.value for each in readings])), provisional=provisional)
    per = 100 if of.kind is Kind.PERCENTAGE else of.rate_per
    above, below = [each.numerator for each in readings], [each.denominator for each in readings]
    if None in above or None in below or not _sum(below) or per is None:
        return Reading.none(Missing.NOT_AVAILABLE)
    return Reading(value=_sum(above) * per / _sum(below), provisional=provisional)


def _sum(values: list[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))
