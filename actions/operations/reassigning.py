"""
Several actions given to another owner at once, as when a person leaves. All of them, or none.

What a change of owner brings (a new naming, links that die) is known by `raising`.
"""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from actions import lifecycle
from actions.models import Action
from actions.operations.raising import save_action
from actions.permissions import can_manage_actions
from partnership.models import User
from partnership.operations.rows import CannotBeDone
from partnership.verdicts import require


@transaction.atomic
def reassign_actions(*, chosen: Mapping[int, int], owner: User, by: User, today: date) -> tuple[Action, ...]:
    """
    The actions with their new owner. `chosen` maps an action's key to the version that was looked at.

    The agency that answers for each stays.
    """
    require(can_manage_actions(by))
    if not chosen:
        raise ValidationError({"actions": "Choose at least one action."})
    rows = list(Action.objects.select_related("owner").filter(pk__in=chosen).order_by("reference"))
    if len(rows) != len(chosen):
        raise CannotBeDone("One of these actions is no longer there. Look at the list again.")
    for row in rows:
        if lifecycle.Status(row.status) not in lifecycle.OPEN:
            raise CannotBeDone(f"{row.reference} has been closed in the meantime. Look at the list again.")
    reason = f"given with others by {by.name}" if len(rows) > 1 else ""
    return tuple(
        save_action(action=row, by=by, today=today, version=chosen[row.pk], owner=owner, reason=reason)
        for row in rows
    )
