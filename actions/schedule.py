"""
When who is reminded of an action, and when mail may leave.

Plain Python. A step is owed by condition ("this many days have passed"), never because today is a certain date: a
late run owes the newest step and marks the older ones missed. Knows nothing of who these people are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import holidays

from actions.lifecycle import day_in_words

LONDON = ZoneInfo("Europe/London")
MAIL_FROM = time(7, 30)
ALWAYS = "always"


class Told(StrEnum):
    """In which quality somebody is told."""

    OWNER = "the owner"
    LEAD = "the agency's lead"
    OFFICERS = "the performance officers"
    ANSWERS = "whoever must answer"


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
FOR_THE_CHAIR = STEPS[-1].days  # so late, every reminder has been sent: the chair is told in the next pack
FRESH_DAYS = 14  # an update this long before the first step is still fresh at it

# What does not count from the deadline stands in the ledger under a number of its own, beside the day it counts from.
NAMED = 1000  # the day on which the owner was named
PAPERS = 2000  # the day on which the papers of the next meeting are due
PAPERS_AHEAD = 10  # working days before that day
ANSWER = 3000  # the day on which an owner asked for something; and the days that it has waited
ANSWER_DAYS = (0, 3)  # then every week, for as long as nobody has answered


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
    passed = [step for step in theirs if step.days <= (today - due).days]
    return Owed(passed[-1], tuple(passed[:-1])) if passed else None


def first_step(told: Told) -> int:
    """From how many days after the deadline this quality of person is told; at every later step too."""
    return next(step.days for step in STEPS if told in step.told)


def fresh_from(due: date, step: int) -> date:
    """
    An update on this day or later is fresh at the step and takes its place; one before it was for an earlier step.

    >>> fresh_from(date(2021, 11, 30), 7), fresh_from(date(2021, 11, 30), -14)
    (datetime.date(2021, 12, 1), datetime.date(2021, 11, 2))
    """
    before = [one.days for one in STEPS if one.days < step]
    return due + timedelta(days=before[-1] if before else step - FRESH_DAYS)


def papers_step_on(papers_due: date) -> date:
    """
    From which day owners without an update are asked for one: ten working days before papers are due.

    >>> papers_step_on(date(2022, 1, 13))
    datetime.date(2021, 12, 29)
    """
    day, left = papers_due, PAPERS_AHEAD
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day)
    return day


def answer_owed(asked_on: date, today: date) -> tuple[int, tuple[int, ...]]:
    """
    The ledger's number of the newest step at which whoever must answer is chased, and those that it overtakes.

    >>> answer_owed(date(2021, 12, 6), date(2021, 12, 6)), answer_owed(date(2021, 12, 6), date(2021, 12, 10))
    ((3000, ()), (3003, (3000,)))
    """
    waited = (today - asked_on).days
    passed = [ANSWER + days for days in (*ANSWER_DAYS, *range(7, waited + 1, 7)) if days <= waited]
    return (passed[-1], tuple(passed[:-1])) if passed else (ANSWER, ())


def step_in_words(step: int) -> str:
    """
    >>> step_in_words(-14), step_in_words(0), step_in_words(1)
    ('14 days before the deadline', 'on the deadline', '1 day after the deadline')
    >>> step_in_words(NAMED), step_in_words(ANSWER + 3)
    ('on being named', 'a request that has waited 3 days,')
    """
    if step >= ANSWER:
        return f"a request that has waited {_days(step - ANSWER)}," if step > ANSWER else "a new request"
    if step == PAPERS:
        return "before papers are due"
    if step == NAMED:
        return "on being named"
    if step == 0:
        return "on the deadline"
    return f"{_days(abs(step))} {'after' if step > 0 else 'before'} the deadline"


def why_in_words(step: int, day: date) -> str:
    """
    A line of the ledger in words: the step and the day that it counts from.

    >>> why_in_words(7, date(2021, 11, 30))
    '7 days after the deadline of 30 November 2021'
    >>> why_in_words(NAMED, date(2021, 11, 24)), why_in_words(PAPERS, date(2022, 1, 13))
    ('on being named on 24 November 2021', 'before papers are due on 13 January 2022')
    """
    if step >= ANSWER:
        joined = "asked on"
    elif step >= NAMED:
        joined = "on"
    else:
        joined = "of"
    return f"{step_in_words(step)} {joined} {day_in_words(day)}"


def _days(many: int) -> str:
    return f"{many} {'day' if many == 1 else 'days'}"


@dataclass(frozen=True)
class Next:
    """Who is told next, and on which day the mail leaves if the action is still open then."""

    told: tuple[Told, ...]
    on: date


@lru_cache(maxsize=4096)
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


def next_told_after(day: date, due: date, *, owner_left: bool = False) -> Next | None:
    """
    The first of the deadline's steps that comes after a day. None after the last.

    >>> next_told_after(date(2021, 12, 6), date(2022, 1, 31)).on
    datetime.date(2022, 1, 17)
    """
    before = [one.days for one in STEPS if one.days <= (day - due).days]
    return next_told(due, before[-1] if before else STEPS[0].days - 1, owner_left=owner_left)


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
