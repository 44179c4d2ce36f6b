"""
What one digest still has to say when it is claimed: its ledger rows joined with the actions as they stand now.

Leaves out what closed, changed hands, was re-dated or answered since it was owed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from actions import lifecycle, schedule
from actions.assemble.people import OFFICER, who_must_answer
from actions.emails.digest import Asked, DigestFacts, DigestLine
from actions.links import link_for
from actions.models import Action, OwnerRequest, Reminder, RequestKind, RequestState
from actions.schedule import STEPS, Told
from partnership.models import Message, User


@dataclass(frozen=True)
class Letterhead:
    """What every mail says of the partnership: its name, the site's address, how to reach the officer."""

    partnership: str
    site: str
    contact: str


@dataclass(frozen=True)
class _Reader:
    """Whose mail it is, when, and in which qualities."""

    person: User
    is_officer: bool
    must_answer: bool
    today: date
    now: datetime


def digest_facts(message: Message, today: date, now: datetime, head: Letterhead) -> DigestFacts | None:
    """None when nothing is left of it, or the person has left. Links to the owner live from `now`."""
    person = message.recipient
    if person.left_on is not None:
        return None
    officers = list(User.objects.with_role(OFFICER).order_by("email"))
    is_officer = any(officer.pk == person.pk for officer in officers)
    reader = _Reader(person, is_officer, is_officer or _answers_alone(officers, person), today, now)
    lines = _one_for_each_action(_line(reminder, reader) for reminder in _reminders(message))
    if not lines:
        return None
    return DigestFacts(
        to=person.email,
        name=person.name,
        partnership=head.partnership,
        site=head.site,
        officer=officer_in_words(head.contact, officers),
        reply_to=reply_to(head.contact, officers),
        lines=lines,
        may_sign_in=person.is_active,
    )


def officer_in_words(contact: str, officers: Iterable[User]) -> str:
    """The setting's words, else each officer's name, address and telephone number."""
    return contact or "; ".join(
        ", ".join(filter(None, [officer.name, officer.email, officer.telephone])) for officer in officers
    )


def reply_to(contact: str, officers: list[User]) -> tuple[str, ...]:
    """The addresses that stand in the contact's words, else the first three officers'."""
    in_words = tuple(re.findall(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", contact, re.ASCII))
    return in_words or tuple(officer.email for officer in officers[:3])


def _answers_alone(officers: list[User], person: User) -> bool:
    return not officers and any(one.pk == person.pk for one in who_must_answer(()))


def _reminders(message: Message) -> QuerySet[Reminder]:
    waiting = OwnerRequest.objects.filter(state=RequestState.OPEN).select_related("by__agency")
    return (
        message.reminders.select_related(
            *("action__owner__agency", "action__agency__lead", "action__due_before"),
            *("action__review_meeting", "action__source_meeting"),
        )
        .prefetch_related(
            "action__indicators", Prefetch("action__requests", queryset=waiting, to_attr="waiting")
        )
        .order_by("step")
    )


def _one_for_each_action(found: Iterable[DigestLine | None]) -> tuple[DigestLine, ...]:
    """Where an action is in it at two steps, the deadline's speaks; what waits for an answer is a line of its own."""
    lines: dict[tuple[str, bool], DigestLine] = {}
    for line in found:
        if line is not None:
            lines.setdefault((line.reference, line.asked is not None), line)
    return tuple(lines.values())


def _line(reminder: Reminder, reader: _Reader) -> DigestLine | None:
    action = reminder.action
    status = lifecycle.Status(action.status)
    told = _told(reminder, reader)
    if told is None or status not in lifecycle.OPEN:
        return None
    review = action.review_meeting
    late = lifecycle.lateness(status, action.due_on, review.date if review else None, reader.today)
    lead = action.agency.lead
    return DigestLine(
        reference=action.reference,
        title=action.title,
        owner=str(action.owner),
        told=told,
        due=action.due_on,
        step=reminder.step,
        lateness=late.words,
        overdue=late.overdue,
        indicators=tuple(one.short_name for one in action.indicators.all()),
        meeting=str(action.source_meeting) if action.source_meeting else "",
        owner_left=action.owner.left_on is not None,
        has_lead=lead is not None and lead.left_on is None,
        today=reader.today,
        named_on=action.named_on if told is Told.OWNER and _naming_is_news(reminder) else None,
        papers_due=reminder.deadline if reminder.step == schedule.PAPERS else None,
        review=str(review) if review else "",
        asked=_asked(action, reader.today) if told is Told.ANSWERS else None,
        link=_link(action, told, reader),
    )


def _link(action: Action, told: Told, reader: _Reader) -> str:
    """The owner's own link, for an owner who may not sign in; whoever may has the action's page."""
    if told is not Told.OWNER or reader.person.is_active:
        return ""
    return link_for(action.pk, action.owner_id, action.link_version, reader.now)


def _naming_is_news(reminder: Reminder) -> bool:
    """To an owner who has not said yes: at its own step, and at every other for one who came to it later."""
    action = reminder.action
    if action.named_on is None or action.accepted_on is not None:
        return False
    return reminder.step == schedule.NAMED or action.named_on > action.raised_on


def _waiting(action: Action) -> OwnerRequest | None:
    """The owner's request that waits; a former owner's waits for nobody."""
    requests: list[OwnerRequest] = getattr(action, "waiting", [])
    return next((one for one in requests if one.by_id == action.owner_id), None)


def _asked(action: Action, today: date) -> Asked | None:
    request = _waiting(action)
    if request is None:
        return None
    return Asked(
        what=request.get_kind_display(),
        until=request.deadline_asked,
        suggested=request.suggested,
        words=request.words,
        on=request.on,
        days=max(0, (today - request.on).days),
    )


def _told(reminder: Reminder, reader: _Reader) -> Told | None:
    """In which quality the reader is still concerned; None when it is no more theirs, or no more so."""
    action, request = reminder.action, _waiting(reminder.action)
    if reminder.step >= schedule.ANSWER:
        stands = request is not None and request.on == reminder.deadline and reader.must_answer
        return Told.ANSWERS if stands else None
    waits = request is not None and request.kind == RequestKind.MORE_TIME
    theirs = {
        Told.OWNER: action.owner_id == reader.person.pk and not waits,
        Told.LEAD: action.agency.lead_id == reader.person.pk,
        Told.OFFICERS: reader.is_officer,
    }
    return next((told for told in _told_at(reminder) if theirs[told]), None)


def _told_at(reminder: Reminder) -> tuple[Told, ...]:
    """Who is told at this step as the action stands: nobody where its day is another one now."""
    action = reminder.action
    owner_left = action.owner.left_on is not None
    if reminder.step == schedule.NAMED:
        still = action.named_on == reminder.deadline and action.accepted_on is None and not owner_left
        return (Told.OWNER,) if still else ()
    if reminder.step == schedule.PAPERS:
        return (Told.OFFICERS,) if owner_left else (Told.OWNER,)
    step = next((one for one in STEPS if one.days == reminder.step), None)
    if step is None or action.due_on != reminder.deadline:
        return ()
    told = schedule.told_at(step, owner_left=owner_left)
    return tuple(one for one in Told if one in told)
