"""
The link of a request for commentary: a path by which one data owner gives it without an account, for fourteen real days.

Signed over the request, the person, the request's link version and the moment it was written. Does not know whether the
commentary is still wanted: the operations behind the page ask the rows.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.urls import reverse

from partnership.links import LIFE, SecretLinks

SALT = "boardpack.links"


@dataclass(frozen=True)
class CommentaryLink:
    """What a link was signed over."""

    chase_id: int
    person_id: int
    link_version: int
    written_at: datetime

    def expired(self, now: datetime) -> bool:
        return now - self.written_at > LIFE


def commentary_token(chase_id: int, person_id: int, link_version: int, now: datetime) -> str:
    """The link's only secret."""
    return SecretLinks(SALT).token(chase_id, person_id, link_version, int(now.timestamp()))


def commentary_link(chase_id: int, person_id: int, link_version: int, now: datetime) -> str:
    """The path to put behind SITE_URL in a mail to the person; it works until fourteen days after `now`."""
    token = commentary_token(chase_id, person_id, link_version, now)
    return reverse("boardpack:commentary_by_link", args=[token])


def read_commentary_link(token: str, now: datetime) -> CommentaryLink | None:
    """What the link says, if it is ours and not older than fourteen days."""
    found = whose_commentary_link(token)
    return None if found is None or found.expired(now) else found


def whose_commentary_link(token: str) -> CommentaryLink | None:
    """What the link says however old it is; None: not ours."""
    try:
        chase, person, version, seconds = SecretLinks(SALT).numbers(token) or ()
        return CommentaryLink(chase, person, version, datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def new_nonce(token: str) -> str:
    """For one form on the page of this link."""
    return SecretLinks(SALT).new_nonce(token)


def is_nonce_of(nonce: str, token: str) -> bool:
    """Whether this form was shown by the page of this link."""
    return SecretLinks(SALT).is_nonce_of(nonce, token)
