"""
What may be shown of the process chart: nothing, a possible signal, or special causes.

Limits need thirteen readings; from seven to twelve only a latest reading outside trial limits is told. Takes in-month
or month-end readings, never running totals.
"""

from decimal import Decimal

from indicators.measures.facts import Indicator
from indicators.measures.in_month import step_of
from indicators.measures.measured import Signal
from indicators.measures.periods import Month
from indicators.measures.readings import Series
from indicators.measures.spc import Judgement, Point, SpecialCause, xmr
from indicators.measures.wording import derived, figure

TRIAL_FROM = 7
SHOWN_FROM = 13

_HIGH = {"side": "above", "limit": "upper", "move": "rises"}
_LOW = {"side": "below", "limit": "lower", "move": "falls"}
_RULES = {
    SpecialCause.OUTSIDE: "is {side} the {limit} limit of {bound}",
    SpecialCause.TREND: "belongs to a run of seven or more readings in which each {move}",
    SpecialCause.TWO_OF_THREE: "is one of two in three readings that lie close to the {limit} limit of {bound}",
    SpecialCause.SHIFT: "belongs to a run of seven or more readings {side} the mean of {mean}",
}
_JUDGED = {Judgement.IMPROVEMENT: ", an improvement", Judgement.CONCERN: ", a concern"}


def signal(indicator: Indicator, in_month: Series, month: Month) -> Signal:
    """
    What may be said of the month's reading.

    >>> from indicators.measures.kinds import Basis, Kind
    >>> from indicators.measures.readings import Reading
    >>> plans = Indicator("to-plan", "ICPCs to a plan", "To plan", "Child Protection", Kind.PERCENTAGE, Basis.IN_MONTH)
    >>> held = Series.of((Month(2021, 4 + i), Reading.of(v)) for i, v in enumerate((89, 92, 93, 96, 98, 97, 79)))
    >>> signal(plans, held, Month(2021, 10)).sentence
    'A possible signal (trial limits, 7 months): 79% in Oct-21 is below the lower limit of 79.6%.'
    """
    values = charted(indicator, in_month, month)
    count = sum(value is not None for value in values)
    if not values or values[-1] is None:
        return _nothing(f"No signal can be looked for: {month.label} has no in-month reading.")
    if count < TRIAL_FROM:
        return _nothing(f"Too few readings to tell a signal from chance: {count}, and it takes {TRIAL_FROM}.")
    last = xmr(values, polarity=indicator.polarity).points[-1]
    if count < SHOWN_FROM:
        return _trial(indicator, last, month, f"trial limits, {count} {_periods(indicator)}")
    if last.special_cause is SpecialCause.NONE:
        return _nothing(f"No special cause in {month.label} ({count} {_periods(indicator)}).")
    return Signal(
        special_cause=True,
        possible=False,
        improvement=last.judgement is Judgement.IMPROVEMENT,
        sentence=f"A special cause{_JUDGED.get(last.judgement, '')}: {_told(indicator, last, month)}.",
    )


def charted(indicator: Indicator, in_month: Series, month: Month) -> list[Decimal | None]:
    """The values of a process chart that ends in this month, a None for each period without a reading."""
    if in_month.first is None:
        return []
    step = step_of(indicator)
    periods = month.since(in_month.first) // step + 1
    return [in_month.value(month.plus(-step * back)) for back in reversed(range(periods))]


def _trial(indicator: Indicator, last: Point, month: Month, limits: str) -> Signal:
    if last.special_cause is not SpecialCause.OUTSIDE:
        return _nothing(f"No signal in {month.label} ({limits}).")
    return Signal(
        special_cause=False,
        possible=True,
        improvement=last.judgement is Judgement.IMPROVEMENT,
        sentence=f"A possible signal ({limits}): {_told(indicator, last, month)}.",
    )


def _told(indicator: Indicator, point: Point, month: Month) -> str:
    high = point.direction > 0
    words = _HIGH if high else _LOW
    rule = _RULES[point.special_cause].format(
        **words,
        bound=_number(point.upper if high else point.lower, indicator),
        mean=_number(point.mean, indicator),
    )
    assert point.value is not None
    return f"{figure(Decimal(repr(point.value)), indicator)} in {month.label} {rule}"


def _number(value: float | None, indicator: Indicator) -> str:
    return "" if value is None else derived(Decimal(repr(value)), indicator)


def _periods(indicator: Indicator) -> str:
    return "months" if step_of(indicator) == 1 else "readings"


def _nothing(sentence: str) -> Signal:
    return Signal(special_cause=False, possible=False, improvement=False, sentence=sentence)
