"""
Confirming a check's warnings with a note: from then on they are confirmed, until the figures behind them change.

Append-only: what is confirmed already keeps its note, and one whose return was undone is withdrawn, not erased. Finds
nothing itself; an error cannot be confirmed.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.measures.checks import Finding, Level
from indicators.measures.periods import Month
from indicators.models import DataNote, Indicator, Return
from indicators.operations.asking import require_of
from indicators.permissions import can_enter_data
from indicators.queries.entry_findings import standing_warnings
from partnership.models import User
from partnership.operations.identifying import refuse_identifying
from partnership.operations.rows import CannotBeDone

_LONGEST_NOTE = 500


class NotForConfirming(CannotBeDone):
    """An error is among them: a figure that cannot be true is corrected, never confirmed."""


@transaction.atomic
def confirm_findings(
    *,
    findings: Iterable[Finding],
    note: str,
    by: User | None,
    now: datetime,
    source_return: Return | None = None,
) -> int:
    """
    Each warning kept with the note; how many were not confirmed before.

    ValidationError without a note or with too long a one, NotForConfirming for an error.
    """
    require_of(by, can_enter_data)
    several, words = tuple(findings), note.strip()
    _require_note(words)
    refuse_identifying(words)
    for finding in several:
        if finding.level is Level.ERROR:
            raise NotForConfirming(f"This cannot be confirmed, only corrected: {finding.message}")
    ids = dict(Indicator.objects.filter(code__in={each.code for each in several}).values_list("code", "pk"))
    held = set(
        DataNote.objects.in_force()
        .filter(facts__in={each.facts for each in several})
        .values_list("indicator", "check_name", "facts")
    )
    new = {(ids[each.code], each.check, each.facts): each for each in several if each.code in ids}
    rows = [
        DataNote(
            indicator_id=key[0],
            check_name=finding.check,
            facts=finding.facts,
            month=finding.month,
            finding=finding.message,
            note=words,
            source_return=source_return,
            by=by,
            at=now,
        )
        for key, finding in new.items()
        if key not in held
    ]
    # Somebody else may confirm the same at the same time: then one note stands, as it would a moment later.
    DataNote.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


@transaction.atomic
def confirm_month(
    *, month: Month, keys: Iterable[tuple[str, str, str]], note: str, by: User | None, now: datetime
) -> int:
    """
    Those of the month's standing warnings with these keys (code, check, facts) confirmed with the note; how many.

    ValidationError when none is chosen. CannotBeDone when one of them no longer stands: its figures have changed.
    """
    require_of(by, can_enter_data)
    asked = set(keys)
    if not asked:
        raise ValidationError("Tick the warnings that you have looked at.")
    chosen = [each for each in standing_warnings(month) if each.key in asked]
    if len(chosen) < len(asked):
        raise CannotBeDone(
            "The figures behind a warning have changed since you looked at it, or somebody has confirmed it, so nothing was "
            "confirmed: look at the warnings as they are now."
        )
    return confirm_findings(findings=chosen, note=note, by=by, now=now)


def _require_note(note: str) -> None:
    if not note:
        raise ValidationError("Say why these warnings are accepted: a note is needed.")
    if len(note) > _LONGEST_NOTE:
        raise ValidationError(f"The note is longer than {_LONGEST_NOTE} characters: shorten it.")
