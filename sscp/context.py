"""What every page knows: the partnership's name, the demonstration's day, where this person may go,
and for officers whether mail leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from actions.permissions import can_list_actions, can_list_every_action
from indicators.permissions import can_write_commentary
from partnership import clock
from partnership.permissions import can_read_outbox, may
from partnership.queries import watch
from partnership.roles import May


@dataclass(frozen=True)
class Place:
    """A part of the site in the navigation."""

    words: str
    address: str
    is_here: bool


def site(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "partnership_name": settings.PARTNERSHIP_NAME,
        "demonstration": settings.DEMONSTRATION,
        "demonstration_day": clock.today() if settings.DEMONSTRATION else None,
        "places": tuple(places(user, request.path)) if signed_in else (),
        "watchdog": _warnings(user) if signed_in else (),
    }


def _warnings(user: Any) -> tuple[str, ...]:
    """What the watchdog has to tell whoever may read the outbox."""
    return watch(clock.now()).warnings() if can_read_outbox(user) else ()


def places(user: Any, path: str) -> Iterator[Place]:
    """Where this person may go, in the order of the navigation."""
    if may(user, May.READ_PACKS):
        yield _place("Packs", "boardpack:packs", path)
        yield _place("Scorecard", "boardpack:scorecards", path)
    if can_write_commentary(user):
        yield _place("Commentary", "boardpack:commentary_of_latest", path)
    if can_list_actions(user):
        yield _place("Actions" if can_list_every_action(user) else "My actions", "actions:mine", path)
    if user.is_staff:
        yield _place("The desk", "admin:index", path)
    if settings.DEMONSTRATION:
        yield _place("Mailbox", "mailbox", path)


def _place(words: str, name: str, path: str) -> Place:
    address = reverse(name)
    return Place(words, address, path.startswith(address))
