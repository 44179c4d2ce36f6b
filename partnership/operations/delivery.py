"""
Sending what the outbox owes: claim one message, commit, send, note the server's answer.

At least once, and at most one copy more wherever the server's answer was lost; the Message-ID never changes, so a
second copy can be told. What a message says is composed by whoever owns its kind, in the claiming transaction.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest
from time import monotonic
from typing import Any, Protocol
from uuid import uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from partnership.emails.letter import CannotBeAddressed, Mail, letter, mail_domain
from partnership.lifecycle import Afterwards, Outcome, afterwards
from partnership.models import Message, MessageQuerySet, MessageState
from partnership.operations.outbox import ASKED_AGAIN
from partnership.operations.smtp import Answer, Connection, Server

LEASE = timedelta(seconds=120)  # well above the 30 seconds that a send may take
UNREACHABLE_IN_A_ROW = 3
BATCH = 50  # read at once; still claimed one by one
UNCERTAIN = "It is not known whether this copy arrived."

Compose = Callable[[Message], Mail | None]
logger = logging.getLogger(__name__)


class Ahead(Protocol):
    """Does for one kind beforehand what can be done; what may be said is still decided when a message is claimed."""

    def look(self, messages: Sequence[int]) -> None:
        """The ids of those that come next: much can be read at once."""

    def draft(self, message: int) -> None:
        """The one that comes next, while the server thinks about the one before."""


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
    ahead: Mapping[str, Ahead] = field(default_factory=dict)
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
    _refuse_within_a_transaction()
    run = _Run(now, compose or {}, ahead or {})
    unreachable = 0
    with Connection(Server.from_settings()) as connection:
        for number, (message, following) in enumerate(_next(run, kinds)):
            if (limit is not None and number >= limit) or run.seconds > seconds:
                break
            if unreachable >= UNREACHABLE_IN_A_ROW:
                run.report.left += 1
                continue
            outcome = _deliver(run, connection, message, following)
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


def _next(run: _Run, kinds: Collection[str] | None) -> Iterator[tuple[Message, Message | None]]:
    """The due ones as they stand, in the order in which they were written, each with the one that follows."""
    due = _due(run.now) if kinds is None else _due(run.now).filter(kind__in=kinds)
    last = 0
    while batch := list(due.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for kind, ahead in run.ahead.items():
            ahead.look([message.pk for message in batch if message.kind == kind])
        yield from zip_longest(batch, batch[1:])
        last = batch[-1].pk


def _deliver(
    run: _Run, connection: Connection, message: Message, following: Message | None
) -> Outcome | None:
    """One message through all its phases; a fault of its own stops nothing but itself."""
    try:
        claim = _claim(run, message)
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
    answer = _send(connection, claim.message, claim.mail, partial(_draft, run, following))
    _note(run, claim, claim.mail, answer)
    return answer.outcome


@transaction.atomic
def _claim(run: _Run, message: Message) -> _Claim | None:
    """The update, on condition that the row is as it was read when it was due, is the lock. None: somebody else has it."""
    token = uuid4().hex
    fields = {
        "state": MessageState.SENDING,
        "lease_until": run.moment + LEASE,
        "lease_token": token,
        "attempts": message.attempts + 1,
        "message_id": message_id(message),
    }
    if _as_read(message).update(**fields) != 1:
        return None
    message.attempts += 1
    message.message_id = message_id(message)
    mail = run.compose.get(message.kind, as_written)(message)
    if mail is None:
        cancelled = {
            "state": MessageState.CANCELLED,
            "lease_until": None,
            "lease_token": "",
            "message_id": "",
        }
        _write(message.pk, token, cancelled)
    return _Claim(message, token, mail)


def _as_read(message: Message) -> MessageQuerySet:
    """The row, if no try and no officer has touched it since it was read."""
    same = ("pk", "state", "attempts", "lease_token", "server_words")
    unchanged = {name: getattr(message, name) for name in same}
    if message.not_before is None:
        return Message.objects.filter(**unchanged, not_before__isnull=True)
    return Message.objects.filter(**unchanged, not_before=message.not_before)


def as_written(message: Message, *, reply_to: tuple[str, ...] = (), list_name: str = "") -> Mail:
    """What the row holds, to be replied to at these addresses."""
    if not message.text:
        raise ValueError("There is nothing to say.")
    return Mail(message.to, message.subject, message.text, message.html, reply_to, list_name)


def message_id(message: Message) -> str:
    """The same for every copy of a message."""
    return message.message_id or f"<{message.kind}-{message.pk}-{message.day.isoformat()}@{_domain()}>"


def _domain() -> str:
    return mail_domain(settings.SITE_URL, settings.DEFAULT_FROM_EMAIL)


def _send(connection: Connection, message: Message, mail: Mail, meanwhile: Callable[[], None]) -> Answer:
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
    return connection.send(ready, meanwhile)


def _draft(run: _Run, message: Message | None) -> None:
    """A fault in it is found again when the message is claimed, and dealt with there."""
    if message is not None and message.kind in run.ahead:
        try:
            run.ahead[message.kind].draft(message.pk)
        except Exception:
            logger.exception("Message %s could not be drafted ahead.", message.pk)


def _note(run: _Run, claim: _Claim, mail: Mail, answer: Answer) -> None:
    """The answer written down, with what was said to whom, if the lease is still ours."""
    message = claim.message
    uncertain = answer.outcome is Outcome.UNCERTAIN
    after = afterwards(
        answer.outcome,
        message.attempts,
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
