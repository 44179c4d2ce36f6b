"""
Composing a draft: the pack itself, its indicators and its discussion points.

Everything here refuses a pack that is published: from then on it is a record. `by` None is the command line, which
writes as the system.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from boardpack.models import DiscussionPoint, Pack, PackIndicator
from boardpack.operations.composing import draft_points
from boardpack.operations.drafts import open_draft
from boardpack.operations.files import forget_files
from boardpack.operations.publishing import publish_pack, start_edition
from boardpack.permissions import can_compose
from boardpack.queries.composing import choices_before
from indicators.measures.periods import Month
from indicators.models import Indicator
from indicators.operations.asking import require_of
from indicators.queries.facts import scorecard_order
from partnership.models import Meeting, User
from partnership.operations.rows import create, erase, write
from partnership.verdicts import Refused

__all__ = [
    "change_pack",
    "discard_draft",
    "draft_pack",
    "place_indicator",
    "publish_pack",
    "remove_point",
    "save_point",
    "start_edition",
    "take_out_indicator",
]


@transaction.atomic
def draft_pack(
    *,
    meeting: Meeting,
    month: Month,
    as_at: date,
    by: User | None,
    codes: Sequence[str] | None = None,
    with_points: bool = False,
) -> Pack:
    """
    The first edition for a meeting, with these indicators in this order; with points drafted from what is held, if asked.

    `codes` None: what the last pack chose, with the standing reasons that still hold; where there is no pack before, all
    that are active, as on the scorecard.
    """
    require_of(by, can_compose)
    if Pack.objects.filter(meeting=meeting).exists():
        raise Refused(f"{meeting} has a pack already: change its draft, or start a further edition of it.")
    before = choices_before(meeting, month) if codes is None else ()
    chosen = [one.indicator for one in before] or _chosen(month, codes)
    if not chosen:
        raise ValidationError(
            f"No indicator is active in {month.name}, so there is nothing to draft a pack from. Import a return first."
        )
    pack = create(Pack, by=by, meeting=meeting, month=month, as_at=as_at)
    reasons = {one.indicator_id: _still_holds(one, meeting) for one in before}
    for order, indicator in enumerate(chosen, 1):
        said = reasons.get(indicator.pk, {})
        create(PackIndicator, by=by, pack=pack, indicator=indicator, order=order, **said)
    if with_points:
        draft_points(pack=pack, by=by)
    return pack


@transaction.atomic
def change_pack(*, pack: Pack, by: User | None, version: int | None = None, **fields: Any) -> Pack:
    """A draft's month, as-at date, scrutineer's comment, or why there is this edition."""
    require_of(by, can_compose)
    open_draft(pack)
    return write(pack, by=by, version=version, **fields)


@transaction.atomic
def discard_draft(*, pack: Pack, by: User | None) -> None:
    """A draft goes, with its choices and points; their history stays."""
    require_of(by, can_compose)
    row = open_draft(pack)
    forget_files(pack=row)
    for part in [*row.choices.all(), *row.points.all()]:
        erase(part, by=by, reason="draft discarded")
    erase(row, by=by, reason="draft discarded")


@transaction.atomic
def place_indicator(
    *,
    pack: Pack,
    indicator: Indicator,
    by: User | None,
    order: int | None = None,
    standing_reason: str = "",
    review_meeting: Meeting | None = None,
    no_action_reason: str = "",
    asked_of: str = "",
    asked_on: date | None = None,
    version: int | None = None,
) -> PackIndicator:
    """An indicator's place in a draft and what is said of it; at the end unless `order` says where."""
    require_of(by, can_compose)
    draft = open_draft(pack)
    fields: dict[str, Any] = {
        "standing_reason": standing_reason,
        "review_meeting": review_meeting,
        "no_action_reason": no_action_reason,
        "asked_of": asked_of,
        "asked_on": asked_on,
    }
    row = PackIndicator.objects.filter(pack=draft, indicator=indicator).first()
    if row is not None:
        return write(row, by=by, version=version, **fields | ({} if order is None else {"order": order}))
    place = _next(draft.choices) if order is None else order
    return create(PackIndicator, by=by, pack=draft, indicator=indicator, order=place, **fields)


@transaction.atomic
def take_out_indicator(*, choice: PackIndicator, by: User | None) -> None:
    """An indicator leaves a draft."""
    require_of(by, can_compose)
    open_draft(choice.pack)
    erase(choice, by=by)


@transaction.atomic
def save_point(
    *,
    pack: Pack,
    order: int | None,
    asks: str,
    text: str,
    by: User | None,
    point: DiscussionPoint | None = None,
    version: int | None = None,
) -> DiscussionPoint:
    """A key discussion point, new or changed; at the end unless `order` says where."""
    require_of(by, can_compose)
    draft = open_draft(pack)
    if point is not None:
        if point.pack_id != draft.pk:
            raise Refused("A discussion point stays in the pack that it was written for.")
        place = point.order if order is None else order
        return write(point, by=by, version=version, order=place, asks=asks, text=text)
    place = _next(draft.points) if order is None else order
    return create(DiscussionPoint, by=by, pack=draft, order=place, asks=asks, text=text)


@transaction.atomic
def remove_point(*, point: DiscussionPoint, by: User | None) -> None:
    require_of(by, can_compose)
    open_draft(point.pack)
    erase(point, by=by)


def _still_holds(one: PackIndicator, meeting: Meeting) -> dict[str, Any]:
    """A standing reason goes with the indicator until the meeting that reviews it is past."""
    if one.review_meeting is None or one.review_meeting.date < meeting.date:
        return {}
    return {"standing_reason": one.standing_reason, "review_meeting": one.review_meeting}


def _chosen(month: Month, codes: Sequence[str] | None) -> list[Indicator]:
    if codes is None:
        return list(scorecard_order(Indicator.objects.active_in(month)))
    held = Indicator.objects.in_bulk(list(codes), field_name="code")
    unknown = [code for code in codes if code not in held]
    if unknown:
        raise ValidationError(f"There is no indicator called {', '.join(unknown)}.")
    return [held[code] for code in codes]


def _next(rows: Any) -> int:
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1
