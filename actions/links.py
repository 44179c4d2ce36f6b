"""
The owner's link: a path by which one owner speaks of one action for fourteen real days, and the nonce of its forms.

Signed over action, owner, the action's link version and the moment it was written; nothing is stored. Does not know
whether the action is still open or still that owner's: the operations behind the page ask the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.urls import reverse

from partnership.links import LIFE, SecretLinks

SALT = "actions.links"


@dataclass(frozen=True)
class LinkFacts:
    """What a link was signed over."""

    action_id: int
    owner_id: int
    link_version: int
    written_at: datetime

    def expired(self, now: datetime) -> bool:
        return now - self.written_at > LIFE


def link_for(action_id: int, owner_id: int, link_version: int, now: datetime) -> str:
    """The path to put behind SITE_URL in a mail to the owner; it works until fourteen days after `now`."""
    return links_of(now)(action_id, owner_id, link_version)


def links_of(now: datetime) -> Callable[[int, int, int], str]:
    """The same for many links written at one moment: by action, owner and link version."""
    links, seconds = SecretLinks(SALT), int(now.timestamp())
    before, after = "", ""

    def link(action_id: int, owner_id: int, link_version: int) -> str:
        nonlocal before, after
        token = links.token(action_id, owner_id, link_version, seconds)
        if not before:
            before, _, after = reverse("actions:link", args=[token]).partition(token)
        return f"{before}{token}{after}"

    return link


def token_for(action_id: int, owner_id: int, link_version: int, now: datetime) -> str:
    """The link's only secret: letters, digits, hyphens, underscores and one dot."""
    return SecretLinks(SALT).token(action_id, owner_id, link_version, int(now.timestamp()))


def read_link(token: str, now: datetime) -> LinkFacts | None:
    """What the link says, if it is ours and not older than fourteen days."""
    found = whose_link(token)
    return None if found is None or found.expired(now) else found


def whose_link(token: str) -> LinkFacts | None:
    """What the link says however old it is, so that a fresh one can be sent to the same person; None: not ours."""
    try:
        action, owner, version, seconds = SecretLinks(SALT).numbers(token) or ()
        return LinkFacts(action, owner, version, datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def new_nonce(token: str) -> str:
    """For one form on the page of this link: what is posted with it is taken once."""
    return SecretLinks(SALT).new_nonce(token)


def is_nonce_of(nonce: str, token: str) -> bool:
    """Whether this form was shown by the page of this link."""
    return SecretLinks(SALT).is_nonce_of(nonce, token)
