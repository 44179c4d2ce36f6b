"""
What a commentary link leads to: the request, and whether it still does anything.

Two queries. Knows no figure.
"""

from datetime import datetime

from boardpack.links import CommentaryLink
from boardpack.models import OPEN, Asked, Chase
from boardpack.permissions import can_give_by_link
from indicators.models import Commentary, CommentaryState, Indicator
from partnership.clock import business_date


def chase_of(link: CommentaryLink | None, *, locked: bool = False) -> Chase | None:
    """The request for commentary that the link was sent with, with its pack, indicator and person."""
    if link is None:
        return None
    rows = Chase.objects.filter(pk=link.chase_id, what=Asked.COMMENTARY)
    rows = rows.select_related("pack__meeting", "indicator", "person")
    return (rows.select_for_update(of=("self",)) if locked else rows).first()


def held_for(chase: Chase) -> list[Commentary]:
    """The month's commentary that speaks for the indicator, what is not accepted first."""
    rows = Commentary.objects.filter(month=chase.pack.month, indicators=chase.indicator).order_by("pk")
    return sorted(rows.prefetch_related("indicators"), key=lambda row: row.state == CommentaryState.ACCEPTED)


def is_alive(link: CommentaryLink, chase: Chase, held: list[Commentary], now: datetime) -> bool:
    """Whether the link still does something: not once the pack is published or the commentary accepted."""
    return (
        not link.expired(now)
        and bool(can_give_by_link(link, chase, business_date(now)))
        and is_wanted(chase, held)
    )


def is_wanted(chase: Chase, held: list[Commentary]) -> bool:
    """Whether the commentary that was asked for can still be given."""
    accepted = bool(held) and held[0].state == CommentaryState.ACCEPTED
    return chase.pack.status in OPEN and not accepted


def speaks_for_others(chase: Chase, held: list[Commentary]) -> bool:
    """Whether the text speaks for an indicator too that somebody else answers for."""
    theirs: list[Indicator] = list(held[0].indicators.all()) if held else []
    return any(one.data_owner_id != chase.person_id for one in theirs)
