"""
What a return says of the site's indicators: which they are, what each cell would do, and everything that is wrong.

Reads, and writes nothing. A long return is gone through a part at a time (see `return_parts`), in a number of queries
that grows with its parts and not with its figures.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from indicators.importers.catalogue import catalogue
from indicators.importers.matching import Held, Matched, Matcher, Suggestion
from indicators.importers.names import key, quoted
from indicators.importers.problems import ErrorCount, ImportProblem, Severity, error, note, warning
from indicators.importers.table import ReturnTable
from indicators.measures.checks import Finding
from indicators.measures.kinds import Frequency, Kind
from indicators.measures.periods import Month
from indicators.models import Indicator, PublishedMonth, Return, ReturnState
from indicators.operations.calculated import calculated_problems
from indicators.operations.return_cells import Effect, OutturnCell, ReturnCell
from indicators.operations.return_findings import findings_in
from indicators.operations.return_parts import Part, parts_of
from indicators.operations.return_places import Places, places_of
from indicators.operations.return_preview import (
    CellOutcome,
    PackedOutcomes,
    Place,
    cell_outcomes,
    places_of_errors,
)
from indicators.operations.return_storing import LONGEST_SHEET
from indicators.operations.return_writes import Asked
from partnership.clock import LONDON


@dataclass(frozen=True)
class Understood:
    """`cells` is every cell in which something stands; `differing()` those that write something, as often as asked."""

    matched: tuple[Matched, ...]
    suggestions: tuple[Suggestion, ...]
    places: Places
    counts: Counter[Effect]
    cells: Sequence[CellOutcome]
    findings: tuple[Finding, ...]
    problems: tuple[ImportProblem, ...]
    needs_reason: bool
    differing: Callable[[], Iterator[ReturnCell]]


def understand(
    table: ReturnTable,
    asked: Asked,
    held: Mapping[str, Indicator],
    sha256: str,
    now: datetime,
    about_to_check: Callable[[], None],
) -> Understood:
    """
    The whole table against the site's indicators, `held` by their codes; `about_to_check` is called before the checks.

    ReturnRefused once there are more errors than are worth gathering.
    """
    matcher = Matcher(
        table, tuple(map(_held, held.values())), catalogue(), asked.create_missing, asked.confirmed
    )
    places = places_of(table)
    parts = parts_of(table, matcher.code_of)
    first = [*_not_confirmed(table, asked.confirmed, held), *table.problems, *places.problems]
    seen = _Seen(table, asked, held, places, first, Month.of(now.astimezone(LONDON).date()))
    errors_of_checks = ErrorCount()
    for number, part in enumerate(parts):
        told = len(matcher.problems)
        part.matched = tuple(found for row in part.rows if (found := matcher.match(row)))
        cells = part.look(table, places)
        seen.compare(cells, matcher.problems[told:])
        if number == 0:
            about_to_check()
        seen.check(part, cells)
        errors_of_checks.refuse_too_many(seen.of_checks)
    seen.problems += _same_again(sha256, table.sheet, seen.differs)
    problems = sorted(seen.everything(), key=lambda problem: problem.row or 0)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return Understood(
        tuple(row for part in parts for row in part.matched),
        tuple(matcher.suggestions),
        places,
        seen.counts,
        seen.cells(),
        tuple(seen.findings),
        tuple(problems),
        0 < errors == len(seen.without_reason),
        lambda: (cell for part in parts for cell in part.differing(table, places)),
    )


@dataclass
class _Seen:
    """What is known of the parts that were gone through."""

    table: ReturnTable
    asked: Asked
    held: Mapping[str, Indicator]
    places: Places
    problems: list[ImportProblem]
    this_month: Month
    counts: Counter[Effect] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    without_reason: list[ImportProblem] = field(default_factory=list)
    of_checks: list[ImportProblem] = field(default_factory=list)
    standing: list[ImportProblem] = field(default_factory=list)  # of figures that stand already

    def __post_init__(self) -> None:
        self.packs = dict(PublishedMonth.objects.values_list("month", "pack"))
        self._begun: set[object] = set()
        self._wrong: set[Place] = places_of_errors(self.problems)
        self._outcomes: list[tuple[CellOutcome, ...]] | PackedOutcomes = (
            [] if self.table.held else PackedOutcomes()
        )

    @property
    def differs(self) -> bool:
        return self.counts.total() > self.counts[Effect.UNCHANGED]

    def compare(self, cells: Sequence[ReturnCell], of_matching: Iterable[ImportProblem]) -> None:
        self.counts.update(cell.effect for cell in cells)
        not_begun = _not_begun(cells, self.this_month, self._begun)
        problems = [*of_matching, *calculated_problems(cells), *not_begun]
        self.problems += problems
        self._wrong |= places_of_errors(problems)
        self.without_reason += _published(cells, self.packs, self.asked)

    def check(self, part: Part, cells: tuple[ReturnCell, ...]) -> None:
        refused = {row for row, _ in self._wrong if row}
        found = findings_in(part.matched, cells, self.places, self.held, refused)
        if any(cell.effect is not Effect.UNCHANGED for cell in cells):
            self.findings += found.to_confirm
            self.of_checks += found.problems
        else:
            self.standing += found.problems
        wrong = self._wrong | places_of_errors(found.problems)
        outcomes = cell_outcomes(self.table, part.rows, part.matched, cells, wrong, self.packs)
        if isinstance(self._outcomes, PackedOutcomes):
            self._outcomes.add(outcomes)
        else:
            self._outcomes.append(outcomes)

    def everything(self) -> Iterator[ImportProblem]:
        """Every problem, and of figures that stand only when the return has no others."""
        yield from (*self.problems, *self.without_reason, *self.of_checks)
        if not self.differs:
            yield from self.standing

    def cells(self) -> Sequence[CellOutcome]:
        if isinstance(self._outcomes, PackedOutcomes):
            return self._outcomes
        return tuple(cell for outcomes in self._outcomes for cell in outcomes)


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


def _same_again(sha256: str, sheet: str, differs: bool) -> Iterable[ImportProblem]:
    """Told when the very file is applied already; what it would still change was changed since, so that wants a word."""
    applied = Return.objects.filter(sha256=sha256, sheet=sheet[:LONGEST_SHEET], state=ReturnState.APPLIED)
    before = applied.select_related("by").first()
    if before is None:
        return
    at = (before.applied_at or before.at).astimezone(LONDON)
    what = (
        "what has been changed since then would become again what the file says"
        if differs
        else "nothing in it differs from what stands"
    )
    by = before.by.name if before.by else "the system"
    told = warning if differs else note
    yield told(f"This file was imported on {at:%-d %B %Y} at {at:%H:%M} by {by}; {what}.")


def _not_begun(cells: Iterable[ReturnCell], this_month: Month, told: set[object]) -> Iterable[ImportProblem]:
    """A number of a month to come, once for each heading (`told`); a symbol there says only that there is none yet."""
    for cell in cells:
        if not isinstance(cell, OutturnCell) or cell.month <= this_month or cell.reading.value is None:
            continue
        if (at := (cell.month, cell.cell.column.index)) not in told:
            told.add(at)
            said = f"{cell.month.name} has not begun, and a figure is given for it: correct the month, or say why."
            yield warning(said, cell.cell.row, cell.cell.column.where)
