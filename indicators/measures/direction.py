"""
Direction of travel: this month against the one it is fairest to compare it with.

Demand (no polarity) is compared with the month a year before, because it falls in August and December; all else with
the month before. Compares in-month or month-end readings only; a change that may be rounding draws no arrow.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.facts import Concern, Indicator
from indicators.measures.in_month import step_of
from indicators.measures.kinds import Basis, ConcernSide, Kind, Polarity
from indicators.measures.measured import Direction, Travel
from indicators.measures.periods import Month
from indicators.measures.readings import Series
from indicators.measures.wording import derived, figure, gap_words, move_words, why_missing

_LATEST = 3
_OF_ITSELF = frozenset({Basis.IN_MONTH, Basis.MONTH_END})
_ARROWS = {"up": "up", "down": "down", "unchanged": "level"}


@dataclass(frozen=True)
class Worry:
    """The board's concern, and what the period alone is held against."""

    concern: Concern
    aim: Decimal

    def distance(self, value: Decimal) -> Decimal:
        """How far a reading is from the target on the side that the board is concerned about."""
        over = value - self.aim
        match self.concern.side:
            case ConcernSide.ABOVE:
                return max(over, Decimal(0))
            case ConcernSide.BELOW:
                return max(-over, Decimal(0))
            case _:
                return abs(over)


def travel(indicator: Indicator, in_month: Series, month: Month, worry: Worry | None = None) -> Direction:
    """
    How the month's reading moved, worded by polarity; without one, towards or away from the target of a `worry`.

    >>> from indicators.measures.readings import Reading
    >>> on_time = Indicator("on-time", "ICPCs in 15 days", "ICPCs", "Child Protection", Kind.PERCENTAGE, Basis.IN_MONTH,
    ...                     polarity=Polarity.HIGHER)
    >>> travel(on_time, Series.of([(Month(2021, 9), Reading.of(73)), (Month(2021, 10), Reading.of(62))]), Month(2021, 10)).sentence
    'Worsening by 11 points: 62% in Oct-21 against 73% in Sep-21.'
    """
    now = in_month.at(month)
    if now.value is None:
        return _unknown(f"{month.label} has none ({why_missing(now)})")
    with_month, remark = _compared_with(indicator, in_month, month)
    if with_month is None:
        return _unknown(remark)
    before = in_month.value(with_month)
    assert before is not None
    change = now.value - before
    most = noise(indicator, now.value, before)
    alone = "" if indicator.basis in _OF_ITSELF else "in-month readings of "
    facts = (
        f"{alone}{figure(now.value, indicator)} in {month.label} against {figure(before, indicator)} "
        f"in {with_month.label}{remark}"
    )
    mean = _mean_words(indicator, in_month, month)
    if change and abs(change) <= most:
        rounding = f"a change of {most} or less may be rounding, so no arrow is drawn"
        return Direction(Travel.STEADY, "", f"Steady: {facts}; {rounding}.{mean}")
    word = _word(indicator, before, now.value, worry)
    by = f" by {gap_words(change, indicator)}" if change else ""
    if worry is not None and word in (Travel.TOWARDS, Travel.AWAY):
        by = f" of {derived(worry.aim, indicator)}{by}"
    return Direction(word, _ARROWS[move_words(change)], f"{word.value.capitalize()}{by}: {facts}.{mean}")


def _compared_with(indicator: Indicator, in_month: Series, month: Month) -> tuple[Month | None, str]:
    """The month to compare with, and what has to be said of the choice."""
    last, year_before = month.plus(-step_of(indicator)), month.plus(-12)
    if indicator.polarity is not Polarity.NONE:
        held = in_month.value(last) is not None
        return (last, "") if held else (None, f"{last.label} has none")
    if in_month.value(year_before) is not None:
        return year_before, ""
    if in_month.value(last) is not None:
        return last, f" ({year_before.label} is not held)"
    return None, f"neither {year_before.label} nor {last.label} has one"


def noise(indicator: Indicator, now: Decimal, before: Decimal) -> int:
    """The largest change that rounding alone can make, in the indicator's own unit: counts are not rounded, differences are rounded twice."""
    whole = (
        indicator.decimal_places == 0
        and now == now.to_integral_value()
        and before == before.to_integral_value()
    )
    if indicator.kind is Kind.COUNT or not whole:
        return 0
    return 1 if indicator.basis in _OF_ITSELF else 2


def _word(indicator: Indicator, before: Decimal, now: Decimal, worry: Worry | None) -> Travel:
    if now == before:
        return Travel.STEADY
    better = _better_by(indicator, before, now)
    if better:
        return Travel.IMPROVING if better > 0 else Travel.WORSENING
    if worry is not None and indicator.polarity is Polarity.NONE:
        further = worry.distance(now) - worry.distance(before)
        if further:
            return Travel.AWAY if further > 0 else Travel.TOWARDS
    return Travel.UP if now > before else Travel.DOWN


def _better_by(indicator: Indicator, before: Decimal, now: Decimal) -> Decimal:
    """How much better the later reading is; zero where neither way is good."""
    match indicator.polarity:
        case Polarity.HIGHER:
            return now - before
        case Polarity.LOWER:
            return before - now
        case Polarity.RANGE:
            return _outside(indicator, before) - _outside(indicator, now)
        case _:
            return Decimal(0)


def _outside(indicator: Indicator, value: Decimal) -> Decimal:
    low, high = indicator.acceptable_low, indicator.acceptable_high
    if low is None or high is None:
        return Decimal(0)
    return max(low - value, value - high, Decimal(0))


def _mean_words(indicator: Indicator, in_month: Series, month: Month) -> str:
    """The last three before this one: a mean for what adds up, counts over counts for a percentage, else nothing."""
    step = step_of(indicator)
    readings = [in_month.at(month.plus(-step * back)) for back in range(1, _LATEST + 1)]
    if indicator.kind is Kind.PERCENTAGE:
        numerators = [r.numerator for r in readings if r.numerator is not None]
        denominators = [r.denominator for r in readings if r.denominator is not None]
        complete = len(numerators) == len(denominators) == _LATEST and sum(denominators) > 0
        mean = sum(numerators, Decimal(0)) * 100 / sum(denominators, Decimal(0)) if complete else None
    else:
        values = [r.value for r in readings if r.value is not None]
        mean = sum(values, Decimal(0)) / _LATEST if len(values) == _LATEST else None
    return (
        ""
        if mean is None
        else f" The three readings before it come to {derived(mean, indicator)} on average."
    )


def _unknown(reason: str) -> Direction:
    return Direction(
        Travel.UNKNOWN, "", f"Cannot be said, because it compares in-month readings and {reason}."
    )
