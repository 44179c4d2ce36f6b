"""
What the page on which an action is raised starts with, and what a deadline in the words of the minutes would be.

The words are read by deadline_words; here the meetings come in, and the answer goes to the fields of the form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.deadline_words import Sitting, read_deadline
from actions.permissions import can_manage_actions
from indicators.models import Indicator
from partnership.models import Meeting
from partnership.verdicts import require

HIGHEST_KEY = 2**31 - 1


@dataclass(frozen=True)
class Start:
    """What is filled in already: the meeting and the indicator that the reader came from, by their keys."""

    source_meeting: int | None
    indicators: tuple[int, ...]


@dataclass(frozen=True)
class Proposed:
    """The fields that the words fill, with a sentence of why; or the question that they leave."""

    fields: dict[str, Any]
    sentence: str
    ask: str


def start_of(user: Any, meeting: str, indicator: str) -> Start:
    """Refused for whoever may not raise actions; what is named and is not there is left out."""
    require(can_manage_actions(user))
    named = int(meeting) if meeting.isdecimal() and int(meeting) <= HIGHEST_KEY else 0
    code = indicator if indicator.isprintable() else ""
    return Start(
        source_meeting=Meeting.objects.filter(pk=named).values_list("pk", flat=True).first(),
        indicators=tuple(Indicator.objects.filter(code=code).values_list("pk", flat=True)),
    )


def propose_deadline(words: str, raised_at: date | None, today: date) -> Proposed:
    """As the words were meant on the day of the meeting that raised it, else today. One query."""
    said_on = raised_at or today
    sittings = [Sitting(*one) for one in Meeting.objects.after(said_on).values_list("pk", "date", "title")]
    found = read_deadline(words, said_on, sittings)
    given = {"deadline": found.deadline, "due_before": found.due_before, "review_meeting": found.review}
    fields = {name: value for name, value in given.items() if value is not None}
    return Proposed(fields, found.sentence, found.ask)
