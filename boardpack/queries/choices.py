"""What the officer chose for a pack: its indicators in order with what was said of them, and its points."""

from dataclasses import dataclass

from boardpack.document import Point
from boardpack.models import DiscussionPoint, Pack, PackIndicator


@dataclass(frozen=True)
class Choice:
    """An indicator's place in a pack. `review` names the meeting at which its standing reason is looked at again."""

    code: str
    order: int
    no_action_reason: str
    standing_reason: str
    review: str


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
        )
        for row in rows.order_by("order", "pk")
    )


def points_of(pack: Pack) -> tuple[Point, ...]:
    """Numbered as they are read. One query."""
    rows = DiscussionPoint.objects.filter(pack=pack).order_by("order")
    return tuple(Point(number, row.get_asks_display(), row.text) for number, row in enumerate(rows, 1))
