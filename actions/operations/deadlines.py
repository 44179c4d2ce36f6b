"""
Moving a deadline: with a reason, and agreed by the chair or whom the chair names.

The original deadline and every move stay in sight. A deadline that follows a meeting moves with it and needs
nothing written here.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from actions import lifecycle
from actions.models import Action, DeadlineChange, OwnerRequest, RequestKind, RequestState
from actions.operations.progress import refuse_closed
from actions.permissions import can_agree_deadline, can_move_deadline
from partnership.clock import business_date
from partnership.models import Meeting, User
from partnership.operations.rows import CannotBeDone, write
from partnership.verdicts import require


@transaction.atomic
def move_deadline(
    *,
    action: Action,
    by: User,
    agreed_by: User,
    reason: str,
    now: datetime,
    deadline: date | None = None,
    due_before: Meeting | None = None,
    version: int | None = None,
) -> Action:
    """The action with its new deadline: a date, or a meeting it must precede."""
    require(can_move_deadline(by))
    _refuse_without_agreement(agreed_by, reason, business_date(now))
    stands = Action.objects.select_related("due_before").get(pk=action.pk)
    refuse_closed(stands)
    moved_from, moved_to = _from_and_to(stands, deadline, due_before)
    moved = write(
        stands,
        by=by,
        version=action.version if version is None else version,
        reason=f"deadline moved: {reason.strip()}",
        deadline=deadline,
        due_before=due_before,
    )
    if moved_from != moved_to:
        DeadlineChange.objects.create(
            action=moved,
            moved_from=moved_from,
            moved_to=moved_to,
            reason=reason.strip(),
            agreed_by=agreed_by,
            at=now,
        )
        _let_go_of_requests(moved, moved_to, by, now)
    return moved


def _let_go_of_requests(action: Action, due: date, by: User, now: datetime) -> None:
    """Who asked for more time is answered by the new day; left open, the request would keep reminders back."""
    asking = OwnerRequest.objects.filter(action=action, kind=RequestKind.MORE_TIME, state=RequestState.OPEN)
    for request in asking:
        write(
            request,
            by=by,
            state=RequestState.WITHDRAWN,
            answer=f"The deadline was moved to {lifecycle.day_in_words(due)}.",
            answered_by=by,
            answered_at=now,
        )


def _from_and_to(action: Action, deadline: date | None, due_before: Meeting | None) -> tuple[date, date]:
    if action.due_on is None:
        raise CannotBeDone(
            "This arrangement goes on and has a review meeting. Supersede it by an action that has a deadline."
        )
    new = lifecycle.due_on(deadline=deadline, meeting_it_precedes=due_before.date if due_before else None)
    if new is None or (deadline and due_before):
        raise ValidationError({"deadline": "Give the new deadline: a date, or a meeting it must precede."})
    if (deadline, due_before) == (action.deadline, action.due_before):
        raise ValidationError({"deadline": "This is the deadline that it has already."})
    return action.due_on, new


def _refuse_without_agreement(agreed_by: User, reason: str, today: date) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Say why the deadline moves."})
    if len(reason.strip()) > 300:
        raise ValidationError({"reason": "Say why the deadline moves in 300 characters at most."})
    verdict = can_agree_deadline(agreed_by, today)
    if not verdict:
        raise ValidationError({"agreed_by": verdict.reason})
