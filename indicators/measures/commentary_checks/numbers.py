"""
The numbers that a text cites, and the figures that they may be: readings, differences, shares.

A number of days, a date, a year, a section of the Act or a rate's "per 10,000" is no figure. Compares as officers
write: rounded half up to the places that are written, and more loosely after "about".
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from indicators.measures.commentary_checks.sentences import MONTH
from indicators.measures.in_month import step_of
from indicators.measures.kinds import Kind
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.measures.wording import rounded

_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,/£$#-])(?P<low>{_N})\s*(?:(?P<u1>%|per ?cent)?\s*(?:[–—-]|to|and(?=\s*\d+\s*(?:%|per ?cent)))\s*(?P<high>{_N}))?"
    r"(?!\w|[/.,]\d)(?:\s*(?P<unit>%|per ?cent(?:age points?)?|percentage points?|points?\b|ppts?\b))?",
    re.I,
)
_NO_FIGURE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:\s+\d{{4}})?|\b{MONTH}\b\.?[ -](?:\d{{4}}|\d{{2}}\b(?!\s*(?:%|per|\d)))"
    rf"|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b|\b(?:\d{{4}}|\d{{2}})\s?[/–-]\s?\d{{2}}\b(?!\s*(?:%|per))"
    r"|\b(?:19|20|21)\d{2}\b(?!\s*(?:%|per|contacts|referrals|children|plans|conferences))"
    r"|\bper\s+(?:1,?000|10,?000|100,?000|100)\b|\b(?:s|section|sections|ss|article|para(?:graph)?)\.?\s?\d+\w?\b"
    r"|\b\d+(?:\s?[–-]\s?\d+|\s+to\s+\d+)?[ -](?:(?:working|calendar|school)[ -])?(?:minute|hour|day|week|month|quarter|year|time|term)s?\b"
    r"|\b(?:under|over|aged?|ages|u)[ -]?\d{1,2}(?:s\b|\b(?!\s*(?:%|per)))(?:\s?(?:–|-|to)\s?\d{1,2}\b)?|\b\d+\s+(?:in|out of|of)\s+\d+\b"
    r"|\b\d+(?:st|nd|rd|th)\b"
    r"|\b(?:Destination|Phase|Tier|Level|Stage|Step|Band|Year|Key Stage|Q|Quarter|Appendix|Table|Figure|Row|Page) ?\d{1,2}\b",
    re.I,
)
# The capital in "Destination 22" has to be one.
_NAMED = re.compile(
    r"(?<=[a-z,;] )(?!(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[A-Z][a-z]{4,} \d{1,2}\b"
    r"(?!\s*(?:%|per|point|[–—-]))"
)
_PLACES_NAMED = re.compile(r"\b(?:England|East|West|North|South|London|Midlands)\b")
_LOOSELY = re.compile(
    r"\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|over|under|more than|less than|fewer than|some|"
    r"circa|c\.|(?:is|are|was|were|been|stayed|remained) (?:well )?(?:above|below)|just (?:over|under|above|below)|at least|up to|close to|in excess of)\s*$",
    re.I,
)
_SMALLEST = 10  # smaller numbers without a unit count things that no series holds: two audits, three clinics


@dataclass(frozen=True)
class Cited:
    """A number (or a range) as a text has it; `unit` is "%", "points" or ""; `start` and `end` in the sentence."""

    text: str
    low: Decimal
    high: Decimal
    unit: str
    loosely: bool
    start: int
    end: int

    def is_near(self, value: Decimal) -> bool:
        """Whether this is how an officer may write the value, its sign left out."""
        size = abs(value)
        if self.low != self.high:
            return self.low <= size <= self.high or any(
                self._rounds(size, end) for end in (self.low, self.high)
            )
        if self.loosely:
            return abs(size - self.low) <= max(self.low * 5 / 100, Decimal(2 if self.unit else 1))
        return self._rounds(size, self.low)

    @staticmethod
    def _rounds(size: Decimal, written: Decimal) -> bool:
        places = max(-int(written.as_tuple().exponent), 0)
        return written in {rounded(size, places), rounded(rounded(size, 1), places)}


@dataclass(frozen=True)
class Figures:
    """What is known of an indicator, by what it may be written as."""

    one: Measured

    @cached_property
    def levels(self) -> tuple[Decimal, ...]:
        """Readings as entered and in the month, the target, the comparators; in the indicator's own unit."""
        held = [r.value for series in (self.one.series, self.one.in_month) for _, r in series]
        aims = [self.one.target.reading.value if self.one.target else None, self.one.target_to_date.value]
        theirs = [each.reading.value for each in self.one.comparators]
        own = [value for value in (*held, *aims, *theirs, self.one.projection.value) if value is not None]
        return (*own, *self._means)

    @cached_property
    def counts(self) -> tuple[Decimal, ...]:
        parts = [n for _, r in self.one.series for n in (r.numerator, r.denominator) if n is not None]
        return tuple(parts)

    @cached_property
    def pairs(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """A later figure and the one that it may be compared with."""
        one, step = self.one, step_of(self.one.indicator)
        held = [(m, r.value) for m, r in one.in_month if r.value is not None]
        steps = [(after, before) for (_, before), (_, after) in pairwise(held)]
        values = dict(held)
        years = [(now, values[m.plus(-12)]) for m, now in held if m.plus(-12) in values and step < 12]
        now = [
            value for value in (values.get(one.month), one.reading.value, *self._means) if value is not None
        ]
        against = [value for _, value in held] + [
            value
            for value in (
                one.target.reading.value if one.target else None,
                one.target_to_date.value,
                *(each.reading.value for each in one.comparators),
            )
            if value is not None
        ]
        return (*steps, *years, *((mine, other) for mine in now for other in against))

    @cached_property
    def gaps(self) -> tuple[Decimal, ...]:
        """Differences in the indicator's own unit."""
        return tuple(mine - other for mine, other in self.pairs if mine != other)

    @cached_property
    def shares(self) -> tuple[Decimal, ...]:
        """Differences and whole figures as per cent of what they are compared with."""
        return tuple(
            share
            for mine, other in self.pairs
            if other
            for share in ((mine - other) * 100 / other, mine * 100 / other)
        )

    @cached_property
    def told(self) -> tuple[Cited, ...]:
        """The numbers in the rules' own sentences, which a text may take over."""
        one = self.one
        gaps = (words for each in one.benchmarks for words in (each.gap_sentence, each.change_sentence))
        said = (
            one.status.sentence,
            one.direction.sentence,
            one.signal.sentence,
            one.projection.sentence,
            *gaps,
        )
        sentences = (
            *said,
            one.target_to_date.sentence,
            *(each.sentence for each in one.comparisons),
            *one.notes,
        )
        return tuple(cited for sentence in sentences for cited in cited_in(sentence))

    @cached_property
    def _means(self) -> tuple[Decimal, ...]:
        held = [r.value for _, r in self.one.in_month if r.value is not None][-12:]
        return (sum(held, Decimal(0)) / len(held),) if len(held) > 1 else ()

    @property
    def is_percentage(self) -> bool:
        return self.one.indicator.kind is Kind.PERCENTAGE

    def hold(self, cited: Cited) -> bool:
        """Whether any of the figures may be written so."""
        return any(cited.is_near(value) for value in self._candidates(cited.unit)) or any(
            (each.low, each.high) == (cited.low, cited.high) for each in self.told
        )

    def _candidates(self, unit: str) -> Iterable[Decimal]:
        if self.is_percentage:
            if unit == "points":
                return self.gaps
            return (
                (*self.levels, *self.gaps, *self.shares)
                if unit == "%"
                else (*self.levels, *self.gaps, *self.counts)
            )
        return self.shares if unit else (*self.levels, *self.gaps, *self.counts)


def cited_in(sentence: str, also_no_figure: Collection[Decimal] = ()) -> Iterator[Cited]:
    """
    The numbers of a sentence that are figures.

    >>> [(each.text, each.unit) for each in cited_in("By 30 November 2021 timeliness was 15 – 20% worse, s.47 at 336 per 10,000.")]
    [('15 – 20%', '%'), ('336', '')]
    """
    blanked = sentence
    for pattern in (_NO_FIGURE, _NAMED):
        blanked = pattern.sub(_blank, blanked)
    for found in _NUMBER.finditer(blanked):
        unit = _unit(found["unit"] or found["u1"] or "")
        low = Decimal(found["low"].replace(",", ""))
        high = Decimal(found["high"].replace(",", "")) if found["high"] else low
        plain = unit == "" and low == high
        if plain and (low in also_no_figure or (low < _SMALLEST and "." not in found["low"])):
            continue
        if unit == "" and low > high:
            continue
        end = found.start() + len(found[0].rstrip())
        yield Cited(
            sentence[found.start() : end],
            min(low, high),
            max(low, high),
            unit,
            bool(_LOOSELY.search(sentence[: found.start()])),
            found.start(),
            end,
        )


def _blank(found: re.Match[str]) -> str:
    """As many spaces, unless it is a place's figure."""
    return found[0] if _PLACES_NAMED.search(found[0]) else " " * len(found[0])


def _unit(words: str) -> str:
    if "point" in words.lower() or "pp" in words.lower():
        return "points"
    return "%" if words else ""


def month_values(one: Measured, month: Month) -> tuple[Decimal, ...]:
    """The month's reading as entered and in the month alone."""
    return tuple(value for series in (one.series, one.in_month) if (value := series.value(month)) is not None)
