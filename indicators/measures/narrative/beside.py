"""
What an indicator is held against: its target, where it will end, chance, the comparators, and what a reader must know.

Words nothing anew: each of these is a sentence of the rule that found it, and is taken over.
"""

from indicators.measures.measured import Measured, StatusWord
from indicators.measures.narrative.said import in_month
from indicators.measures.wording import derived, figure

Told = tuple[str, tuple[str, ...]]


def standing(one: Measured) -> Told | None:
    """How it stands, with the target; what is not judged says why."""
    if one.reading.value is None:
        return None
    word = one.status.word
    beside = f" {one.status.beside.capitalize()}." if one.status.beside else ""
    judged = f"{word.value.capitalize()}: " if word is not StatusWord.NOT_JUDGED else ""
    aim = one.target_to_date.value
    rests = (f"target {derived(aim, one.indicator)}",) if aim is not None else ()
    return f"{judged}{one.status.sentence}{beside}", (
        in_month(one.reading.value, one.indicator, one.month),
        *rests,
    )


def year_end(one: Measured) -> Told | None:
    """Where a running total ends in March, and how that would stand."""
    value = one.projection.value
    if value is None:
        return None
    then = one.forecast
    judged = f" That would be {then.word.value}." if then.word is not StatusWord.NOT_JUDGED else ""
    return f"{one.projection.sentence}{judged}", (f"projection {figure(value, one.indicator)}",)


def chance(one: Measured) -> Told | None:
    """The month's special cause or possible signal."""
    value = one.in_month.value(one.month)
    if value is None or not (one.signal.special_cause or one.signal.possible):
        return None
    return one.signal.sentence, (in_month(value, one.indicator, one.month),)


def comparators(one: Measured) -> Told | None:
    """The gap to each comparator on the same basis."""
    told = [each for each in one.benchmarks if each.gap is not None and each.gap_sentence]
    if not told:
        return None
    figures = tuple(
        f"{each.comparator.geography} {each.comparator.year}: {figure(each.comparator.reading.value, one.indicator)}"
        for each in told
        if each.comparator.reading.value is not None
    )
    return " ".join(each.gap_sentence for each in told), figures


def to_know(one: Measured) -> Told | None:
    """What has to be known to read the figure: a total that began earlier, a provisional reading."""
    return (" ".join(one.notes), ()) if one.notes else None
