"""
Sending what the outbox owes: claim one message, commit, send, note the server's answer.

At least once, and at most one copy more wherever the server's answer was lost; the Message-ID never changes, so a
second copy can be told. What a message says is composed by whoever owns its kind, in the claiming transaction; while the
server thinks about one letter, the next one is claimed.
"""

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest
from typing import Any
from uuid import uuid4

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from partnership.emails.letter import Letter, Mail
from partnership.lifecycle import Afterwards, Outcome, afterwards
from partnership.models import Message, MessageQuerySet, MessageState
from partnership.operations.conditional import can_change_and_read, change_and_read, change_message
from partnership.operations.outbox import ASKED_AGAIN
from partnership.operations.runs import Ahead, Claim, Compose, DeliveryReport, Run
from partnership.operations.smtp import Answer, Connection, Server
from partnership.operations.written import as_written, message_id, written_letter

LEASE = timedelta(seconds=120)  # well above the 30 seconds that a send may take
SOON = 1.0  # second: whatever was claimed ahead and had to wait for longer is composed anew
UNREACHABLE_IN_A_ROW = 3
BATCH = 200  # read at once; still claimed one by one
AS_READ = ("pk", "state", "attempts", "lease_token", "server_words", "not_before")
UNCERTAIN = "It is not known whether this copy arrived."

logger = logging.getLogger(__name__)


def deliver_due(
    *,
    now: datetime,
    compose: Mapping[str, Compose] | None = None,
    ahead: Mapping[str, Ahead] | None = None,
    kinds: Collection[str] | None = None,
    limit: int | None = None,
    seconds: float = 200,
) -> DeliveryReport:
    """
    Sends what is due, of these kinds (None: of all), one message at a time, for at most `seconds`.

    `compose` gives, by kind, who writes the mail when it is claimed (None: nothing is left to say); other kinds
    say what their row holds. `ahead` gives, by kind, who is told what comes next. Not to be called within a
    transaction.
    """
    with transaction.atomic(durable=True):
        pass  # RuntimeError within a transaction: no claim could be committed there
    run = Run(now, compose or {}, ahead or {})
    unreachable = 0
    with Connection(Server.from_settings()) as connection:
        for number, (message, following) in enumerate(_next(run, kinds), start=1):
            if run.in_hand is None:
                if (limit is not None and number > limit) or run.seconds > seconds:
                    break
                if unreachable >= UNREACHABLE_IN_A_ROW:
                    run.report.left += 1
                    continue
            outcome = _deliver(run, connection, message, following if number != limit else None)
            unreachable = unreachable + 1 if outcome is Outcome.UNREACHABLE else 0
    return run.report


def _due(now: datetime) -> MessageQuerySet:
    waiting = Q(state__in=[MessageState.DUE, MessageState.RETRY]) & (
        Q(not_before__isnull=True) | Q(not_before__lte=now)
    )
    left_behind = Q(state=MessageState.SENDING, lease_until__lt=now)
    return Message.objects.filter(waiting | left_behind)


def _next(run: Run, kinds: Collection[str] | None) -> Iterator[tuple[Message, Message | None]]:
    """The due ones as they stand, in the order in which they were written, each with the one that follows."""
    due = _due(run.now) if kinds is None else _due(run.now).filter(kind__in=kinds)
    last = 0
    while batch := list(due.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for kind, ahead in run.ahead.items():
            ahead.look([message.pk for message in batch if message.kind == kind])
        yield from zip_longest(batch, batch[1:])
        last = batch[-1].pk


def _deliver(run: Run, connection: Connection, message: Message, following: Message | None) -> Outcome | None:
    """One message through all its phases; a fault of its own stops nothing but itself."""
    try:
        claim = _claimed(run, message)
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:
        logger.exception("Message %s could not be composed.", message.pk)
        _put_off(run, message.pk, f"It could not be composed ({type(problem).__name__}).")
        return None
    if claim is None:
        return None
    if claim.mail is None:
        run.report.cancelled += 1
        return None
    letter = claim.letter or written_letter(claim.message, claim.mail)
    if isinstance(letter, Letter):
        answer = connection.send(letter, partial(_claim_ahead, run, following))
    else:
        answer = letter
    _note(run, claim, claim.mail, answer)
    return answer.outcome


def _claimed(run: Run, message: Message) -> Claim | None:
    """What was claimed ahead, said anew where it had to wait; else a claim now."""
    claim, run.in_hand = run.in_hand, None
    if claim is None:
        return _claim(run, message)
    if claim.mail is None or run.seconds - claim.at < SOON:
        return claim
    return _claim_anew(run, claim)


def _claim_ahead(run: Run, message: Message | None) -> None:
    """While the server thinks. A fault is found again when the message's turn comes, and dealt with there."""
    if message is None or run.in_hand is not None:
        return
    with suppress(Exception):
        claim = _claim(run, message)
        if claim and claim.mail:
            claim = replace(claim, letter=written_letter(message, claim.mail))
        run.in_hand = claim


def _claim(run: Run, message: Message) -> Claim | None:
    """
    The update, on condition that the row is as it was read when it was due, is the lock. None: somebody else has it.

    What was read ahead and still stands, as the update itself tells, is said; else it is all read in the claim.
    """
    ahead = run.ahead.get(message.kind)
    if ahead is None or not can_change_and_read():
        return _claim_and_look(run, message)
    at, token = run.seconds, uuid4().hex
    found = change_and_read(_as_read(message), _ours(run, message, token), ahead.columns)
    if found is None:
        return None
    with suppress(Exception):
        if mail := ahead.still(message.pk, found):
            return Claim(message, token, mail, at)
    # Something was written since, or it cannot be said: given back as it was, and everything in one transaction.
    given_back = _as_read(message) | {"lease_until": message.lease_until, "message_id": message.message_id}
    return _claim_and_look(run, message) if _write(message.pk, token, given_back) else None


@transaction.atomic
def _claim_and_look(run: Run, message: Message) -> Claim | None:
    token = uuid4().hex
    ours = change_message(_as_read(message), _ours(run, message, token))
    return _composed(run, message, token) if ours else None


def _as_read(message: Message) -> dict[str, Any]:
    return {name: getattr(message, name) for name in AS_READ}


def _ours(run: Run, message: Message, token: str) -> dict[str, Any]:
    return {
        "state": MessageState.SENDING,
        "lease_until": run.moment + LEASE,
        "lease_token": token,
        "attempts": message.attempts + 1,
        "message_id": message_id(message),
    }


@transaction.atomic
def _claim_anew(run: Run, claim: Claim) -> Claim | None:
    """What it says now. None: the lease ran out, and somebody else has it."""
    if not _write(claim.message.pk, claim.token, {"lease_until": run.moment + LEASE}):
        return None
    return _composed(run, claim.message, claim.token)


def _composed(run: Run, message: Message, token: str) -> Claim:
    """In the claiming transaction."""
    at = run.seconds
    mail = run.compose.get(message.kind, as_written)(message)
    if mail is None:
        cancelled: dict[str, Any] = {"state": MessageState.CANCELLED, "lease_until": None, "lease_token": ""}
        if message.state == MessageState.SENDING:  # left behind by a sender that may have handed it over
            cancelled["server_words"] = f"{message.server_words}\n{UNCERTAIN}".strip()
        else:
            cancelled["message_id"] = ""
        _write(message.pk, token, cancelled)
    return Claim(message, token, mail, at)


def _note(run: Run, claim: Claim, mail: Mail, answer: Answer) -> None:
    """The answer written down, with what was said to whom, if the lease is still ours."""
    message = claim.message
    uncertain = answer.outcome is Outcome.UNCERTAIN
    after = afterwards(
        answer.outcome,
        claim.attempts,
        uncertain_before=UNCERTAIN in message.server_words.rpartition(ASKED_AGAIN)[2],
        chance=_chance(claim.token),
    )
    words = f"{answer.words} {UNCERTAIN}" if uncertain else answer.words
    fields = _fields(run, message, after, words) | {"to": mail.to, "subject": mail.subject[:200]}
    if after.state != MessageState.RETRY:
        fields |= {"text": "", "html": ""}
    if after.state == MessageState.SENT:
        fields["sent_at"] = run.moment
    if _write(message.pk, claim.token, fields):
        run.report.count(after.state)
    else:
        logger.warning("Message %s was taken over before its answer came.", message.pk)


def _put_off(run: Run, pk: int, words: str) -> None:
    """A message that cannot even be composed: tried again later, and at last shown as failed."""
    message = Message.objects.get(pk=pk)
    due = _due(run.moment).filter(pk=pk, attempts=message.attempts)
    after = afterwards(
        Outcome.LATER, message.attempts + 1, uncertain_before=False, chance=_chance(uuid4().hex)
    )
    if due.update(**_fields(run, message, after, words)):
        run.report.count(after.state)


def _fields(run: Run, message: Message, after: Afterwards, words: str) -> dict[str, Any]:
    """What a try leaves in the row, `message` as it was read before. Words that repeat the last ones are kept once."""
    before = message.server_words
    return {
        "state": after.state,
        "attempts": message.attempts + after.counts,
        "not_before": run.moment + after.wait if after.state == MessageState.RETRY else None,
        "lease_until": None,
        "lease_token": "",
        "server_words": before if before.endswith(words) else f"{before}\n{words}".strip(),
    }


def _chance(token: str) -> float:
    return int(token[:4], 16) / 0xFFFF


def _write(pk: int, token: str, fields: Mapping[str, Any]) -> bool:
    return change_message({"pk": pk, "lease_token": token}, fields)
