"""
How a text is taken apart: sentences, the months that it names, the stretch of time that a sentence speaks of.

Knows English as officers write it and no figure. What cannot be read is left alone: a check that guesses is not read.
"""

import re
from dataclasses import dataclass

from indicators.measures.periods import Month

_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT = {name[:3]: at for at, name in enumerate(_NAMES, 1)} | {"sept": 9}
MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
MONTH += r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
_NAMED = re.compile(rf"\b(?P<name>{MONTH})\b\.?(?:[ -](?P<year>\d{{4}}|\d{{2}}\b(?!\s?%)))?", re.I)
_SPLIT = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9“\"'(])|\n+")
_NOT_AN_END = re.compile(r"\b(?:[a-z]|e\.g|i\.e|no|approx|vs|cf|mr|mrs|ms|dr)\.\s", re.I)
_KEPT = "\ue000"  # stands for a space at which no sentence ends
_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_COUNTED = {
    word: at
    for at, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_LAST_N = re.compile(
    rf"\b(?:last|past|previous|recent|for|over|in|these)\s+(?:the\s+)?(?:last|past|previous)?\s*"
    rf"(?P<n>\d{{1,2}}|{'|'.join(_COUNTED)})\s+months?\b",
    re.I,
)
_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+(?P<a>{MONTH}(?:[ -]\d{{2,4}})?)\s+(?:and|to|until|through to)\s+(?P<b>{MONTH}(?:[ -]\d{{2,4}})?)\b",
    re.I,
)
_FROM_IN_TO_IN = re.compile(
    rf"\bfrom\s+[^;]{{1,40}}?\b(?:in|at|for)\s+(?P<a>{MONTH}(?:[ -]\d{{2,4}})?)\s+to\s+[^;]{{1,40}}?"
    rf"\b(?:in|at|for|by)\s+(?P<b>{MONTH}(?:[ -]\d{{2,4}})?)\b",
    re.I,
)
_SINCE = re.compile(rf"\b(?:since|from)\s+(?P<a>{MONTH}(?:[ -]\d{{2,4}})?)\b", re.I)
_IN = re.compile(rf"\b(?:in|during|for)\s+(?P<a>{MONTH}(?:[ -]\d{{2,4}})?)\b", re.I)
_UNTIL = re.compile(rf"\b(?:up to|until|till|to|towards|into|by)\s+(?P<a>{MONTH}(?:[ -]\d{{2,4}})?)\b", re.I)
_LATEST = re.compile(
    r"\b(?:this month|in the month|the latest month|latest reading|last month|previous month|month on month|"
    r"continu(?:e|es|ing) to)\b",
    re.I,
)
_YEAR_AGO = re.compile(
    r"\b(?:year[ -]on[ -]year|(?:on|than|from|with|to) (?:the )?(?:last|previous|same (?:month|time|period)"
    r"(?: of| in)?(?: the)? (?:last|previous)) year|(?:a|one) year (?:ago|before|earlier))\b",
    re.I,
)


@dataclass(frozen=True)
class Span:
    """From which month to which a sentence speaks; `plain` where the sentence itself names no stretch of time."""

    first: Month | None
    last: Month
    plain: bool = False


def sentences(text: str) -> tuple[str, ...]:
    """
    The sentences and bullets of a text, without their marks.

    >>> sentences("Again, rate of s.47 is high. Numbers fell.\\n- Clinics were held.")
    ('Again, rate of s.47 is high.', 'Numbers fell.', 'Clinics were held.')
    """
    kept = _NOT_AN_END.sub(lambda found: found[0].replace(". ", f".{_KEPT}"), text.replace("\r", ""))
    parts = (_BULLET.sub("", part).strip() for part in _SPLIT.split(kept))
    return tuple(part.replace(_KEPT, " ") for part in parts if part)


def month_named(words: str, latest: Month) -> Month | None:
    """
    The first month that the words name; without a year, the last one of that name up to `latest`.

    >>> str(month_named("since November", Month(2021, 10))), str(month_named("in Oct-21", Month(2021, 10)))
    ('2020-11', '2021-10')
    """
    found = _NAMED.search(words)
    return _month_of(found, latest) if found else None


def months_named(words: str, latest: Month) -> tuple[Month, ...]:
    """
    Every month that the words name, as `month_named` takes each.

    >>> [str(month) for month in months_named("above in June and July, below in May", Month(2021, 10))]
    ['2021-06', '2021-07', '2021-05']
    """
    found = (_month_of(each, latest) for each in _NAMED.finditer(words))
    return tuple(month for month in found if month is not None)


def _month_of(found: re.Match[str], latest: Month) -> Month | None:
    number = _SHORT[found["name"].lower()[:3]]
    if found["year"]:
        year = int(found["year"])
        year = year if year > 99 else 2000 + year
        return Month(year, number) if 1990 <= year <= 2190 else None
    return Month(latest.year if number <= latest.number else latest.year - 1, number)


def names_month(words: str) -> bool:
    return any(found["name"].lower() != "may" or found["name"] == "May" for found in _NAMED.finditer(words))


def spans(sentence: str, month: Month) -> tuple[Span, ...]:
    """
    The stretches of time that the sentence may mean, each enough to bear out what it says.

    >>> [(str(span.first), str(span.last)) for span in spans("It fell between April and June.", Month(2021, 10))]
    [('2021-04', '2021-06')]
    >>> [str(span.first) for span in spans("Static for the past two months.", Month(2021, 10))]
    ['2021-09', '2021-08']
    """
    if found := _BETWEEN.search(sentence) or _FROM_IN_TO_IN.search(sentence):
        first, last = month_named(found["a"], month), month_named(found["b"], month)
        if first and last and first < last <= month:
            return (Span(first, last),)
    if found := _LAST_N.search(sentence):
        count = _COUNTED.get(found["n"].lower()) or int(found["n"])
        return tuple(Span(month.plus(-back), month) for back in (count - 1, count) if back > 0)
    if _YEAR_AGO.search(sentence):
        return (Span(month.plus(-12), month),)
    if _LATEST.search(sentence):
        return (Span(None, month),)
    if (found := _SINCE.search(sentence)) and (first := month_named(found["a"], month)) and first < month:
        return (Span(first, month),)
    if (found := _IN.search(sentence)) and (at := month_named(found["a"], month)) and at <= month:
        return (Span(None, at),)
    if (found := _UNTIL.search(sentence)) and (at := month_named(found["a"], month)) and at <= month:
        return (Span(min(at.financial_year.first_month, at.plus(-1)), at), Span(None, at))
    return (Span(None, month, plain=True),)
