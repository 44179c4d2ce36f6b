"""
How an indicator has gone: its latest reading, the one before, the one a year before, and the range it has kept to.

Speaks of what happened in each month alone (or stood at its end), because a running total always rises. "Up", "down",
"higher", "lower", "risen" and "fallen" stand only where the figures named beside them say so.
"""

from decimal import Decimal
from itertools import pairwise

from indicators.measures.direction import noise
from indicators.measures.in_month import step_of
from indicators.measures.kinds import Basis
from indicators.measures.measured import Measured
from indicators.measures.narrative.said import in_month
from indicators.measures.periods import Month
from indicators.measures.wording import figure, gap_words, move_words, why_missing

Told = tuple[str, tuple[str, ...]]
RUN_OF = 3  # moves the same way in a row that are worth a sentence
SPAN_FROM = 4  # readings that make a range worth naming
SPAN = 12  # periods looked back over
_PERIODS = {1: "month", 3: "quarter", 12: "year"}
_OF_ITSELF = frozenset({Basis.IN_MONTH, Basis.MONTH_END})


def latest(one: Measured) -> Told | None:
    """
    The month's reading, and how what happened in the month compares with the period before.

    >>> from indicators.measures.facts import Indicator
    >>> from indicators.measures.kinds import Kind
    >>> from indicators.measures.measure import measure
    >>> from indicators.measures.readings import Reading, Series
    >>> contacts = Indicator("contacts", "Contacts", "Contacts", "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE)
    >>> held = Series.of((Month(2021, 4 + at), Reading.of(v)) for at, v in enumerate((1897, 3977, 6350)))
    >>> latest(measure(contacts, held, (), (), Month(2021, 6)))[0]
    'The total came to 6,350 by Jun-21. Jun-21 alone brought 2,373, up 293 from 2,080 in May-21.'
    """
    month, indicator, value = one.month, one.indicator, one.reading.value
    if value is None:
        return f"There is no figure for {month.label}: {why_missing(one.reading)}.", ()
    alone = one.in_month.value(month)
    if indicator.basis in _OF_ITSELF:
        when = f"at the end of {month.label}" if indicator.basis is Basis.MONTH_END else f"in {month.label}"
        moved, rests = _moved(one, value)
        return f"It was {figure(value, indicator)} {when}{moved}.", (
            in_month(value, indicator, month),
            *rests,
        )
    total = f"The total came to {figure(value, indicator)} by {month.label}"
    if indicator.basis is Basis.ROLLING_12:
        total = f"It came to {figure(value, indicator)} in the twelve months to {month.label}"
    if alone is None:
        return f"{total}; what {month.label} alone brought cannot be told.", (
            in_month(value, indicator, month),
        )
    moved, rests = _moved(one, alone)
    return (
        f"{total}. {month.label} alone brought {figure(alone, indicator)}{moved}.",
        (in_month(value, indicator, month), in_month(alone, indicator, month), *rests),
    )


def year_before(one: Measured) -> Told | None:
    """The same month of the year before, where it is held and is not the period before."""
    month = one.month.plus(-12)
    now, then = one.in_month.value(one.month), one.in_month.value(month)
    if now is None or then is None or step_of(one.indicator) == 12:
        return None
    change = now - then
    words = f"{gap_words(change, one.indicator)} {_than(change)} than" if change else "the same as"
    return (
        f"That is {words} a year before ({in_month(then, one.indicator, month)}).",
        (in_month(now, one.indicator, one.month), in_month(then, one.indicator, month)),
    )


def run(one: Measured) -> Told | None:
    """Three or more moves the same way, one after another, that end in this month."""
    held = _recent(one)
    count = _moves_alike(held)
    if count < RUN_OF:
        return None
    first, last = held[-1 - count], held[-1]
    moved = "risen" if last[1] > first[1] else "fallen"
    figures = (in_month(first[1], one.indicator, first[0]), in_month(last[1], one.indicator, last[0]))
    return f"{_subject(one)} has {moved} {count} times running, from {figures[0]} to {figures[1]}.", figures


def span(one: Measured) -> Told | None:
    """The range that the last twelve periods kept to, and where the first of them stood beside the latest."""
    held = _unbroken(one)
    if len(held) < SPAN_FROM:
        return None
    low, high = min(held, key=lambda pair: pair[1]), max(held, key=lambda pair: pair[1])
    if low[1] == high[1]:
        figures: tuple[str, ...] = (in_month(low[1], one.indicator, held[0][0]),)
        return (
            f"{_subject(one)} has been the same ever since {held[0][0].label}: {figure(low[1], one.indicator)}.",
            figures,
        )
    figures = tuple(in_month(value, one.indicator, month) for month, value in (low, high))
    return (
        f"{_subject(one)} has kept between {figures[0]} and {figures[1]} since {held[0][0].label}"
        f"{_beside_the_first(one, held)}.",
        figures,
    )


def _subject(one: Measured) -> str:
    return (
        "It" if one.indicator.basis in _OF_ITSELF else f"What each {_PERIODS[step_of(one.indicator)]} brought"
    )


def _beside_the_first(one: Measured, held: list[tuple[Month, Decimal]]) -> str:
    (first, before), (last, now) = held[0], held[-1]
    if last != one.month or now == before:
        return ""
    return (
        f", and is {gap_words(now - before, one.indicator)} {_than(now - before)} "
        f"than at the start ({in_month(before, one.indicator, first)})"
    )


def _moved(one: Measured, now: Decimal) -> Told:
    """What follows the figure: how it moved from the period before, or that this cannot be said."""
    month = one.month.plus(-step_of(one.indicator))
    before = one.in_month.value(month)
    if before is None:
        return (
            f" ({month.label} has none to compare it with)" if one.in_month.first != one.month else ""
        ), ()
    change, then = now - before, in_month(before, one.indicator, month)
    if not change:
        return f", {move_words(change)} from {month.label}", (then,)
    rounding = ", which may be rounding" if abs(change) <= noise(one.indicator, now, before) else ""
    return f", {move_words(change)} {gap_words(change, one.indicator)} from {then}{rounding}", (then,)


def _than(change: Decimal) -> str:
    return "higher" if change > 0 else "lower"


def _recent(one: Measured) -> list[tuple[Month, Decimal]]:
    """The numbers of the periods up to the month without a gap, oldest first."""
    held: list[tuple[Month, Decimal]] = []
    month, step = one.month, step_of(one.indicator)
    while (value := one.in_month.value(month)) is not None and len(held) <= SPAN:
        held.append((month, value))
        month = month.plus(-step)
    return held[::-1]


def _unbroken(one: Measured) -> list[tuple[Month, Decimal]]:
    """The numbers of the last twelve periods; a gap among them is passed over."""
    earliest = one.month.plus(-step_of(one.indicator) * (SPAN - 1))
    return [(m, r.value) for m, r in one.in_month if earliest <= m <= one.month and r.value is not None]


def _moves_alike(held: list[tuple[Month, Decimal]]) -> int:
    """How many of the latest moves went one way, none of them level."""
    signs = [(after > before) - (after < before) for (_, before), (_, after) in pairwise(held)]
    count = 0
    for sign in reversed(signs):
        if not sign or sign != signs[-1]:
            break
        count += 1
    return count
