"""
A draft composed in one go: which indicators stand in it in which order, what is said of each, and its discussion points.

One transaction; a row that somebody else wrote since the page was opened is not overwritten. Points are drafted from
exceptions and actions only when an officer asks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from boardpack.assemble.gathered import gather
from boardpack.assemble.proposed_points import proposed_points
from boardpack.models import DiscussionPoint, Pack, PackIndicator
from boardpack.operations.drafts import open_draft
from boardpack.permissions import can_compose
from boardpack.queries.composing import meeting_before
from indicators.models import Indicator
from indicators.operations.asking import require_of
from partnership.models import User
from partnership.operations.rows import create, erase, gone_meanwhile, write

LAST = 32_000  # what has no order given stands at the end


@dataclass(frozen=True)
class Chosen:
    """An indicator as the page left it. `version` is of its row when the page was opened, None where there was none."""

    code: str
    included: bool
    order: int | None
    standing_reason: str = ""
    review_meeting_pk: int | None = None
    no_action_reason: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Said:
    """A point as the page left it; a new one has no `pk`, and is none without words."""

    text: str
    asks: str
    order: int | None
    pk: int | None = None
    version: int | None = None
    remove: bool = False


@transaction.atomic
def compose_pack(*, pack: Pack, choices: Sequence[Chosen], points: Sequence[Said], by: User | None) -> Pack:
    """The draft as the page left it. ChangedMeanwhile, and nothing written, when a row of it was changed meanwhile."""
    require_of(by, can_compose)
    draft = open_draft(pack)
    if not any(one.included for one in choices):
        raise ValidationError("Choose at least one indicator: a pack without any says nothing.")
    _choose(draft, choices, by)
    _say(draft, points, by)
    return draft


@transaction.atomic
def draft_points(*, pack: Pack, by: User | None) -> tuple[DiscussionPoint, ...]:
    """Points drafted from exceptions and actions, after those that are there; none that is there word for word."""
    require_of(by, can_compose)
    draft = open_draft(pack)
    held = set(draft.points.values_list("text", flat=True))
    proposed = proposed_points(gather(draft, draft.status), meeting_before(draft.meeting))
    new = [one for one in proposed if one.text not in held]
    start = _last_order(draft) + 1
    return tuple(
        create(DiscussionPoint, by=by, pack=draft, order=order, asks=one.asks, text=one.text)
        for order, one in enumerate(new, start)
    )


def _choose(draft: Pack, choices: Sequence[Chosen], by: User | None) -> None:
    held = {row.indicator.code: row for row in draft.choices.select_related("indicator")}
    indicators = Indicator.objects.in_bulk([one.code for one in choices], field_name="code")
    wanted = [one for one in choices if one.included and one.code in indicators]
    for order, one in enumerate(sorted(wanted, key=lambda one: one.order or LAST), 1):
        fields: dict[str, Any] = {
            "order": order,
            "standing_reason": one.standing_reason,
            "review_meeting_id": one.review_meeting_pk,
            "no_action_reason": one.no_action_reason,
        }
        row = held.get(one.code)
        if row is not None:
            write(row, by=by, version=one.version, **fields)
        elif one.version is not None:
            raise gone_meanwhile()
        else:
            create(PackIndicator, by=by, pack=draft, indicator=indicators[one.code], **fields)
    for one in choices:
        if not one.included and one.code in held and one.version is not None:
            erase(held[one.code], by=by, reason="taken out of the pack")


def _say(draft: Pack, points: Sequence[Said], by: User | None) -> None:
    """In the order given; where that changes, all move behind the last, so that no two ever have one place."""
    held = {row.pk: row for row in draft.points.all()}
    if any(one.pk is not None and one.pk not in held for one in points):
        raise gone_meanwhile()
    kept = [one for one in points if one.text.strip() and not one.remove]
    ordered = sorted(kept, key=lambda one: one.order or LAST)
    for one in points:
        if one.pk is not None and one not in ordered:
            erase(held[one.pk], by=by)
    places = [held[one.pk].order for one in ordered if one.pk is not None]
    stays = places == sorted(places) and all(one.pk is not None for one in ordered[: len(places)])
    fresh = count(_last_order(draft) + 1)
    for one in ordered:
        words: dict[str, Any] = {"asks": one.asks, "text": one.text.strip()}
        if one.pk is None:
            create(DiscussionPoint, by=by, pack=draft, order=next(fresh), **words)
            continue
        row = held[one.pk]
        write(row, by=by, version=one.version, order=row.order if stays else next(fresh), **words)


def _last_order(draft: Pack) -> int:
    return max(draft.points.values_list("order", flat=True), default=0)
