"""
Writing commentary, and its way from draft to accepted.

Draft → submitted → accepted, or returned to its author and submitted again. A text that was accepted and is
changed has to be accepted again.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.measures.periods import Month
from indicators.models import Commentary, CommentaryState, Indicator
from indicators.operations.asking import require_of
from indicators.operations.published import is_published
from indicators.permissions import can_accept_commentary, can_write_commentary
from indicators.queries.commentary_desk import RECEIVED
from partnership.models import User
from partnership.operations.rows import CannotBeDone, create, erase, write


class CommentaryStays(CannotBeDone):
    """Its state, or its month's, does not allow this."""


State = CommentaryState
_NOT_ACCEPTED: dict[str, Any] = {"accepted_by": None, "accepted_at": None}


@transaction.atomic
def save_commentary(
    *,
    commentary: Commentary | None,
    by: User | None,
    version: int | None = None,
    month: Month,
    indicators: Iterable[Indicator],
    tells_us: str = "",
    analysis: str = "",
    next_steps: str = "",
    author: User | None = None,
    received_from: str = "",
) -> Commentary:
    """Commentary for a month and the indicators it speaks for, new or changed."""
    require_of(by, can_write_commentary)
    fields: dict[str, Any] = {
        "month": month,
        "indicators": list(indicators),
        "tells_us": tells_us,
        "analysis": analysis,
        "next_steps": next_steps,
        "author": author,
        "received_from": received_from,
    }
    if not fields["indicators"]:
        raise ValidationError("Choose at least one indicator that this speaks for.")
    if commentary is None:
        return create(Commentary, by=by, **fields)
    if commentary.state == State.ACCEPTED and _differs(commentary, fields):
        fields |= {"state": State.SUBMITTED, **_NOT_ACCEPTED}
    return write(commentary, by=by, version=version, **fields)


@transaction.atomic
def submit_commentary(*, commentary: Commentary, by: User | None, version: int | None = None) -> Commentary:
    """Its author has finished; somebody is to accept it."""
    require_of(by, can_write_commentary)
    _from(commentary, {State.DRAFT, State.RETURNED}, "submitted")
    if not (commentary.tells_us or commentary.analysis or commentary.next_steps):
        raise ValidationError("There is nothing to submit yet: write at least one of the three texts.")
    return write(commentary, by=by, version=version, reason="submitted", state=State.SUBMITTED)


@transaction.atomic
def store_received(
    *,
    commentary: Commentary | None,
    by: User,
    month: Month,
    indicators: Iterable[Indicator],
    via: str,
    version: int | None = None,
    tells_us: str = "",
    analysis: str = "",
    next_steps: str = "",
) -> Commentary:
    """
    Commentary as its author gave it without signing in, submitted; for operations that have asked whether it is theirs.

    `via` is how it came ("by link sent to …") and stands in the history. What says the same already is left as it is.
    """
    said: dict[str, Any] = {"tells_us": tells_us, "analysis": analysis, "next_steps": next_steps}
    if not any(words.strip() for words in said.values()):
        raise ValidationError("There is nothing to send yet: write at least one of the three texts.")
    said |= {"state": State.SUBMITTED, "received_from": by.name, "author": by, **_NOT_ACCEPTED}
    reason = f"{RECEIVED}{via}"
    if commentary is None:
        return create(Commentary, by=by, reason=reason, month=month, indicators=list(indicators), **said)
    if not any(getattr(commentary, name) != value for name, value in said.items()):
        return commentary
    return write(commentary, by=by, version=version, reason=reason, **said)


@transaction.atomic
def accept_commentary(
    *, commentary: Commentary, by: User | None, now: datetime, version: int | None = None
) -> Commentary:
    """It may go into a pack as it stands."""
    require_of(by, can_accept_commentary)
    _from(commentary, {State.SUBMITTED}, "accepted")
    return write(
        commentary,
        by=by,
        version=version,
        reason="accepted",
        state=State.ACCEPTED,
        accepted_by=by,
        accepted_at=now,
    )


@transaction.atomic
def return_commentary(
    *, commentary: Commentary, by: User | None, version: int | None = None, reason: str = ""
) -> Commentary:
    """Back to its author, with what is wanted."""
    require_of(by, can_accept_commentary)
    _from(commentary, {State.SUBMITTED, State.ACCEPTED}, "returned")
    words = f"returned: {reason}" if reason else "returned"
    return write(commentary, by=by, version=version, reason=words, state=State.RETURNED, **_NOT_ACCEPTED)


@transaction.atomic
def remove_commentary(*, commentary: Commentary, by: User | None) -> None:
    """Commentary of a month that no published pack shows goes; its history stays."""
    require_of(by, can_write_commentary)
    if is_published(commentary.month):
        raise CommentaryStays(f"{commentary.month.name} is published, so its commentary stays.")
    erase(commentary, by=by)


def _from(commentary: Commentary, states: set[CommentaryState], verb: str) -> None:
    if commentary.state not in states:
        raise CommentaryStays(f"{commentary} is {commentary.get_state_display()}, so it cannot be {verb}.")


def _differs(row: Commentary, fields: dict[str, Any]) -> bool:
    plain = {name: value for name, value in fields.items() if name != "indicators"}
    members = set(row.indicators.values_list("pk", flat=True))
    return members != {indicator.pk for indicator in fields["indicators"]} or any(
        getattr(row, name) != value for name, value in plain.items()
    )
