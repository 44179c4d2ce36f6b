"""What owners ask, for whoever may answer it: the list, and one request beside its action. Fixed numbers of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.models import Action, OwnerRequest, RequestKind
from actions.permissions import can_answer_for_time, can_manage_actions, can_read_requests
from actions.queries.asked import RequestFacts, fact_of, waiting
from actions.queries.standing import ActionFacts, facts_of
from partnership.models import User
from partnership.verdicts import require


@dataclass(frozen=True)
class RequestDetail:
    """One request beside its action. `may_answer`: it waits, and this person may answer it."""

    request: RequestFacts
    action: ActionFacts
    may_answer: bool
    for_time: bool


def requests_waiting(user: User) -> tuple[RequestFacts, ...]:
    """What this person may answer, the oldest first; Refused for whoever answers nothing."""
    require(can_read_requests(user))
    return tuple(fact_of(one) for one in waiting().filter(kind__in=_kinds(user)))


def request_detail(pk: int, user: User, today: date) -> RequestDetail:
    """OwnerRequest.DoesNotExist when there is none, Refused when this person answers no requests."""
    require(can_read_requests(user))
    row = OwnerRequest.objects.select_related("action", "by__agency", "answered_by").get(pk=pk)
    fact = fact_of(row)
    return RequestDetail(
        request=fact,
        action=facts_of(Action.objects.filter(pk=row.action_id), today)[0],
        may_answer=fact.waits and row.kind in _kinds(user),
        for_time=row.kind == RequestKind.MORE_TIME,
    )


def _kinds(user: User) -> tuple[str, ...]:
    answers = {
        RequestKind.MORE_TIME: can_answer_for_time(user),
        RequestKind.NOT_MINE: can_manage_actions(user),
    }
    return tuple(kind.value for kind, verdict in answers.items() if verdict)
