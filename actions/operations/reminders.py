"""
Owed, then sent: one short sweep that works from rows, and the sending of what is due.

The ledger rows and the messages they are in are written in one transaction; the ledger's and the outbox's
constraints make a second sweep at the same moment harmless. What is owed stands in assemble, when in schedule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction

from actions.assemble.digests import Digests, Letterhead
from actions.assemble.owing import Owing, owing_on
from actions.assemble.people import OwedReminder
from actions.models import Reminder
from actions.operations.turns import take_turn
from actions.schedule import NAMED, london_moment, may_send
from partnership.emails.letter import Mail
from partnership.models import Message, MessageKind
from partnership.operations.delivery import Compose, DeliveryReport, deliver_due
from partnership.operations.notices import compose_notice, owe_notices
from partnership.operations.outbox import carry_over, owe_messages, record_heartbeat
from partnership.operations.people import end_sign_ins
from partnership.operations.written import as_written

JOB = "sweep"
BATCH = 5_000
IN_THE_WINDOW = (MessageKind.REMINDERS, MessageKind.NOTICE)
LISTS = {MessageKind.LINK: "links", MessageKind.CHASE: "requests", MessageKind.CIRCULATION: "packs"}


@dataclass(frozen=True)
class SweepReport:
    """What a sweep wrote down (or, dry, would write down). `busy`: another one was at it, so nothing was done."""

    as_of: date
    owed: tuple[OwedReminder, ...] = ()
    busy: bool = False

    @property
    def messages(self) -> int:
        return len({one.person.pk for one in self.owed})

    @property
    def missed(self) -> int:
        return sum(len(one.missed) for one in self.owed)

    @property
    def words(self) -> str:
        many = len(self.owed)
        return (
            f"{self.messages} {'message' if self.messages == 1 else 'messages'}, "
            f"{many} {'reminder' if many == 1 else 'reminders'}, {self.missed} missed"
        )


def remind(*, today: date, now: datetime, window: str) -> tuple[SweepReport, DeliveryReport]:
    """
    A sweep, the sending of all that is due, and a notice to the officers of what the server refused.

    Outside the sending window reminders and notices rest; sign-in mail leaves.

    Not to be called within a transaction.
    """
    end_sign_ins(today=today)
    if may_send(london_moment(today, now), window):
        swept = sweep(today=today, now=now)
        kinds = None
    else:
        swept = _rest(today, now)
        kinds = [kind.value for kind in MessageKind if kind not in IN_THE_WINDOW]
    delivered = deliver(today=today, now=now, kinds=kinds)
    if kinds is None and owe_notices(day=today, now=now):
        deliver(today=today, now=now, kinds=[MessageKind.NOTICE.value])
    return swept, delivered


def remind_by_hand(*, today: date, now: datetime) -> tuple[SweepReport, DeliveryReport]:
    """The same at any hour, reminders only: somebody asked for it."""
    return sweep(today=today, now=now), deliver(today=today, now=now, kinds=[MessageKind.REMINDERS.value])


def sweep(*, today: date, now: datetime, dry_run: bool = False) -> SweepReport:
    """What is owed and not in the ledger, written as reminders and one message a person; dry, only told."""
    if dry_run:
        return SweepReport(today, owing_on(today).owed)
    try:
        return _sweep(today, now)
    except IntegrityError:
        # Somebody wrote between our look and our writing: nothing of ours stands, and the second look sees theirs.
        return _sweep(today, now)


@transaction.atomic
def _sweep(today: date, now: datetime) -> SweepReport:
    if not take_turn("actions.sweep"):
        return SweepReport(today, busy=True)
    owing = owing_on(today)
    report = SweepReport(today, owing.owed)
    _write(owing, today, now)
    record_heartbeat(job=JOB, now=now, words=report.words)
    return report


def _write(owing: Owing, today: date, now: datetime) -> None:
    """The newest step in the message, the overtaken ones and those that a fresh update replaced as missed."""
    rows: list[Reminder] = []
    if owing.owed:
        addresses = {one.person.pk: one.person.address for one in owing.owed}
        messages = carry_over(people=addresses, kind=MessageKind.REMINDERS, day=today)
        fresh = {person: address for person, address in addresses.items() if person not in messages}
        messages |= owe_messages(addresses=fresh, kind=MessageKind.REMINDERS, day=today, now=now)
        again = _used_again(owing, messages, now)
        rows += [
            row for one in owing.owed if one not in again for row in _rows(one, messages[one.person.pk], now)
        ]
    # As of the update, which takes the place of this step and not of the one after it as well.
    rows += [row for one in owing.skipped for row in _rows(one, None, one.updated_at or now)]
    if rows:
        Reminder.objects.bulk_create(rows, batch_size=BATCH)


def _used_again(owing: Owing, messages: Mapping[int, Message], now: datetime) -> frozenset[OwedReminder]:
    """
    Namings of which the ledger has its line already, from a mail that left without it: that line is in this message now.

    So each step has one line, which is never taken away.
    """
    named = {(one.action, one.person.pk, one.deadline): one for one in owing.owed if one.step == NAMED}
    again: set[OwedReminder] = set()
    actions = [action for action, _, _ in named]
    for start in range(0, len(actions), BATCH):
        lines = Reminder.objects.filter(step=NAMED, missed=True, action__in=actions[start : start + BATCH])
        for line in lines:
            one = named.get((line.action_id, line.recipient_id, line.deadline))
            if one is not None:
                line.message, line.missed, line.written_at = messages[one.person.pk], False, now
                line.save(update_fields=["message", "missed", "written_at"])
                again.add(one)
    return frozenset(again)


def _rows(owed: OwedReminder, message: Message | None, now: datetime) -> list[Reminder]:
    line = partial(
        Reminder,
        action_id=owed.action,
        recipient_id=owed.person.pk,
        deadline=owed.deadline,
        written_at=now,
    )
    newest = line(step=owed.step, message=message, missed=message is None)
    return [newest, *(line(step=step, missed=True) for step in owed.missed)]


def _rest(today: date, now: datetime) -> SweepReport:
    record_heartbeat(job=JOB, now=now, words="outside the sending hours")
    return SweepReport(today)


def deliver(*, today: date, now: datetime, kinds: list[str] | None = None) -> DeliveryReport:
    """Sends what is due of these kinds (None: of all). Not to be called within a transaction."""
    digests = _digests(today, now)
    compose: dict[str, Compose] = {
        MessageKind.REMINDERS.value: partial(_claimed, digests),
        MessageKind.NOTICE.value: partial(compose_notice, today),
        **{kind.value: partial(_to_be_answered, digests, today, name) for kind, name in LISTS.items()},
    }
    return deliver_due(now=now, compose=compose, ahead={MessageKind.REMINDERS.value: digests}, kinds=kinds)


def _claimed(digests: Digests, message: Message) -> Mail | None:
    """The digest, within the claim; the ledger is told of what was owed in it and is not."""
    mail = digests.mail(message.pk)
    left_out = digests.left_out(message.pk)
    of_it = Reminder.objects.filter(message=message)
    for line in digests.overtaken(message.pk):
        # Written down as of the update: it takes the place of this step, and not of the one after it as well.
        of_it.filter(action=line.action, step=line.step).update(message=None, missed=True, written_at=line.at)
    if left_out:
        # Nobody was told of being named: the line says so, and is used again if it ever applies again.
        of_it.filter(step=NAMED, action__in=left_out).update(message=None, missed=True)
    if mail is not None and left_out:
        of_it.filter(action__in=left_out).update(message=None, missed=True)
    return mail


def _to_be_answered(digests: Digests, today: date, list_name: str, message: Message) -> Mail | None:
    """What was written when it was asked for; its answer goes to the officers. None for somebody who has left."""
    if message.recipient.has_left(today):
        return None
    return as_written(message, reply_to=digests.reply_to(), list_name=list_name)


def compose_digest(message: Message, today: date, now: datetime) -> Mail | None:
    """The digest as things stand now; None when nothing is left to say."""
    return _digests(today, now).mail(message.pk)


def _digests(today: date, now: datetime) -> Digests:
    head = Letterhead(settings.PARTNERSHIP_NAME, settings.SITE_URL, settings.OFFICER_CONTACT)
    return Digests(today, now, head)
