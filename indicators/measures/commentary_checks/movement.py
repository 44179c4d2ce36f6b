"""
Whether what is said of an indicator's course is what its figures did: rising, falling, static, improving, worsening.

Objects only where no fair reading of the figures bears the words out: over the stretch of time that the sentence names,
else over the year, the last three readings or the last step. Speaks of what happened in each month alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from itertools import pairwise

from indicators.measures.commentary_checks.sentences import MONTH, Span, spans
from indicators.measures.commentary_checks.written import Found, Written, quoted
from indicators.measures.direction import noise
from indicators.measures.in_month import step_of
from indicators.measures.kinds import Kind, Polarity
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.measures.status import tolerance
from indicators.measures.wording import figure


class Way(IntEnum):
    DOWN = -1
    STATIC = 0
    UP = 1


_UP = (
    r"increas(?:e|es|ed|ing)\b|\b(?:is|are|was|were)\s+(?:\w+ly\s+|now\s+)?up\b(?!\s+(?:and|to|for|with)\b)|"
    r"\bdoubl(?:ed|ing)\b|\btrebled\b|\btripled\b|\bjump(?:s|ed|ing)?\b|\bspik(?:es|ed)\b|\bsoar(?:s|ed|ing)?\b|\bris(?:e|es|en|ing)\b|\brose\b|\bgrow(?:s|n|ing|th)?\b|\bgrew\b|\bclimb\w*|\bupwards?\b|"
    r"\b(?:gone|going|went|goes) up\b|\bsurg(?:e|ed|ing)\b|\bmore and more\b|\bup by\b|"
    r"\bhigher than (?:in )?(?:the )?(?:last|previous) (?:month|quarter|year)\b"
)
_DOWN = (
    r"\bdecreas(?:e|es|ed|ing)\b|\bhalv(?:ed|ing)\b|\bslip(?:s|ped|ping)?\b|\bslump(?:s|ed)?\b|\bplummet(?:s|ed)?\b|"
    r"\b(?:is|are|was|were)\s+(?:\w+ly\s+|now\s+)?down\b(?!\s+to\s+(?!(?:about |around |just )?\d))|\bfall(?:s|en|ing)?\b|\bfell\b|\breduc(?:e|es|ed|ing|tions?)\b|\bdeclin(?:e|es|ed|ing)\b|"
    r"\bdrop(?:s|ped|ping)?\b|\bdownwards?\b|\b(?:gone|going|went|goes) down\b|\bfewer and fewer\b|\bdown by\b|"
    r"\bdip(?:s|ped)?\b|\blower than (?:in )?(?:the )?(?:last|previous) (?:month|quarter|year)\b"
)
_STATIC = (
    r"\bstatic\b|\bstabili[sz](?:es|ed|ing)\b|\bstable\b|\bsteady\b|\bunchanged\b|\bplateau(?:ed|ing|s)?\b|\blevel(?:led|ling)? (?:off|out)\b|"
    r"\bno change\b|\bremain(?:s|ed)? (?:the same|flat|level|constant)\b|\bflat\b"
)
_BETTER = r"\bimprov(?:e|es|ed|ing|ements?)\b|\bgot(?:ten)? better\b"
_WORSE = r"\bworsen(?:s|ed|ing)?\b|\bdeteriorat(?:e|es|ed|ing|ion)\b|\bgot(?:ten)? worse\b"
_WORDS = {
    "up": re.compile(_UP, re.I),
    "down": re.compile(_DOWN, re.I),
    "static": re.compile(_STATIC, re.I),
    "better": re.compile(_BETTER, re.I),
    "worse": re.compile(_WORSE, re.I),
}
# Before the word: what denies it, wishes it or only thinks it possible.
_NOT_SAID = re.compile(
    r"\b(?:not|no|never|without|rather than|avoid|prevent|if|unless|until|will|would|should|may|might|could|can|must|"
    r"need|needs|aim\w*|expect\w*|likely|hope\w*|plan(?:s|ned)? (?:to|for)|further|help\w*|despite|\w+n[’']t)\s+"
    r"(?:\w+\s+){0,2}$"
    r"|(?<!\bcontinue)(?<!continues)(?<!continued)(?<!continuing)(?<!began)(?<!begun)(?<!started)\s+to\s+(?:\w+ly\s+)?$"
    r"|^to\s+(?:\w+ly\s+)?$",
    re.I,
)
_NOW = re.compile(r"\b(?:is|are)\s+(?:\w+\s+){0,1}$", re.I)
# After the word: what else it may be that rises or falls.
_OF_SOMETHING_ELSE = re.compile(
    r"^\s+(?:in\s+|the\s+|of\s+)*(?:pressures?|capacity|focus|oversight|awareness|scrutiny|complexity|confidence|"
    r"staff\w*|workforce|workloads?|caseloads?|risks?|vacanc\w+|restrictions|support|turnover|sickness|resources?|"
    r"engagement|recruitment|short|into|within|under|outside|on time)\b",
    re.I,
)
_ABOUT_FIGURES = re.compile(
    r"\b(?:numbers?|rates?|figures?|percentages?|proportion|volumes?|trends?|performance|timeliness|demand|activity|"
    rf"registrations?|outturns?|results?|it|this|these|they|{MONTH}|months?|year|quarter|\d+%?)\b",
    re.I,
)
_OF_THE_TOTAL = re.compile(r"\b(?:total|cumulative|year[ -]to[ -]date)\b", re.I)
_SAYS = {
    "up": "rises",
    "down": "falls",
    "static": "stays much the same",
    "better": "improves",
    "worse": "worsens",
}
_PERIODS_BACK = 11


@dataclass(frozen=True)
class Claim:
    """
    What a sentence says of the course: one of up, down, static, better, worse.

    `spans`: the stretches of time that it may mean, by the words nearest to it that name one. `is_of_now`: it says that
    the figures are rising at present, for which the year's first figure is no evidence.
    """

    word: str
    sentence: str
    spans: tuple[Span, ...]
    is_of_now: bool = False


def contrary(written: Written) -> Iterator[Found]:
    """Words of movement that the figures of none of the indicators bear out."""
    for claim in claims(written):
        told = [(one, _way(claim.word, one)) for one in written.about]
        judged = [(one, way, _borne_out(claim, one, way)) for one, way in told if way is not None]
        if judged and not any(held is None or held for _, _, held in judged):
            yield _found(claim, [one for one, _, _ in judged], written.month)


def claims(written: Written) -> tuple[Claim, ...]:
    """What the first two texts say of the course."""
    return tuple(
        claim
        for sentence in written.statements
        if _about(sentence, written.about)
        for claim in _claims_in(sentence, written.month)
    )


def _claims_in(sentence: str, month: Month) -> list[Claim]:
    """
    >>> [(each.word, str(each.spans[0].last)) for each in _claims_in("It rose to August and fell in September.", Month(2021, 10))]
    [('up', '2021-08'), ('down', '2021-09')]
    """
    found = sorted(
        (match.start(), match.end(), word)
        for word, pattern in _WORDS.items()
        for match in pattern.finditer(sentence)
        if _is_said(sentence, *match.span())
    )
    ends = [0, *(end for _, end, _ in found)]
    starts = [*(start for start, _, _ in found), len(sentence)]
    return [
        Claim(
            word,
            sentence,
            _spans_near(sentence, ends[at], start, starts[at + 1], month),
            bool(_NOW.search(sentence[:start])) and sentence[start : ends[at + 1]].lower().endswith("ing"),
        )
        for at, (start, _, word) in enumerate(found)
    ]


def _spans_near(sentence: str, before: int, start: int, after: int, month: Month) -> tuple[Span, ...]:
    """From the words after the claim up to the next one, else from those between it and the one before."""
    for part in (sentence[start:after], sentence[before:after]):
        found = spans(part, month)
        if not found[0].plain:
            return found
    return found


def _is_said(sentence: str, start: int, end: int) -> bool:
    return not _NOT_SAID.search(sentence[:start]) and not _OF_SOMETHING_ELSE.match(sentence[end:])


def _about(sentence: str, about: tuple[Measured, ...]) -> bool:
    if _OF_THE_TOTAL.search(sentence):
        return False
    return bool(_ABOUT_FIGURES.search(sentence)) or not key_words(about).isdisjoint(stems(sentence))


def key_words(about: tuple[Measured, ...]) -> frozenset[str]:
    """The stems of the words that the indicators are called by."""
    return frozenset().union(
        *(stems(f"{one.indicator.name} {one.indicator.short_name}") for one in about)
    ) - {"with", "that", "were", "which", "than", "from", "under"}


def stems(words: str) -> frozenset[str]:
    return frozenset(word.lower().rstrip("s") for word in re.findall(r"[A-Za-z]{4,}", words))


def _way(word: str, one: Measured) -> Way | None:
    """Which way the figures must have gone; None where the words cannot be held against them."""
    plain = {"up": Way.UP, "down": Way.DOWN, "static": Way.STATIC}
    if word in plain:
        return plain[word]
    better = {Polarity.HIGHER: Way.UP, Polarity.LOWER: Way.DOWN}.get(one.indicator.polarity)
    if better is None:
        return None
    return better if word == "better" else Way(-better)


def _borne_out(claim: Claim, one: Measured, way: Way) -> bool | None:
    """Whether some stretch of time that the sentence may mean went that way; None where nothing can be said."""
    runs = [run for span in claim.spans for run in _runs(one, span, way, claim.is_of_now)]
    if not runs:
        return None
    if way is Way.STATIC:
        return any(_is_level(one, run) for run in runs)
    return any(way * (run[-1] - run[0]) > noise(one.indicator, run[-1], run[0]) for run in runs)


def _runs(one: Measured, span: Span, way: Way, is_of_now: bool) -> list[list[Decimal]]:
    """The readings of each stretch that would do, those of fewer than two left out."""
    step = step_of(one.indicator)
    if span.plain:
        backs = (2, 1) if way is Way.STATIC or is_of_now else (_PERIODS_BACK, 2, 1)
        firsts = [one.month.plus(-step * back) for back in backs]
    else:
        firsts = [span.first or span.last.plus(-step)]
    held = [_values(one, first, span.last) for first in firsts]
    return [run for run in held if len(run) > 1]


def _values(one: Measured, first: Month, last: Month) -> list[Decimal]:
    return [r.value for month, r in one.in_month if first <= month <= last and r.value is not None]


def _is_level(one: Measured, run: list[Decimal]) -> bool:
    """The spread is no wider than the indicator's tolerance, or than rounding."""
    spread = max(run) - min(run)
    width = Decimal(5) if one.indicator.kind is Kind.PERCENTAGE else tolerance(one.indicator, run[-1]).width
    return spread <= max(width, Decimal(noise(one.indicator, run[-1], run[0])))


def _found(claim: Claim, about: list[Measured], month: Month) -> Found:
    said, rests = [], []
    for one in about:
        held = [(at, r.value) for at, r in one.in_month if r.value is not None and at <= month]
        span = claim.spans[0]
        first = span.first or span.last.plus(-step_of(one.indicator) * (_PERIODS_BACK if span.plain else 1))
        shown = [pair for pair in held if first <= pair[0] <= span.last] or held
        words = ", ".join(f"{figure(value, one.indicator)} in {at.label}" for at, value in _telling(shown))
        rests += [f"{one.indicator.code} {at} {value}" for at, value in shown]
        said.append(words if len(about) == 1 else f"{one.indicator.short_name} {words}")
    return Found(
        f"{quoted(claim.sentence)} says that it {_SAYS[claim.word]}, and the figures do not: {'; '.join(said)}. "
        "Say what they did, or from when to when this holds.",
        tuple(rests),
    )


def _telling(held: list[tuple[Month, Decimal]]) -> list[tuple[Month, Decimal]]:
    """The first, the last two, and the turn between them where there is one."""
    if len(held) <= 4:
        return held
    turn = max(pairwise(held[:-2]), key=lambda pair: abs(pair[1][1] - held[0][1]))[1]
    return [held[0], *([turn] if turn not in held[-2:] else []), *held[-2:]]
