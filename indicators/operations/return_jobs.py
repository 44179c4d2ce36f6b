"""
A long return applied by the worker: sent off by an officer, claimed under a lease, applied whole or refused.

All of it stands in the return's row, so a page can show it and a killed worker loses nothing: its transaction is
rolled back, its lease runs out, and the next run begins again. Knows no broker; what a return does is in `returns`.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, InternalError, OperationalError, transaction
from django.db.models import Q

from indicators.importers.kept import is_packed
from indicators.importers.problems import ReturnRefused, Severity
from indicators.models import Return, ReturnState
from indicators.operations.asking import require_of
from indicators.operations.return_keeping import Asked, apply_kept, as_seen, outcome_of, preview_of
from indicators.operations.return_preview import CellOutcome
from indicators.operations.returns import ReturnOutcome, Stage
from indicators.permissions import can_enter_data
from partnership.models import User
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused

LONG = 3_000  # figures: beyond them a return goes to the worker
LEASE = timedelta(seconds=90)  # well above what one stage takes; the writing itself is held by the row's lock
TRIES = 5
_BEFORE = {Stage.READING: 0, Stage.COMPARING: 15, Stage.CHECKING: 35, Stage.WRITING: 50}  # % of the work
_SHOWN = 50  # problems that are kept of a refusal
_SAID_NO = (CannotBeDone, ChangedMeanwhile, Refused, ReturnRefused)
logger = logging.getLogger(__name__)


class _Lost(Exception):
    """Another worker has this return now, or it goes no further."""


def apply_or_send_off(*, kept: Return, asked: Asked, seen: str, by: User, now: datetime) -> ReturnOutcome:
    """
    A short return applied at once (see `apply_kept`); a long one that nothing stops sent off to the worker.

    CannotBeDone when what it does is no longer what was `seen`, or when it was dealt with already.
    """
    if not _may_be_long(kept.table):
        return apply_kept(kept=kept, asked=asked, seen=seen, by=by, now=now)
    outcome = preview_of(kept=kept, asked=asked, by=by, now=now)
    if len(outcome.cells) <= LONG:
        return apply_kept(kept=kept, asked=asked, seen=seen, by=by, now=now)
    if outcome.needs_note or any(problem.severity is Severity.ERROR for problem in outcome.problems):
        return outcome
    as_seen(outcome.cells, seen)
    send_off(kept=kept, asked=asked, seen=seen, figures=len(outcome.cells), by=by, now=now)
    return replace(outcome, sent_off=True)


@transaction.atomic
def send_off(*, kept: Return, asked: Asked, seen: str, figures: int, by: User, now: datetime) -> None:
    """
    The return waits for the worker, which applies it as `by` asked, if its cells still do what was `seen`.

    `figures` is how many cells it has. CannotBeDone when it was sent off, applied or discarded already.
    """
    require_of(by, can_enter_data)
    words = {**asdict(asked), "seen": seen, "by": by.pk, "sent_at": now.isoformat()}
    read = Return.objects.filter(pk=kept.pk, state=ReturnState.READ)
    if not read.update(state=ReturnState.WAITING, asked=words, stage="", done=0, to_do=figures):
        raise CannotBeDone(
            "This return has been sent off, applied or discarded already, so there is nothing to do: import the file again "
            "if it has something new."
        )


@transaction.atomic
def call_back(*, kept: Return, by: User) -> None:
    """A return that no worker has taken yet goes no further, or stays applied. CannotBeDone when one has."""
    require_of(by, can_enter_data)
    undoing = Return.objects.filter(pk=kept.pk, state=ReturnState.UNDOING, lease_until__isnull=True)
    if undoing.update(state=ReturnState.APPLIED):
        return
    if not Return.objects.filter(pk=kept.pk, state=ReturnState.WAITING).update(state=ReturnState.DISCARDED):
        raise CannotBeDone(
            "This return no longer waits, so it cannot be called back: look how it ended, and undo it if it was applied and should not be."
        )


def apply_waiting(*, now: datetime) -> int:
    """
    Every return that waits, or whose worker has gone, applied or refused; how many.

    Not to be called within a transaction. Two runs at once never take the same return.
    """
    started, taken = monotonic(), 0
    while job := _claimed(now, started):
        taken += 1
        try:
            job.run()
        except _Lost:
            continue
    return taken


@dataclass
class _Job:
    """One claimed return. Its lease is its token: whoever finds another in the row has lost it."""

    row: Return
    now: datetime
    started: float
    lease: datetime

    @property
    def moment(self) -> datetime:
        """`now` and what has passed since, so that no lease is dated back."""
        return self.now + timedelta(seconds=monotonic() - self.started)

    def run(self) -> None:
        try:
            outcome = self._outcome()
        except ReturnRefused as no:
            self.refuse(*(problem.message for problem in no.problems))
        except _SAID_NO as no:
            self.refuse(str(no))
        except ValidationError as no:
            self.refuse(*no.messages)
        except (_Lost, OperationalError, InterfaceError, InternalError):
            raise  # the database is away or busy: the lease runs out, and the return is taken up again
        except Exception:
            logger.exception("Return %s could not be applied.", self.row.pk)
            self.refuse("Nothing was written, because of a fault of this site: tell its administrator.")
        else:
            if not outcome.applied:
                self.refuse(*_reasons(outcome))

    def _outcome(self) -> ReturnOutcome:
        if self.row.said.get("tries", 0) > TRIES:
            raise CannotBeDone(
                f"Nothing was written: the worker stopped {TRIES} times while it was at this return, so it was given up. "
                "Tell the site's administrator."
            )
        words: dict[str, Any] = dict(self.row.asked)
        by = User.objects.get(pk=words.pop("by"))
        seen = words.pop("seen")
        words.pop("sent_at")
        self.tell(Stage.READING)
        return outcome_of(
            self.row,
            Asked(**words),
            by,
            self.moment,
            dry_run=False,
            tell=self.tell,
            about_to_write=lambda cells: self.hold(cells, seen),
        )

    def tell(self, stage: Stage) -> None:
        """How far it is, for whoever looks; the lease begins anew."""
        lease = self.moment + LEASE
        done = self.row.to_do * _BEFORE[stage] // 100
        self._mine(stage=stage.value, done=done, lease_until=lease)
        self.lease = self.row.lease_until = lease

    def hold(self, cells: Sequence[CellOutcome], seen: str) -> None:
        """Within the writing transaction: nobody else may take the return until that ends."""
        self._mine(stage=Stage.WRITING.value)
        as_seen(cells, seen)

    def refuse(self, *sentences: str) -> None:
        said = {"refused": list(sentences[:_SHOWN])}
        self._mine(state=ReturnState.REFUSED, said=said, stage="", lease_until=None)

    def _mine(self, **changes: Any) -> None:
        held = Return.objects.filter(pk=self.row.pk, state=ReturnState.APPLYING, lease_until=self.lease)
        if not held.update(**changes):
            raise _Lost


def _claimed(now: datetime, started: float) -> _Job | None:
    left_behind = Q(state=ReturnState.APPLYING, lease_until__lt=now)
    free = Return.objects.filter(Q(state=ReturnState.WAITING) | left_behind)
    if not free.exists():  # most often: then SQLite's one place for a writer is left to others
        return None
    with transaction.atomic(durable=True):  # RuntimeError inside another: progress could not be seen there
        row = free.select_for_update(skip_locked=True).order_by("at", "pk").first()
        if row is None:
            return None
        job = _Job(row, now, started, now)
        job.lease = row.lease_until = job.moment + LEASE
        row.state, row.stage, row.done = ReturnState.APPLYING, Stage.READING.value, 0
        row.said = {"tries": row.said.get("tries", 0) + 1}
        row.save(update_fields=["state", "stage", "done", "said", "lease_until"])
    return job


def _may_be_long(table: Mapping[str, Any]) -> bool:
    texts = sum(1 for row in table.get("rows", ()) for text in row["cells"] if text.strip())
    return is_packed(table) or texts > LONG


def _reasons(outcome: ReturnOutcome) -> list[str]:
    """Why it was not applied: its errors with their places, else that its warnings are not accepted."""
    errors = [problem for problem in outcome.problems if problem.severity is Severity.ERROR]
    if errors:
        return [
            f"{each.where.capitalize()}: {each.message}" if each.where else each.message for each in errors
        ]
    return ["Its warnings need a note that says why they are right: import the file again and give one."]
