"""
Importing a published file: figures, a population or a list of neighbours; all of it in one transaction, or nothing.

Every figure keeps its edition, its row in the file and the return that names the file. How a file is read is the
importers' business, what a figure is calculated from is a map's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from indicators.importers.problems import ImportProblem, ReturnRefused, Severity, error
from indicators.importers.published import FigureMap, Layout, PublishedFile
from indicators.models import Return, ReturnState
from indicators.operations.asking import require_of
from indicators.operations.published_import import Import, Imported, Refusal, Shown
from indicators.operations.published_neighbours import NeighbourImport
from indicators.operations.published_populations import PopulationImport
from indicators.operations.published_values import FigureImport
from indicators.permissions import can_enter_data
from partnership.models import User
from partnership.operations.identifying import refuse_identifying

_LONGEST_FILE_NAME, _LONGEST_EDITION, _LONGEST_NOTE = 200, 100, 500
_RIVAL = (
    "Somebody imported the same figures at the same time: import this file again to see what is still new."
)
_MOVED = (
    "What this file meets has changed since you looked at it, so nothing was written: look at the new preview and apply "
    "again."
)
_IMPORTS: dict[Layout, type[Import]] = {
    Layout.FIGURES: FigureImport,
    Layout.POPULATION: PopulationImport,
    Layout.NEIGHBOURS: NeighbourImport,
}


@dataclass(frozen=True)
class ComparatorsOutcome:
    """
    What the file did, or in a dry run would do: `new` and `unchanged` figures, `geographies` made.

    `years` as they are written, 2020/21 or mid-2020. `applied`: everything in it stands now; `needs_note`: nothing does,
    because nobody has said why its warnings may stand. For a page: `maps` are those
    the file was read with, `shown` the lines of its preview, `seen` what has been shown in short, `kept` the key of the
    return that was kept (0: none, because nothing was new).
    """

    layout: str
    years: tuple[str, ...]
    new: int
    unchanged: int
    geographies: int
    problems: tuple[ImportProblem, ...]
    applied: bool
    needs_note: bool = False
    maps: tuple[FigureMap, ...] = field(default=(), compare=False)
    shown: tuple[Shown, ...] = field(default=(), compare=False)
    seen: str = field(default="", compare=False)
    kept: int = field(default=0, compare=False)


def import_comparators(
    *,
    read: PublishedFile,
    file_name: str,
    sha256: str,
    by: User | None,
    now: datetime,
    maps: Sequence[FigureMap] = (),
    edition: str = "",
    since: date | None = None,
    provisional: bool = False,
    dry_run: bool = False,
    seen: str = "",
    warnings_note: str = "",
) -> ComparatorsOutcome:
    """
    The file's figures for every year, or none: then `problems` say why.

    `maps` none: those kept and the product's own. `edition` none: the file's name. `since`: the first day of a list of
    neighbours. `seen`: what a preview has shown; nothing is written when it would be something else by now.
    `warnings_note`: why its warnings may stand. Reading comes before the transaction, which stays short however long the
    file is.
    """
    require_of(by, can_enter_data)
    name = (edition or file_name.rsplit(".", 1)[0] or file_name).strip()[:_LONGEST_EDITION]
    asked = Imported(
        read, name, sha256, by, now, tuple(maps), since, provisional, warnings_note.strip()[:_LONGEST_NOTE]
    )
    refuse_identifying(asked.warnings_note)
    try:
        each = _IMPORTS[read.layout](asked)
        each.read()
    except ReturnRefused as refused:
        return _nothing(read, refused.problems)
    if any(problem.severity is Severity.ERROR for problem in each.problems):
        return _nothing(read, tuple(each.problems))
    return _written(each, asked, file_name, dry_run, seen)


def _written(each: Import, asked: Imported, file_name: str, dry_run: bool, seen: str) -> ComparatorsOutcome:
    kept: Return | None = None
    try:
        with transaction.atomic():
            each.prepare()
            if seen and each.digest() != seen:
                raise Refusal(_MOVED)
            needs_note = bool(each.new) and not asked.warnings_note and _warned(each)
            kept = _keep(each, asked, file_name) if each.new else None
            each.write(kept)
            if dry_run or needs_note:
                transaction.set_rollback(True)
    except Refusal as said:
        return _nothing(asked.read, (error(str(said)),))
    except IntegrityError:
        return _nothing(asked.read, (error(_RIVAL),))
    return ComparatorsOutcome(
        asked.read.layout.value,
        each.years,
        each.new,
        each.unchanged,
        each.geographies,
        tuple(each.problems),
        applied=not dry_run and not needs_note,
        needs_note=needs_note,
        maps=each.maps if isinstance(each, FigureImport) else (),
        shown=tuple(each.shown),
        seen=each.digest(),
        kept=kept.pk if kept and not dry_run and not needs_note else 0,
    )


def _warned(each: Import) -> bool:
    return any(problem.severity is Severity.WARNING for problem in each.problems)


def _keep(each: Import, asked: Imported, file_name: str) -> Return:
    """The file's name and hash, its columns and what was asked of them; never its rows, which are public."""
    return Return.objects.create(
        file_name=file_name[:_LONGEST_FILE_NAME],
        sha256=asked.sha256,
        layout=asked.read.layout.value,
        table={"headings": list(asked.read.columns.names), "columns": [], "rows": [], **each.told()},
        counts={"new": each.new, "unchanged": each.unchanged},
        warnings_note=asked.warnings_note,
        by=asked.by,
        at=asked.now,
        applied_at=asked.now,
        state=ReturnState.APPLIED,
    )


def _nothing(read: PublishedFile, problems: tuple[ImportProblem, ...]) -> ComparatorsOutcome:
    return ComparatorsOutcome(read.layout.value, (), 0, 0, 0, problems, applied=False)
