"""
Which meeting of the board English words name, when said on a day.

Knows no meeting that is set up; `reading` finds it among them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from actions.deadline_words.days import span_said

_MEETING = r"(?:partnership )?(?:board|sscp|meeting|board meeting|sscp board|sscp meeting)"


@dataclass(frozen=True)
class Which:
    """The meeting that is meant: the next one, or the one between two days, with `name` as in "of January 2022"."""

    is_next: bool
    first: date = date.min
    last: date = date.max
    name: str = ""


def meeting_said(text: str, said_on: date) -> Which | None:
    """
    Which meeting is named, if one is.

    >>> meeting_said("the january 2022 board", date(2021, 11, 24)).name
    'of January 2022'
    """
    text = re.sub(r"^(?:the|our) +", "", text)
    if re.fullmatch(rf"(?:next|following) {_MEETING}|{_MEETING}", text):
        return Which(is_next=True)
    named = re.fullmatch(rf"(?:next )?(?P<when>.+?)(?:'s)? {_MEETING}", text) or re.fullmatch(
        rf"(?:next )?{_MEETING}(?: meeting)? (?:of|on|in|held on|held in) (?:the )?(?P<when>.+)", text
    )
    if not named:
        return None
    span = span_said(named["when"], said_on)
    if span is None:
        return None
    name = f"{'of' if span.whole else 'on'} {span.name}"
    return Which(is_next=False, first=span.first, last=span.last, name=name)
