"""
A long return undone by the worker: sent off by an officer, claimed under a lease, undone whole or not at all.

All of it stands in the return's row, as with applying (see `return_jobs`): a killed worker has put nothing back, and
the next one begins again. What undoing does is in `return_undo`.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, InternalError, OperationalError, transaction
from django.db.models import Q

from indicators.importers.layouts import layout_named
from indicators.models import Return, ReturnState
from indicators.operations.asking import require_of
from indicators.operations.return_jobs import LEASE, LONG, TRIES
from indicators.operations.return_keeping import LONGEST_ON_DESK
from indicators.operations.return_undo import NotMine, Undone, undo_return
from indicators.permissions import can_enter_data
from partnership.models import User
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused

_TOO_LONG = "This return wrote {:,} figures, and the desk undoes at most {:,} at once: have it undone with the command undo_return {}."
_BUSY = (OperationalError, InterfaceError, InternalError)
logger = logging.getLogger(__name__)


def undo_or_send_off(*, kept: Return, by: User, now: datetime, reason: str = "") -> Undone | None:
    """
    A short return undone at once (see `undo_return`); None: it is a long one, and waits for the worker.

    CannotBeDone when it was not applied or is undone already, or is too long for the worker.
    """
    wrote = kept.counts.get("new", 0) + kept.counts.get("changed", 0)
    if layout_named(kept.layout) is None or wrote <= LONG:  # published figures are withdrawn in one query
        return undo_return(kept=kept, by=by, now=now, reason=reason)
    if wrote > LONGEST_ON_DESK:
        raise CannotBeDone(_TOO_LONG.format(wrote, LONGEST_ON_DESK, kept.pk))
    _send_off(kept, wrote, by, now, reason)
    return None


@transaction.atomic
def _send_off(kept: Return, wrote: int, by: User, now: datetime, reason: str) -> None:
    require_of(by, can_enter_data)
    made = Return.objects.values_list("said", flat=True).get(pk=kept.pk).get("made", {})
    asked = {"by": by.pk, "reason": reason, "sent_at": now.isoformat(), "tries": 0}
    applied = Return.objects.filter(pk=kept.pk, state=ReturnState.APPLIED)
    if not applied.update(
        state=ReturnState.UNDOING,
        said={"made": made, "undoing": asked},
        lease_until=None,
        done=0,
        to_do=wrote,
    ):
        raise CannotBeDone(
            "This return is not applied, or is being undone already, so there is nothing to undo: look at its page again."
        )


def undo_waiting(*, now: datetime) -> int:
    """
    Every return that waits to be undone, or whose worker has gone, undone or left as it was; how many.

    Not to be called within a transaction. Two runs at once never take the same return.
    """
    started, taken = monotonic(), 0
    while job := _claimed(now, started):
        taken += 1
        try:
            job.run()
        except NotMine:
            continue
    return taken


@dataclass
class _Job:
    row: Return
    moment: datetime
    lease: datetime

    def run(self) -> None:
        words: dict[str, Any] = self.row.said["undoing"]
        if words["tries"] > TRIES:
            self.leave(
                f"The worker stopped {TRIES} times while it was undoing this return, so it was left as it is. Tell the site's "
                "administrator."
            )
            return
        try:
            by = User.objects.get(pk=words["by"])
            undo_return(kept=self.row, by=by, now=self.moment, reason=words["reason"], lease=self.lease)
        except (CannotBeDone, ChangedMeanwhile, Refused) as no:
            self.leave(str(no))
        except ValidationError as no:
            self.leave(" ".join(no.messages))
        except (NotMine, *_BUSY):
            raise  # the database is away or busy: the lease runs out, and the return is taken up again
        except Exception:
            logger.exception("Return %s could not be undone.", self.row.pk)
            self.leave("Nothing was put back, because of a fault of this site: tell its administrator.")

    def leave(self, sentence: str) -> None:
        """It stands as applied again, with the reason why."""
        said = {"made": self.row.said.get("made", {}), "not_undone": sentence}
        held = Return.objects.filter(pk=self.row.pk, state=ReturnState.UNDOING, lease_until=self.lease)
        if not held.update(state=ReturnState.APPLIED, said=said, lease_until=None):
            raise NotMine


def _claimed(now: datetime, started: float) -> _Job | None:
    free = Return.objects.filter(
        Q(lease_until__isnull=True) | Q(lease_until__lt=now), state=ReturnState.UNDOING
    )
    if not free.exists():  # most often: then SQLite's one place for a writer is left to others
        return None
    with transaction.atomic(durable=True):
        row = free.select_for_update(skip_locked=True).order_by("at", "pk").first()
        if row is None:
            return None
        moment = now + timedelta(seconds=monotonic() - started)
        row.lease_until = lease = moment + LEASE
        row.said["undoing"]["tries"] += 1
        row.done = row.to_do // 10
        row.save(update_fields=["said", "lease_until", "done"])
    return _Job(row, moment, lease)
