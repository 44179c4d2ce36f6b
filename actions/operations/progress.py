"""Reporting progress: what an owner or an officer says of an open action. Append-only."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from actions import lifecycle
from actions.models import Action, ProgressUpdate, Status
from actions.permissions import can_report_progress
from partnership.models import User
from partnership.operations.rows import CannotBeDone, write
from partnership.verdicts import require


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
    refuse_closed(stands)
    words = words.strip()
    if not words:
        raise ValidationError({"words": "Say in a sentence how it goes."})
    if stands.status == Status.NOT_STARTED:
        write(stands, by=by, version=version, reason="progress reported", status=Status.IN_PROGRESS)
    return ProgressUpdate.objects.create(action=stands, words=words, by=by, via=via, at=now, on=today)


def refuse_closed(action: Action) -> None:
    verdict = lifecycle.is_open(lifecycle.Status(action.status))
    if not verdict:
        raise CannotBeDone(verdict.reason)
