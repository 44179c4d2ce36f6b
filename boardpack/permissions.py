"""
Who may read, compose and publish packs. Each answer is a Verdict: yes, or no with the reason.

A pack that the board may see is published or superseded; a withdrawn one nobody reads. What may follow what
("it is published already") is a rule of the operations.
"""

from typing import Any, Protocol

from boardpack.models import OPEN, PackStatus
from partnership.permissions import may
from partnership.roles import May
from partnership.verdicts import Verdict, no


class HasStatus(Protocol):
    """A pack's row or its frozen facts."""

    @property
    def status(self) -> str: ...


def can_read_packs(user: Any) -> Verdict:
    """The list, and every published edition."""
    return may(user, May.READ_PACKS)


def can_read_drafts(user: Any) -> Verdict:
    return may(user, May.READ_DRAFTS)


def can_read_pack(user: Any, pack: HasStatus) -> Verdict:
    """Published and superseded editions for every reader of packs, drafts for readers of drafts."""
    if pack.status in OPEN:
        return can_read_drafts(user)
    if pack.status == PackStatus.WITHDRAWN:
        return no("This edition was withdrawn. Ask the performance officer for the one that stands.")
    return can_read_packs(user)


def can_compose(user: Any) -> Verdict:
    """Draft a pack, choose what stands in it, and start a further edition."""
    return may(user, May.COMPOSE_PACKS)


def can_publish(user: Any) -> Verdict:
    return may(user, May.PUBLISH_PACKS)
