"""People with open actions, and one person's, to be given to somebody else. Those who have left, or will, come first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from actions import lifecycle
from actions.permissions import can_manage_actions
from actions.queries.standing import ActionFacts, my_actions
from partnership.models import User
from partnership.verdicts import require


@dataclass(frozen=True)
class Holder:
    """Somebody who owns open actions."""

    pk: int
    who: str
    left_on: date | None
    has_left: bool
    actions: int


@dataclass(frozen=True)
class Leaving:
    """`person` is whose actions are looked at, None until somebody is chosen."""

    holders: tuple[Holder, ...]
    person: Holder | None
    actions: tuple[ActionFacts, ...]


def leaving(user: Any, person: str, today: date) -> Leaving:
    """Refused for whoever may not change actions."""
    require(can_manage_actions(user))
    is_open = Q(actions__status__in=[status.value for status in lifecycle.OPEN])
    rows = (
        User.objects.filter(is_open)
        .select_related("agency")
        .annotate(counted=Count("actions", filter=is_open))
        .order_by(F("left_on").asc(nulls_last=True), "name")
    )
    holders = tuple(Holder(row.pk, str(row), row.left_on, row.has_left(today), row.counted) for row in rows)
    chosen = next((one for one in holders if str(one.pk) == person), None)
    found = my_actions(User(pk=chosen.pk), today) if chosen else ()
    return Leaving(holders, chosen, found)
