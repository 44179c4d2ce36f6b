"""
Closing an action (done, cancelled, superseded) and reopening it.

What may follow what stands in lifecycle; here are the words that each end needs, and who may say them.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions import lifecycle
from actions.models import Action, Status
from actions.permissions import can_manage_actions, can_report_progress
from partnership.models import User
from partnership.operations.rows import CannotBeDone, write
from partnership.verdicts import require


@transaction.atomic
def close_action(
    *,
    action: Action,
    status: str,
    words: str,
    by: User,
    today: date,
    via: str = "",
    version: int | None = None,
) -> Action:
    """
    Done says what was done, by the owner or an officer; cancelled and superseded say why, by an officer.

    `via` goes into the history, in an officer's words: "by e-mail from …".
    """
    if status not in {closed.value for closed in lifecycle.CLOSED}:
        raise CannotBeDone("Close it as done, cancelled or superseded.")
    stands = Action.objects.get(pk=action.pk)
    done = status == Status.DONE
    require(can_report_progress(by, stands) if done and not via else can_manage_actions(by))
    expected = action.version if version is None else version
    return store_closed(stands, status, words, by=by, today=today, via=via, version=expected)


@transaction.atomic
def store_closed(
    stands: Action, status: str, words: str, *, by: User, today: date, via: str, version: int
) -> Action:
    """The closed action, for an operation that has asked who may. Every link that was sent dies with it."""
    _refuse_move(stands, status)
    done = status == Status.DONE
    words = words.strip()
    if not words:
        raise ValidationError(
            {"words": "Say in a sentence what was done." if done else "Say why it is closed."}
        )
    told: dict[str, Any] = {"what_was_done": words} if done else {"closing_reason": words}
    return write(
        stands,
        by=by,
        version=version,
        reason=f"{Status(status).label}, {via}" if via else "",
        status=status,
        closed_on=today,
        link_version=stands.link_version + 1,
        **told,
    )


@transaction.atomic
def reopen_action(*, action: Action, reason: str, by: User, version: int | None = None) -> Action:
    """In progress again. What had been said at its end stays in the history."""
    require(can_manage_actions(by))
    stands = Action.objects.get(pk=action.pk)
    if stands.status in {status.value for status in lifecycle.OPEN}:
        raise CannotBeDone("The action is open already.")
    _refuse_move(stands, Status.IN_PROGRESS)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"words": "Say why it is reopened."})
    return write(
        stands,
        by=by,
        version=action.version if version is None else version,
        reason=f"reopened: {reason}",
        status=Status.IN_PROGRESS,
        closed_on=None,
        what_was_done="",
        closing_reason="",
    )


def _refuse_move(action: Action, status: str) -> None:
    verdict = lifecycle.may_become(lifecycle.Status(action.status), lifecycle.Status(status))
    if not verdict:
        raise CannotBeDone(verdict.reason)
