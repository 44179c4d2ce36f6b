"""
How a reading stands: green, amber or red where somebody has said which way is good, and words where nobody has.

Green meets the target, amber misses it by no more than the tolerance, red by more. Colours, exceptions and travel are
decided elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.measures.comparators import neighbours
from indicators.measures.facts import Comparator, Concern, Indicator, Target
from indicators.measures.kinds import (
    BASES,
    CONCERN_SIDES,
    ConcernSide,
    Kind,
    Polarity,
    TargetKind,
    ToleranceKind,
)
from indicators.measures.measured import Status, StatusWord, TargetToDate
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.measures.targets import UNKNOWN_START, is_level, stands, start_unknown
from indicators.measures.wording import derived, figure, gap_words, per_cent_of, side_words, why_missing

DEFAULT_POINTS = Decimal(5)
DEFAULT_PER_CENT = Decimal(10)

_CONCERNED: dict[StatusWord, frozenset[ConcernSide]] = {
    StatusWord.ABOVE: frozenset({ConcernSide.ABOVE, ConcernSide.EITHER}),
    StatusWord.BELOW: frozenset({ConcernSide.BELOW, ConcernSide.EITHER}),
}
_OURS = frozenset({TargetKind.LOCAL_AMBITION, TargetKind.PREVIOUS_YEAR})


@dataclass(frozen=True)
class Tolerance:
    """How far from a figure still counts as near it, in the indicator's own unit."""

    width: Decimal
    words: str
    is_default: bool


def tolerance(indicator: Indicator, against: Decimal) -> Tolerance:
    """
    The indicator's own, else 5 points for a percentage and 10% of the figure for anything else.

    >>> from indicators.measures.kinds import Basis
    >>> plans = Indicator("plans", "Plans", "Plans", "Child Protection", Kind.COUNT, Basis.MONTH_END)
    >>> tolerance(plans, Decimal(340)).words
    '34 (10%, the default)'
    """
    is_default = indicator.tolerance is None
    if indicator.tolerance is not None:
        amount, relative = indicator.tolerance, indicator.tolerance_kind is ToleranceKind.RELATIVE
    elif indicator.kind is Kind.PERCENTAGE:
        amount, relative = DEFAULT_POINTS, False
    else:
        amount, relative = DEFAULT_PER_CENT, True
    width = abs(against) * amount / 100 if relative else amount
    detail = ", ".join(
        filter(None, (f"{amount.normalize():f}%" if relative else "", "the default" if is_default else ""))
    )
    return Tolerance(width, gap_words(width, indicator) + (f" ({detail})" if detail else ""), is_default)


def judge(
    indicator: Indicator,
    reading: Reading,
    month: Month,
    target: Target | None,
    to_date: TargetToDate,
    comparators: Sequence[Comparator] = (),
    concern: Concern | None = None,
) -> Status:
    """
    The month's status with its reason. `to_date` is what `target` comes to by this month, `concern` the board's.

    A concern adds its words to an unjudged status on its side, and never a colour.
    """
    status = _stands(indicator, reading, month, target, to_date, comparators)
    if concern is None or indicator.polarity is not Polarity.NONE:
        return status
    if concern.side not in _CONCERNED.get(status.word, ()):
        return status
    recorded = f"when it is {CONCERN_SIDES[concern.side]} ({concern.meeting}): {concern.reason.rstrip('.')}"
    return replace(status, concern=True, sentence=f"{status.sentence} The board is concerned {recorded}.")


def _stands(
    indicator: Indicator,
    reading: Reading,
    month: Month,
    target: Target | None,
    to_date: TargetToDate,
    comparators: Sequence[Comparator],
) -> Status:
    value = reading.value
    if value is None:
        return _not_judged(f"{month.label} has no reading: {why_missing(reading)}.")
    if indicator.polarity is Polarity.RANGE:
        return _within_range(indicator, value, target)
    if to_date.value is not None and target is not None:
        what = _what(indicator, target, to_date.value)
        if indicator.polarity is Polarity.NONE:
            return _in_words(indicator, value, to_date.value, what, target)
        return _judged(indicator, value, to_date.value, what, target)
    if target is not None and target.reading.value is not None and start_unknown(indicator):
        return _unknown_start(indicator, value, target.reading.value)
    if indicator.polarity is Polarity.NONE and (target is None or target.reading.value is None):
        return _beside_neighbours(indicator, value, month, comparators, to_date)
    return _not_judged(to_date.sentence)


def _what(indicator: Indicator, target: Target, to_date: Decimal) -> str:
    if stands(indicator, target):
        return "the target"
    return "the year's target" if to_date == target.reading.value else "the target to date"


def _judged(indicator: Indicator, value: Decimal, aim: Decimal, what: str, target: Target) -> Status:
    short = aim - value if indicator.polarity is Polarity.HIGHER else value - aim
    allowed = tolerance(indicator, aim)
    word, verdict = _colour(short, allowed)
    return Status(
        word,
        f"{figure(value, indicator)} against {what} of {derived(aim, indicator)}: {_off(indicator, value - aim)}{verdict}.",
        _met(word is StatusWord.GREEN) if target.kind in _OURS else "",
        tolerance_is_default=allowed.is_default,
        outside_band=word is StatusWord.RED,
    )


def _colour(short: Decimal, allowed: Tolerance) -> tuple[StatusWord, str]:
    if short <= 0:
        return StatusWord.GREEN, ", which meets it"
    if short <= allowed.width:
        return StatusWord.AMBER, f", no more than the tolerance of {allowed.words}"
    return StatusWord.RED, f", more than the tolerance of {allowed.words}"


def _within_range(indicator: Indicator, value: Decimal, target: Target | None) -> Status:
    low, high = indicator.acceptable_low, indicator.acceptable_high
    if low is None or high is None:
        return _not_judged("Not judged, because it is to stay within a range and the range is not set.")
    if BASES[indicator.basis].running and not is_level(indicator):
        return _not_judged("Not judged, because a running total cannot be held against a range.")
    short = max(low - value, value - high, Decimal(0))
    allowed = tolerance(indicator, low if value < low else high)
    word, verdict = _colour(short, allowed)
    ends = f"the range of {figure(low, indicator)} to {figure(high, indicator)}"
    where = f"within {ends}" if not short else f"outside {ends} by {gap_words(short, indicator)}{verdict}"
    beside = _met(not short) if target is not None and target.kind in _OURS else ""
    return Status(
        word,
        f"{figure(value, indicator)} is {where}.",
        beside,
        tolerance_is_default=allowed.is_default,
        outside_band=word is StatusWord.RED,
    )


def _in_words(
    indicator: Indicator, value: Decimal, aim: Decimal, what: str, target: Target | None = None
) -> Status:
    gap, band = value - aim, tolerance(indicator, aim)
    inside = abs(gap) <= band.width
    word = StatusWord.IN_LINE if inside else StatusWord.ABOVE if gap > 0 else StatusWord.BELOW
    by = f" by {gap_words(gap, indicator)}{_share_words(indicator, value, aim)}" if not inside else ""
    where = f"{_off(indicator, gap)} and inside" if inside else "outside"
    return Status(
        word,
        f"{figure(value, indicator)} is {word.value}{' with' if inside else ''} {what} of {derived(aim, indicator)}{by}, "
        f"{where} the band of {band.words}.{_meaning(indicator, word)}",
        _beside(target, gap, inside) if target else "",
        tolerance_is_default=band.is_default,
        outside_band=not inside,
    )


def _unknown_start(indicator: Indicator, value: Decimal, whole: Decimal) -> Status:
    """Past the whole year's figure it can be said that it is above; before that nothing can."""
    shown, year = figure(value, indicator), f"the whole year's {figure(whole, indicator)}"
    if value <= whole:
        return _not_judged(f"Not compared: {UNKNOWN_START}, and {shown} is not past {year}.")
    band = tolerance(indicator, whole)
    return Status(
        StatusWord.ABOVE,
        f"{shown} is above {year}, provided it covers no more than twelve months: {UNKNOWN_START}."
        + _meaning(indicator, StatusWord.ABOVE),
        tolerance_is_default=band.is_default,
        outside_band=value - whole > band.width,
    )


def _beside_neighbours(
    indicator: Indicator,
    value: Decimal,
    month: Month,
    comparators: Sequence[Comparator],
    to_date: TargetToDate,
) -> Status:
    held = neighbours(comparators, indicator, month)
    if held is None or held.reading.value is None:
        return _not_judged(f"{to_date.sentence} Nor are neighbours' figures on the same basis held.")
    what = f"the {held.geography} figure for {held.year} ({held.vintage})"
    return _in_words(indicator, value, held.reading.value, what)


def _beside(target: Target, gap: Decimal, inside: bool) -> str:
    """A minus on the previous year is meant as at most, a plus as at least; any other ambition as the band."""
    if target.kind not in _OURS:
        return ""
    change = target.change_percent if target.kind is TargetKind.PREVIOUS_YEAR else None
    if not change:
        return _met(inside)
    return _met(gap <= 0 if change < 0 else gap >= 0)


def _share_words(indicator: Indicator, value: Decimal, aim: Decimal) -> str:
    """A percentage of a percentage would confuse; so would one of nothing."""
    return f" ({per_cent_of(value, aim)} of it)" if indicator.kind is not Kind.PERCENTAGE and aim > 0 else ""


def _met(met: bool) -> str:
    return "target met" if met else "target missed"


def _off(indicator: Indicator, gap: Decimal) -> str:
    return f"{gap_words(gap, indicator)} {side_words(gap)}" if gap else "level with it"


def _meaning(indicator: Indicator, word: StatusWord) -> str:
    means = {StatusWord.ABOVE: indicator.high_means, StatusWord.BELOW: indicator.low_means}.get(word, "")
    side = "high" if word is StatusWord.ABOVE else "low"
    return f" A {side} figure may mean: {means.rstrip('.')}." if means else ""


def _not_judged(sentence: str) -> Status:
    return Status(StatusWord.NOT_JUDGED, sentence)
