"""
Applying a return: everything read and checked first, then written in one transaction, or nothing at all.

An error blocks; a warning needs a note that says why it is accepted; a note is only told. What is written how is in
`return_writes`; how a file becomes a table is the importers' business.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.db import transaction

from indicators.importers.matching import Suggestion
from indicators.importers.problems import ImportProblem, ReturnRefused, Severity
from indicators.importers.table import ReturnTable
from indicators.measures.checks import Finding
from indicators.models import Indicator, Return
from indicators.operations.asking import require_of
from indicators.operations.return_cells import Effect
from indicators.operations.return_identifying import refuse_identifying_cells
from indicators.operations.return_making import new_aliases
from indicators.operations.return_preview import CellOutcome
from indicators.operations.return_understanding import understand
from indicators.operations.return_writes import Asked, Writes, keep, write_return
from indicators.permissions import can_enter_data
from partnership.models import User

_NONE: Mapping[str, str] = MappingProxyType({})


class Stage(StrEnum):
    """How far a return is, as whoever waits for it reads it; nothing is written before the last."""

    READING = "reading the table"
    COMPARING = "comparing it with the figures that stand"
    CHECKING = "checking its figures"
    WRITING = "writing its figures, all of them or none"


@dataclass(frozen=True)
class ReturnOutcome:
    """
    What a return did, or would do when it is a dry run or waits for a note on its warnings (`needs_note`).

    `new`, `changed` and `unchanged` count its outturn, target and comparator cells; blank cells are never counted, and
    all three are 0 when an error among the `problems` refused it. `needs_reason`: its only errors are that figures of
    published months change without one. `sent_off`: the worker will apply it. `applied`: everything in it stands now.
    """

    layout: str
    new: int
    changed: int
    unchanged: int
    problems: tuple[ImportProblem, ...]
    applied: bool
    needs_note: bool = False
    needs_reason: bool = False
    sent_off: bool = False
    cells: Sequence[CellOutcome] = ()
    suggestions: tuple[Suggestion, ...] = ()
    findings: tuple[Finding, ...] = ()


def apply_return(
    *,
    table: ReturnTable,
    file_name: str,
    sha256: str,
    by: User | None,
    now: datetime,
    create_missing: bool = False,
    dry_run: bool = False,
    reason: str = "",
    warnings_note: str = "",
    confirmed: Mapping[str, str] = _NONE,
    reasons: Mapping[str, str] = _NONE,
    kept: Return | None = None,
    tell: Callable[[Stage], None] = lambda stage: None,
    about_to_write: Callable[[Sequence[CellOutcome]], None] = lambda cells: None,
) -> ReturnOutcome:
    """
    All of the table's figures written, or none: then `problems` say why.

    `confirmed` names indicators' codes by the names as written, `reasons` reasons by the cells' references, before
    `reason`. `kept` is the return as it was kept for its preview; without it one is kept when anything is written.
    `tell` hears of each stage, before anything is written and outside the transaction; `about_to_write` is asked inside
    it, with what every cell does, and may raise.
    """
    require_of(by, can_enter_data)
    tell(Stage.COMPARING)
    asked = Asked(create_missing, reason, warnings_note, confirmed, reasons)
    held = {row.code: row for row in Indicator.objects.all()}
    try:
        if dry_run and kept is None:  # else it was looked at before it was kept, or is before it is written
            refuse_identifying_cells(table)
        understood = understand(table, asked, held, sha256, now, lambda: tell(Stage.CHECKING))
    except ReturnRefused as no:
        return ReturnOutcome(table.layout, 0, 0, 0, no.problems, applied=False)
    counts, cells = understood.counts, understood.cells
    if any(problem.severity is Severity.ERROR for problem in understood.problems):
        return ReturnOutcome(
            table.layout,
            0,
            0,
            0,
            understood.problems,
            applied=False,
            needs_reason=understood.needs_reason,
            cells=cells,
            suggestions=understood.suggestions,
            findings=understood.findings,
        )
    writes = Writes(
        understood.matched,
        understood.differing,
        understood.places,
        new_aliases(confirmed, held),
        held,
        counts,
        understood.findings,
    )
    needs_note = bool(writes) and not warnings_note.strip() and _warned(understood.problems)
    if not needs_note:
        tell(Stage.WRITING)
        with transaction.atomic():
            about_to_write(cells)
            if writes:
                write_return(writes, asked, table, file_name, sha256, by, now, kept=kept, rehearsed=dry_run)
            elif kept:
                keep(writes, asked, table, file_name, sha256, by, now, kept)
            if dry_run:
                transaction.set_rollback(True)
    return ReturnOutcome(
        table.layout,
        counts[Effect.NEW],
        counts[Effect.CHANGED],
        counts[Effect.UNCHANGED],
        understood.problems,
        applied=not dry_run and not needs_note,
        needs_note=needs_note,
        cells=cells,
        suggestions=understood.suggestions,
        findings=understood.findings,
    )


def _warned(problems: Iterable[ImportProblem]) -> bool:
    return any(problem.severity is Severity.WARNING for problem in problems)
