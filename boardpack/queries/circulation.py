"""
Whom a published pack may be sent to, whom it was sent to, and who has opened it.

The outbox keeps no reference to the pack: which one a mail brought is told by its subject. Three queries, whatever the
number of people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from boardpack.emails.circulation import brought, edition_brought, papers_for
from boardpack.models import Receipt
from boardpack.queries.packs import PackFacts
from partnership.models import Message, MessageKind, MessageQuerySet, MessageState, User
from partnership.roles import ROLES, May

READERS = tuple(role.key for role in ROLES if May.READ_PACKS in role.may)
MEMBERS = ("board_member", "chair")  # who is ticked to begin with


@dataclass(frozen=True)
class Reader:
    """
    Somebody who may read the pack. `sent` says how the last mail to them stands, `opened_at` when first opened.

    `has` is the newest edition for this meeting that was sent to them or that they opened; None when there is none.
    """

    pk: int
    name: str
    agency: str
    email: str
    is_member: bool
    sent: str
    sent_on: date | None
    reached: bool
    opened_at: datetime | None
    has: int | None = None

    @property
    def is_chosen(self) -> bool:
        """Ticked to begin with: a member whom it has not been sent to."""
        return self.is_member and not self.reached


def readers(today: date) -> QuerySet[User]:
    """Everybody in post who may sign in and read packs."""
    people = User.objects.in_post(today).filter(is_active=True, groups__name__in=READERS)
    return people.select_related("agency").order_by("name", "pk").distinct()


def readers_of(pack: PackFacts, today: date) -> tuple[Reader, ...]:
    """Members first, then whoever else reads packs; whoever opened it and reads packs no more comes last."""
    mails, receipts = _mails(pack.meeting_date), list(_receipts(pack.meeting_date))
    sent = {one.recipient_id: one for one in mails if edition_brought(one.subject) == pack.edition}
    opened = {one.person_id: one for one in receipts if one.pack_id == pack.pk}
    has = _newest(mails, receipts)
    members = set(User.objects.filter(groups__name__in=MEMBERS).values_list("pk", flat=True))
    people = list(readers(today))
    known = {one.pk for one in people}
    gone = [one.person for one in opened.values() if one.person_id not in known]
    found = [_reader(one, one.pk in members, sent, opened, has) for one in people]
    found.sort(key=lambda one: not one.is_member)
    return (*found, *(_reader(one, False, sent, opened, has) for one in gone))


def mails_bringing(meeting_date: date, edition: int) -> MessageQuerySet:
    """Every mail that brings, or is to bring, the edition."""
    return Message.objects.filter(
        kind=MessageKind.CIRCULATION, subject__startswith=brought(meeting_date, edition)
    )


def sent_to(meeting_date: date, edition: int) -> dict[int, Message]:
    """The last mail that brought the edition to each person, by their id."""
    rows = mails_bringing(meeting_date, edition)
    return {row.recipient_id: row for row in rows.order_by("written_at", "pk")}


def stands(message: Message) -> bool:
    """Whether the mail has arrived or is on its way."""
    return message.state not in (MessageState.REFUSED, MessageState.UNKNOWN, MessageState.CANCELLED)


def _mails(meeting_date: date) -> list[Message]:
    """Of every edition, the oldest first."""
    rows = Message.objects.filter(kind=MessageKind.CIRCULATION, subject__startswith=papers_for(meeting_date))
    return list(rows.defer("text", "html").order_by("written_at", "pk"))


def _receipts(meeting_date: date) -> Iterable[Receipt]:
    """Of every edition."""
    rows = Receipt.objects.filter(pack__meeting__date=meeting_date)
    return rows.select_related("person__agency", "pack").defer("pack__document").order_by("at")


def _newest(mails: Iterable[Message], receipts: Iterable[Receipt]) -> dict[int, int]:
    """The newest edition that each person has, by their id."""
    sent = [(mail.recipient_id, edition_brought(mail.subject)) for mail in mails if stands(mail)]
    opened = [(one.person_id, one.pack.edition) for one in receipts]
    return dict(sorted([*sent, *opened], key=lambda pair: pair[1]))


def _reader(
    person: User,
    is_member: bool,
    sent: dict[int, Message],
    opened: dict[int, Receipt],
    has: dict[int, int],
) -> Reader:
    mail, receipt = sent.get(person.pk), opened.get(person.pk)
    return Reader(
        pk=person.pk,
        name=person.name,
        agency=person.agency.name if person.agency else "",
        email=person.email,
        is_member=is_member,
        sent=mail.get_state_display() if mail else "",
        sent_on=mail.day if mail else None,
        reached=mail is not None and stands(mail),
        opened_at=receipt.at if receipt else None,
        has=has.get(person.pk),
    )
