"""What the officer chose for a pack: its indicators in order with what was said of them, and its points."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.lifecycle import day_in_words
from boardpack.document import Point
from boardpack.models import DiscussionPoint, Pack, PackIndicator
from boardpack.permissions import is_deputy
from partnership.models import User
from partnership.permissions import may
from partnership.roles import ROLES, May


@dataclass(frozen=True)
class Choice:
    """
    An indicator's place in a pack. `review` names the meeting at which its standing reason is looked at again.

    `not_received` says of whom its commentary was asked, and when; empty where that is not on record.
    """

    code: str
    order: int
    no_action_reason: str
    standing_reason: str
    review: str
    review_on: date | None = None
    not_received: str = ""


def choices_of(pack: Pack) -> tuple[Choice, ...]:
    """In the pack's order. One query."""
    rows = PackIndicator.objects.filter(pack=pack).select_related("indicator", "review_meeting")
    return tuple(
        Choice(
            code=row.indicator.code,
            order=row.order,
            no_action_reason=row.no_action_reason,
            standing_reason=row.standing_reason,
            review=str(row.review_meeting) if row.review_meeting else "",
            review_on=row.review_meeting.date if row.review_meeting else None,
            not_received=_not_received(row),
        )
        for row in rows.order_by("order", "pk")
    )


def may_be_stood_in_for(user: Any, today: date) -> tuple[tuple[int, str], ...]:
    """The approvers and the chair, as (key, name), for a deputy; nobody for those who agree in their own right."""
    if may(user, May.APPROVE_PACKS) or not is_deputy(user):
        return ()
    keys = [role.key for role in ROLES if May.APPROVE_PACKS in role.may]
    rows = User.objects.in_post(today).filter(groups__name__in=keys).distinct().order_by("name")
    return tuple((row.pk, row.name) for row in rows)


def _not_received(row: PackIndicator) -> str:
    if row.asked_on is None:
        return ""
    return f"Commentary was asked of {row.asked_of} on {day_in_words(row.asked_on)}, and not received"


def points_of(pack: Pack) -> tuple[Point, ...]:
    """Numbered as they are read. One query."""
    rows = DiscussionPoint.objects.filter(pack=pack).order_by("order")
    return tuple(Point(number, row.get_asks_display(), row.text) for number, row in enumerate(rows, 1))
