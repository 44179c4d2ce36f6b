"""
What a deadline in the words of the minutes means: a date, a meeting that it must precede or that reviews it, or a question.

Only proposes, and a person confirms; words that can mean two days are asked about, never guessed. How each form of words
is read stands in the design, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from actions.deadline_words.days import (
    LATEST,
    Unclear,
    after,
    day_said,
    range_said,
    span_said,
    until,
)
from actions.deadline_words.meetings import meeting_said
from actions.deadline_words.weeks import week_said
from actions.lifecycle import day_in_words

ASK = "Give the day by which it is to be done, or the meeting that it must precede."


@dataclass(frozen=True)
class Sitting:
    """A meeting of the board that is set up."""

    pk: int
    date: date
    title: str = "Board"


@dataclass(frozen=True)
class Proposal:
    """
    One of `deadline`, `due_before` and `review` with a sentence of why, or none of them and the question in `ask`.

    `due_before` and `review` are keys of meetings.
    """

    deadline: date | None = None
    due_before: int | None = None
    review: int | None = None
    sentence: str = ""
    ask: str = ""


def read_deadline(words: str, said_on: date, meetings: Sequence[Sitting]) -> Proposal:
    """
    What the words mean when they were said on that day, with these meetings set up.

    >>> day = date(2021, 11, 24)
    >>> read_deadline("end-November 2021", day, []).deadline
    datetime.date(2021, 11, 30)
    >>> read_deadline("in 2022", day, []).deadline
    datetime.date(2022, 12, 31)
    >>> read_deadline("before the January 2022 board", day, [Sitting(7, date(2022, 1, 20))]).due_before
    7
    >>> read_deadline("from January", day, []).ask
    'From January is when it begins. By when is it to be done?'
    """
    text = _plain(words)
    if not text:
        return Proposal(ask=ASK)
    try:
        return _read(text, words, said_on, meetings)
    except Unclear as question:
        return Proposal(ask=str(question) or _not_understood(words, said_on))


def _not_understood(words: str, said_on: date) -> str:
    """
    >>> _not_understood("ASAP", date(2021, 11, 24))
    '“ASAP” is not understood. Type a day, for example “24 December 2021”, or the meeting that it must precede, for example “before the next board”.'
    """
    day = day_in_words(said_on + timedelta(days=30))
    return (
        f"“{words.strip()}” is not understood. Type a day, for example “{day}”, "
        "or the meeting that it must precede, for example “before the next board”."
    )


_DASHES = str.maketrans("‐‑‒–—−’", "------'")  # every dash that a word processor makes
_FILLERS = re.compile(
    r"^(?:(?:to be |is |for )?(?:complete[d]?|completion|done|finished|delivered|delivery|reported|ready|due|deadline|target date)\b[: ]*)+"
)
_START = re.compile(
    r"^(?:as )?(?:from|(?:to )?(?:start|begin)s?|starting|beginning(?! of)|commencing|commences|with effect from|as of|effective|wef|after|following the)\b"
    r"(?: in| on| from)? *"
)
_REVIEW = re.compile(
    r"^(?:(?:on-?going|continuing)[ ,;:]*)?(?:(?:to be |for )?review(?:ed)?(?: at| by| in)?|monitored at)\b *"
)
_BY = re.compile(r"^(?:by|no later than|not later than|at the latest by|until|till|on or before) *(?=\S)")
_BEFORE = re.compile(r"^(?:before|prior to|ahead of|in advance of) *")
_IN = re.compile(r"^(?:in|during|within|over|on|at|for|to)\b *(?=\S)")
_ONGOING = re.compile(
    r"^(?:on-?going|continuing|continuous|permanent|standing|weekly|monthly|quarterly|annually|termly|yearly"
    r"|(?:at )?(?:each|every) .*)$"
)
_LATEST_END = re.compile(r" (?:at the (?:very )?latest|latest)$")
_CLOSE = re.compile(
    r"^(?:(?:cop|cob|close of (?:play|business)|\d{1,2}(?::\d\d)? ?[ap]m|noon|midday)(?: on)? +)(?=\S)"
)
_TERM = re.compile(r"\b(?:term|half[ -]?term|academic year|school year|spring|summer|autumn|winter)\b")
_AHEAD = re.compile(r"^(?P<span>.+?) (?:before|prior to|ahead of|in advance of) (?P<rest>.+)$")


def _plain(words: str) -> str:
    """Small letters, plain dashes, single spaces, no full stop at the end."""
    return " ".join(words.translate(_DASHES).lower().replace(",", " ").split()).strip(" .;:()")


def _read(text: str, words: str, said_on: date, meetings: Sequence[Sitting]) -> Proposal:
    text = _LATEST_END.sub("", _FILLERS.sub("", text))
    if _ONGOING.match(text):
        raise Unclear("It goes on, so it has no deadline. At which meeting is it reviewed?")
    if rest := _rest(_REVIEW, text):
        found = _sitting(_rest(_IN, rest) or rest, said_on, meetings)
        if found is not None:
            return Proposal(review=found.pk, sentence=f"It goes on, and {_named(found)} reviews it.")
        raise Unclear("It goes on, so it has no deadline. At which meeting is it reviewed?")
    if rest := _rest(_START, text):
        if (end := range_said(rest, said_on)) is not None:
            return _on(end, "the last day of the span", said_on)
        started = words.strip().rstrip(".")
        raise Unclear(f"{started[:1].upper()}{started[1:]} is when it begins. By when is it to be done?")
    if rest := _rest(_BEFORE, text):
        return _before(rest, said_on, meetings)
    by = _rest(_BY, text)
    text = by or text
    text = _rest(_CLOSE, text) or text
    if (ahead := _ahead_of(text, said_on, meetings)) is not None:
        return ahead
    if _BEFORE.match(text):
        return _before(_rest(_BEFORE, text) or "", said_on, meetings)
    return _by_or_in(text, said_on, meetings, is_by=by is not None)


def _rest(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.match(text)
    return text[found.end() :].strip() if found else None


def _before(rest: str, said_on: date, meetings: Sequence[Sitting]) -> Proposal:
    """Before a meeting follows the meeting; before a day or a span is the day before it begins."""
    if (sitting := _sitting(rest, said_on, meetings)) is not None:
        return _precedes(sitting)
    if re.match(r"^(?:the )?(?:very )?end(?: of)?\b", rest):
        return _by_or_in(rest, said_on, meetings, is_by=True)
    span = span_said(rest, said_on) or week_said(rest, said_on)
    if span is None:
        if _TERM.search(rest):
            raise Unclear("Terms and seasons begin on no one day. Give the day that is meant.")
        raise Unclear
    why = f"the day before {day_in_words(span.first)}"
    return _on(span.first - timedelta(days=1), why, said_on)


def _ahead_of(text: str, said_on: date, meetings: Sequence[Sitting]) -> Proposal | None:
    """So long before a meeting is a day: it stays where it is when the meeting moves, and says so."""
    if not (found := _AHEAD.match(text)) or (sitting := _sitting(found["rest"], said_on, meetings)) is None:
        return None
    if re.fullmatch(r"(?:the|a|one|1) day", found["span"]):
        return _precedes(sitting)
    day = until(re.sub(r"^the (?=week)", "a ", found["span"]), sitting.date)
    if day is None:
        return None
    why = f"{found['span']} before {_named(sitting)} (it stays there if the meeting moves)"
    return _on(day, why, said_on)


def _by_or_in(text: str, said_on: date, meetings: Sequence[Sitting], *, is_by: bool) -> Proposal:
    bare = _rest(_IN, text) or text
    if (sitting := _sitting(bare, said_on, meetings)) is not None:
        return _precedes(sitting)
    readers: tuple[tuple[Callable[[str, date], date | None], str], ...] = (
        (day_said, ""),
        (range_said, "the last day of the span"),
    )
    for read, why in readers:
        if (found := read(bare, said_on)) is not None:
            return _on(found, why, said_on)
    if (counted := after(bare, said_on)) is not None:
        return _on(counted, f"counted from {day_in_words(said_on)}", said_on)
    span = span_said(bare, said_on) or week_said(bare, said_on)
    if span is None:
        if _TERM.search(bare):
            raise Unclear("Terms and seasons end on no one day. Give the day that is meant.")
        raise Unclear
    if is_by and not span.says_end and not _IN.match(text):
        raise Unclear(
            f"“By {span.name}” may mean before it begins or by its end, {day_in_words(span.last)}. Give the day that is meant."
        )
    return _on(span.last, f"the last day of {span.name}" if span.whole else "", said_on)


def _on(day: date, why: str, said_on: date) -> Proposal:
    if day < said_on:
        raise Unclear(
            f"{day_in_words(day)} had passed when it was said, on {day_in_words(said_on)}. Give the day that is meant."
        )
    if day.year > LATEST:
        raise Unclear("The year is not one in which actions are kept. Give the day that is meant.")
    return Proposal(deadline=day, sentence=f"{day_in_words(day)}{', ' if why else ''}{why}.")


def _sitting(text: str, said_on: date, meetings: Sequence[Sitting]) -> Sitting | None:
    """The meeting that the words name; None when they name none, a question when it is not set up or is one of two."""
    which = meeting_said(text, said_on)
    if which is None:
        return None
    coming = sorted((one for one in meetings if one.date > said_on), key=lambda one: one.date)
    if which.is_next:
        if not coming:
            raise Unclear(
                "No meeting after this one is set up. Set it up, or give the day by which it is to be done."
            )
        return coming[0]
    found = [one for one in coming if which.first <= one.date <= which.last]
    if len(found) == 1:
        return found[0]
    if found:
        days = " and ".join(day_in_words(one.date) for one in found)
        raise Unclear(f"There are meetings on {days}. Choose the one that is meant.")
    raise Unclear(
        f"No meeting {which.name} is set up after {day_in_words(said_on)}. Set it up, or give the day by which it is to be done."
    )


def _precedes(sitting: Sitting) -> Proposal:
    last = day_in_words(sitting.date - timedelta(days=1))
    return Proposal(
        due_before=sitting.pk,
        sentence=f"Before {_named(sitting)}: due on {last}, and it moves with the meeting.",
    )


def _named(sitting: Sitting) -> str:
    return f"the {sitting.title} of {day_in_words(sitting.date)}"
