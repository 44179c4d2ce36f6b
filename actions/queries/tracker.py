"""
The action tracker of a meeting: what became of the board's actions since the meeting before.

As they stand on the day of the meeting, or today while it is still to come. Open actions and those closed since the
meeting before are told, each with what was reported and how its deadline moved since then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from actions.models import DeadlineChange, ProgressUpdate
from actions.permissions import can_list_every_action, can_manage_actions
from actions.queries.happened import MoveFacts
from actions.queries.standing import ActionFacts, actions_as_at
from partnership.clock import LONDON
from partnership.models import Meeting
from partnership.verdicts import require


@dataclass(frozen=True)
class TrackedMeeting:
    pk: int
    name: str
    day: date


@dataclass(frozen=True)
class Tracked:
    """An action with what happened to it since the meeting before."""

    action: ActionFacts
    is_new: bool
    reported: tuple[str, ...]
    moves: tuple[MoveFacts, ...]


@dataclass(frozen=True)
class Group:
    """Actions of one fate, with its heading."""

    heading: str
    lines: tuple[Tracked, ...]


@dataclass(frozen=True)
class Tracker:
    """`since` is the meeting before, None for the first; `as_at` the day on which everything stands as told."""

    meeting: TrackedMeeting
    since: TrackedMeeting | None
    as_at: date
    groups: tuple[Group, ...]
    new: int
    may_manage: bool

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)


HEADINGS = ("Late", "For review at this meeting", "Under way, in time", "Done", "Cancelled or superseded")
LATE, REVIEW, IN_TIME, DONE, DROPPED = HEADINGS


def tracked_meetings(user: Any) -> tuple[TrackedMeeting, ...]:
    """Every meeting, the latest first; Refused for whoever sees only their own actions."""
    require(can_list_every_action(user))
    return tuple(_named(row) for row in Meeting.objects.order_by("-date"))


def tracker(user: Any, meeting: int, today: date) -> Tracker:
    """Meeting.DoesNotExist for none such. Six queries, whatever the number of actions."""
    require(can_list_every_action(user))
    row = Meeting.objects.get(pk=meeting)
    before = Meeting.objects.filter(date__lt=row.date).order_by("-date").first()
    since = before.date if before else date.min
    as_at = min(row.date, today)
    told = [one for one in actions_as_at(as_at) if one.closed_on is None or one.closed_on > since]
    lines = _lines(told, since, as_at)
    fates = [_fate(one.action, row.date) for one in lines]
    groups = tuple(
        Group(heading, tuple(one for one, fate in zip(lines, fates, strict=True) if fate == heading))
        for heading in HEADINGS
        if heading in fates
    )
    return Tracker(
        meeting=_named(row),
        since=_named(before) if before else None,
        as_at=as_at,
        groups=groups,
        new=sum(one.is_new for one in lines),
        may_manage=bool(can_manage_actions(user)),
    )


def _lines(told: Iterable[ActionFacts], since: date, as_at: date) -> tuple[Tracked, ...]:
    reported: dict[int, list[str]] = defaultdict(list)
    for pk, words in (
        ProgressUpdate.objects.filter(on__gt=since, on__lte=as_at)
        .order_by("at", "pk")
        .values_list("action_id", "words")
    ):
        reported[pk].append(words)
    moves: dict[int, list[MoveFacts]] = defaultdict(list)
    for move in DeadlineChange.objects.filter(at__gte=_begins(since), at__lt=_begins(as_at)).select_related(
        "agreed_by"
    ):
        moves[move.action_id].append(
            MoveFacts(move.moved_from, move.moved_to, move.reason, move.agreed_by.name)
        )
    return tuple(
        Tracked(one, one.raised_on > since, tuple(reported[one.pk]), tuple(moves[one.pk])) for one in told
    )


def _fate(one: ActionFacts, day: date) -> str:
    if not one.is_open:
        return DONE if one.status == "done" else DROPPED
    if one.overdue:
        return LATE
    return REVIEW if one.review_on == day else IN_TIME


def _begins(day: date) -> datetime:
    """When the day after it begins in London."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), LONDON)


def _named(row: Meeting) -> TrackedMeeting:
    return TrackedMeeting(row.pk, str(row), row.date)
