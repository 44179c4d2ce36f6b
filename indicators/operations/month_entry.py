"""
Recording a month's figures together, as an officer typed them in the entry grid: all of them or none.

Only rows that differ are written, and nothing at all while one of them cannot be true. All cells that somebody changed
while they were typed over are told at once (see `month_plan`), and then nothing is written either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.measures.checks import Level
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Outturn
from indicators.operations.asking import require_of
from indicators.operations.month_plan import CellConflict, Entry, LeftBlank, Plan, RowConflict, plans_for
from indicators.operations.outturns import record_outturn
from indicators.permissions import can_enter_data
from indicators.queries.entry_findings import unconfirmed_findings
from partnership.models import User
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile

__all__ = [
    "CannotStand",
    "CellConflict",
    "Conflicts",
    "Entry",
    "LeftBlank",
    "Recorded",
    "RowConflict",
    "Told",
    "record_month",
]


@dataclass(frozen=True)
class Told:
    """What a check says of an indicator's figure, in one sentence."""

    indicator: int
    name: str
    sentence: str


@dataclass(frozen=True)
class Recorded:
    """
    How many rows were new, changed and as they were.

    `left_blank` are the figures that a blank did not remove, `warnings` what the checks say of those written.
    """

    new: int
    changed: int
    unchanged: int
    left_blank: tuple[LeftBlank, ...] = ()
    warnings: tuple[Told, ...] = ()


@dataclass(frozen=True)
class CannotStand:
    """Nothing was written, because these figures cannot be true."""

    rows: tuple[Told, ...]


@dataclass(frozen=True)
class Conflicts:
    """Nothing was written, because of these rows."""

    rows: tuple[RowConflict, ...]


def record_month(
    *, month: Month, entries: Sequence[Entry], by: User | None, reason: str = ""
) -> Recorded | CannotStand | Conflicts:
    """
    The month's outturns are what was typed, each through `record_outturn`; CannotStand and Conflicts say why not.

    Raises Refused, OutturnAlreadyPublished (a published month and no reason), ValidationError, and CannotBeDone for
    an indicator that is not due in the month; then nothing is written either.
    """
    require_of(by, can_enter_data)
    try:
        with transaction.atomic():
            return _record(month, entries, by, reason)
    except (ChangedMeanwhile, ValidationError):
        # Somebody wrote between the look and the write: what stands by now tells the conflict.
        if found := _conflicts(plans_for(month, entries)):
            return found
        raise


def _record(
    month: Month, entries: Sequence[Entry], by: User | None, reason: str
) -> Recorded | CannotStand | Conflicts:
    # Where the database locks rows, what stands in the month stays as it is until this is written.
    list(Outturn.objects.filter(month=month).select_for_update())
    plans = plans_for(month, entries)
    if found := _conflicts(plans):
        return found
    to_write = [plan for plan in plans if plan.writes is not None]
    wrong, warnings = _checked(month, to_write)
    if wrong:
        return CannotStand(wrong)
    for plan in to_write:
        record_outturn(
            indicator=plan.indicator,
            month=month,
            reading=_reading(plan),
            by=by,
            note=plan.writes.note if plan.writes else "",
            version=plan.held.version if plan.held else 0,
            reason=reason,
        )
    new = sum(plan.held is None for plan in to_write)
    blank = tuple(plan.left_blank for plan in plans if plan.left_blank)
    return Recorded(new, len(to_write) - new, len(plans) - len(to_write), blank, warnings)


def _reading(plan: Plan) -> Reading:
    cells = plan.writes
    if cells is None or cells.figure is None:
        raise CannotBeDone(
            f"{plan.indicator.short_name} has no figure: give a number or a symbol such as N/A."
        )
    return replace(
        cells.figure,
        numerator=cells.numerator,
        denominator=cells.denominator,
        provisional=cells.provisional,
    )


def _checked(month: Month, plans: Sequence[Plan]) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """What cannot be true in the month itself, and what else the checks say; what is confirmed is not told again."""
    if not plans:
        return (), ()
    written = {plan.indicator.code: plan for plan in plans}
    found = unconfirmed_findings(month, {code: _reading(plan) for code, plan in written.items()})
    told: dict[bool, list[Told]] = {True: [], False: []}
    for finding in found:
        code = finding.code if finding.code in written else next(filter(written.get, finding.concerns), "")
        if code:
            blocks = finding.level is Level.ERROR and finding.month == month
            plan = written[code]
            told[blocks].append(Told(plan.indicator.pk, plan.indicator.short_name, finding.message))
    return tuple(told[True]), tuple(told[False])


def _conflicts(plans: Sequence[Plan]) -> Conflicts | None:
    rows = tuple(plan.conflict for plan in plans if plan.conflict)
    return Conflicts(rows) if rows else None
