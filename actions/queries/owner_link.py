"""
What the owner's link shows: its one action and nothing else, or None for whatever reason the link is dead.

Two queries and those of one action. Knows no figure: what the board may not see is not here to be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from actions import lifecycle
from actions.links import LinkFacts
from actions.models import Action
from actions.permissions import can_answer_by_link
from actions.queries.asked import RequestFacts, waiting_request
from actions.queries.happened import UpdateFacts, updates_of
from actions.queries.standing import ActionFacts, facts_of
from partnership.models import User

OFFICER = "performance_officer"


@dataclass(frozen=True)
class LinkPage:
    """One action as its owner sees it by the link. `accepted`: the owner said yes or reported before."""

    action: ActionFacts
    owner: str
    accepted: bool
    updates: tuple[UpdateFacts, ...]
    request: RequestFacts | None
    officer: str


def link_page(link: LinkFacts | None, *, today: date, now: datetime, contact: str) -> LinkPage | None:
    """`contact` are the words by which the officer is reached, from the settings; empty: the officers' own."""
    if link is None:
        return None
    row = Action.objects.select_related("owner").filter(pk=link.action_id).first()
    if row is None or not is_alive(link, row, today, now):
        return None
    return LinkPage(
        action=facts_of(Action.objects.filter(pk=row.pk), today)[0],
        owner=row.owner.name,
        accepted=row.accepted_on is not None,
        updates=updates_of(row),
        request=waiting_request(row.pk),
        officer=contact or officer_in_words(today),
    )


def is_alive(link: LinkFacts, action: Action, today: date, now: datetime) -> bool:
    """Whether the link still does something."""
    is_open = lifecycle.Status(action.status) in lifecycle.OPEN
    return is_open and not link.expired(now) and bool(can_answer_by_link(link, action, today))


def officer_in_words(today: date) -> str:
    """How the performance officers are reached: name, address and telephone of each."""
    officers = User.objects.with_role(OFFICER, today).order_by("email")
    return "; ".join(", ".join(filter(None, [one.name, one.email, one.telephone])) for one in officers)
