"""Reporting progress: what an owner or an officer says of an open action. Append-only."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions import lifecycle
from actions.models import Action, ProgressUpdate, Status
from actions.permissions import can_manage_actions, can_report_progress
from partnership.models import User
from partnership.operations.identifying import refuse_identifying
from partnership.operations.rows import CannotBeDone, write
from partnership.verdicts import require

VIA_LENGTH = ProgressUpdate._meta.get_field("via").max_length


@transaction.atomic
def record_progress(
    *,
    action: Action,
    words: str,
    by: User,
    today: date,
    now: datetime,
    via: str = "the site",
    version: int | None = None,
) -> ProgressUpdate:
    """An update in words; the first one also starts the action."""
    stands = Action.objects.get(pk=action.pk)
    require(can_report_progress(by, stands))
    return store_progress(
        stands,
        words,
        by=by,
        today=today,
        now=now,
        via=via,
        owners_words=by.pk == stands.owner_id,
        version=version,
    )


@transaction.atomic
def record_reply(
    *, action: Action, words: str, received_from: str, by: User, today: date, now: datetime
) -> ProgressUpdate:
    """What came as a reply in words, written down by an officer: "by e-mail from …", and the owner's word."""
    require(can_manage_actions(by))
    stands = Action.objects.get(pk=action.pk)
    via = by_mail(received_from)
    return store_progress(stands, words, by=by, today=today, now=now, via=via, owners_words=True)


def by_mail(received_from: str) -> str:
    """
    >>> by_mail(" Head of Quality  Assurance")
    'by e-mail from Head of Quality Assurance'
    """
    return f"by e-mail from {' '.join(received_from.split())}"


@transaction.atomic
def store_progress(
    action: Action,
    words: str,
    *,
    by: User,
    today: date,
    now: datetime,
    via: str,
    owners_words: bool,
    nonce: str = "",
    version: int | None = None,
) -> ProgressUpdate:
    """The update and what it changes, for an operation that has asked who may."""
    refuse_closed(action)
    words = words.strip()
    if not words:
        raise ValidationError({"words": "Say in a sentence how it goes."})
    refuse_identifying(words)
    changes: dict[str, Any] = {}
    if action.status == Status.NOT_STARTED:
        changes["status"] = Status.IN_PROGRESS
    if owners_words and action.accepted_on is None:
        changes["accepted_on"] = today
    if changes:
        write(action, by=by, version=version, reason=_reason("progress reported", via), **changes)
    return ProgressUpdate.objects.create(
        action=action, words=words, by=by, via=via[:VIA_LENGTH], at=now, on=today, nonce=nonce
    )


def _reason(what: str, via: str) -> str:
    return what if via == "the site" else f"{what}, {via}"


def refuse_closed(action: Action) -> None:
    verdict = lifecycle.is_open(lifecycle.Status(action.status))
    if not verdict:
        raise CannotBeDone(verdict.reason)
