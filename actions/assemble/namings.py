"""
What is owed for other reasons than a deadline: on being named, and before the papers of the next meeting are due.

Both go to the owner, or to the officers in the place of somebody who has left. When stands in schedule.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from actions import schedule
from actions.assemble.deadlines import asks_for_time
from actions.assemble.people import OwedReminder, Person
from actions.models import Action, ActionQuerySet, OwnerRequest, ProgressUpdate, Reminder, RequestState
from partnership.lifecycle import has_left
from partnership.models import Meeting, MessageState, in_post_on

FIELDS = ("pk", "reference", "deadline", "named_on", "owner_id", "owner__email", "owner__left_on")


def owed_on_being_named(today: date) -> tuple[OwedReminder, ...]:
    """To owners who have neither said yes nor asked for anything, unless any reminder has told them since."""
    told = Reminder.objects.filter(action=OuterRef("pk"), recipient=OuterRef("owner")).filter(
        Q(Q(message__day__gte=OuterRef("named_on")), ~Q(message__state=MessageState.CANCELLED))
        | Q(step=schedule.NAMED, deadline=OuterRef("named_on"), missed=False)
    )
    asking = OwnerRequest.objects.filter(action=OuterRef("pk"), by=OuterRef("owner"), state=RequestState.OPEN)
    named = (
        Action.objects.open()
        .filter(named_on__lte=today, accepted_on__isnull=True)
        .filter(in_post_on(today, "owner__"))
    )
    rows = named.filter(~Exists(told.order_by()), ~Exists(asking))
    return tuple(_to_owner(row, schedule.NAMED, row["named_on"]) for row in rows.values(*FIELDS))


def owed_for_papers(today: date, officers: tuple[Person, ...]) -> tuple[OwedReminder, ...]:
    """For every open action without an update since the last meeting, once the day for it has come."""
    coming = Meeting.objects.filter(papers_due_on__gte=today, date__gte=today).order_by("date").first()
    if coming is None or coming.papers_due_on is None:
        return ()
    if schedule.papers_step_on(coming.papers_due_on) > today:
        return ()
    rows = _without_update(coming).filter(~asks_for_time())
    found = (
        one
        for row in rows.values(*FIELDS)
        for one in _to_owner_or_officers(row, coming.papers_due_on, officers, today)
    )
    done = Reminder.objects.filter(step=schedule.PAPERS, deadline=coming.papers_due_on)
    told = set(done.order_by().values_list("action_id", "recipient_id"))
    return tuple(one for one in found if (one.action, one.person.pk) not in told)


def _without_update(coming: Meeting) -> ActionQuerySet:
    last = Meeting.objects.filter(date__lt=coming.date).order_by("-date").values_list("date", flat=True)
    updates = ProgressUpdate.objects.filter(action=OuterRef("pk"))
    since = updates.filter(on__gt=last.first()) if last.exists() else updates
    return Action.objects.open().filter(~Exists(since.order_by()))


def _to_owner_or_officers(
    row: dict[str, Any], papers_due: date, officers: tuple[Person, ...], today: date
) -> Iterator[OwedReminder]:
    if not has_left(row["owner__left_on"], today):
        yield _to_owner(row, schedule.PAPERS, papers_due)
    else:
        yield from (_line(row, officer, schedule.PAPERS, papers_due) for officer in officers)


def _to_owner(row: dict[str, Any], step: int, day: date) -> OwedReminder:
    return _line(row, Person(row["owner_id"], row["owner__email"]), step, day)


def _line(row: dict[str, Any], person: Person, step: int, day: date) -> OwedReminder:
    return OwedReminder(row["pk"], row["reference"], person, step, day, missed=(), days_late=0)
