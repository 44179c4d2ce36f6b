"""
What one digest still has to say when it is claimed: its ledger rows joined with the actions as they stand now.

Leaves out what closed, changed hands, was re-dated, answered or reported on since it was owed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import QuerySet

from actions import lifecycle, schedule
from actions.assemble.digest_rows import DigestRow, DigestRows, Written, WrittenNow, read_rows
from actions.assemble.overtaken import Overtaken, is_overtaken, papers_days
from actions.assemble.people import OFFICER, who_must_answer
from actions.emails.digest import digest
from actions.emails.lines import Asked, DigestFacts, DigestLine
from actions.links import links_of
from actions.models import RequestKind
from actions.permissions import REPORTING
from actions.schedule import STEPS, Told
from partnership.emails.letter import Mail
from partnership.lifecycle import has_left
from partnership.models import User
from partnership.operations.conditional import Columns

NO_LINES = DigestRows()
OF_THE_MESSAGE = 2  # of the figures of what was written; the others are of what stands around it
BY_DAYS = {step.days: step for step in STEPS}


@dataclass(frozen=True)
class Letterhead:
    """What every mail says of the partnership: its name, the site's address, how to reach the officer."""

    partnership: str
    site: str
    contact: str


@dataclass(frozen=True)
class _When:
    """The day that the digest is of, and who writes its links."""

    today: date
    link: Callable[[int, int, int], str]


class Digests:
    """
    The digests of one run, by the number of their message.

    `look` reads many at once; `mail` then needs one query, and reads anew what was written since. Names are the look's.
    """

    def __init__(self, today: date, now: datetime, head: Letterhead) -> None:
        self._when = _When(today, links_of(now))
        self._head = head
        self._held: dict[int, DigestRows] = {}
        self._officers: list[User] | None = None
        self._reporting: frozenset[int] = frozenset()
        self._papers: dict[date, date | None] = {}
        self._left_out: dict[int, frozenset[int]] = {}
        self._overtaken: dict[int, tuple[Overtaken, ...]] = {}
        self._written_now = WrittenNow()

    def look(self, messages: Sequence[int]) -> None:
        """What these say, read in a fixed number of queries, in the place of what was read before."""
        self._held = (
            read_rows(messages, self._written_now.of(messages[0])[OF_THE_MESSAGE:], self._when.today)
            if messages
            else {}
        )
        self._officers = list(_officers_in_post(self._when.today)) if messages else None
        self._reporting = _who_may_report(self._when.today) if messages else frozenset()
        self._papers = papers_days() if messages else {}
        self._left_out = {}
        self._overtaken = {}

    def mail(self, message: int) -> Mail | None:
        """As things stand now. None when nothing is left of it, or the person has left."""
        held = self._held.pop(message, None)
        if held is None or held.written != self._written_now.of(message):
            self.look([message, *self._held])  # what was written since may be of the others too
            return self._written(self._held.pop(message, NO_LINES))
        return self._written(held)

    @property
    def columns(self) -> Columns:
        """What `still` has to be told, as the claim of a message finds it."""
        return self._written_now.columns

    def still(self, message: int, found: Written) -> Mail | None:
        """What was read ahead, if by what the claim found all of it still stands; None: `mail` must look."""
        held = self._held.pop(message, None)
        if held is None or held.written != found:
            return None
        mail, ledger_must_know = self._written(held), self.left_out(message) or self.overtaken(message)
        return None if ledger_must_know else mail

    def left_out(self, message: int) -> frozenset[int]:
        """The ids of the actions that were owed in the mail written last for this message and are not in it."""
        return self._left_out.get(message, frozenset())

    def overtaken(self, message: int) -> tuple[Overtaken, ...]:
        """The lines of that mail whose place a fresh update has taken since they were owed."""
        return self._overtaken.get(message, ())

    def reply_to(self) -> tuple[str, ...]:
        """Where an answer to any mail of this run goes."""
        return reply_to(self._head.contact, self._in_post())

    def _in_post(self) -> list[User]:
        if self._officers is None:
            self._officers = list(_officers_in_post(self._when.today))
        return self._officers

    def _written(self, held: DigestRows) -> Mail | None:
        if not held.rows:
            return None
        if has_left(held.rows[0].left_on, self._when.today):
            self._left_out[held.rows[0].message] = frozenset(row.action for row in held.rows)
            return None
        overtaken = tuple(row for row in held.rows if is_overtaken(row, self._papers))
        reader, officers = held.rows[0], self._in_post()
        must_answer = reader.is_officer or _answers_alone(officers, reader, self._when.today)
        names, signs_in = held.indicators or {}, reader.reader in self._reporting
        lines = _one_for_each_action(
            _line(row, self._when, must_answer, signs_in, names.get(row.action, ()))
            for row in held.rows
            if row not in overtaken and (row.step != schedule.PAPERS or row.day in self._papers)
        )
        self._overtaken[reader.message] = tuple(
            Overtaken(row.action, row.step, row.updated_at) for row in overtaken if row.updated_at
        )
        said = {line.reference for line in lines}
        self._left_out[reader.message] = frozenset(
            row.action for row in held.rows if row.reference not in said
        )
        if not lines:
            return None
        facts = DigestFacts(
            to=reader.email,
            name=reader.name,
            partnership=self._head.partnership,
            site=self._head.site,
            officer=officer_in_words(self._head.contact, officers),
            reply_to=reply_to(self._head.contact, officers),
            lines=lines,
            may_sign_in=signs_in,
        )
        return digest(facts)


def _officers_in_post(today: date) -> QuerySet[User]:
    return User.objects.with_role(OFFICER, today).order_by("email")


def _who_may_report(today: date) -> frozenset[int]:
    """Whoever may sign in and say there how an action goes; an owner who may not is sent the link."""
    rows = User.objects.in_post(today).filter(is_active=True, groups__name__in=REPORTING)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def officer_in_words(contact: str, officers: Iterable[User]) -> str:
    """The setting's words, else each officer's name, address and telephone number."""
    return contact or "; ".join(
        ", ".join(filter(None, [officer.name, officer.email, officer.telephone])) for officer in officers
    )


def reply_to(contact: str, officers: list[User]) -> tuple[str, ...]:
    """The addresses that stand in the contact's words, else the first three officers'."""
    in_words = tuple(re.findall(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", contact, re.ASCII))
    return in_words or tuple(officer.email for officer in officers[:3])


def _answers_alone(officers: list[User], reader: DigestRow, today: date) -> bool:
    return not officers and any(one.address == reader.email for one in who_must_answer((), today))


def _one_for_each_action(found: Iterable[DigestLine | None]) -> tuple[DigestLine, ...]:
    """
    Where an action is in it at two steps, the deadline's newest speaks; what waits for an answer is a line of its own.
    """
    lines: dict[tuple[str, bool], DigestLine] = {}
    for line in found:
        if line is None:
            continue
        held = lines.setdefault((line.reference, line.asked is not None), line)
        if held.step < line.step < schedule.NAMED:
            lines[line.reference, False] = line
    return tuple(lines.values())


def _line(
    row: DigestRow, when: _When, must_answer: bool, signs_in: bool, indicators: tuple[str, ...]
) -> DigestLine | None:
    status = lifecycle.Status(row.status)
    due = lifecycle.due_on(deadline=row.deadline, meeting_it_precedes=row.before)
    told = _told(row, due, must_answer, when.today)
    if told is None or status not in lifecycle.OPEN:
        return None
    late = lifecycle.lateness(status, due, row.review_on, when.today)
    return DigestLine(
        reference=row.reference,
        title=row.title,
        owner=f"{row.owner_name}, {row.owner_agency}" if row.owner_agency else row.owner_name,
        told=told,
        due=due,
        before=row.before,
        first_due=row.first_due,
        step=row.step,
        lateness=late.words,
        overdue=late.overdue,
        indicators=indicators,
        meeting=_meeting(row.source, row.source_on),
        owner_left=has_left(row.owner_left_on, when.today),
        has_lead=row.lead is not None and not has_left(row.lead_left_on, when.today),
        today=when.today,
        named_on=row.named_on if told is Told.OWNER and _naming_is_news(row) else None,
        papers_due=row.day if row.step == schedule.PAPERS else None,
        review=_meeting(row.review, row.review_on),
        asked=_asked(row, when.today) if told is Told.ANSWERS else None,
        link="" if signs_in else _link(row, told, when),
    )


def _meeting(title: str | None, on: date | None) -> str:
    return f"{title}, {lifecycle.day_in_words(on)}" if on else ""


def _link(row: DigestRow, told: Told, when: _When) -> str:
    """The owner's own link, for an owner who cannot report on the action's page."""
    if told is not Told.OWNER:
        return ""
    return when.link(row.action, row.owner, row.link_version)


def _naming_is_news(row: DigestRow) -> bool:
    """To an owner who has not said yes: at its own step, and at every other for one who came to it later."""
    if row.named_on is None or row.accepted_on is not None:
        return False
    return row.step == schedule.NAMED or row.named_on > row.raised_on


def _waits(row: DigestRow) -> bool:
    """Whether the owner's request waits; a former owner's waits for nobody."""
    return row.asked_by is not None and row.asked_by == row.owner


def _asked(row: DigestRow, today: date) -> Asked | None:
    if row.asked_kind is None or row.asked_on is None or not _waits(row):
        return None
    return Asked(
        what=RequestKind(row.asked_kind).label,
        until=row.asked_until,
        suggested=row.asked_suggested or "",
        words=row.asked_words or "",
        on=row.asked_on,
        days=max(0, (today - row.asked_on).days),
    )


def _told(row: DigestRow, due: date | None, must_answer: bool, today: date) -> Told | None:
    """In which quality the reader is still concerned; None when it is no more theirs, or no more so."""
    if row.step >= schedule.ANSWER:
        stands = _waits(row) and row.asked_on == row.day and must_answer
        return Told.ANSWERS if stands else None
    asks_for_time = _waits(row) and row.asked_kind == RequestKind.MORE_TIME
    theirs = {
        Told.OWNER: row.owner == row.reader and not asks_for_time,
        Told.LEAD: row.lead == row.reader,
        Told.OFFICERS: row.is_officer,
    }
    return next((told for told in _told_at(row, due, today) if theirs[told]), None)


def _told_at(row: DigestRow, due: date | None, today: date) -> tuple[Told, ...]:
    """Who is told at this step as the action stands: nobody where its day is another one now."""
    owner_left = has_left(row.owner_left_on, today)
    if row.step == schedule.NAMED:
        still = row.named_on == row.day and row.accepted_on is None and not owner_left
        return (Told.OWNER,) if still else ()
    if row.step == schedule.PAPERS:
        return (Told.OFFICERS,) if owner_left else (Told.OWNER,)
    return _told_at_step(row.step, owner_left) if due == row.day else ()


@cache
def _told_at_step(days: int, owner_left: bool) -> tuple[Told, ...]:
    """Of the deadline's steps; nobody where there is none of so many days any more."""
    step = BY_DAYS.get(days)
    told = schedule.told_at(step, owner_left=owner_left) if step else ()
    return tuple(one for one in Told if one in told)
