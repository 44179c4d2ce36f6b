"""
Sending what the outbox owes: claim one message, commit, send, note the server's answer.

At least once, and at most one copy more wherever the server's answer was lost; the Message-ID never changes, so a
second copy can be told. What a message says is composed by whoever owns its kind, in the claiming transaction.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q

from partnership.emails.letter import CannotBeAddressed, Mail, letter, mail_domain
from partnership.lifecycle import Afterwards, Outcome, afterwards
from partnership.models import Message, MessageQuerySet, MessageState
from partnership.operations.outbox import ASKED_AGAIN
from partnership.operations.smtp import Answer, Connection, Server

LEASE = timedelta(seconds=120)  # well above the 30 seconds that a send may take
UNREACHABLE_IN_A_ROW = 3
UNCERTAIN = "It is not known whether this copy arrived."

Compose = Callable[[Message], Mail | None]
logger = logging.getLogger(__name__)


@dataclass
class DeliveryReport:
    """How many messages ended how in one run; `left` were not tried because the server could not be reached."""

    sent: int = 0
    retry: int = 0
    refused: int = 0
    unknown: int = 0
    cancelled: int = 0
    left: int = 0

    def count(self, state: str) -> None:
        setattr(self, state, getattr(self, state) + 1)

    @property
    def failed(self) -> int:
        """Owed, and not sent by this run."""
        return self.retry + self.refused + self.unknown + self.left


@dataclass(frozen=True)
class _Claim:
    message: Message
    token: str
    mail: Mail | None


@dataclass
class _Run:
    """What one run goes by. Time within it is `now` and what has passed since, so that no lease is dated back."""

    now: datetime
    compose: Mapping[str, Compose]
    report: DeliveryReport = field(default_factory=DeliveryReport)
    started: float = field(default_factory=monotonic)

    @property
    def seconds(self) -> float:
        return monotonic() - self.started

    @property
    def moment(self) -> datetime:
        return self.now + timedelta(seconds=self.seconds)


def deliver_due(
    *,
    now: datetime,
    compose: Mapping[str, Compose] | None = None,
    kinds: Collection[str] | None = None,
    limit: int | None = None,
    seconds: float = 200,
) -> DeliveryReport:
    """
    Sends what is due, of these kinds (None: of all), one message at a time, for at most `seconds`.

    `compose` gives, by kind, who writes the mail when it is claimed (None: nothing is left to say); other kinds
    say what their row holds. Not to be called within a transaction.
    """
    _refuse_within_a_transaction()
    run = _Run(now, compose or {})
    unreachable = 0
    with Connection(Server.from_settings()) as connection:
        for number, pk in enumerate(_pks(now, kinds)):
            if (limit is not None and number >= limit) or run.seconds > seconds:
                break
            if unreachable >= UNREACHABLE_IN_A_ROW:
                run.report.left += 1
                continue
            outcome = _deliver(run, connection, pk)
            unreachable = unreachable + 1 if outcome is Outcome.UNREACHABLE else 0
    return run.report


def _refuse_within_a_transaction() -> None:
    """By RuntimeError: no claim could be committed there."""
    with transaction.atomic(durable=True):
        pass


def _due(now: datetime) -> MessageQuerySet:
    waiting = Q(state__in=[MessageState.DUE, MessageState.RETRY]) & (
        Q(not_before__isnull=True) | Q(not_before__lte=now)
    )
    left_behind = Q(state=MessageState.SENDING, lease_until__lt=now)
    return Message.objects.filter(waiting | left_behind)


def _pks(now: datetime, kinds: Collection[str] | None) -> Iterator[int]:
    """The due ones, fifty at a time and in the order in which they were written."""
    due = _due(now) if kinds is None else _due(now).filter(kind__in=kinds)
    last = 0
    while batch := list(due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:50]):
        yield from batch
        last = batch[-1]


def _deliver(run: _Run, connection: Connection, pk: int) -> Outcome | None:
    """One message through all its phases; a fault of its own stops nothing but itself."""
    try:
        claim = _claim(run, pk)
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:
        logger.exception("Message %s could not be composed.", pk)
        _put_off(run, pk, f"It could not be composed ({type(problem).__name__}).")
        return None
    if claim is None:
        return None
    if claim.mail is None:
        run.report.cancelled += 1
        return None
    answer = _send(run, connection, claim.message, claim.mail)
    _note(run, claim, answer)
    return answer.outcome


@transaction.atomic
def _claim(run: _Run, pk: int) -> _Claim | None:
    """The conditional update is the lock. None: somebody else has it."""
    token = uuid4().hex
    taken = (
        _due(run.moment)
        .filter(pk=pk)
        .update(
            state=MessageState.SENDING,
            lease_until=run.moment + LEASE,
            lease_token=token,
            attempts=F("attempts") + 1,
        )
    )
    if taken != 1:
        return None
    message = Message.objects.select_related("recipient").get(pk=pk)
    mail = run.compose.get(message.kind, _as_written)(message)
    if mail is None:
        cancelled = {"state": MessageState.CANCELLED, "lease_until": None, "lease_token": ""}
        _write(pk, token, cancelled)
    else:
        message.message_id = message_id(message)
        told = {"to": mail.to, "subject": mail.subject[:200], "message_id": message.message_id}
        _write(pk, token, told)
    return _Claim(message, token, mail)


def _as_written(message: Message) -> Mail:
    if not message.text:
        raise ValueError("There is nothing to say.")
    return Mail(message.to, message.subject, message.text, message.html)


def message_id(message: Message) -> str:
    """The same for every copy of a message."""
    return f"<{message.kind}-{message.pk}-{message.day.isoformat()}@{_domain()}>"


def _domain() -> str:
    return mail_domain(settings.SITE_URL, settings.DEFAULT_FROM_EMAIL)


def _send(run: _Run, connection: Connection, message: Message, mail: Mail) -> Answer:
    try:
        ready = letter(
            mail,
            sender=settings.DEFAULT_FROM_EMAIL,
            message_id=message.message_id,
            domain=_domain(),
            at=message.written_at,
        )
    except CannotBeAddressed as problem:
        return Answer(Outcome.REFUSED, str(problem))
    except Exception as problem:
        logger.exception("Message %s could not be written as a letter.", message.pk)
        return Answer(Outcome.REFUSED, f"It could not be written as a letter ({type(problem).__name__}).")
    return connection.send(ready)


def _note(run: _Run, claim: _Claim, answer: Answer) -> None:
    """The answer written down, if the lease is still ours."""
    message = claim.message
    uncertain = answer.outcome is Outcome.UNCERTAIN
    after = afterwards(
        answer.outcome,
        message.attempts,
        uncertain_before=UNCERTAIN in message.server_words.rpartition(ASKED_AGAIN)[2],
        chance=_chance(claim.token),
    )
    words = f"{answer.words} {UNCERTAIN}" if uncertain else answer.words
    fields = _fields(run, message, after, words) | (
        {} if after.state == "retry" else {"text": "", "html": ""}
    )
    if after.state == MessageState.SENT:
        fields["sent_at"] = run.moment
    if _write(message.pk, claim.token, fields):
        run.report.count(after.state)
    else:
        logger.warning("Message %s was taken over before its answer came.", message.pk)


def _put_off(run: _Run, pk: int, words: str) -> None:
    """A message that cannot even be composed: tried again later, and at last shown as failed."""
    message = Message.objects.get(pk=pk)
    due = _due(run.moment).filter(pk=pk, attempts=message.attempts)
    message.attempts += 1
    after = afterwards(Outcome.LATER, message.attempts, uncertain_before=False, chance=_chance(uuid4().hex))
    if due.update(**_fields(run, message, after, words)):
        run.report.count(after.state)


def _fields(run: _Run, message: Message, after: Afterwards, words: str) -> dict[str, Any]:
    """What a try leaves in the row. Words that repeat the last ones are kept once."""
    before = message.server_words
    return {
        "state": after.state,
        "attempts": message.attempts if after.counts else message.attempts - 1,
        "not_before": run.moment + after.wait if after.state == MessageState.RETRY else None,
        "lease_until": None,
        "lease_token": "",
        "server_words": before if before.endswith(words) else f"{before}\n{words}".strip(),
    }


def _chance(token: str) -> float:
    return int(token[:4], 16) / 0xFFFF


def _write(pk: int, token: str, fields: Mapping[str, Any]) -> bool:
    return Message.objects.filter(pk=pk, lease_token=token).update(**fields) == 1
