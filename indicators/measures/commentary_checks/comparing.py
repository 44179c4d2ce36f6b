"""
Whether what a text compares with is held, and whether the reading lies on the side that is said.

A target that is the neighbours' mean counts as their figure. Only like bases are held against each other: a running
total is neither above nor below a year's figure until somebody has said when it starts.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.measures.commentary_checks.movement import key_words, stems
from indicators.measures.commentary_checks.sentences import months_named
from indicators.measures.commentary_checks.written import Found, Written, quoted
from indicators.measures.comparators import alike
from indicators.measures.facts import Comparator
from indicators.measures.kinds import GeographyKind, Polarity, TargetKind
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.measures.targets import is_level, start_unknown
from indicators.measures.wording import figure, why_missing

_NEIGHBOURS, _REGION, _ENGLAND = GeographyKind.NEIGHBOURS, GeographyKind.REGION, GeographyKind.ENGLAND
_KINDS: dict[GeographyKind, tuple[str, str]] = {
    _REGION: ("the region", r"\bregion(?:al|ally|s)?\b"),
    _ENGLAND: ("England", r"\bEngland\b|\bnational(?:ly)?\b"),
    _NEIGHBOURS: ("the statistical neighbours", r"\b(?:statistical |comparable )?neighbours?\b|\bSNs?\b"),
}
_THE_TARGET = "the target"
_COMPARES = re.compile(
    r"\b(?:higher|lower|above|below|more|less|fewer|compar\w*|average|mean|than|outlier|in line|similar|behind|beside|"
    r"against|worse|better|ahead|exceed\w*|levels? of|out of line)\b",
    re.I,
)
_ABOVE = re.compile(
    r"\b(?:higher|above|greater|exceed(?:s|ed|ing)?|more than|high (?:in comparison|compared|beside|against)|ahead of)\b",
    re.I,
)
_BELOW = re.compile(
    r"\b(?:lower|below|less than|fewer than|under|low (?:in comparison|compared|beside|against)|behind|short of)\b",
    re.I,
)
_BETTER = re.compile(r"\bbetter\b", re.I)
_WORSE = re.compile(r"\bworse\b", re.I)
_TARGET = re.compile(r"\btargets?\b", re.I)
_MET = re.compile(
    r"\b(?:met|meets|achiev(?:es|ed)|hits?|reach(?:es|ed)|on)\s+(?:(?:the|our|its)\s+)?target\b"
    r"|\btarget\s+(?:(?:was|is|has been)\s+)?(?:met|achieved|reached|hit)\b",
    re.I,
)
_OURS = re.compile(
    r"\b(?:performance|timeliness|percentage|proportion|rate|figures?|outturn|results?|reading|numbers?|we|it|this)\b|^target\b",
    re.I,
)
# Straight after whom it is compared with: then that is what is said to be high or low, and not the reading.
_BESIDE = re.compile(
    r"\b(?:against|to|with|than|from|beside|versus|vs\.?|on)\s+(?:(?:the|our|its|their|statistical|comparable)\s+)*$",
    re.I,
)
_IS_SUBJECT = (
    r"(?:['’]s?)?(?:\s+(?:mean|average|figures?|rate))*(?:\s+of\s+[\d.,]+\s?%?)?"
    r"\s+(?:is|are|was|were|performs?|performed|has|have|had|stands?|stood|remains?|remained|do|does|did)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no longer|never|neither|nor|rather than|should|would|could|may|might|will|to be)\b|n[’']t\b",
    re.I,
)
_OVERALL = re.compile(
    r"\b(?:overall|over the|whole|on average|mostly|generally|usually|year to date|so far)\b", re.I
)


def not_held(written: Written) -> Iterator[Found]:
    """A comparator is cited, and for none of the indicators is there such a figure."""
    for sentence in written.statements:
        if not _COMPARES.search(sentence):
            continue
        cited = [kind for kind in _KINDS if _cites(sentence, kind, written.about)]
        lacking = [kind for kind in cited if not any(_figures(one, kind) for one in written.about)]
        if lacking:
            words = [_lack(kind, written.about) for kind in lacking]
            yield Found(
                f"{quoted(sentence)} compares with what is not there: {'; '.join(words)}. Leave the comparison out, or "
                "enter the figure it rests on.",
                tuple(words),
            )


def other_side(written: Written) -> Iterator[Found]:
    """Said to be above, below, better or worse than a target or comparator, and the reading lies on the other side."""
    for sentence in written.statements:
        if _DENIED.search(sentence):
            continue
        for name, theirs in _held_against(sentence, written.about):
            found = [(one, value, _said_side(sentence, one, name)) for one, value in theirs]
            wrong = [
                (one, value)
                for one, value, side in found
                if side
                and not any((mine - value) * side >= 0 for mine in _mine(one, sentence, written.month))
            ]
            if wrong and len(wrong) == len(found):
                one, value = wrong[0]
                assert one.reading.value is not None
                own = figure(one.reading.value, one.indicator)
                yield Found(
                    f"{quoted(sentence)} has it on the other side of {name}: {own} in {one.month.label} against "
                    f"{figure(value, one.indicator)}. Say on which side it lies, and when.",
                    (f"{one.indicator.code} {one.month} {own}", f"{name} {value}"),
                )


def _cites(sentence: str, kind: GeographyKind, about: tuple[Measured, ...]) -> bool:
    return bool(re.search(_pattern_of(kind, about), sentence, re.I))


def _pattern_of(kind: GeographyKind, about: tuple[Measured, ...]) -> str:
    names = [re.escape(c.geography) for one in about for c in one.comparators if c.geography_kind is kind]
    pattern = "|".join([_KINDS[kind][1], *(rf"\b{name}\b" for name in names)])
    if kind is _REGION:
        pattern += r"|\bSouth East\b|\bSouth West\b|\bNorth East\b|\bNorth West\b|\bMidlands\b"
    return pattern


def _figures(one: Measured, kind: GeographyKind) -> list[tuple[str, Decimal, Comparator | None]]:
    """The figures of that kind that are held: name, value, and the comparator (None: it is the target)."""
    found: list[tuple[str, Decimal, Comparator | None]] = [
        (c.geography, c.reading.value, c)
        for c in one.comparators
        if c.geography_kind is kind and c.reading.value is not None
    ]
    target = one.target
    if (
        kind is _NEIGHBOURS
        and target
        and target.kind is TargetKind.COMPARATOR_MEAN
        and target.reading.value is not None
    ):
        found.append(("the statistical neighbours' mean", target.reading.value, None))
    return found


def _lack(kind: GeographyKind, about: tuple[Measured, ...]) -> str:
    held = [c for one in about for c in one.comparators if c.geography_kind is kind]
    if held:
        return f"{held[0].geography} is {why_missing(held[0].reading)}"
    return f"no figure of {_KINDS[kind][0]} is held"


def _held_against(
    sentence: str, about: tuple[Measured, ...]
) -> Iterator[tuple[str, list[tuple[Measured, Decimal]]]]:
    """What the sentence compares with, and for each indicator the value that its reading may be held against."""
    for kind in _KINDS:
        if _cites(sentence, kind, about):
            theirs = [
                (one, value)
                for one in about
                if one.reading.value is not None
                for _, value, comparator in _figures(one, kind)[-1:]
                if _alike(one, comparator)
            ]
            if theirs:
                yield _KINDS[kind][0], theirs
    if _TARGET.search(sentence) and (bool(key_words(about) & stems(sentence)) or len(about) == 1):
        aims = [
            (one, one.target_to_date.value)
            for one in about
            if one.reading.value is not None and one.target_to_date.value is not None
        ]
        if aims:
            yield _THE_TARGET, aims


def _alike(one: Measured, comparator: Comparator | None) -> bool:
    if comparator is None:
        return is_level(one.indicator) and not start_unknown(one.indicator)
    return alike(one.indicator, comparator, one.month)


def _said_side(sentence: str, one: Measured, name: str) -> int:
    """1: the reading is said to be above what bears the name; -1: below; 0: neither, or both."""
    good = {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(one.indicator.polarity, 0)
    sides = {
        1 if _ABOVE.search(sentence) else 0,
        -1 if _BELOW.search(sentence) else 0,
        good if _BETTER.search(sentence) else 0,
        -good if _WORSE.search(sentence) else 0,
        good if name == _THE_TARGET and _MET.search(sentence) and _OURS.search(sentence) else 0,
    } - {0}
    if len(sides) != 1:
        return 0
    kind = next((kind for kind, (words, _) in _KINDS.items() if words == name), None)
    theirs = _pattern_of(kind, (one,)) if kind else _TARGET.pattern
    subject = re.search(rf"(?:{theirs}){_IS_SUBJECT}", sentence, re.I)
    turned = subject and not _MET.search(sentence) and not _BESIDE.search(sentence[: subject.start()])
    return -sides.pop() if turned else sides.pop()


def _mine(one: Measured, sentence: str, month: Month) -> list[Decimal]:
    """The month's reading, those of other months that are named, and of the whole the mean of what is held."""
    assert one.reading.value is not None
    held = [r.value for _, r in one.series if r.value is not None][-12:]
    mean = (
        [sum(held, Decimal(0)) / len(held)] if _OVERALL.search(sentence) and is_level(one.indicator) else []
    )
    named = (one.series.value(at) for at in months_named(sentence, month))
    return [one.reading.value, *mean, *(value for value in named if value is not None)]
