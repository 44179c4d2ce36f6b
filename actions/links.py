"""
The owner's link: a path by which one owner speaks of one action for fourteen real days, and the nonce of its forms.

Signed over action, owner, the action's link version and the moment it was written; nothing is stored. Does not know
whether the action is still open or still that owner's: the operations behind the page ask the rows.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.http import base36_to_int, int_to_base36

LIFE = timedelta(days=14)
SALT = "actions.links"
NONCE_RANDOM = 12  # bytes: 16 characters
NONCE_SIGNED = 26  # characters; with the sixteen and a dot they fill the column's 43


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
    signer, seconds = _signer(), int(now.timestamp())
    before, after = "", ""

    def link(action_id: int, owner_id: int, link_version: int) -> str:
        nonlocal before, after
        token = _signed(signer, action_id, owner_id, link_version, seconds)
        if not before:
            before, _, after = reverse("actions:link", args=[token]).partition(token)
        return f"{before}{token}{after}"

    return link


def token_for(action_id: int, owner_id: int, link_version: int, now: datetime) -> str:
    """The link's only secret: letters, digits, hyphens, underscores and one dot."""
    return _signed(_signer(), action_id, owner_id, link_version, int(now.timestamp()))


def _signed(signer: Signer, *numbers: int) -> str:
    return signer.sign("-".join(int_to_base36(number) for number in numbers))


def read_link(token: str, now: datetime) -> LinkFacts | None:
    """What the link says, if it is ours and not older than fourteen days."""
    found = whose_link(token)
    return None if found is None or found.expired(now) else found


def whose_link(token: str) -> LinkFacts | None:
    """What the link says however old it is, so that a fresh one can be sent to the same person; None: not ours."""
    try:
        action, owner, version, seconds = map(base36_to_int, _signer().unsign(token).split("-"))
        return LinkFacts(action, owner, version, datetime.fromtimestamp(seconds, UTC))
    except (BadSignature, ValueError, OverflowError, OSError):
        return None


def new_nonce(token: str) -> str:
    """For one form on the page of this link: what is posted with it is taken once."""
    random = secrets.token_urlsafe(NONCE_RANDOM)
    return f"{random}.{_mark(random, token)}"


def is_nonce_of(nonce: str, token: str) -> bool:
    """Whether this form was shown by the page of this link."""
    random, _, mark = nonce.partition(".")
    return secrets.compare_digest(mark.encode(), _mark(random, token).encode())


def _mark(random: str, token: str) -> str:
    return Signer(salt=f"{SALT}.nonce").signature(f"{random}:{token}")[:NONCE_SIGNED]


def _signer() -> Signer:
    return Signer(sep=".", salt=SALT)
