"""
Applying a return: everything read and checked first, then written in one transaction, or nothing at all.

An error blocks; a warning needs a note that says why it is accepted; a note is only told. What is written how is in
`return_writes`; how a file becomes a table is the importers' business.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.db import transaction

from indicators.importers.catalogue import catalogue
from indicators.importers.matching import Held, Matched, Suggestion, match_rows
from indicators.importers.names import key, quoted
from indicators.importers.problems import ImportProblem, Severity, error, note, warning
from indicators.importers.table import ReturnTable
from indicators.measures.checks import Finding
from indicators.measures.kinds import Frequency, Kind
from indicators.measures.periods import Month
from indicators.models import Indicator, PublishedMonth, Return, ReturnState
from indicators.operations.asking import require_of
from indicators.operations.calculated import calculated_problems
from indicators.operations.return_cells import Effect, OutturnCell, ReturnCell, cells_of, standing
from indicators.operations.return_findings import findings_in
from indicators.operations.return_making import new_aliases
from indicators.operations.return_places import Places, places_of
from indicators.operations.return_preview import CellOutcome, cell_outcomes
from indicators.operations.return_storing import LONGEST_SHEET
from indicators.operations.return_writes import Asked, Writes, keep, write_return
from indicators.permissions import can_enter_data
from partnership.clock import LONDON
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
    cells: tuple[CellOutcome, ...] = ()
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
    about_to_write: Callable[[tuple[CellOutcome, ...]], None] = lambda cells: None,
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
    understood = _understood(table, asked, held, sha256, now, tell)
    counts, cells = _counted(understood.cells), _shown(table, understood)
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
        understood.cells,
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


@dataclass(frozen=True)
class _Understood:
    """What a table says of the site's indicators, read in a number of queries that does not grow with it."""

    matched: tuple[Matched, ...]
    suggestions: tuple[Suggestion, ...]
    cells: tuple[ReturnCell, ...]
    places: Places
    findings: tuple[Finding, ...]
    problems: tuple[ImportProblem, ...]
    without_reason: tuple[ImportProblem, ...]
    packs: Mapping[Month, str]

    @property
    def needs_reason(self) -> bool:
        errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
        return 0 < errors == len(self.without_reason)


def _understood(
    table: ReturnTable,
    asked: Asked,
    held: Mapping[str, Indicator],
    sha256: str,
    now: datetime,
    tell: Callable[[Stage], None],
) -> _Understood:
    wrong = _not_confirmed(table, asked.confirmed, held)
    matching = match_rows(
        table, map(_held, held.values()), catalogue(), asked.create_missing, asked.confirmed
    )
    places = places_of(table)
    codes = [row.held.code for row in matching.matched if row.held]
    cells = cells_of(table, matching.matched, standing(codes), places)
    packs = dict(PublishedMonth.objects.values_list("month", "pack"))
    problems = [
        *wrong,
        *table.problems,
        *matching.problems,
        *calculated_problems(cells),
        *places.problems,
        *_same_again(sha256, table.sheet, cells),
        *_not_begun(cells, Month.of(now.astimezone(LONDON).date())),
    ]
    refused = {problem.row for problem in problems if problem.severity is Severity.ERROR and problem.row}
    without_reason = tuple(_published(cells, packs, asked))
    tell(Stage.CHECKING)
    found = findings_in(matching.matched, cells, places, held, refused)
    problems += [*without_reason, *found.problems]
    ordered = tuple(sorted(problems, key=lambda problem: problem.row or 0))
    return _Understood(
        matching.matched,
        matching.suggestions,
        cells,
        places,
        found.to_confirm,
        ordered,
        without_reason,
        packs,
    )


def _held(row: Indicator) -> Held:
    names = (row.short_name, *row.aliases)
    return Held(row.code, row.name, Kind(row.kind), names, Frequency(row.frequency))


def _not_confirmed(
    table: ReturnTable, confirmed: Mapping[str, str], held: Mapping[str, Indicator]
) -> Iterable[ImportProblem]:
    """A match that was confirmed for a name or an indicator that there is not."""
    written = {key(row.indicator) for row in table.rows}
    for name, code in confirmed.items():
        if code not in held:
            yield error(
                f"{quoted(code)} is not the code of an indicator of this site, so {quoted(name)} was matched to nothing: "
                "give one of its codes."
            )
        elif key(name) not in written:
            yield error(
                f"No row of this return is named {quoted(name)}, so nothing was matched to {code}: give the name as the "
                "return has it."
            )


def _published(
    cells: Iterable[ReturnCell], packs: Mapping[Month, str], asked: Asked
) -> Iterable[ImportProblem]:
    """A figure that a published pack shows changes only with a reason."""
    for cell in cells:
        if not isinstance(cell, OutturnCell) or cell.effect is Effect.UNCHANGED or cell.month not in packs:
            continue
        if not asked.reason_of(cell.cell.reference).strip():
            yield error(
                f"{cell.month.name} is published ({packs[cell.month]}), so this figure changes only with a reason: give "
                "one for the return.",
                cell.cell.row,
                cell.cell.column.where,
            )


def _same_again(sha256: str, sheet: str, cells: Iterable[ReturnCell]) -> Iterable[ImportProblem]:
    """Told when the very file is applied already; what it would still change was changed since, so that wants a word."""
    applied = Return.objects.filter(sha256=sha256, sheet=sheet[:LONGEST_SHEET], state=ReturnState.APPLIED)
    before = applied.select_related("by").first()
    if before is None:
        return
    at = (before.applied_at or before.at).astimezone(LONDON)
    differs = any(cell.effect is not Effect.UNCHANGED for cell in cells)
    what = (
        "what has been changed since then would become again what the file says"
        if differs
        else "nothing in it differs from what stands"
    )
    by = before.by.name if before.by else "the system"
    told = warning if differs else note
    yield told(f"This file was imported on {at:%-d %B %Y} at {at:%H:%M} by {by}; {what}.")


def _not_begun(cells: Iterable[ReturnCell], this_month: Month) -> Iterable[ImportProblem]:
    """A number of a month to come, once for each heading; a symbol there says only that there is none yet."""
    told = set[object]()
    for cell in cells:
        if not isinstance(cell, OutturnCell) or cell.month <= this_month or cell.reading.value is None:
            continue
        if (at := (cell.month, cell.cell.column.index)) not in told:
            told.add(at)
            said = f"{cell.month.name} has not begun, and a figure is given for it: correct the month, or say why."
            yield warning(said, cell.cell.row, cell.cell.column.where)


def _warned(problems: Iterable[ImportProblem]) -> bool:
    return any(problem.severity is Severity.WARNING for problem in problems)


def _counted(cells: Iterable[ReturnCell]) -> Counter[Effect]:
    return Counter(cell.effect for cell in cells)


def _shown(table: ReturnTable, understood: _Understood) -> tuple[CellOutcome, ...]:
    missing = set(map(id, understood.without_reason))  # what such a cell would do can be shown all the same
    problems = [problem for problem in understood.problems if id(problem) not in missing]
    return cell_outcomes(table, understood.matched, understood.cells, problems, understood.packs)
