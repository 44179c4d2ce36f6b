"""
A return between its reading and its applying: kept as it was read, shown, then applied or discarded.

What is applied is what was shown: the cells' effects are compared with those of the preview, and when anything moved
in between, nothing is written and the officer looks again. What a return does to the rows is in `returns`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from indicators.importers.kept import table_from_json
from indicators.importers.problems import ReturnRefused, error
from indicators.importers.table import ReturnTable
from indicators.models import Return, ReturnState
from indicators.operations.asking import require_of
from indicators.operations.return_preview import CellOutcome
from indicators.operations.return_storing import new_return, store
from indicators.operations.returns import ReturnOutcome, apply_return
from indicators.permissions import can_enter_data
from partnership.models import User
from partnership.operations.rows import CannotBeDone

LONGEST_ON_DESK = 60_000  # figures: twice as many would keep a page or the worker for more than half a minute
_LONGEST_WORDS = 500
_TOO_LONG = (
    f"The return has {{:,}} figures, and the desk takes at most {LONGEST_ON_DESK:,} at once: import it in parts, or have "
    "it imported with the command import_return."
)


@dataclass(frozen=True)
class Asked:
    """What the officer chose on the preview: may things be made, which name is which indicator, and the words why."""

    create_missing: bool = False
    confirmed: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    warnings_note: str = ""


@transaction.atomic
def keep_return(*, table: ReturnTable, file_name: str, sha256: str, by: User, now: datetime) -> Return:
    """
    The table kept to be looked at; nothing of it is written yet.

    ReturnRefused where a cell identifies a child, or when there are more figures than a page or the worker may take.
    """
    require_of(by, can_enter_data)
    figures = sum(len(row.months) for row in table.rows)
    if figures > LONGEST_ON_DESK:
        raise ReturnRefused([error(_TOO_LONG.format(figures))])
    return store(new_return(table=table, file_name=file_name, sha256=sha256, by=by, now=now))


def preview_of(*, kept: Return, asked: Asked, by: User, now: datetime) -> ReturnOutcome:
    """What applying would do; nothing is written."""
    require_of(by, can_enter_data)
    return outcome_of(_still_read(kept), asked, by, now, dry_run=True)


@transaction.atomic
def apply_kept(*, kept: Return, asked: Asked, seen: str, by: User, now: datetime) -> ReturnOutcome:
    """
    The return applied, if its cells would still do what the preview `seen` (see `seen_of`) has shown.

    CannotBeDone when something moved since, or when it was applied or discarded already.
    """
    require_of(by, can_enter_data)
    return outcome_of(
        _still_read(kept), asked, by, now, dry_run=False, about_to_write=lambda cells: as_seen(cells, seen)
    )


@transaction.atomic
def discard_return(*, kept: Return, by: User) -> None:
    """The return goes no further; that it was read stays on record."""
    require_of(by, can_enter_data)
    row = _still_read(kept)
    row.state = ReturnState.DISCARDED
    row.save(update_fields=["state"])


def seen_of(cells: Iterable[CellOutcome]) -> str:
    """A digest of what every cell would do, so that what is applied can be held against what was shown."""
    digest = hashlib.sha256()
    for cell in cells:
        said = (cell.reference, cell.effect, cell.was, cell.becomes, cell.published_in)
        digest.update(json.dumps(said).encode())
    return digest.hexdigest()


def as_seen(cells: Iterable[CellOutcome], seen: str) -> None:
    """CannotBeDone when the cells would do something else than was shown."""
    if seen_of(cells) != seen:
        raise CannotBeDone(
            "Figures that this return meets have changed since you looked at it, so nothing was written: look at the new "
            "preview and apply again."
        )


def outcome_of(
    kept: Return, asked: Asked, by: User, now: datetime, dry_run: bool, **hooks: Any
) -> ReturnOutcome:
    """The kept table applied (see `apply_return`, which has the `hooks` too), or a dry run of it."""
    options: dict[str, Any] = {
        "create_missing": asked.create_missing,
        "confirmed": asked.confirmed,
        "reason": asked.reason[:_LONGEST_WORDS],
        "reasons": asked.reasons,
        "warnings_note": asked.warnings_note[:_LONGEST_WORDS],
    }
    return apply_return(
        table=table_from_json(kept.table),
        file_name=kept.file_name,
        sha256=kept.sha256,
        by=by,
        now=now,
        dry_run=dry_run,
        kept=kept,
        **options,
        **hooks,
    )


def _still_read(kept: Return) -> Return:
    row = Return.objects.select_for_update().filter(pk=kept.pk).first() if _in_transaction() else kept
    if row is None or row.state != ReturnState.READ:
        raise CannotBeDone(
            "This return has been applied or discarded already, so there is nothing to do: import the file again if it "
            "has something new."
        )
    return row


def _in_transaction() -> bool:
    return transaction.get_connection().in_atomic_block
