"""
What is owed by the deadline's steps: the newest that has come, to each person who has not been told of it.

An unanswered request for more time stops the owner's; a fresh update takes the place of the step that follows it. The
rules stand in schedule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)

from actions import lifecycle, schedule
from actions.assemble.people import OwedReminder, Person
from actions.models import Action, OwnerRequest, ProgressUpdate, Reminder, RequestKind, RequestState
from actions.schedule import STEPS, Told
from partnership.lifecycle import has_left
from partnership.models import Meeting, in_post_on

LEDGER_CHUNK = 10_000  # ids in one query; a database takes only so many

Entry = tuple[int, int, int, date]


def owed_by_deadline(today: date, officers: tuple[Person, ...]) -> tuple[OwedReminder, ...]:
    """Every reminder that the ledger has not, marked fresh where an update came since the step before."""
    rows = _unsaid(today, officers)
    ledger = dict(_ledger([row["pk"] for row in rows])) if rows else {}
    return tuple(owed for row in rows for owed in _owed_for(row, today, officers, ledger))


def asks_for_time() -> Exists:
    """Whether the action's owner waits to hear about more time."""
    waiting = OwnerRequest.objects.filter(
        action=OuterRef("pk"), by=OuterRef("owner"), kind=RequestKind.MORE_TIME, state=RequestState.OPEN
    )
    return Exists(waiting)


def _unsaid(today: date, officers: tuple[Person, ...]) -> list[dict[str, Any]]:
    """Open actions whose newest owed step somebody has not been told of."""
    latest = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-at", "-pk")
    rows = (
        Action.objects.open()
        .annotate(due=_due())
        .filter(due__lte=today - timedelta(days=STEPS[0].days))
        .annotate(step=_newest_step(today))
        .filter(_owner_unsaid(today) | _lead_unsaid(today) | _officers_unsaid(officers, today))
        .annotate(
            asks=asks_for_time(),
            updated_on=Subquery(latest.values("on")[:1]),
            updated_at=Subquery(latest.values("at")[:1]),
        )
        .values(
            *("pk", "reference", "due", "asks", "updated_on", "updated_at"),
            *("owner_id", "owner__email", "owner__left_on"),
            *("agency__lead_id", "agency__lead__email", "agency__lead__left_on"),
        )
    )
    return [dict(row) for row in rows]


def _said_to(person: OuterRef | int) -> Exists:
    return Exists(
        Reminder.objects.filter(
            action=OuterRef("pk"), recipient=person, step=OuterRef("step"), deadline=OuterRef("due")
        ).order_by()
    )


def _owner_unsaid(today: date) -> Q:
    return Q(in_post_on(today, "owner__"), ~_said_to(OuterRef("owner")), ~asks_for_time())


def _lead_unsaid(today: date) -> Q:
    in_post = Q(Q(agency__lead__isnull=False), in_post_on(today, "agency__lead__"))
    return Q(Q(step__gte=schedule.first_step(Told.LEAD)), in_post, ~_said_to(OuterRef("agency__lead")))


def _officers_unsaid(officers: Iterable[Person], today: date) -> Q:
    concerned = Q(step__gte=schedule.first_step(Told.OFFICERS)) | ~in_post_on(today, "owner__")
    unsaid: Q = Q(pk__in=[])
    for officer in officers:
        unsaid = unsaid | Q(~_said_to(officer.pk))
    return Q(concerned, unsaid)


def _due() -> Case:
    """The last day in time, in the database. Meetings are few, so each one's day before it is written out."""
    meetings = Meeting.objects.filter(
        Exists(Action.objects.open().filter(due_before=OuterRef("pk")).order_by())
    )
    days = [
        When(due_before=pk, then=Value(lifecycle.due_on(deadline=None, meeting_it_precedes=day)))
        for pk, day in meetings.order_by().values_list("pk", "date")
    ]
    return Case(When(deadline__isnull=False, then=F("deadline")), *days, output_field=DateField())


def _newest_step(today: date) -> Case:
    return Case(
        *(
            When(due__lte=today - timedelta(days=step.days), then=Value(step.days))
            for step in reversed(STEPS)
        ),
        output_field=SmallIntegerField(),
    )


def _ledger(actions: list[int]) -> Iterator[tuple[Entry, datetime]]:
    """Who was told of what already, and when that was written down."""
    for start in range(0, len(actions), LEDGER_CHUNK):
        some = Reminder.objects.filter(action__in=actions[start : start + LEDGER_CHUNK]).order_by()
        for row in some.values_list("action_id", "recipient_id", "step", "deadline", "written_at"):
            yield row[:4], row[4]


def _owed_for(
    row: dict[str, Any], today: date, officers: tuple[Person, ...], ledger: Mapping[Entry, datetime]
) -> Iterator[OwedReminder]:
    """To each person once, in the first quality that applies: owner, lead, officer."""
    due: date = row["due"]
    done: set[int] = set()
    for told, person in _people(row, officers, today):
        owed = schedule.owed(due, today, told, owner_left=has_left(row["owner__left_on"], today))
        if owed is None or person.pk in done:
            continue
        done.add(person.pk)
        entries = {step.days: (row["pk"], person.pk, step.days, due) for step in STEPS}
        if entries[owed.step.days] in ledger or (told is Told.OWNER and row["asks"]):
            continue
        written = [ledger[entry] for entry in entries.values() if entry in ledger]
        yield OwedReminder(
            action=row["pk"],
            reference=row["reference"],
            person=person,
            step=owed.step.days,
            deadline=due,
            missed=tuple(step.days for step in owed.older if entries[step.days] not in ledger),
            days_late=max(0, (today - due).days),
            fresh=_is_fresh(row, due, owed.step.days, max(written, default=None)),
            updated_at=row["updated_at"],
        )


def _is_fresh(row: dict[str, Any], due: date, step: int, told_at: datetime | None) -> bool:
    """Whether an update came in since the step before, and since this person was last told."""
    if row["updated_on"] is None or row["updated_on"] < schedule.fresh_from(due, step):
        return False
    return told_at is None or bool(row["updated_at"] > told_at)


def _people(row: dict[str, Any], officers: tuple[Person, ...], today: date) -> Iterator[tuple[Told, Person]]:
    if not has_left(row["owner__left_on"], today):
        yield Told.OWNER, Person(row["owner_id"], row["owner__email"])
    if row["agency__lead_id"] is not None and not has_left(row["agency__lead__left_on"], today):
        yield Told.LEAD, Person(row["agency__lead_id"], row["agency__lead__email"])
    for officer in officers:
        yield Told.OFFICERS, officer
