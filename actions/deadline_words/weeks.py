"""
Days that are named by the week or by how far they are from the day on which they are named: tomorrow, Friday, next week.

A working week ends on its Friday. Knows no month and no meeting.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.deadline_words.days import Span, Unclear, day_said
from actions.lifecycle import day_in_words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tomorrow": 1}
_COMMENCING = re.compile(r"^(?:the )?(?:week|w)(?: |/)?(?:commencing|beginning|c|b) *(?=\S)")
_ENDING = re.compile(r"^(?:the )?(?:week|w)(?: |/)?(?:ending|e) *(?=\S)")


def week_said(text: str, said_on: date) -> Span | None:
    """
    A day of this week or the next one, or a working week as a span.

    >>> week_said("friday", date(2021, 11, 24)).last
    datetime.date(2021, 11, 26)
    >>> week_said("next week", date(2021, 11, 24)).last
    datetime.date(2021, 12, 3)
    >>> week_said("week commencing 10 january 2022", date(2021, 11, 24)).last
    datetime.date(2022, 1, 14)
    """
    if text in _NEAR:
        return _day(said_on + timedelta(days=_NEAR[text]))
    if found := re.fullmatch(r"(?P<this>this )?(?:coming )?(?P<day>[a-z]+day)", text):
        return _weekday(found["day"], said_on)
    if found := re.fullmatch(
        r"(?P<end>(?:the )?end of (?:the )?)?(?P<which>this |next )?(?:working )?week", text
    ):
        if not (found["which"] or found["end"]):
            return None
        monday = said_on - timedelta(days=said_on.weekday())
        return _week(monday + timedelta(days=7 * (found["which"] == "next ")), bool(found["end"]))
    if found := _COMMENCING.match(text):
        day = day_said(text[found.end() :], said_on)
        return _week(day, False) if day else None
    if found := _ENDING.match(text):
        day = day_said(text[found.end() :], said_on)
        return _day(day) if day else None
    return None


def _weekday(name: str, said_on: date) -> Span | None:
    if name not in _DAYS:
        return None
    ahead = (_DAYS.index(name) - said_on.weekday()) % 7
    if ahead == 0:
        raise Unclear(
            f"It was said on a {name.capitalize()}, {day_in_words(said_on)}: that day or the one a week later? Give the day that is meant."
        )
    return _day(said_on + timedelta(days=ahead))


def _day(day: date) -> Span:
    return Span(day, day, day_in_words(day), True, False)


def _week(first: date, says_end: bool) -> Span:
    last = first + timedelta(days=4 - first.weekday() if first.weekday() < 5 else 6 - first.weekday())
    return Span(first, last, f"the working week from {day_in_words(first)}", says_end)
