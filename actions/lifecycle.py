"""
The life of an action, and when it is overdue.

Plain Python. Overdue is computed from the day, never stored: open and past the deadline. An arrangement that goes
on has a review meeting instead; it is "for review" from that meeting's day, never overdue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from partnership.verdicts import YES, Verdict, no


class Status(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


OPEN = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS})
CLOSED = frozenset(Status) - OPEN

# From each status, where an action may go. A closed action is reopened to "in progress".
TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.NOT_STARTED: frozenset({Status.IN_PROGRESS, Status.DONE, Status.CANCELLED, Status.SUPERSEDED}),
    Status.IN_PROGRESS: frozenset({Status.DONE, Status.CANCELLED, Status.SUPERSEDED}),
    Status.DONE: frozenset({Status.IN_PROGRESS}),
    Status.CANCELLED: frozenset({Status.IN_PROGRESS}),
    Status.SUPERSEDED: frozenset({Status.IN_PROGRESS}),
}


def may_become(now: Status, then: Status) -> Verdict:
    """
    Whether an action may go from one status to the other, by the table above.

    >>> may_become(Status.DONE, Status.CANCELLED).reason
    'The action is done. Reopen it first.'
    >>> may_become(Status.IN_PROGRESS, Status.NOT_STARTED).reason
    'An action that is in progress cannot become not started.'
    """
    if then in TRANSITIONS[now]:
        return YES
    if now in CLOSED and then in CLOSED:
        return no(f"The action is {now.words}. Reopen it first.")
    return no(f"An action that is {now.words} cannot become {then.words}.")


def is_open(status: Status) -> Verdict:
    """Whether progress may be reported and the deadline moved."""
    return YES if status in OPEN else no(f"The action is {status.words}. Reopen it first.")


@lru_cache(maxsize=4096)  # the days of one digest are few, and strftime is slow
def day_in_words(day: date) -> str:
    """
    >>> day_in_words(date(2021, 11, 24))
    '24 November 2021'
    """
    return f"{day.day} {day:%B %Y}"


def due_on(*, deadline: date | None, meeting_it_precedes: date | None) -> date | None:
    """
    The last day in time. An action that must precede a meeting is due the day before it.

    >>> due_on(deadline=None, meeting_it_precedes=date(2022, 1, 20))
    datetime.date(2022, 1, 19)
    """
    if deadline is not None:
        return deadline
    return meeting_it_precedes - timedelta(days=1) if meeting_it_precedes else None


@dataclass(frozen=True)
class Lateness:
    """How an action stands on a day: `days` late when overdue (else 0), and the words for it."""

    overdue: bool
    days: int
    words: str


def lateness(status: Status, due: date | None, review: date | None, today: date) -> Lateness:
    """
    Overdue = open and today after the deadline.

    >>> lateness(Status.NOT_STARTED, date(2021, 11, 30), None, date(2021, 12, 6)).words
    '6 days overdue'
    >>> lateness(Status.NOT_STARTED, date(2021, 11, 30), None, date(2021, 11, 30)).words
    'due today'
    """
    if status in CLOSED:
        return Lateness(False, 0, status.words)
    if due is None:
        for_review = review is not None and today >= review
        return Lateness(False, 0, "for review" if for_review else "goes on, reviewed at a meeting")
    late = (today - due).days
    if late > 0:
        return Lateness(True, late, f"{late} {'day' if late == 1 else 'days'} overdue")
    if late == 0:
        return Lateness(False, 0, "due today")
    return Lateness(False, 0, f"due in {-late} {'day' if late == -1 else 'days'}")
