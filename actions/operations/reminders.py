"""
Owed, then sent: one short sweep that works from rows, and the sending of what is due.

The ledger rows and the messages they are in are written in one transaction; the ledger's and the outbox's
constraints make a second sweep at the same moment harmless. What is owed stands in assemble, when in schedule.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction

from actions.assemble.digests import Letterhead, digest_facts
from actions.assemble.owing import Owing, owing_on
from actions.assemble.people import OwedReminder
from actions.emails.digest import digest
from actions.models import Reminder
from actions.operations.turns import take_turn
from actions.schedule import london_moment, may_send
from partnership.emails.letter import Mail
from partnership.models import Message, MessageKind
from partnership.operations.delivery import Compose, DeliveryReport, deliver_due
from partnership.operations.notices import compose_notice, owe_notices
from partnership.operations.outbox import owe_messages, record_heartbeat

JOB = "sweep"
BATCH = 5_000
IN_THE_WINDOW = (MessageKind.REMINDERS, MessageKind.NOTICE)


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
    if may_send(london_moment(today, now), window):
        swept = sweep(today=today, now=now)
        kinds = None
    else:
        swept = _rest(today, now)
        kinds = [kind.value for kind in MessageKind if kind not in IN_THE_WINDOW]
    delivered = _deliver(today, now, kinds)
    if kinds is None and owe_notices(day=today, now=now):
        _deliver(today, now, [MessageKind.NOTICE.value])
    return swept, delivered


def remind_by_hand(*, today: date, now: datetime) -> tuple[SweepReport, DeliveryReport]:
    """The same at any hour, reminders only: somebody asked for it."""
    return sweep(today=today, now=now), _deliver(today, now, [MessageKind.REMINDERS.value])


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
        messages = owe_messages(addresses=addresses, kind=MessageKind.REMINDERS, day=today, now=now)
        rows += [row for one in owing.owed for row in _rows(one, messages[one.person.pk], now)]
    rows += [row for one in owing.skipped for row in _rows(one, None, now)]
    if rows:
        Reminder.objects.bulk_create(rows, batch_size=BATCH)


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


def _deliver(today: date, now: datetime, kinds: list[str] | None) -> DeliveryReport:
    compose: dict[str, Compose] = {
        MessageKind.REMINDERS.value: partial(compose_digest, today=today, now=now),
        MessageKind.NOTICE.value: compose_notice,
    }
    return deliver_due(now=now, compose=compose, kinds=kinds)


def compose_digest(message: Message, today: date, now: datetime) -> Mail | None:
    """The digest as things stand now; None when nothing is left to say."""
    head = Letterhead(settings.PARTNERSHIP_NAME, settings.SITE_URL, settings.OFFICER_CONTACT)
    facts = digest_facts(message, today, now, head)
    return digest(facts) if facts else None
