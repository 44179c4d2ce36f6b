"""
What the page of a commentary does at one press of a button: save, and with it submit, accept or return.

All in one transaction, so that nobody accepts a text that somebody else has just changed. Whoever may not read drafts
writes on the indicators that they answer for, and on no others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.measures.periods import Month
from indicators.models import Commentary, CommentaryState, Indicator
from indicators.operations.asking import require_of
from indicators.operations.commentary import (
    accept_commentary,
    return_commentary,
    save_commentary,
    submit_commentary,
)
from indicators.permissions import can_accept_commentary, can_write_commentary_on
from partnership.models import User
from partnership.operations.rows import gone_meanwhile, stands_already


class Step(StrEnum):
    SAVE = "save"
    SUBMIT = "submit"
    ACCEPT = "accept"
    RETURN = "return"


@dataclass(frozen=True)
class Form:
    """What was on the page: the commentary that it showed (None: a new one) at which version, and what is written now."""

    pk: int | None
    version: int | None
    tells_us: str
    analysis: str
    next_steps: str
    received_from: str = ""
    remark: str = ""


@transaction.atomic
def take_commentary(
    *, month: Month, codes: Iterable[str], form: Form, step: Step, by: User, now: datetime
) -> Commentary:
    """
    The commentary as it stands after the step.

    Returning needs a remark. Raises ChangedMeanwhile when somebody wrote it since the page was shown, or wrote one where
    there was none.
    """
    indicators = list(Indicator.objects.filter(code__in=list(codes)).order_by("pk"))
    held = _held(form)
    theirs = [*indicators, *(held.indicators.all() if held else ())]
    require_of(by, lambda user: can_write_commentary_on(user, [row.data_owner_id for row in theirs]))
    if step in (Step.ACCEPT, Step.RETURN):
        require_of(by, can_accept_commentary)
    if step is Step.RETURN and not form.remark.strip():
        raise ValidationError({"remark": "Say in a sentence what is wanted, so that its author can mend it."})
    if held is None:
        _refuse_second(month, indicators)
    saved = save_commentary(
        commentary=held,
        by=by,
        version=form.version,
        month=month,
        indicators=indicators,
        tells_us=form.tells_us,
        analysis=form.analysis,
        next_steps=form.next_steps,
        received_from=form.received_from,
        author=held.author if held else (None if form.received_from else by),
    )
    return _taken(saved, step, form.remark.strip(), by, now)


def _taken(saved: Commentary, step: Step, remark: str, by: User, now: datetime) -> Commentary:
    """Accepting a draft submits it first: the officer who typed in what was received does both."""
    unfinished = saved.state in (CommentaryState.DRAFT, CommentaryState.RETURNED)
    if step is Step.SAVE or (step is Step.SUBMIT and not unfinished):
        return saved
    if step is Step.RETURN:
        return return_commentary(commentary=saved, by=by, reason=remark)
    if unfinished:
        saved = submit_commentary(commentary=saved, by=by)
    if step is Step.SUBMIT or saved.state == CommentaryState.ACCEPTED:
        return saved
    return accept_commentary(commentary=saved, by=by, now=now)


def _held(form: Form) -> Commentary | None:
    if form.pk is None:
        return None
    found = Commentary.objects.select_related("author").filter(pk=form.pk).first()
    if found is None:
        raise gone_meanwhile()
    return found


def _refuse_second(month: Month, indicators: list[Any]) -> None:
    """The page shows the month's commentary where there is one: a new one means that another came in between."""
    rival = Commentary.objects.filter(month=month, indicators__in=indicators).first()
    if rival is not None and rival.indicators.count() == len(indicators) == 1:
        raise stands_already(rival)
