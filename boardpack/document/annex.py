"""
The annex: every indicator defined, and a key to every symbol of the pack.

Words only; the rules behind them are indicators.measures'.
"""

from boardpack.document.sections import Definition, KeyEntry
from boardpack.document.shown import to_confirm
from indicators.measures.facts import Indicator
from indicators.measures.kinds import BASES, KINDS, POLARITIES, Kind, Polarity, ToleranceKind
from indicators.measures.measured import Measured
from indicators.measures.readings import exact
from indicators.measures.status import DEFAULT_PER_CENT, DEFAULT_POINTS
from indicators.measures.wording import figure, gap_words

KEY = (
    KeyEntry("Green (circle)", "The target is met."),
    KeyEntry("Amber (triangle)", "The target is missed by no more than the tolerance."),
    KeyEntry("Red (diamond)", "The target is missed by more than the tolerance."),
    KeyEntry(
        "Above, below, in line (square)",
        "Where neither high nor low is good in itself: further above or below the target (else the neighbours) than the band, or within it. No judgement.",
    ),
    KeyEntry("Not judged (ring)", "No reading, or nothing to hold it against; the sentence says which."),
    KeyEntry(
        "Arrow up, down, level",
        "How the in-month (or month-end) reading moved; none where the change may be rounding.",
    ),
    KeyEntry("N/A, or another symbol as written", "There is no figure, for the reason the supplier gave."),
    KeyEntry("–", "Blank: no figure is held, and nobody has said why."),
    KeyEntry("*", "Provisional: may still change."),
    KeyEntry("?", "Basis or polarity is still to be confirmed by a person."),
    KeyEntry("Possible signal", "The latest of 7 to 12 readings lies outside trial limits."),
    KeyEntry("Special cause", "By 13 readings or more, a change that chance alone would hardly make."),
    KeyEntry(
        "H or L in a circle, diamond or square",
        "A special cause that is improving (circle), concerning (diamond) or not judged (square): high or rising (H), low or falling (L). A wave in a circle: it varies no more than usual.",
    ),
    KeyEntry(
        "P, F or ? in a circle, diamond or square",
        "Whether the target will be met (P), missed (F), or either by chance (?), unless something changes.",
    ),
    KeyEntry(
        "Better, similar, worse; higher, lower",
        "A comparator beside the 95% confidence interval of the reading: similar when it lies within. Only where the counts behind the reading are held.",
    ),
    KeyEntry(
        "Quartile A to D",
        "The place among the statistical neighbours and ourselves: A is the best quarter, D the last.",
    ),
)


def definition(one: Measured) -> Definition:
    return definition_of(one.indicator)


def definition_of(of: Indicator) -> Definition:
    return Definition(
        code=of.code,
        name=of.name,
        definition=of.definition,
        numerator=of.numerator_words,
        denominator=of.denominator_words,
        kind=_kind(of),
        basis=BASES[of.basis].name,
        polarity=_polarity(of),
        high_means=of.high_means,
        low_means=of.low_means,
        tolerance=tolerance_words(of),
        source="; ".join(filter(None, (of.source, of.agency))),
        to_confirm=to_confirm(of),
    )


def tolerance_words(of: Indicator) -> str:
    """How far from its target still counts as near it, with "the default" until a person has set it."""
    if of.tolerance is None:
        if of.kind is Kind.PERCENTAGE:
            return f"{gap_words(DEFAULT_POINTS, of)} (the default)"
        return f"{DEFAULT_PER_CENT}% of the target (the default)"
    if of.tolerance_kind is ToleranceKind.RELATIVE:
        return f"{exact(of.tolerance):f}% of the target"
    return gap_words(of.tolerance, of)


def _kind(of: Indicator) -> str:
    name = KINDS[of.kind].name
    return f"{name} per {of.rate_per:,}" if of.kind is Kind.RATE and of.rate_per else name


def _polarity(of: Indicator) -> str:
    words = POLARITIES[of.polarity]
    if of.polarity is Polarity.RANGE and of.acceptable_low is not None and of.acceptable_high is not None:
        return f"{words} of {figure(of.acceptable_low, of)} to {figure(of.acceptable_high, of)}"
    return words
