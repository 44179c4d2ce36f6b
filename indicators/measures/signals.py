"""
What may be said of the process chart: nothing, a possible signal, or special causes, in words.

Limits need thirteen readings since the last step; from seven to twelve only a latest reading outside trial limits is
told. The chart itself is process.py's.
"""

from collections.abc import Sequence
from decimal import Decimal

from indicators.measures.facts import Event, Indicator
from indicators.measures.in_month import step_of
from indicators.measures.measured import Process, Signal
from indicators.measures.periods import Month
from indicators.measures.process import (
    SHOWN_FROM,
    TRIAL_FROM,
    USUAL,
    ChartSettings,
    Reckoned,
    reckon,
)
from indicators.measures.readings import Series
from indicators.measures.spc import Judgement, Point, SpecialCause
from indicators.measures.wording import derived, figure

_HIGH = {"side": "above", "limit": "upper", "move": "rises"}
_LOW = {"side": "below", "limit": "lower", "move": "falls"}
_RULES = {
    SpecialCause.OUTSIDE: "is {side} the {limit} limit of {bound}",
    SpecialCause.TREND: "belongs to a run of {trend} or more readings in which each {move}",
    SpecialCause.TWO_OF_THREE: "is one of two in three readings that lie close to the {limit} limit of {bound}",
    SpecialCause.SHIFT: "belongs to a run of {shift} or more readings {side} the mean of {mean}",
}
_JUDGED = {Judgement.IMPROVEMENT: ", an improvement", Judgement.CONCERN: ", a concern"}
_IN_WORDS = {5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def signal(
    indicator: Indicator,
    in_month: Series,
    month: Month,
    events: Sequence[Event] = (),
    settings: ChartSettings = USUAL,
) -> Signal:
    """
    What may be said of the month's reading.

    >>> from indicators.measures.kinds import Basis, Kind
    >>> from indicators.measures.readings import Reading
    >>> plans = Indicator("to-plan", "ICPCs to a plan", "To plan", "Child Protection", Kind.PERCENTAGE, Basis.IN_MONTH)
    >>> held = Series.of((Month(2021, 4 + i), Reading.of(v)) for i, v in enumerate((89, 92, 93, 96, 98, 97, 79)))
    >>> signal(plans, held, Month(2021, 10)).sentence
    'A possible signal (trial limits, 7 months): 79% in Oct-21 is below the lower limit of 79.6%.'
    """
    return spoken(indicator, reckon(indicator, in_month, month, events, settings=settings), month)


def spoken(indicator: Indicator, chart: Reckoned, month: Month) -> Signal:
    """What the chart that ends in this month says of its last reading."""
    if not chart.points or chart.points[-1].value is None or chart.months[-1] != month:
        return _nothing(f"No signal can be looked for: {month.label} has no in-month reading.")
    count, last = chart.segments[-1].readings, chart.points[-1]
    if count < TRIAL_FROM:
        return _nothing(
            f"Too few readings to tell a signal from chance: {count}{_since(chart)}, and it takes {TRIAL_FROM}."
        )
    if last.upper is None and (count < SHOWN_FROM or last.special_cause is SpecialCause.NONE):
        return _nothing(
            f"No signal can be looked for: {count} readings{_since(chart)}, and no change from one to the next to go by."
        )
    counted = f"{count} {_periods(indicator)}{_since(chart)}"
    if count < SHOWN_FROM:
        return _trial(indicator, chart, month, f"trial limits, {counted}")
    if last.special_cause is SpecialCause.NONE:
        return _nothing(f"No special cause in {month.label} ({counted}).")
    return Signal(
        special_cause=True,
        possible=False,
        improvement=last.judgement is Judgement.IMPROVEMENT,
        sentence=f"A special cause{_JUDGED.get(last.judgement, '')}: {_told(indicator, chart, month)}.",
    )


def process(chart: Reckoned, said: Signal) -> Process:
    """The chart as everybody is shown it, with what was said of its last reading; never icons without limits."""
    return Process(
        months=chart.months,
        points=chart.points,
        variation=chart.variation,
        assurance=chart.assurance,
        shown=bool(chart.segments) and chart.segments[-1].shown and chart.points[-1].upper is not None,
        sentence=said.sentence,
        starts=tuple(segment.start for segment in chart.segments),
    )


def _since(chart: Reckoned) -> str:
    start = chart.segments[-1].start
    return f" since the step of {chart.months[start].label}" if start else ""


def _trial(indicator: Indicator, chart: Reckoned, month: Month, limits: str) -> Signal:
    last = chart.points[-1]
    if last.special_cause is not SpecialCause.OUTSIDE:
        return _nothing(f"No signal in {month.label} ({limits}).")
    return Signal(
        special_cause=False,
        possible=True,
        improvement=last.judgement is Judgement.IMPROVEMENT,
        sentence=f"A possible signal ({limits}): {_told(indicator, chart, month)}.",
    )


def _told(indicator: Indicator, chart: Reckoned, month: Month) -> str:
    point: Point = chart.points[-1]
    high = point.direction > 0
    words = _HIGH if high else _LOW
    rule = _RULES[point.special_cause].format(
        **words,
        bound=_number(point.upper if high else point.lower, indicator),
        mean=_number(point.mean, indicator),
        trend=_in_words(chart.settings.trend_points),
        shift=_in_words(chart.settings.shift_points),
    )
    assert point.value is not None
    return f"{figure(Decimal(repr(point.value)), indicator)} in {month.label} {rule}"


def _number(value: float | None, indicator: Indicator) -> str:
    return "" if value is None else derived(Decimal(repr(value)), indicator)


def _in_words(count: int) -> str:
    return _IN_WORDS.get(count, str(count))


def _periods(indicator: Indicator) -> str:
    return "months" if step_of(indicator) == 1 else "readings"


def _nothing(sentence: str) -> Signal:
    return Signal(special_cause=False, possible=False, improvement=False, sentence=sentence)
