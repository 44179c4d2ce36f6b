"""
Undoing a return: every figure that it wrote becomes again what it was, unless somebody has changed it since.

A figure that the return made is erased; published figures that it brought, and the notes that confirmed its warnings,
are withdrawn and stay on record. Indicators, areas, places and names that it made stay: other figures may rest on them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from indicators.importers.published.opened import Layout
from indicators.measures.periods import FinancialYear, Month
from indicators.models import (
    Comparator,
    DataNote,
    Outturn,
    Population,
    PublishedMonth,
    Return,
    ReturnState,
    Target,
)
from indicators.operations.asking import require_of
from indicators.operations.published import OutturnAlreadyPublished, is_any_published
from indicators.permissions import can_enter_data
from partnership.clock import LONDON
from partnership.models import User
from partnership.operations.bulk import ManyChange, erase_many, write_many
from partnership.operations.rows import CannotBeDone

F = TypeVar("F", Outturn, Target)
_CHUNK = 5_000  # figures at once, whose keys one query takes


class NotMine(Exception):
    """Another worker undoes this return now, or nobody does any more."""


@dataclass(frozen=True)
class Undone:
    """
    How many figures are what they were before, and a sentence for each that is not.

    `stays` names, by what they are, the things that the return made and that are there still.
    """

    put_back: int
    kept_back: tuple[str, ...]
    stays: Mapping[str, tuple[str, ...]]


@transaction.atomic
def undo_return(
    *, kept: Return, by: User | None, now: datetime, reason: str = "", lease: datetime | None = None
) -> Undone:
    """
    What the return wrote, put back; CannotBeDone when it was not applied or is undone already.

    `lease` is that under which a worker has it (see `undo_jobs`); NotMine when it is another by now.
    OutturnAlreadyPublished when a figure of a published month would change and `reason` is empty.
    """
    require_of(by, can_enter_data)
    if kept.layout == Layout.NEIGHBOURS:
        raise CannotBeDone(
            "A list of neighbours is not undone as a whole: put its neighbours right one by one on the desk, under Neighbours."
        )
    _mark_undone(kept, by, now, lease)
    why = reason.strip() or f"{kept.file_name} was undone."
    packs = {} if reason.strip() else dict(PublishedMonth.objects.values_list("month", "pack"))
    put_back, kept_back = 0, list[str]()
    for some in _trail(Outturn, kept):
        _require_reason(some, packs)
        kept_back += [_sentence(step) for step in some if step.moved]
        put_back += _put_back(Outturn, [step for step in some if not step.moved], by, why)
    targets = [step for some in _trail(Target, kept) for step in some]
    kept_back += [_sentence(step) for step in targets if step.moved]
    steps = [step for step in targets if not step.moved]
    years = {step.written.year for step in steps if step.before is None}
    published = {year for year in years if is_any_published(year)}
    judged = [step for step in steps if step.before is None and step.written.year in published]
    kept_back += [_judged_by(step) for step in judged]
    put_back += _put_back(Target, [step for step in steps if step not in judged], by, why)
    for model in (Comparator, Population):
        brought = model._default_manager.filter(source_return=kept, withdrawn_at__isnull=True)
        put_back += brought.update(withdrawn_at=now)
    DataNote.objects.in_force().filter(source_return=kept).update(withdrawn_at=now)
    made = Return.objects.values_list("said", flat=True).get(pk=kept.pk).get("made", {})
    said = {"put_back": put_back, "kept_back": kept_back}
    Return.objects.filter(pk=kept.pk).update(said={"made": made, "undone": said})
    return Undone(put_back, tuple(kept_back), {what: tuple(made[what]) for what in sorted(made)})


@dataclass(frozen=True)
class _Step:
    """A figure that the return wrote: what was before (None: nothing), what it wrote, and what stands (None: gone)."""

    before: Any
    written: Any
    last: Any
    stands: Any

    @property
    def moved(self) -> bool:
        """Somebody changed it since, and not back again."""
        return self.stands is None or (
            self.stands.version != self.written.version and _fields(self.stands) != _fields(self.written)
        )


def _mark_undone(kept: Return, by: User | None, now: datetime, lease: datetime | None) -> None:
    state = ReturnState.UNDOING if lease else ReturnState.APPLIED
    mine = Return.objects.filter(pk=kept.pk, state=state, lease_until=lease)
    if mine.update(state=ReturnState.UNDONE, undone_at=now, undone_by=by, lease_until=None):
        return
    if lease:
        raise NotMine
    stands = Return.objects.select_related("undone_by").get(pk=kept.pk)
    if stands.undone_at:
        who = stands.undone_by.name if stands.undone_by else "the system"
        raise CannotBeDone(
            f"{stands.file_name} was undone on {stands.undone_at.astimezone(LONDON):%-d %B %Y} by {who}, so there is "
            "nothing to undo: import the file again if its figures should stand."
        )
    if stands.state == ReturnState.UNDOING:
        raise CannotBeDone(
            f"{stands.file_name} is being undone by the worker already: look at its page how far it is."
        )
    raise CannotBeDone(f"{stands.file_name} was never applied, so there is nothing to undo.")


def _trail(model: type[F], kept: Return) -> Iterator[list[_Step]]:
    """Every figure of the return with its history, some thousand at a time: there may be a hundred thousand."""
    mine = model.history.filter(source_return=kept)
    keys = sorted(set(mine.order_by().values_list("id", flat=True)))
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        written: dict[int, Any] = {}
        records = mine.filter(id__in=some).select_related("indicator")
        for record in records.order_by("id", "version", "history_id"):
            written.setdefault(record.id, record)
        before: dict[int, Any] = {}
        last: dict[int, Any] = {}
        for record in model.history.filter(id__in=some).select_related("history_user").order_by("history_id"):
            last[record.id] = record
            if record.version == written[record.id].version - 1:
                before[record.id] = record
        rows = model._default_manager.filter(pk__in=some).select_related("indicator")
        stands: dict[int, F] = {row.pk: row for row in rows}
        yield [_Step(before.get(pk), written[pk], last[pk], stands.get(pk)) for pk in some]


def _require_reason(steps: Iterable[_Step], packs: Mapping[Month, str]) -> None:
    """`packs`: the published months, none of them when there is a reason."""
    for step in steps:
        if step.written.month in packs and not step.moved:
            raise OutturnAlreadyPublished(
                step.stands.indicator, step.written.month, packs[step.written.month]
            )


def _put_back(model: type[F], steps: Iterable[_Step], by: User | None, reason: str) -> int:
    asked = list(steps)
    changes = [
        ManyChange(step.stands.pk, step.stands.version, _fields(step.before), reason)
        for step in asked
        if step.before is not None
    ]
    made = {step.stands.pk: step.stands.version for step in asked if step.before is None}
    write_many(model, changes, by=by)
    erase_many(model, made, by=by, reason=reason)
    return len(asked)


def _fields(row: Any) -> dict[str, Any]:
    """What a figure says and where it came from, of the row or of a record of its history."""
    model = row if isinstance(row, Outturn | Target) else row.instance_type
    names = [field.attname for field in model._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in {"id", "version"}}


def _sentence(step: _Step) -> str:
    """Who changed or removed the figure, so that it stays as it is."""
    who = step.last.history_user.name if step.last.history_user else "the system"
    did, stays = ("removed", "removed") if step.stands is None else ("changed", "as it is")
    when = step.last.history_date.astimezone(LONDON)
    return f"{_name(step)} was {did} by {who} on {when:%-d %B %Y}, so it stays {stays}."


def _judged_by(step: _Step) -> str:
    return f"{_name(step)} stays, because a published pack judges by the targets of that year."


def _name(step: _Step) -> str:
    record = step.written
    indicator = record.indicator.short_name
    if record.instance_type is Outturn:
        return f"{indicator}, {record.month.label},"
    return f"{indicator}, target {FinancialYear(record.year).label},"
