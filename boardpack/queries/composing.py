"""
What a draft is composed from: the choice of the pack before, the meetings to review at, the rows as they stand.

Small reads for the page and the operation. Who may see them is asked above.
"""

from dataclasses import dataclass

from boardpack.models import DiscussionPoint, Pack, PackIndicator
from indicators.measures.periods import Month
from indicators.models import Indicator
from indicators.queries.facts import scorecard_order
from partnership.models import Meeting


@dataclass(frozen=True)
class ChoiceRow:
    """An indicator that may stand in the draft; `version` None: it does not yet."""

    code: str
    name: str
    area: str
    order: int | None
    standing_reason: str
    review_meeting_pk: int | None
    no_action_reason: str
    version: int | None


@dataclass(frozen=True)
class PointRow:
    pk: int
    version: int
    order: int
    asks: str
    text: str


def choice_rows(pack: Pack) -> tuple[ChoiceRow, ...]:
    """What stands in the draft, in its order; then what is active in its month besides. Two queries."""
    held = {row.indicator_id: row for row in PackIndicator.objects.filter(pack=pack)}
    active = scorecard_order(Indicator.objects.active_in(pack.month) | Indicator.objects.filter(pk__in=held))
    rows = [_row(one, held.get(one.pk)) for one in active]
    return tuple(sorted(rows, key=lambda one: (one.order is None, one.order or 0)))


def point_rows(pack: Pack) -> tuple[PointRow, ...]:
    """In their order. One query."""
    rows = DiscussionPoint.objects.filter(pack=pack).order_by("order")
    return tuple(PointRow(row.pk, row.version, row.order, row.asks, row.text) for row in rows)


def meetings_to_review_at() -> tuple[tuple[int, str], ...]:
    """Every meeting by key and name, the latest first. One query."""
    return tuple((row.pk, str(row)) for row in Meeting.objects.order_by("-date"))


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting before this one. One query."""
    return Meeting.objects.filter(date__lt=meeting.date).order_by("-date").first()


def choices_before(meeting: Meeting, month: Month) -> tuple[PackIndicator, ...]:
    """What the last published pack before this meeting held, of what is still active in the month. Two queries."""
    last = Pack.objects.published().filter(meeting__date__lt=meeting.date).order_by("-meeting__date").first()
    if last is None:
        return ()
    active = set(Indicator.objects.active_in(month).values_list("pk", flat=True))
    rows = PackIndicator.objects.filter(pack=last).select_related("indicator", "review_meeting")
    return tuple(row for row in rows.order_by("order", "pk") if row.indicator_id in active)


def _row(one: Indicator, held: PackIndicator | None) -> ChoiceRow:
    return ChoiceRow(
        code=one.code,
        name=one.name,
        area=one.area.name,
        order=held.order if held else None,
        standing_reason=held.standing_reason if held else "",
        review_meeting_pk=held.review_meeting_id if held else None,
        no_action_reason=held.no_action_reason if held else "",
        version=held.version if held else None,
    )
