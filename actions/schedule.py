"""
When who is reminded of an action, and when mail may leave.

Plain Python. Steps are calendar days from the deadline and are owed by condition ("this many days have passed"),
never because today is a certain date: a late run owes the newest step and marks the older ones missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
MAIL_FROM = time(7, 30)
ALWAYS = "always"


class Told(StrEnum):
    """In which quality somebody is told."""

    OWNER = "the owner"
    LEAD = "the agency's lead"
    OFFICERS = "the performance officers"


@dataclass(frozen=True)
class Step:
    """Days from the deadline, and everybody who is told then."""

    days: int
    told: tuple[Told, ...] = (Told.OWNER,)


_WITH_LEAD = (Told.OWNER, Told.LEAD)
_WITH_OFFICERS = (Told.OWNER, Told.LEAD, Told.OFFICERS)

STEPS = (
    Step(-14),
    Step(-3),
    Step(0),
    Step(1),
    Step(7, _WITH_LEAD),
    Step(14, _WITH_LEAD),
    Step(21, _WITH_OFFICERS),
    Step(28, _WITH_OFFICERS),
)


@dataclass(frozen=True)
class Owed:
    """The newest step that is owed, and the older ones that it overtakes."""

    step: Step
    older: tuple[Step, ...]


def told_at(step: Step, *, owner_left: bool = False) -> tuple[Told, ...]:
    """
    Who is told at a step. What somebody who has left owned goes to the officers, from the first step on.

    >>> told_at(STEPS[0], owner_left=True)
    (<Told.OFFICERS: 'the performance officers'>,)
    """
    if not owner_left:
        return step.told
    return tuple(dict.fromkeys(Told.OFFICERS if one is Told.OWNER else one for one in step.told))


def owed(due: date, today: date, told: Told = Told.OWNER, *, owner_left: bool = False) -> Owed | None:
    """
    What this quality of person is owed for a deadline; None before their first step.

    >>> owed(date(2021, 11, 30), date(2021, 12, 6)).step.days
    1
    >>> [step.days for step in owed(date(2021, 11, 30), date(2021, 12, 6)).older]
    [-14, -3, 0]
    >>> owed(date(2021, 11, 30), date(2021, 12, 6), Told.LEAD) is None
    True
    """
    theirs = (step for step in STEPS if told in told_at(step, owner_left=owner_left))
    passed = [step for step in theirs if due + timedelta(days=step.days) <= today]
    return Owed(passed[-1], tuple(passed[:-1])) if passed else None


def first_step(told: Told) -> int:
    """From how many days after the deadline this quality of person is told; at every later step too."""
    return next(step.days for step in STEPS if told in step.told)


def step_in_words(days: int) -> str:
    """
    >>> step_in_words(-14), step_in_words(0), step_in_words(1)
    ('14 days before the deadline', 'on the deadline', '1 day after the deadline')
    """
    if days == 0:
        return "on the deadline"
    many = "day" if abs(days) == 1 else "days"
    return f"{abs(days)} {many} {'after' if days > 0 else 'before'} the deadline"


@dataclass(frozen=True)
class Next:
    """Who is told next, and on which day the mail leaves if the action is still open then."""

    told: tuple[Told, ...]
    on: date


def next_told(due: date, step: int, *, owner_left: bool = False) -> Next | None:
    """
    The step that follows; its mail leaves on that day or the next working day. None after the last.

    >>> next_told(date(2021, 11, 30), 1)
    Next(told=(<Told.OWNER: 'the owner'>, <Told.LEAD: "the agency's lead">), on=datetime.date(2021, 12, 7))
    """
    following = next((one for one in STEPS if one.days > step), None)
    if following is None:
        return None
    day = next_working_day(due + timedelta(days=following.days))
    return Next(told_at(following, owner_left=owner_left), day)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """
    Monday to Friday, England's bank holidays kept.

    >>> is_working_day(date(2021, 12, 27)), is_working_day(date(2021, 12, 29))
    (False, True)
    """
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself if it is one, else the first after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def london_moment(today: date, now: datetime) -> datetime:
    """The business date with London's time of day: what the sending window is asked about."""
    return datetime.combine(today, now.astimezone(LONDON).time())


def may_send(moment_in_london: datetime, window: str) -> bool:
    """
    Whether reminders may leave: on working days from 07:30, or always when the setting says so.

    >>> may_send(datetime(2021, 12, 6, 7, 30), "working-days"), may_send(datetime(2021, 12, 5, 12, 0), "working-days")
    (True, False)
    """
    if window == ALWAYS:
        return True
    return is_working_day(moment_in_london.date()) and moment_in_london.time() >= MAIL_FROM
