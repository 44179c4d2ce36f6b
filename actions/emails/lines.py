"""
What a digest is made of: one action as its reader is reminded of it, and what its words say of it.

Plain values; knows no rows, no clock and no layout. Who is told when stands in schedule.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from actions import schedule
from actions.lifecycle import day_in_words
from actions.schedule import Next, Told


class Part(IntEnum):
    """The parts of a digest, in the order in which they stand."""

    OVERDUE = 0
    ASKED = 1
    SOON = 2
    OTHER = 3


Place = tuple[Part, date, str]


@dataclass(frozen=True)
class Asked:
    """What an owner asks and nobody has answered: more time until a day, or that the action is somebody else's."""

    what: str
    until: date | None
    suggested: str
    words: str
    on: date
    days: int

    @property
    def in_words(self) -> str:
        """
        asks for more time, until 31 January 2022
        """
        if self.until:
            return f"asks for more time, until {day_in_words(self.until)}"
        whose = f", and names {self.suggested}" if self.suggested else ""
        return f"says that it is somebody else's{whose}"

    @property
    def waits(self) -> str:
        """
        Asked on 6 December 2021, unanswered for 3 days.
        """
        many = "day" if self.days == 1 else "days"
        since = f", unanswered for {self.days} {many}" if self.days else ""
        return f"Asked on {day_in_words(self.on)}{since}."


class DigestLine(NamedTuple):
    """
    One action as the reader is reminded of it.

    `told` is why: as its owner, the agency's lead, an officer, or whoever must answer what its owner `asked`. Where the
    agency has no lead in post, nobody is announced in the lead's place. `due` is None for an arrangement that goes on.
    `link` is the owner's own, a path; without it the line leads to the action's page. `before` is the day of the meeting
    that it must precede, and `first_due` what was its last day at first.
    """

    reference: str
    title: str
    owner: str
    told: Told
    due: date | None
    step: int
    lateness: str
    overdue: bool
    indicators: tuple[str, ...]
    meeting: str
    owner_left: bool = False
    has_lead: bool = True
    today: date | None = None
    named_on: date | None = None
    papers_due: date | None = None
    review: str = ""
    asked: Asked | None = None
    link: str = ""
    before: date | None = None
    first_due: date | None = None

    @property
    def place(self) -> Place:
        """The part of the mail that it stands in, and where in it."""
        if self.asked:
            return Part.ASKED, self.asked.on, self.reference
        if self.overdue:
            return Part.OVERDUE, self.due or date.min, self.reference
        soon = self.step < schedule.NAMED
        return Part.SOON if soon else Part.OTHER, self.due or date.max, self.reference

    @property
    def path(self) -> str:
        return self.link or f"/actions/{self.reference}/"

    @property
    def when(self) -> str:
        """
        6 days overdue (due 30 November 2021)
        """
        if self.due is None:
            return f"{self.lateness} ({self.review})" if self.review else self.lateness
        return f"{self.lateness} (due {day_in_words(self.due)})"

    @property
    def reason(self) -> str:
        """Why it is in the mail, where the deadline does not say it."""
        if self.papers_due:
            return (
                f"Papers for the next meeting are due on {day_in_words(self.papers_due)}: say how it stands."
            )
        if self.named_on:
            named = day_in_words(self.named_on)
            return f"You were named as its owner on {named}: say yes, or that it is not yours."
        return ""

    @property
    def moves(self) -> str:
        """
        To be done before the meeting of 10 February 2022, with which it moves (at first due 19 January 2022).
        """
        if self.before is None:
            return ""
        first = self.first_due if self.first_due != self.due else None
        moved = f" (at first due {day_in_words(first)})" if first else ""
        return f"To be done before the meeting of {day_in_words(self.before)}, with which it moves{moved}."

    @property
    def next(self) -> str:
        """Who is told next and when, if it is still open then; empty where no step follows one that was none of the deadline's."""
        if self.due is None:
            return ""
        if self.step < schedule.NAMED:
            following = schedule.next_told(self.due, self.step, owner_left=self.owner_left)
        else:
            following = schedule.next_told_after(self.today or self.due, self.due, owner_left=self.owner_left)
        return _next_in_words(following, self.told, self.has_lead)


@lru_cache(maxsize=4096)
def _next_in_words(following: Next | None, told: Told, has_lead: bool) -> str:
    if following is None:
        return "This is the last reminder; what is still open then stands in the next pack."
    names = [
        "you" if one is told else one.value for one in following.told if one is not Told.LEAD or has_lead
    ]
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"If it is still open, {listed} will be reminded on {day_in_words(following.on)}."


@dataclass(frozen=True)
class DigestFacts:
    """Everything that one digest says."""

    to: str
    name: str
    partnership: str
    site: str
    officer: str
    reply_to: tuple[str, ...]
    lines: tuple[DigestLine, ...]
    may_sign_in: bool = True
