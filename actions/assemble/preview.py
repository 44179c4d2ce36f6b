"""
The next sweep as things stand now: of which day it is, and what would be in whose digest.

Writes nothing. What is owed is asked of the same reads as the sweep's, so that the two cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from actions import schedule
from actions.assemble.owing import owing_on
from actions.assemble.people import OwedReminder
from actions.models import Action
from partnership.models import User
from partnership.permissions import can_read_outbox
from partnership.verdicts import require

PEOPLE_SHOWN = 100


@dataclass(frozen=True)
class PreviewLine:
    """One reminder that is owed: the action, why, and how late."""

    reference: str
    title: str
    why: str


@dataclass(frozen=True)
class PreviewDigest:
    """What one person would be sent."""

    name: str
    address: str
    lines: tuple[PreviewLine, ...]


@dataclass(frozen=True)
class Preview:
    """`as_of` is the day that the sweep is of; `more` people have digests that are not shown."""

    as_of: date
    digests: tuple[PreviewDigest, ...]
    more: int
    skipped: int


def next_sweep(*, by: Any, today: date, window: str) -> Preview:
    """What today's sweep would write down, or where none leaves today the next working day's."""
    require(can_read_outbox(by))
    as_of = today if window == schedule.ALWAYS else schedule.next_working_day(today)
    owing = owing_on(as_of)
    people = [(pk, list(found)) for pk, found in groupby(owing.owed, key=lambda one: one.person.pk)]
    shown = people[:PEOPLE_SHOWN]
    names = dict(User.objects.filter(pk__in=[pk for pk, _ in shown]).values_list("pk", "name"))
    actions = {one.action for _, found in shown for one in found}
    titles = dict(Action.objects.filter(pk__in=actions).values_list("pk", "title"))
    digests = tuple(
        PreviewDigest(names[pk], found[0].person.address, tuple(_line(one, titles) for one in found))
        for pk, found in shown
    )
    return Preview(as_of, digests, len(people) - len(shown), len(owing.skipped))


def _line(owed: OwedReminder, titles: dict[int, str]) -> PreviewLine:
    return PreviewLine(owed.reference, titles[owed.action], schedule.why_in_words(owed.step, owed.deadline))
