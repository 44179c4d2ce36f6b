"""
What owners asked, as frozen values. A request waits while its action is open and still that owner's.

Knows no reader: who may see and answer what stands in requests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from actions import lifecycle
from actions.models import OwnerRequest, RequestKind, RequestState


@dataclass(frozen=True)
class RequestFacts:
    """A request: `asks` in words ("more time, until 14 January 2022"), and how it stands."""

    pk: int
    version: int
    kind: str
    asks: str
    deadline_asked: date | None
    suggested: str
    words: str
    by: str
    via: str
    on: date
    at: datetime
    state: str
    answer: str
    answered_by: str
    action: str
    title: str
    waits: bool


def waiting() -> QuerySet[OwnerRequest]:
    """Requests that wait for an answer, the oldest first."""
    return (
        OwnerRequest.objects.filter(
            state=RequestState.OPEN,
            action__status__in=[status.value for status in lifecycle.OPEN],
            by=F("action__owner"),
        )
        .select_related("action", "by__agency", "answered_by")
        .order_by("at")
    )


def waiting_request(action: int) -> RequestFacts | None:
    """The request of this action that waits, if one does."""
    found = waiting().filter(action=action).first()
    return fact_of(found) if found else None


def requests_of(action: int) -> tuple[RequestFacts, ...]:
    """Everything that was asked of an action, the newest first."""
    rows = OwnerRequest.objects.filter(action=action).select_related("action", "by__agency", "answered_by")
    return tuple(fact_of(one) for one in rows)


def fact_of(row: OwnerRequest) -> RequestFacts:
    action = row.action
    still = lifecycle.Status(action.status) in lifecycle.OPEN and action.owner_id == row.by_id
    is_open = row.state == RequestState.OPEN
    return RequestFacts(
        pk=row.pk,
        version=row.version,
        kind=row.kind,
        asks=asked_in_words(row),
        deadline_asked=row.deadline_asked,
        suggested=row.suggested,
        words=row.words,
        by=str(row.by),
        via=row.via,
        on=row.on,
        at=row.at,
        state=row.get_state_display() if still or not is_open else RequestState.WITHDRAWN.label,
        answer=row.answer,
        answered_by=row.answered_by.name if row.answered_by else "",
        action=action.reference,
        title=action.title,
        waits=is_open and still,
    )


def asked_in_words(row: OwnerRequest) -> str:
    """What the row asks for, without who asks."""
    if row.kind == RequestKind.MORE_TIME and row.deadline_asked:
        return f"more time, until {lifecycle.day_in_words(row.deadline_asked)}"
    return f"to be somebody else’s: {row.suggested}" if row.suggested else "to be somebody else’s"
