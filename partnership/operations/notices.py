"""
Telling the officers of messages that did not arrive: once for each, in one notice an officer and day at most.

That they were told is noted in the message's own words. A notice that cannot be delivered itself is not told of by
another one; the outbox and the watchdog show it.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from partnership.emails.letter import Mail
from partnership.emails.notice import Undelivered, notice
from partnership.models import Message, MessageKind, MessageQuerySet, User
from partnership.operations.outbox import ASKED_AGAIN, owe_messages

OFFICER = "performance_officer"
TOLD = "The officers are told of it"


def owe_notices(*, day: date, now: datetime) -> int:
    """How many officers are owed a notice by this run; who has had today's hears of the rest tomorrow."""
    try:
        return _owe(day, now)
    except IntegrityError:
        return 0  # somebody else tells them at this moment


@transaction.atomic
def _owe(day: date, now: datetime) -> int:
    untold = [one for one in _undelivered() if TOLD not in one.server_words.rpartition(ASKED_AGAIN)[2]]
    if not untold:
        return 0
    served = Message.objects.filter(kind=MessageKind.NOTICE, day=day).values("recipient")
    officers = User.objects.with_role(OFFICER, day).exclude(pk__in=served).values_list("pk", "email")
    addresses = dict(officers)
    if not addresses:
        return 0
    owe_messages(addresses=addresses, kind=MessageKind.NOTICE, day=day, now=now)
    for one in untold:
        one.server_words = f"{one.server_words}\n{TOLD} on {day.day} {day:%B %Y}.".strip()
    Message.objects.bulk_update(untold, ["server_words"], batch_size=500)
    return len(addresses)


def compose_notice(today: date, message: Message) -> Mail | None:
    """What stands undelivered at this moment; None when nothing does any more, or the officer has left."""
    found = tuple(
        Undelivered(
            to=one.to,
            kind=one.get_kind_display(),
            day=one.day,
            state=one.get_state_display(),
            words=_last_words(one),
        )
        for one in _undelivered()
    )
    if not found or message.recipient.has_left(today):
        return None
    return notice(
        to=message.recipient.email,
        name=message.recipient.name,
        partnership=settings.PARTNERSHIP_NAME,
        site=settings.SITE_URL,
        undelivered=found,
    )


def _undelivered() -> MessageQuerySet:
    return Message.objects.failed().exclude(kind=MessageKind.NOTICE).order_by("pk")


def _last_words(message: Message) -> str:
    said = [line for line in message.server_words.splitlines() if not line.startswith(TOLD)]
    return said[-1] if said else ""
