"""
Applying a return: everything checked first, then written in one transaction, or nothing at all.

Outturns, targets and comparators go through their own operations; what the site lacks is made from the catalogue where
it is known there, else inferred and left to be confirmed. How a file becomes a table is the importers' business.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from indicators.importers.catalogue import Known, catalogue
from indicators.importers.inferred import decimal_places, inferred_basis, inferred_rate_per
from indicators.importers.matching import Held, Matched, match_rows
from indicators.importers.names import key, shortened, slug
from indicators.importers.problems import ImportProblem, Severity, error
from indicators.importers.table import WideTable
from indicators.measures.kinds import BASES, Kind, TargetProfile
from indicators.models import Area, Indicator, PublishedMonth, Return
from indicators.operations.asking import require_of
from indicators.operations.comparators import record_comparator
from indicators.operations.outturns import record_outturn
from indicators.operations.return_cells import (
    ComparatorCell,
    Effect,
    OutturnCell,
    ReturnCell,
    TargetCell,
    cells_of,
    standing,
)
from indicators.operations.return_places import Places, places_of
from indicators.operations.setup import save_area, save_indicator
from indicators.operations.targets import set_target
from indicators.permissions import can_enter_data
from partnership.models import User

_LONGEST_FILE_NAME, _LONGEST_VINTAGE, _LONGEST_SHORT_NAME, _LONGEST_CODE = 200, 110, 60, 55


@dataclass(frozen=True)
class ReturnOutcome:
    """
    What a return did, or in a dry run would do.

    `new`, `changed` and `unchanged` count its outturn, target and comparator cells; blank cells are never counted, and
    all three are 0 when an error among the `problems` refused it. `applied`: everything in it stands now.
    """

    layout: str
    new: int
    changed: int
    unchanged: int
    problems: tuple[ImportProblem, ...]
    applied: bool


@transaction.atomic
def apply_return(
    *,
    table: WideTable,
    file_name: str,
    sha256: str,
    by: User | None,
    now: datetime,
    create_missing: bool = False,
    dry_run: bool = False,
    reason: str = "",
) -> ReturnOutcome:
    """All of the table's figures written, or none: then `problems` say why."""
    require_of(by, can_enter_data)
    held = {row.code: row for row in Indicator.objects.all()}
    known = [_held(row) for row in held.values()]
    matched, row_problems = match_rows(table, known, catalogue(), create_missing)
    places = places_of(table)
    codes = [row.held.code for row in matched if row.held]
    cells = cells_of(matched, standing(codes), places, table.last_month.financial_year)
    problems = (*table.problems, *row_problems, *places.problems, *_published(cells, reason))
    problems = tuple(sorted(problems, key=lambda problem: problem.row or 0))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return ReturnOutcome(table.layout, 0, 0, 0, problems, applied=False)
    effects = Counter(cell.effect for cell in cells)
    if effects.total() > effects[Effect.UNCHANGED] or any(row.held is None for row in matched):
        writer = _Writer(file_name, by, now, reason, held, places)
        writer.write(table, sha256, matched, cells, effects)
    if dry_run:
        transaction.set_rollback(True)
    counts = (effects[Effect.NEW], effects[Effect.CHANGED], effects[Effect.UNCHANGED])
    return ReturnOutcome(table.layout, *counts, problems, applied=not dry_run)


def _held(row: Indicator) -> Held:
    return Held(row.code, row.name, Kind(row.kind), (row.short_name, *row.aliases))


def _published(cells: tuple[ReturnCell, ...], reason: str) -> list[ImportProblem]:
    """A figure that a published pack shows changes only with a reason."""
    packs = {} if reason.strip() else dict(PublishedMonth.objects.values_list("month", "pack"))
    return [
        error(
            f"{cell.month.name} is published ({packs[cell.month]}), so this figure changes only with a reason: give one for "
            "the return.",
            cell.cell.row,
            cell.cell.column.where,
        )
        for cell in cells
        if isinstance(cell, OutturnCell) and cell.month in packs and cell.effect is not Effect.UNCHANGED
    ]


class _Writer:
    """The writes of one return, each through its own operation."""

    def __init__(
        self,
        file_name: str,
        by: User | None,
        now: datetime,
        reason: str,
        held: dict[str, Indicator],
        places: Places,
    ) -> None:
        self.file_name = file_name
        self.by = by
        self.now = now
        self.reason = reason
        self.held = held
        self.places = places

    def write(
        self,
        table: WideTable,
        sha256: str,
        matched: tuple[Matched, ...],
        cells: tuple[ReturnCell, ...],
        effects: Counter[Effect],
    ) -> None:
        self.places.make(self.by)
        indicators = {row.row.number: self._indicator(row) for row in matched}
        kept = Return.objects.create(
            file_name=self.file_name[:_LONGEST_FILE_NAME],
            sha256=sha256,
            layout=table.layout,
            table=table.as_json(),
            counts={effect.value: effects[effect] for effect in Effect},
            by=self.by,
            at=self.now,
        )
        for cell in cells:
            if cell.effect is not Effect.UNCHANGED:
                self._write_cell(cell, indicators[cell.row.row.number], kept)

    def _write_cell(self, cell: ReturnCell, indicator: Indicator, kept: Return) -> None:
        match cell:
            case OutturnCell():
                self._write_outturn(cell, indicator, kept)
            case TargetCell():
                self._write_target(cell, indicator)
            case ComparatorCell():
                record_comparator(
                    indicator=indicator,
                    geography=self.places.held[cell.geography],
                    year=cell.year.start,
                    reading=cell.reading,
                    vintage=self._vintage(cell),
                    by=self.by,
                    now=self.now,
                    source_return=kept,
                )

    def _write_outturn(self, cell: OutturnCell, indicator: Indicator, kept: Return) -> None:
        stands = cell.stands
        record_outturn(
            indicator=indicator,
            month=cell.month,
            reading=cell.reading,
            by=self.by,
            note=stands.note if stands else "",
            version=stands.version if stands else 0,
            reason=self.reason,
            source_return=kept,
            source_cell=cell.cell.reference,
        )

    def _write_target(self, cell: TargetCell, indicator: Indicator) -> None:
        stands = cell.stands
        set_target(
            indicator=indicator,
            year=cell.year.start,
            by=self.by,
            reading=cell.reading,
            change_percent=stands.change_percent if stands else None,
            source=stands.source if stands else f"return {self.file_name}"[:_LONGEST_FILE_NAME],
            rationale=stands.rationale if stands else "",
            version=stands.version if stands else 0,
        )

    def _vintage(self, cell: ComparatorCell) -> str:
        """The return's own name; with a number when a file of that name has brought another figure before."""
        name = f"return {self.file_name}"[:_LONGEST_VINTAGE]
        taken = {row.vintage for row in cell.held}
        names = [name, *(f"{name} ({number})" for number in range(2, len(taken) + 2))]
        return next(each for each in names if each not in taken)

    def _indicator(self, row: Matched) -> Indicator:
        if row.held:
            return self.held[row.held.code]
        fields = _from_catalogue(row, row.known) if row.known else _inferred(row, self.held)
        area = self._area(row.row.area or (row.known.area if row.known else ""))
        last = Indicator.objects.filter(area=area).aggregate(last=Max("order"))["last"] or 0
        made = save_indicator(indicator=None, by=self.by, area=area, order=last + 10, **fields)
        self.held[made.code] = made
        return made

    def _area(self, name: str) -> Area:
        held = next((area for area in Area.objects.all() if key(area.name) == key(name)), None)
        last = Area.objects.aggregate(last=Max("order"))["last"] or 0
        return held or save_area(area=None, by=self.by, name=name, order=last + 10)


def _from_catalogue(row: Matched, known: Known) -> dict[str, Any]:
    """The catalogue's entry, under the name that the partnership itself uses where that is a full name."""
    name = row.row.indicator if known.is_full_name(row.row.indicator) else known.name
    others = (known.name, *known.aliases, *known.abbreviations)
    return {
        "code": known.code,
        "name": name,
        "short_name": known.short_name,
        "aliases": [other for other in others if key(other) != key(name)],
        "definition": known.definition,
        "numerator_words": known.numerator,
        "denominator_words": known.denominator,
        "kind": known.kind.value,
        "rate_per": known.rate_per,
        "decimal_places": max(known.decimal_places, decimal_places(row.row)),
        "frequency": known.frequency.value,
        "basis": known.basis.value,
        "basis_confirmed": known.basis_confirmed,
        "polarity": known.polarity.value,
        "polarity_confirmed": known.polarity_confirmed,
        "target_profile": known.target_profile.value,
        "high_means": known.high_means,
        "low_means": known.low_means,
        "source": known.source,
    }


def _inferred(row: Matched, taken: dict[str, Indicator]) -> dict[str, Any]:
    """What the name and figures suggest; basis and polarity stay to be confirmed."""
    name = row.row.indicator
    basis = inferred_basis(name)
    code = slug(name)[:_LONGEST_CODE].rstrip("-") or "indicator"
    codes = [code, *(f"{code}-{number}" for number in range(2, len(taken) + 3))]
    return {
        "code": next(each for each in codes if each not in taken),
        "name": name,
        "short_name": shortened(name, _LONGEST_SHORT_NAME),
        "kind": row.kind.value,
        "rate_per": inferred_rate_per(name) if row.kind is Kind.RATE else None,
        "decimal_places": decimal_places(row.row),
        "basis": basis.value,
        "target_profile": (TargetProfile.LINEAR if BASES[basis].running else TargetProfile.FLAT).value,
    }
