"""
Whether a reading differs from England and the region by more than chance: its 95% interval beside their figure.

Only where the counts behind the reading are held, by Wilson's interval for percentages and Byar's for rates; anything
else is not compared, with the reason. Better and worse need a polarity.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.comparators import in_force, named, why_unlike
from indicators.measures.facts import Comparator, Indicator
from indicators.measures.intervals import byar, wilson
from indicators.measures.kinds import GeographyKind, Kind, Polarity
from indicators.measures.measured import ComparedWord, Comparison
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.measures.wording import derived, figure, rounded, why_missing

COMPARED_WITH = frozenset({GeographyKind.ENGLAND, GeographyKind.REGION})
_WORDS = {
    (Polarity.HIGHER, 1): ComparedWord.BETTER,
    (Polarity.HIGHER, -1): ComparedWord.WORSE,
    (Polarity.LOWER, 1): ComparedWord.WORSE,
    (Polarity.LOWER, -1): ComparedWord.BETTER,
}
_THAN = {ComparedWord.SIMILAR: "similar to"}


@dataclass(frozen=True)
class Interval:
    """Lower and upper limit in the indicator's own unit, and the counts in words."""

    lower: Decimal
    upper: Decimal
    words: str


def comparisons(
    indicator: Indicator, reading: Reading, comparators: Sequence[Comparator], month: Month
) -> tuple[Comparison, ...]:
    """With England and each region in force in the month, in their order."""
    beside = [one for one in in_force(comparators, month) if one.geography_kind in COMPARED_WITH]
    if not beside:
        return ()
    found = interval(indicator, reading)
    return tuple(_compare(indicator, reading, found, one, month) for one in beside)


def interval(indicator: Indicator, reading: Reading) -> Interval | str:
    """
    The reading's 95% interval, or as a clause why there is none.

    >>> from indicators.measures.kinds import Basis
    >>> on_time = Indicator("on-time", "ICPCs in 15 days", "ICPCs", "Child Protection", Kind.PERCENTAGE, Basis.IN_MONTH)
    >>> found = interval(on_time, Reading(Decimal(62), numerator=Decimal(62), denominator=Decimal(100)))
    >>> round(found.lower, 1), round(found.upper, 1), found.words
    (Decimal('52.2'), Decimal('70.9'), '62 of 100')
    """
    value, part, whole = reading.value, reading.numerator, reading.denominator
    if value is None:
        return f"there is no reading ({why_missing(reading)})"
    if indicator.kind is Kind.COUNT:
        return "a number has no interval without a population"
    if part is None or whole is None:
        return "the counts behind the reading are not held"
    per = Decimal(100) if indicator.kind is Kind.PERCENTAGE else Decimal(indicator.rate_per or 0)
    if not per:
        return "it is not said per how many the rate is"
    if whole <= 0 or part < 0:
        return "the counts behind the reading make no proportion"
    counts = f"{_count(part)} of {_count(whole)}"
    if abs(part * per / whole - value) > Decimal(1).scaleb(-indicator.decimal_places):
        return f"the counts held ({counts}) do not give {figure(value, indicator)}"
    if indicator.kind is Kind.RATE:
        lower, upper = byar(part, whole, per=per)
    elif part > whole:
        return f"{counts} is no part of a whole"
    else:
        lower, upper = (limit * 100 for limit in wilson(part, whole))
    return Interval(Decimal(repr(lower)), Decimal(repr(upper)), counts)


def _compare(
    indicator: Indicator, reading: Reading, found: Interval | str, one: Comparator, month: Month
) -> Comparison:
    theirs = one.reading.value
    if theirs is None:
        return _not_compared(one, f"it has no figure ({why_missing(one.reading)})")
    if isinstance(found, str):
        return _not_compared(one, found)
    if reason := why_unlike(indicator, one, month):
        return _not_compared(one, reason)
    assert reading.value is not None
    side = (theirs < found.lower) - (theirs > found.upper)
    word = _word(indicator, side)
    lies = {1: "below", 0: "within", -1: "above"}[side]
    ends = f"{_limit(found.lower, indicator)} to {_limit(found.upper, indicator)}"
    return Comparison(
        one,
        word,
        f"{figure(reading.value, indicator)} in {month.label} ({found.words}) is {_THAN.get(word, f'{word.value} than')} "
        f"{named(one)}: {derived(theirs, indicator)} lies {lies} the 95% interval of {ends}.",
        found.lower,
        found.upper,
    )


def _word(indicator: Indicator, side: int) -> ComparedWord:
    if not side:
        return ComparedWord.SIMILAR
    neutral = ComparedWord.HIGHER if side > 0 else ComparedWord.LOWER
    return _WORDS.get((indicator.polarity, side), neutral)


def _not_compared(one: Comparator, reason: str) -> Comparison:
    return Comparison(one, ComparedWord.NOT_COMPARED, f"Not compared with {named(one)}: {reason}.")


def _count(count: Decimal) -> str:
    return f"{count.normalize():,f}"


def _limit(limit: Decimal, indicator: Indicator) -> str:
    return figure(rounded(limit, 1), indicator, max(indicator.decimal_places, 1))
