"""
One form, several kinds of change: what was written, the deadline, the status. All of it, or nothing.

Each part goes to the operation that knows it; here is only which parts were changed.
"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions import lifecycle
from actions.models import Action
from actions.operations.closing import close_action, reopen_action
from actions.operations.deadlines import move_deadline
from actions.operations.impact import say_impact
from actions.operations.progress import record_progress
from actions.operations.raising import save_action
from partnership.models import Meeting, User
from partnership.operations.rows import CannotBeDone

OPEN = {status.value for status in lifecycle.OPEN}


@transaction.atomic
def amend_action(
    *,
    action: Action,
    by: User,
    today: date,
    now: datetime,
    version: int | None = None,
    deadline: date | None,
    due_before: Meeting | None,
    status: str,
    move_reason: str = "",
    agreed_by: User | None = None,
    words: str = "",
    impact_seen: str | None = None,
    **fields: Any,
) -> Action:
    """
    `words` say what was done, why it is closed or reopened, or how it goes: whatever the new status needs.

    `impact_seen` left as it stands, or None, is no change.
    """
    was = action.status
    row = save_action(action=action, by=by, today=today, version=version, **fields)
    if (deadline, due_before) != (row.deadline, row.due_before):
        if agreed_by is None:
            raise ValidationError({"agreed_by": "Say who agreed to the new deadline."})
        row = move_deadline(
            action=row,
            by=by,
            agreed_by=agreed_by,
            reason=move_reason,
            now=now,
            deadline=deadline,
            due_before=due_before,
        )
    if status != was:
        row = _with_status(row, status, words, by, today, now)
    if impact_seen is not None and impact_seen.strip() != row.impact_seen:
        row = say_impact(action=row, words=impact_seen, by=by)
    return row


def _with_status(row: Action, status: str, words: str, by: User, today: date, now: datetime) -> Action:
    verdict = lifecycle.may_become(lifecycle.Status(row.status), lifecycle.Status(status))
    if not verdict:
        raise CannotBeDone(verdict.reason)
    if status not in OPEN:
        return close_action(action=row, status=status, words=words, by=by, today=today)
    if row.status not in OPEN:
        return reopen_action(action=row, reason=words, by=by)
    return record_progress(action=row, words=words, by=by, today=today, now=now).action
