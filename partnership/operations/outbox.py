"""Writing messages down, sending one again or setting it aside, and noting that a job ran. Sending them is `delivery`."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from partnership.models import (
    ASKED_FOR,
    Heartbeat,
    Message,
    MessageKind,
    MessageQuerySet,
    MessageState,
    User,
)
from partnership.operations.rows import CannotBeDone
from partnership.permissions import can_read_outbox
from partnership.verdicts import require

ASKED_AGAIN = "Asked to be sent again"


@transaction.atomic
def write_sign_in_message(*, recipient: User, subject: str, text: str, day: date, now: datetime) -> Message:
    """A sign-in message owed to this person; it leaves with the next sweep, at any hour."""
    return Message.objects.create(
        recipient=recipient,
        to=recipient.email,
        kind=MessageKind.SIGN_IN,
        day=day,
        subject=subject,
        text=text,
        written_at=now,
    )


@transaction.atomic
def owe_messages(
    *, addresses: Mapping[int, str], kind: MessageKind, day: date, now: datetime
) -> dict[int, Message]:
    """
    One message for each person, by their id; what it says is composed when it is claimed.

    IntegrityError when one of them is owed already: nothing is written then.
    """
    messages = [
        Message(recipient_id=person, to=address, kind=kind, day=day, written_at=now)
        for person, address in addresses.items()
    ]
    return {message.recipient_id: message for message in Message.objects.bulk_create(messages)}


@transaction.atomic
def carry_over(*, people: Collection[int], kind: MessageKind, day: date) -> dict[int, Message]:
    """
    The message of an earlier day that no server has taken yet is this day's now, by person: nobody gets two in a day.

    None of them may have one of this day already.
    """
    waiting = Message.objects.filter(kind=kind, state__in=[MessageState.DUE, MessageState.RETRY])
    newest = dict(
        waiting.filter(day__lt=day, recipient__in=people).order_by("day").values_list("recipient", "pk")
    )
    if not newest:
        return {}
    waiting.filter(pk__in=newest.values()).update(day=day)
    carried = Message.objects.filter(pk__in=newest.values(), day=day)
    return {message.recipient_id: message for message in carried}


@transaction.atomic
def send_again(*, message: Message, by: User, now: datetime) -> None:
    """A message that was refused, or of which nothing is known, is owed once more. Its earlier words stay."""
    require(can_read_outbox(by))
    stands = Message.objects.get(pk=message.pk)
    if stands.kind == MessageKind.SIGN_IN:
        raise CannotBeDone("Sign-in mail is not kept: ask the person to request a new one.")
    if stands.kind in ASKED_FOR:
        raise CannotBeDone("What it said is not kept: ask for it anew where it was asked for.")
    asked = f"{ASKED_AGAIN} by {by.name} on {now:%-d %B %Y at %H:%M} UTC."
    changed = (
        Message.objects.failed()
        .filter(pk=message.pk)
        .update(
            state=MessageState.DUE,
            attempts=0,
            not_before=None,
            server_words=f"{stands.server_words}\n{asked}".strip(),
        )
    )
    if changed != 1:
        raise CannotBeDone("Only a message that failed can be sent again.")


@transaction.atomic
def set_aside(*, message: Message, by: User, now: datetime) -> None:
    """A message that failed and need not be sent any more: it stays in the outbox, and nobody is told of it again."""
    require(can_read_outbox(by))
    stands = Message.objects.get(pk=message.pk)
    aside = f"Set aside by {by.name} on {now:%-d %B %Y at %H:%M} UTC."
    words = f"{stands.server_words}\n{aside}".strip()
    failed = Message.objects.failed().filter(pk=message.pk)
    if failed.update(state=MessageState.CANCELLED, server_words=words) != 1:
        raise CannotBeDone("Only a message that failed can be set aside.")


@transaction.atomic
def cancel_messages(*, messages: MessageQuerySet, words: str) -> int:
    """Those of them that no server has taken and no sender has in hand are not sent, and say why; how many."""
    waiting = messages.filter(state__in=[MessageState.DUE, MessageState.RETRY])
    return waiting.update(
        state=MessageState.CANCELLED, text="", html="", message_id="", not_before=None, server_words=words
    )


@transaction.atomic
def record_heartbeat(*, job: str, now: datetime, words: str) -> None:
    """That a recurring job ran, and what it did: the watchdog looks at it."""
    Heartbeat.objects.update_or_create(job=job, defaults={"last_ran_at": now, "words": words[:200]})
