"""
What the data-quality checks say of a return: of the figures that it would write, or, when all stand already, of those.

Tells the checks what is written; which check there is stands in measures.checks. A finding that was confirmed, or is of
figures that stand already, is only told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from indicators.importers.matching import Matched
from indicators.importers.names import tidy
from indicators.importers.problems import ImportProblem, error, note, warning
from indicators.measures import facts
from indicators.measures.checks import Checked, Finding, Level, WrittenAs, findings_of_all
from indicators.measures.kinds import GeographyKind, TargetKind
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series
from indicators.models import Indicator
from indicators.operations.comparators import usual_basis
from indicators.operations.return_cells import ComparatorCell, Effect, OutturnCell, ReturnCell, TargetCell
from indicators.operations.return_making import to_be_made
from indicators.operations.return_places import Places
from indicators.queries.checks import Given, checked_for, confirmed_notes
from indicators.queries.facts import indicator_facts

_TYPES_CHECK = "written-otherwise"  # what it speaks of stands in the column of the types


@dataclass(frozen=True)
class ReturnFindings:
    """`to_confirm`: the warnings that a note on this return would confirm; `problems`: everything found, in words."""

    to_confirm: tuple[Finding, ...] = ()
    problems: tuple[ImportProblem, ...] = ()


def findings_in(
    matched: tuple[Matched, ...],
    cells: tuple[ReturnCell, ...],
    places: Places,
    held: Mapping[str, Indicator],
    refused: Collection[int],
) -> ReturnFindings:
    """
    Every finding of the return's own figures, with the place of the figure in the file.

    Rows that are `refused` for an error already are to be corrected first, and are not told of again.
    """
    differing = tuple(cell for cell in cells if cell.effect is not Effect.UNCHANGED)
    asked = differing or cells
    new = to_be_made(matched, held)
    indicators = {row.row.number: held[row.held.code] if row.held else new[row.row.number] for row in matched}
    several = (
        *checked_for(
            [row.held.code for row in matched if row.held],
            entered=_entered(asked, indicators),
            given=_given(asked, indicators, places, matched),
        ),
        *(_of_new(new.values(), asked, indicators, places, matched) if new else ()),
    )
    findings = findings_of_all(several)
    confirmed = confirmed_notes(findings)
    at = _Places(matched, cells, indicators)
    to_confirm, problems = [], []
    for finding in findings:
        row, column = at.of(finding)
        if row in refused:
            continue
        if finding.key in confirmed:
            said = f"{finding.message} Confirmed already: {confirmed[finding.key].note}"
            problems.append(note(said, row, column))
        elif not differing:
            problems.append(note(f"{finding.message} The figure stands already.", row, column))
        elif finding.level is Level.ERROR:
            problems.append(error(finding.message, row, column))
        else:
            to_confirm.append(finding)
            problems.append(warning(finding.message, row, column))
    return ReturnFindings(tuple(to_confirm), tuple(problems))


def _entered(
    cells: Iterable[ReturnCell], indicators: Mapping[int, Indicator]
) -> dict[tuple[str, Month], Reading]:
    return {
        (indicators[cell.row.row.number].code, cell.month): cell.reading
        for cell in cells
        if isinstance(cell, OutturnCell)
    }


def _given(
    cells: Iterable[ReturnCell],
    indicators: Mapping[int, Indicator],
    places: Places,
    matched: Iterable[Matched],
) -> dict[str, Given]:
    targets: dict[str, list[facts.Target]] = defaultdict(list)
    comparators: dict[str, list[facts.Comparator]] = defaultdict(list)
    for cell in cells:
        code = indicators[cell.row.row.number].code
        if isinstance(cell, TargetCell):
            targets[code].append(facts.Target(cell.reading, cell.year, TargetKind.NOT_STATED))
        elif isinstance(cell, ComparatorCell):
            comparators[code].append(_comparator(cell, places, indicators[cell.row.row.number]))
    rows = {cell.row.row.number for cell in cells}
    written = {
        indicators[each.row.number].code: (WrittenAs(tidy(each.row.outturn_type), each.typed, each.signed),)
        for each in matched
        if each.row.number in rows
    }
    return {
        code: Given(tuple(targets[code]), tuple(comparators[code]), written.get(code, ()))
        for code in {*targets, *comparators, *written}
    }


def _comparator(cell: ComparatorCell, places: Places, indicator: Indicator) -> facts.Comparator:
    basis = usual_basis(indicator)
    held = places.held.get(cell.geography)
    kind = places.new[cell.geography].kind if held is None else GeographyKind(held.kind)
    name = places.new[cell.geography].name if held is None else held.name
    return facts.Comparator(name, kind, cell.year, cell.reading, vintage="", basis=basis)


def _of_new(
    rows: Iterable[Indicator],
    cells: tuple[ReturnCell, ...],
    indicators: Mapping[int, Indicator],
    places: Places,
    matched: Iterable[Matched],
) -> Iterable[Checked]:
    """Indicators that the return would make: all there is of them stands in the file."""
    given = _given(cells, indicators, places, matched)
    readings: dict[str, dict[Month, Reading]] = defaultdict(dict)
    for (code, month), reading in _entered(cells, indicators).items():
        readings[code][month] = reading
    for row in rows:
        series = Series.of(readings[row.code].items())
        about = given.get(row.code, Given())
        yield Checked(
            indicator=indicator_facts(row),
            series=series,
            months=series.months,
            targets=about.targets,
            comparators=about.comparators,
            written=about.written,
        )


class _Places:
    """Where in the file a finding's figure stands: its cell, else its indicator's row, else nowhere."""

    def __init__(
        self, matched: Iterable[Matched], cells: Iterable[ReturnCell], indicators: Mapping[int, Indicator]
    ) -> None:
        rows = {indicators[row.row.number].code: row for row in matched}
        self.rows = {code: row.row.number for code, row in rows.items()}
        self.types = {code: row.typed_in for code, row in rows.items()}
        self.cells = {
            (indicators[cell.row.row.number].code, cell.month): (cell.cell.row, cell.cell.column.where)
            for cell in cells
            if isinstance(cell, OutturnCell)
        }

    def of(self, finding: Finding) -> tuple[int | None, str | None]:
        for code in (finding.code, *finding.concerns):
            if finding.month and (code, finding.month) in self.cells:
                return self.cells[code, finding.month]
        column = self.types.get(finding.code) if finding.check == _TYPES_CHECK else None
        return self.rows.get(finding.code), column
