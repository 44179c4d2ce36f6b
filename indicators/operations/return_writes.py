"""
The writes of one return, in one transaction that its caller has opened: what is missing made, then every figure.

Outturns are recorded in bulk, because there may be a hundred thousand; targets and comparators each by its own
operation. What is written was decided before; what moved since then raises, and nothing stands.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from indicators.importers.matching import Matched
from indicators.importers.table import ReturnTable
from indicators.measures.checks import Finding
from indicators.models import Area, Indicator, Return, ReturnState
from indicators.operations.comparators import record_comparator
from indicators.operations.data_notes import confirm_findings
from indicators.operations.outturns import NewOutturn, record_outturns
from indicators.operations.return_cells import (
    ComparatorCell,
    Effect,
    OutturnCell,
    ReturnCell,
    TargetCell,
)
from indicators.operations.return_making import indicators_of, keep_aliases
from indicators.operations.return_places import Places
from indicators.operations.return_storing import new_return, store
from indicators.operations.targets import set_target
from partnership.models import User

_SETTLED = (  # what applying sets of a return that was kept: its table, which may be large, is not written again
    *(
        "state",
        "stage",
        "lease_until",
        "done",
        "applied_at",
        "asked",
        "said",
        "reason",
        "warnings_note",
        "counts",
    ),
)
_LONGEST_FILE_NAME, _LONGEST_VINTAGE, _LONGEST_WORDS = 200, 110, 500


@dataclass(frozen=True)
class Asked:
    """What the officer chose: may things be made, which name is which indicator, and the words why."""

    create_missing: bool
    reason: str
    warnings_note: str
    confirmed: Mapping[str, str]
    reasons: Mapping[str, str]

    def reason_of(self, reference: str) -> str:
        return self.reasons.get(reference, "").strip() or self.reason

    def as_json(self) -> dict[str, Any]:
        return {
            "create_missing": self.create_missing,
            "confirmed": dict(self.confirmed),
            "reasons": dict(self.reasons),
        }


@dataclass(frozen=True)
class Writes:
    """What is to be written; false when everything stands already."""

    matched: tuple[Matched, ...]
    differing: Callable[[], Iterable[ReturnCell]]  # the cells that write something, as they come
    places: Places
    aliases: Mapping[str, list[str]]
    held: dict[str, Indicator]
    counts: Counter[Effect]
    findings: tuple[Finding, ...]

    def __bool__(self) -> bool:
        made = any(row.held is None for row in self.matched)
        return made or bool(self.aliases) or self.counts.total() > self.counts[Effect.UNCHANGED]


def write_return(
    writes: Writes,
    asked: Asked,
    table: ReturnTable,
    file_name: str,
    sha256: str,
    by: User | None,
    now: datetime,
    *,
    kept: Return | None = None,
    rehearsed: bool = False,
) -> None:
    """Everything written; `rehearsed`: only what can still be refused, because it will be rolled back."""
    held_before = set(writes.held)
    areas_before = _areas()
    places = [place.name for place in writes.places.new.values()]
    writes.places.make(by)
    keep_aliases(writes.aliases, writes.held, by)
    indicators = indicators_of(writes.matched, writes.held, by)
    made = {
        "geographies": places,
        "areas": [name for name in _areas() if name not in areas_before],
        "indicators": [row.name for code, row in writes.held.items() if code not in held_before],
        "aliases": sorted(name for names in writes.aliases.values() for name in names),
    }
    if rehearsed:
        return
    source = keep(writes, asked, table, file_name, sha256, by, now, kept, made)
    others: list[TargetCell | ComparatorCell] = []
    _write_outturns(_outturns(writes.differing(), others), indicators, asked, by, source)
    if writes.findings:
        note = asked.warnings_note
        confirm_findings(findings=writes.findings, note=note, by=by, now=now, source_return=source)
    for cell in others:
        indicator = indicators[cell.row.row.number]
        if isinstance(cell, TargetCell):
            _write_target(cell, indicator, by, source)
        else:
            _write_comparator(cell, indicator, writes.places, by, now, source)


def _outturns(
    cells: Iterable[ReturnCell], others: list[TargetCell | ComparatorCell]
) -> Iterator[OutturnCell]:
    """The cells of outturns as they come; what else there is goes to `others`."""
    for cell in cells:
        if isinstance(cell, OutturnCell):
            yield cell
        else:
            others.append(cell)


def _areas() -> list[str]:
    return list(Area.objects.values_list("name", flat=True))


def keep(
    writes: Writes,
    asked: Asked,
    table: ReturnTable,
    file_name: str,
    sha256: str,
    by: User | None,
    now: datetime,
    kept: Return | None = None,
    made: Mapping[str, list[str]] | None = None,
) -> Return:
    """The return on record as applied: the one that was kept for its preview, or a new one."""
    row = kept or new_return(table=table, file_name=file_name, sha256=sha256, by=by, now=now)
    row.state, row.stage, row.lease_until = ReturnState.APPLIED, "", None
    row.done = row.to_do
    row.applied_at = now
    row.asked = asked.as_json()
    row.said = {"made": {what: names for what, names in (made or {}).items() if names}}
    row.reason = asked.reason[:_LONGEST_WORDS]
    row.warnings_note = asked.warnings_note[:_LONGEST_WORDS]
    row.counts = {effect.value: writes.counts[effect] for effect in Effect}
    if kept is None:
        return store(row)
    row.save(update_fields=_SETTLED)
    return row


def _write_outturns(
    cells: Iterable[OutturnCell],
    indicators: Mapping[int, Indicator],
    asked: Asked,
    by: User | None,
    source: Return,
) -> None:
    outturns = (
        NewOutturn(
            indicator=indicators[cell.row.row.number],
            month=cell.month,
            reading=cell.reading,
            note=cell.note,
            pk=cell.stands.pk if cell.stands else 0,
            version=cell.stands.version if cell.stands else 0,
            reason=asked.reason_of(cell.cell.reference),
            source_cell=cell.cell.reference,
        )
        for cell in cells
    )
    record_outturns(outturns=outturns, by=by, source_return=source)


def _write_target(cell: TargetCell, indicator: Indicator, by: User | None, source: Return) -> None:
    stands = cell.stands
    set_target(
        indicator=indicator,
        year=cell.year.start,
        by=by,
        reading=cell.reading,
        change_percent=stands.change_percent if stands else None,
        source=stands.source if stands else f"return {source.file_name}"[:_LONGEST_FILE_NAME],
        rationale=stands.rationale if stands else "",
        version=stands.version if stands else 0,
        source_return=source,
        source_cell=cell.cell.reference,
    )


def _write_comparator(
    cell: ComparatorCell,
    indicator: Indicator,
    places: Places,
    by: User | None,
    now: datetime,
    source: Return,
) -> None:
    record_comparator(
        indicator=indicator,
        geography=places.held[cell.geography],
        year=cell.year.start,
        reading=cell.reading,
        vintage=_vintage(cell, source.file_name),
        by=by,
        now=now,
        source_return=source,
        source_cell=cell.cell.reference,
    )


def _vintage(cell: ComparatorCell, file_name: str) -> str:
    """The return's own name; with a number when a file of that name has brought another figure before."""
    name = f"return {file_name}"[:_LONGEST_VINTAGE]
    taken = {row.vintage for row in cell.held}
    names = [name, *(f"{name} ({number})" for number in range(2, len(taken) + 2))]
    return next(each for each in names if each not in taken)
