"""
Whether an update came between a reminder being owed and its mail being written: it takes the place of that step.

The same rule as the sweep's in deadlines and namings, asked of one line of the ledger. How fresh is fresh stands in schedule.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from actions import schedule
from actions.assemble.digest_rows import DigestRow
from partnership.models import Meeting


class Overtaken(NamedTuple):
    """A line of the ledger by its action and step, and when the update came that took its place."""

    action: int
    step: int
    at: datetime


def papers_days() -> dict[date, date | None]:
    """The days on which papers are due as the meetings stand, each with the day of the meeting before."""
    before: date | None = None
    found: dict[date, date | None] = {}
    for papers_due, on in Meeting.objects.order_by("date").values_list("papers_due_on", "date"):
        if papers_due:
            found[papers_due] = before
        before = on
    return found


def is_overtaken(row: DigestRow, papers: Mapping[date, date | None]) -> bool:
    """Whether an update came after the line was owed that would have kept it from being owed."""
    if row.updated_on is None or row.updated_at is None or row.updated_at <= row.written_at:
        return False
    if row.step == schedule.PAPERS:
        last = papers.get(row.day)
        return last is None or row.updated_on > last
    return row.step < schedule.NAMED and row.updated_on >= schedule.fresh_from(row.day, row.step)
