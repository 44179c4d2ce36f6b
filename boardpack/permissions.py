"""
Who may read, compose and publish packs. Each answer is a Verdict: yes, or no with the reason.

A pack that the board may see is published or superseded; a withdrawn one nobody reads. What may follow what
("it is published already") is a rule of the operations.
"""

from datetime import date
from typing import Any, Protocol

from django.conf import settings

from boardpack.links import CommentaryLink
from boardpack.models import OPEN, Chase, PackStatus
from partnership.permissions import may
from partnership.roles import May
from partnership.verdicts import YES, Verdict, no


class HasStatus(Protocol):
    """A pack's row or its frozen facts."""

    @property
    def status(self) -> str: ...


def can_read_packs(user: Any) -> Verdict:
    """The list, and every published edition."""
    return may(user, May.READ_PACKS)


def can_read_drafts(user: Any) -> Verdict:
    """Also for a named deputy, who is to agree to them."""
    return YES if is_deputy(user) else may(user, May.READ_DRAFTS)


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


def can_circulate(user: Any) -> Verdict:
    """Send a published pack round."""
    return may(user, May.PUBLISH_PACKS)


def can_see_receipts(user: Any) -> Verdict:
    """Who opened a pack, and when."""
    return may(user, May.SEE_RECEIPTS)


def can_ask(user: Any) -> Verdict:
    """Whoever reads a pack may ask about it."""
    return may(user, May.READ_PACKS)


def can_record(user: Any) -> Verdict:
    """Write down what was asked and decided, what came of it, and the scrutineer's comment."""
    return may(user, May.RECORD_MEETINGS)


def can_answer_about(user: Any, data_owner_id: int | None) -> Verdict:
    """Who keeps the record answers everything; a data owner what is asked of an indicator they answer for."""
    verdict = can_record(user)
    if not verdict and data_owner_id is not None and data_owner_id == getattr(user, "pk", None):
        return may(user, May.WRITE_COMMENTARY)
    return verdict


def can_see_kept_back(user: Any) -> Verdict:
    """What a pack keeps back from the board, with the figures."""
    return may(user, May.SEE_SMALL_COUNTS)


def can_agree(user: Any) -> Verdict:
    """Agree that a pack may be published: approvers and the chair, and the deputies that the settings name."""
    return YES if is_deputy(user) else may(user, May.APPROVE_PACKS)


def is_deputy(user: Any) -> bool:
    """Whether this person is named to agree to packs in the absence of the approvers and the chair."""
    if not getattr(user, "is_authenticated", False):
        return False
    return bool(may(user, May.READ_PACKS)) and user.email.lower() in settings.DEPUTIES


def can_redact(user: Any) -> Verdict:
    """Ask that words are taken out of an edition: whoever publishes packs, or may agree to them."""
    return can_publish(user) or can_agree(user)


def can_agree_to_redact(user: Any, asked_by_id: int) -> Verdict:
    """Whoever may agree to packs, but never to what they asked for themselves."""
    verdict = can_agree(user)
    if verdict and user.pk == asked_by_id:
        return no("Words are taken out by two people together: somebody else has to agree to it.")
    return verdict


def can_give_by_link(link: CommentaryLink, chase: Chase, today: date) -> Verdict:
    """Whoever holds the link speaks for whom it was sent to, while they are in post and answer for the indicator."""
    theirs = (chase.person_id, chase.link_version) == (link.person_id, link.link_version)
    answers = chase.indicator is not None and chase.indicator.data_owner_id == chase.person_id
    return (
        YES if theirs and answers and not chase.person.has_left(today) else no("This link no longer works.")
    )
