"""What has been said of a month's indicators, and what is still to be written or accepted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from indicators.measures.periods import Month
from indicators.models import Commentary, CommentaryState, Indicator
from indicators.queries.facts import scorecard_order


@dataclass(frozen=True)
class CommentaryFacts:
    """One commentary. `indicators` are (code, short name) in scorecard order; `state` is the word shown."""

    pk: int
    month: Month
    indicators: tuple[tuple[str, str], ...]
    tells_us: str
    analysis: str
    next_steps: str
    state: str
    is_accepted: bool
    author: str
    received_from: str
    accepted_by: str
    version: int


@dataclass(frozen=True)
class ToChase:
    """An indicator whose commentary for the month is not finished. `state` says how it stands, in words."""

    indicator_pk: int
    code: str
    name: str
    short_name: str
    area: str
    data_owner: str
    state: str
    commentary_pk: int | None


NOT_WRITTEN = "nothing written yet"
# The least advanced first: what stands furthest from a pack is what is chased.
_STEPS = [
    CommentaryState.RETURNED,
    CommentaryState.DRAFT,
    CommentaryState.SUBMITTED,
    CommentaryState.ACCEPTED,
]
_CHASED = {
    CommentaryState.RETURNED.value: "returned to its author",
    CommentaryState.DRAFT.value: "a draft",
    CommentaryState.SUBMITTED.value: "submitted, to be accepted",
}


def commentary_for(month: Month, codes: Sequence[str] | None = None) -> tuple[CommentaryFacts, ...]:
    """The month's commentary that speaks for any of these indicators (None: all). Two queries."""
    rows = Commentary.objects.filter(month=month)
    if codes is not None:
        rows = rows.filter(pk__in=Commentary.objects.filter(indicators__code__in=codes).values("pk"))
    return tuple(_facts(row) for row in _whole(rows))


def commentary_of(code: str, first: Month, last: Month) -> tuple[CommentaryFacts, ...]:
    """What was said of one indicator in these months, newest first. Two queries."""
    rows = Commentary.objects.filter(indicators__code=code, month__gte=first, month__lte=last)
    return tuple(_facts(row) for row in _whole(rows.order_by("-month", "pk")))


def commentary_to_chase(month: Month) -> tuple[ToChase, ...]:
    """Active indicators without commentary for the month, or with some that is not accepted. Three queries."""
    said: dict[int, list[Commentary]] = defaultdict(list)
    for commentary in _whole(Commentary.objects.filter(month=month)):
        for indicator in commentary.indicators.all():
            said[indicator.pk].append(commentary)
    rows = scorecard_order(Indicator.objects.active_in(month))
    return tuple(
        _to_chase(row, least)
        for row in rows
        if (least := _least(said[row.pk])) is None or least.state != CommentaryState.ACCEPTED
    )


def commentary_months() -> tuple[Month, ...]:
    """Months with commentary, newest first."""
    return tuple(Commentary.objects.order_by("-month").values_list("month", flat=True).distinct())


def _whole(rows: QuerySet[Commentary]) -> QuerySet[Commentary]:
    indicators = scorecard_order(Indicator.objects.all())
    return rows.select_related("author", "accepted_by").prefetch_related(Prefetch("indicators", indicators))


def _least(said: list[Commentary]) -> Commentary | None:
    return min(said, key=lambda row: _STEPS.index(CommentaryState(row.state)), default=None)


def _to_chase(row: Indicator, said: Commentary | None) -> ToChase:
    return ToChase(
        indicator_pk=row.pk,
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        area=row.area.name,
        data_owner=row.data_owner.name if row.data_owner else "",
        state=_CHASED[said.state] if said else NOT_WRITTEN,
        commentary_pk=said.pk if said else None,
    )


def _facts(row: Commentary) -> CommentaryFacts:
    return CommentaryFacts(
        pk=row.pk,
        month=row.month,
        indicators=tuple((indicator.code, indicator.short_name) for indicator in row.indicators.all()),
        tells_us=row.tells_us,
        analysis=row.analysis,
        next_steps=row.next_steps,
        state=row.get_state_display(),
        is_accepted=row.state == CommentaryState.ACCEPTED,
        author=row.author.name if row.author else "",
        received_from=row.received_from,
        accepted_by=row.accepted_by.name if row.accepted_by else "",
        version=row.version,
    )
