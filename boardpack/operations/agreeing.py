"""
The agreement of a second person: an approver's or the chair's, or a named deputy's in their absence.

It holds for the text that was agreed to, and for nothing else: any change of the draft, or of what stands behind it,
makes it void. Whether publishing waits for it is the gate's to say.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from boardpack.assemble.gating import at_the_gate
from boardpack.models import Pack, PackStatus
from boardpack.operations.drafts import one_moment, open_draft
from boardpack.permissions import can_agree, can_compose, is_deputy
from indicators.operations.asking import require_of
from partnership.models import User
from partnership.operations.rows import write
from partnership.permissions import may
from partnership.roles import BY_KEY, May, allowed
from partnership.verdicts import Refused, require

NOT_AGREED: dict[str, Any] = {
    "approved_by": None,
    "approved_at": None,
    "approved_as": "",
    "approved_sha256": "",
}


class ChangedSinceRead(Refused):
    """What is agreed to would not be what was read."""

    def __init__(self) -> None:
        super().__init__("The draft has changed since you opened it. Read it again, then agree.")


def agree_to_pack(
    *, pack: Pack, by: User, now: datetime, sha256: str | None = None, deputy_for: User | None = None
) -> Pack:
    """
    This person agrees that the draft is published as it stands; `sha256` is of what they read (None: not compared).

    `deputy_for` is the approver or chair in whose absence a named deputy agrees.
    """
    require(can_agree(by))
    with one_moment():
        draft = open_draft(pack)
        found = at_the_gate(draft)
        if sha256 is not None and sha256 != found.sha256:
            raise ChangedSinceRead
        return write(
            draft,
            by=by,
            reason="agreed to publish",
            approved_by=by,
            approved_at=now,
            approved_as=_quality(by, deputy_for),
            approved_sha256=found.sha256,
        )


def take_agreement_back(*, pack: Pack, by: User) -> Pack:
    """Whoever agreed no longer does."""
    with one_moment():
        draft = open_draft(pack)
        if draft.approved_by_id != by.pk:
            raise Refused("Only whoever agreed can take the agreement back.")
        return write(draft, by=by, reason="agreement taken back", **NOT_AGREED)


def send_to_review(*, pack: Pack, by: User | None) -> Pack:
    """The draft is ready to be read by those who agree to it. It can still be changed."""
    require_of(by, can_compose)
    with one_moment():
        draft = open_draft(pack)
        if draft.status == PackStatus.IN_REVIEW:
            raise Refused(f"{draft} is in review already.")
        return write(draft, by=by, reason="sent to review", status=PackStatus.IN_REVIEW)


def back_to_draft(*, pack: Pack, by: User, reason: str) -> Pack:
    """
    From review back to whoever composes it, with what is wanted; by them, or by somebody who could agree.

    Whoever could agree and wants something else takes an agreement with it, their own or another's.
    """
    could_agree = bool(can_agree(by))
    if not can_compose(by):
        require(can_agree(by))
    if not reason.strip():
        raise ValidationError("Say what is wanted.")
    with one_moment():
        draft = open_draft(pack)
        if draft.status != PackStatus.IN_REVIEW:
            raise Refused(f"{draft} is not in review.")
        taken = NOT_AGREED if could_agree else {}
        said = f"back to draft: {reason.strip()}"[:100]
        return write(draft, by=by, reason=said, status=PackStatus.DRAFT, **taken)


def agreed_words(pack: Pack) -> str:
    """What the pack prints of it: "Agreed to by Head of Performance, approver." """
    return f"Agreed to by {pack.approved_by.name}, {pack.approved_as}." if pack.approved_by else ""


def _quality(by: User, deputy_for: User | None) -> str:
    if may(by, May.APPROVE_PACKS):
        key = next(key for key in ("chair", "approver") if key in by.role_keys)
        return BY_KEY[key].name.lower()
    if deputy_for is None:
        raise ValidationError("Say for whom you agree as deputy.")
    if not (is_deputy(by) and allowed(deputy_for.role_keys, May.APPROVE_PACKS)):
        raise ValidationError(f"{deputy_for.name} is neither an approver nor the chair.")
    return f"deputy for {deputy_for.name}"[:120]
