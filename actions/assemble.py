"""
What is owed to whom, and what a digest has to say: rows joined with the schedule, frozen values out.

Who is told when stands in schedule. What is owed is found by the database, by condition, in a fixed number of
queries however many actions are open.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from actions import lifecycle, schedule
from actions.emails.digest import DigestFacts, DigestLine
from actions.models import Action, Reminder
from actions.schedule import STEPS, Told
from partnership.models import Meeting, Message, MessageKind, User

OFFICER = "performance_officer"
LEDGER_CHUNK = 10_000  # ids in one query; a database takes only so many


@dataclass(frozen=True)
class Person:
    pk: int
    address: str


@dataclass(frozen=True)
class OwedReminder:
    """One line of the ledger to be: this step, for this deadline, to this person; `missed` are the steps it overtakes."""

    action: int
    reference: str
    person: Person
    step: int
    deadline: date
    missed: tuple[int, ...]
    days_late: int


def owed_on(today: date) -> tuple[OwedReminder, ...]:
    """
    What is owed on that day and not in the ledger, by person.

    Whoever has had a message of that day already waits for the next day's, so that nobody gets two.
    """
    officers = tuple(_officers())
    rows = _unsaid(today, officers)
    if not rows:
        return ()
    ledger = set(_ledger([row["pk"] for row in rows]))
    served = set(
        Message.objects.filter(kind=MessageKind.REMINDERS, day=today).values_list("recipient_id", flat=True)
    )
    found = [owed for row in rows for owed in _owed_for(row, today, officers, ledger)]
    return tuple(
        sorted(
            (one for one in found if one.person.pk not in served),
            key=lambda one: (one.person.address, -one.days_late, one.deadline, one.reference),
        )
    )


def _officers() -> Iterator[Person]:
    for pk, address in User.objects.with_role(OFFICER).order_by("email").values_list("pk", "email"):
        yield Person(pk, address)


def _unsaid(today: date, officers: tuple[Person, ...]) -> list[dict[str, Any]]:
    """Open actions whose newest owed step somebody has not been told of."""
    said = Reminder.objects.filter(
        action=OuterRef("pk"), step=OuterRef("step"), deadline=OuterRef("due")
    ).order_by()
    to_officers = said.filter(recipient__in=[officer.pk for officer in officers])
    told = to_officers.values("action").annotate(many=Count("pk")).values("many")
    owner_unsaid = Q(owner__left_on__isnull=True) & ~Exists(said.filter(recipient=OuterRef("owner")))
    lead_unsaid = Q(
        step__gte=schedule.first_step(Told.LEAD),
        agency__lead__isnull=False,
        agency__lead__left_on__isnull=True,
    ) & ~Exists(said.filter(recipient=OuterRef("agency__lead")))
    officers_unsaid = (Q(step__gte=schedule.first_step(Told.OFFICERS)) | Q(owner__left_on__isnull=False)) & Q(
        officers_told__lt=len(officers)
    )
    rows = (
        Action.objects.open()
        .annotate(due=_due())
        .filter(due__lte=today - timedelta(days=STEPS[0].days))
        .annotate(step=_newest_step(today))
        .annotate(officers_told=Coalesce(Subquery(told, output_field=IntegerField()), 0))
        .filter(owner_unsaid | lead_unsaid | officers_unsaid)
        .values(
            "pk",
            "reference",
            "due",
            "owner_id",
            "owner__email",
            "owner__left_on",
            "agency__lead_id",
            "agency__lead__email",
            "agency__lead__left_on",
        )
    )
    return [dict(row) for row in rows]


def _due() -> Case:
    """The last day in time, in the database. Meetings are few, so each one's day before it is written out."""
    meetings = Meeting.objects.filter(actions_due__in=Action.objects.open()).distinct()
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


Entry = tuple[int, int, int, date]


def _ledger(actions: list[int]) -> Iterator[Entry]:
    for start in range(0, len(actions), LEDGER_CHUNK):
        some = Reminder.objects.filter(action__in=actions[start : start + LEDGER_CHUNK])
        yield from some.order_by().values_list("action_id", "recipient_id", "step", "deadline")


def _owed_for(
    row: dict[str, Any], today: date, officers: tuple[Person, ...], ledger: Collection[Entry]
) -> Iterator[OwedReminder]:
    """To each person once, in the first quality that applies: owner, lead, officer."""
    due: date = row["due"]
    done: set[int] = set()
    for told, person in _people(row, officers):
        owed = schedule.owed(due, today, told, owner_left=row["owner__left_on"] is not None)
        if owed is None or person.pk in done:
            continue
        done.add(person.pk)
        if (row["pk"], person.pk, owed.step.days, due) in ledger:
            continue
        missed = (step.days for step in owed.older if (row["pk"], person.pk, step.days, due) not in ledger)
        yield OwedReminder(
            row["pk"],
            row["reference"],
            person,
            owed.step.days,
            due,
            tuple(missed),
            max(0, (today - due).days),
        )


def _people(row: dict[str, Any], officers: tuple[Person, ...]) -> Iterator[tuple[Told, Person]]:
    if row["owner__left_on"] is None:
        yield Told.OWNER, Person(row["owner_id"], row["owner__email"])
    if row["agency__lead_id"] is not None and row["agency__lead__left_on"] is None:
        yield Told.LEAD, Person(row["agency__lead_id"], row["agency__lead__email"])
    for officer in officers:
        yield Told.OFFICERS, officer


@dataclass(frozen=True)
class Letterhead:
    """What every mail says of the partnership: its name, the site's address, how to reach the officer."""

    partnership: str
    site: str
    contact: str


def digest_facts(message: Message, today: date, head: Letterhead) -> DigestFacts | None:
    """
    What the message still has to say: without actions that were closed, given to others or re-dated since it was owed.

    None when nothing is left of it, or the person has left.
    """
    reader = message.recipient
    if reader.left_on is not None:
        return None
    officers = list(User.objects.with_role(OFFICER).order_by("email"))
    is_officer = any(officer.pk == reader.pk for officer in officers)
    lines = tuple(
        line
        for reminder in _reminders(message)
        if (line := _line(reminder, reader, is_officer, today)) is not None
    )
    if not lines:
        return None
    return DigestFacts(
        to=reader.email,
        name=reader.name,
        partnership=head.partnership,
        site=head.site,
        officer=head.contact or "; ".join(_reached_by(officer) for officer in officers),
        reply_to=_reply_to(head.contact) or tuple(officer.email for officer in officers[:3]),
        lines=lines,
    )


def _reminders(message: Message) -> QuerySet[Reminder]:
    return message.reminders.select_related(
        "action__owner__agency", "action__agency__lead", "action__due_before", "action__source_meeting"
    ).prefetch_related("action__indicators")


def _line(reminder: Reminder, reader: User, is_officer: bool, today: date) -> DigestLine | None:
    action = reminder.action
    told = _told(reminder, reader, is_officer)
    status = lifecycle.Status(action.status)
    if told is None or status not in lifecycle.OPEN or action.due_on != reminder.deadline:
        return None
    late = lifecycle.lateness(status, action.due_on, None, today)
    lead = action.agency.lead
    return DigestLine(
        reference=action.reference,
        title=action.title,
        owner=str(action.owner),
        told=told,
        due=reminder.deadline,
        step=reminder.step,
        lateness=late.words,
        overdue=late.overdue,
        indicators=tuple(one.short_name for one in action.indicators.all()),
        meeting=str(action.source_meeting) if action.source_meeting else "",
        owner_left=action.owner.left_on is not None,
        has_lead=lead is not None and lead.left_on is None,
    )


def _told(reminder: Reminder, reader: User, is_officer: bool) -> Told | None:
    """In which quality the reader is still concerned; None when the action is no more theirs."""
    action = reminder.action
    owner_left = action.owner.left_on is not None
    step = next((one for one in STEPS if one.days == reminder.step), None)
    at_step = schedule.told_at(step, owner_left=owner_left) if step else ()
    theirs = {
        Told.OWNER: action.owner_id == reader.pk,
        Told.LEAD: action.agency.lead_id == reader.pk,
        Told.OFFICERS: is_officer,
    }
    return next((told for told in Told if told in at_step and theirs[told]), None)


def _reached_by(officer: User) -> str:
    return ", ".join(filter(None, [officer.name, officer.email, officer.telephone]))


def _reply_to(contact: str) -> tuple[str, ...]:
    """The addresses that stand in the contact's words."""
    return tuple(re.findall(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", contact, re.ASCII))
