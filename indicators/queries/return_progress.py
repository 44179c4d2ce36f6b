"""
How far a return is on its way in, read without its table: state, stage, share of the work, and what to say of it.

Knows no worker: that none has taken a return for a while, or that one has gone, is seen in the row.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from indicators.models import Return, ReturnState

PATIENCE = timedelta(seconds=30)  # a worker that runs takes a waiting return sooner


@dataclass(frozen=True)
class ReturnProgress:
    """`done` of `to_do` figures' worth of work; `words` say where it stands; `finished`: nothing more will happen."""

    pk: int
    file_name: str
    state: str
    words: str
    done: int
    to_do: int
    finished: bool
    refused: tuple[str, ...]

    @property
    def waiting(self) -> bool:
        """No worker has taken it yet, so it can be called back."""
        return self.state == ReturnState.WAITING or (self.undoing and not self.done)

    @property
    def undoing(self) -> bool:
        return self.state == ReturnState.UNDOING


def return_progress(pk: int, now: datetime) -> ReturnProgress | None:
    """One query; None when there is no such return."""
    row = Return.objects.defer("table").filter(pk=pk).first()
    if row is None:
        return None
    return ReturnProgress(
        row.pk,
        row.file_name,
        row.state,
        _words(row, now),
        row.done,
        row.to_do,
        row.state not in {ReturnState.WAITING, ReturnState.APPLYING, ReturnState.UNDOING},
        tuple(row.said.get("refused", ())),
    )


def _words(row: Return, now: datetime) -> str:
    undoing = row.state == ReturnState.UNDOING
    if row.state == ReturnState.WAITING or (undoing and row.lease_until is None):
        asked = row.said.get("undoing", {}) if undoing else row.asked
        sent = datetime.fromisoformat(asked["sent_at"]) if "sent_at" in asked else now
        if now - sent > PATIENCE:
            done = "undone" if undoing else "applied"
            return (
                f"No worker has taken it yet: it may be busy, or none is running. Nothing is lost; the return is {done} as "
                "soon as one runs."
            )
        return "Waiting for the worker, which takes it in a few seconds."
    if row.state == ReturnState.APPLYING:
        if row.lease_until and row.lease_until < now:
            return "The worker that was at it has stopped. Nothing of the return was written; the next worker begins it again."
        return f"{row.stage.capitalize()}."
    if undoing and row.lease_until and row.lease_until < now:
        return "The worker that was at it has stopped. Nothing was put back; the next worker begins it again."
    return f"{row.get_state_display().capitalize()}."
