"""
A reading beside published figures: the gap to each, the place among the statistical neighbours, the change in a year.

Only like bases are compared, and each figure is named with its year, edition and status. Chance is allowed for in
comparisons.py, not here.
"""

from collections.abc import Sequence
from decimal import Decimal
from statistics import quantiles

from indicators.measures.comparators import alike, in_force, named, why_unlike
from indicators.measures.facts import Comparator, Indicator
from indicators.measures.kinds import GeographyKind, Polarity
from indicators.measures.measured import Benchmark
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.measures.wording import (
    derived,
    figure,
    gap_words,
    move_words,
    ordinal,
    side_words,
    why_missing,
)

FEWEST_FOR_QUARTILES = 4
_BEST = {Polarity.HIGHER: "highest", Polarity.LOWER: "lowest"}
_NO_BEST = {
    Polarity.NONE: "neither high nor low is good in itself",
    Polarity.RANGE: "it is to stay within a range",
}


def benchmarks(
    indicator: Indicator, reading: Reading, comparators: Sequence[Comparator], month: Month
) -> tuple[Benchmark, ...]:
    """One for each comparator in force in the month; `comparators` holds earlier years too, for the change."""
    return tuple(
        _benchmark(indicator, reading, one, comparators, month) for one in in_force(comparators, month)
    )


def _benchmark(
    indicator: Indicator, reading: Reading, one: Comparator, held: Sequence[Comparator], month: Month
) -> Benchmark:
    gap, gap_sentence = _gap(indicator, reading, one, month)
    change, change_sentence = _change(indicator, one, held)
    rank, of, quartile, rank_sentence = None, 0, "", ""
    if one.geography_kind is GeographyKind.NEIGHBOURS:
        rank, of, quartile, rank_sentence = _place(indicator, reading, one, held, month)
    return Benchmark(one, gap, gap_sentence, rank, of, quartile, rank_sentence, change, change_sentence)


def _gap(indicator: Indicator, reading: Reading, one: Comparator, month: Month) -> tuple[Decimal | None, str]:
    theirs = one.reading.value
    if theirs is None:
        return None, f"{named(one)} has no figure: {why_missing(one.reading)}."
    if reading.value is None:
        return None, f"No gap to {named(one)}: {month.label} has no reading ({why_missing(reading)})."
    if reason := why_unlike(indicator, one, month):
        return None, f"Not compared with {named(one)}: {reason}."
    gap = reading.value - theirs
    size = f"{gap_words(gap, indicator)} {side_words(gap)}" if gap else side_words(gap)
    return (
        gap,
        f"{figure(reading.value, indicator)} in {month.label} is {size} {derived(theirs, indicator)}, {named(one)}.",
    )


def _change(indicator: Indicator, one: Comparator, held: Sequence[Comparator]) -> tuple[Decimal | None, str]:
    """From the year before, and from no other: a gap of two years is no change in a year."""
    year = one.year.plus(-1)
    before = next(
        (
            each
            for each in reversed(held)
            if (each.geography_kind, each.geography, each.year, each.basis)
            == (one.geography_kind, one.geography, year, one.basis)
        ),
        None,
    )
    now, then = one.reading.value, before.reading.value if before else None
    if now is None or before is None or then is None:
        missing = one.year if now is None else year
        return None, f"No change from the year before: {missing} has no figure on the same basis."
    change = now - then
    by = f" by {gap_words(change, indicator)}" if change else ""
    return change, (
        f"{one.geography}: {move_words(change)}{by}, {derived(now, indicator)} in {one.year} against "
        f"{derived(then, indicator)} in {year}{_edition(one, before)}."
    )


def _edition(one: Comparator, before: Comparator) -> str:
    """Two editions may count differently: the earlier one is named where it is another."""
    return "" if before.vintage == one.vintage else f" ({before.vintage})"


def _place(
    indicator: Indicator, reading: Reading, one: Comparator, held: Sequence[Comparator], month: Month
) -> tuple[int | None, int, str, str]:
    """Our place among the neighbours that have a figure and ourselves, with the quartile."""
    theirs = [value for _, value in one.figures]
    if not theirs:
        return None, 0, "", f"No rank among {named(one)}: the neighbours' own figures are not held."
    if indicator.polarity not in _BEST:
        return None, 0, "", f"No rank among {named(one)}: {_NO_BEST[indicator.polarity]}."
    ours, words = _own(indicator, reading, one, held, month)
    if ours is None:
        return None, 0, "", f"No rank among {named(one)}: {words}."
    place = rank(ours, theirs, indicator.polarity)
    of, band = len(theirs) + 1, quartile(ours, theirs, indicator.polarity)
    joint = "joint " if ours in theirs else ""
    banded = f" Quartile {band}: A is the best, D the last." if band else ""
    return (
        place,
        of,
        band,
        f"{words} is {joint}{ordinal(place)} of {of} beside {named(one)}, where the {_BEST[indicator.polarity]} comes "
        f"first.{banded}",
    )


def _own(
    indicator: Indicator, reading: Reading, one: Comparator, held: Sequence[Comparator], month: Month
) -> tuple[Decimal | None, str]:
    """The own authority's published figure for the neighbours' year, else the month's reading where it is like theirs."""
    for each in reversed(held):
        is_ours = each.geography_kind is GeographyKind.OWN and each.year == one.year
        if is_ours and each.basis is one.basis and each.reading.value is not None:
            return (
                each.reading.value,
                f"{derived(each.reading.value, indicator)} ({each.geography} {each.year})",
            )
    if reading.value is None:
        return None, f"{month.label} has no reading and {one.year} no own figure"
    if not alike(indicator, one, month):
        return None, why_unlike(indicator, one, month)
    return reading.value, f"{figure(reading.value, indicator)} ({month.label})"


def rank(ours: Decimal, theirs: Sequence[Decimal], polarity: Polarity) -> int:
    """
    Our place, 1 the best: one more than the number of those that are better, so that ties take the best place.

    >>> rank(Decimal(80), [Decimal(90), Decimal(80), Decimal(70)], Polarity.HIGHER)
    2
    """
    sign = 1 if polarity is Polarity.HIGHER else -1
    return 1 + sum(sign * value > sign * ours for value in theirs)


def quartile(ours: Decimal, theirs: Sequence[Decimal], polarity: Polarity) -> str:
    """
    A (best) to D among all the figures, ours included; empty for fewer than four. On a boundary the better one.

    >>> [quartile(Decimal(n), [Decimal(m) for m in range(1, 12) if m != n], Polarity.LOWER) for n in (1, 4, 7, 11)]
    ['A', 'B', 'C', 'D']
    """
    sign = 1 if polarity is Polarity.HIGHER else -1
    goodness = [sign * value for value in (ours, *theirs)]
    if len(goodness) < FEWEST_FOR_QUARTILES:
        return ""
    low, middle, high = quantiles(goodness, n=4, method="inclusive")
    mine = sign * ours
    return "A" if mine >= high else "B" if mine >= middle else "C" if mine >= low else "D"
