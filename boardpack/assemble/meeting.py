"""
What the pages of a meeting show, after asking who wants to see them: its record, one entry of it, and who has the pack.

Refused when this person may not; None when no edition stands for that day, or there is no such entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.permissions import can_manage_actions
from boardpack.document.places import Place, places_of
from boardpack.permissions import (
    can_answer_about,
    can_ask,
    can_circulate,
    can_read_packs,
    can_record,
    can_see_receipts,
)
from boardpack.queries.circulation import Reader, readers_of
from boardpack.queries.packs import PackFacts, PackOnPage, draft_row, facts, published_page
from boardpack.queries.records import RecordFacts, data_owner_ids, record_of, records_of
from partnership.verdicts import require


@dataclass(frozen=True)
class Entry:
    """What was said, and what this person may do about it."""

    said: RecordFacts
    may_answer: bool


@dataclass(frozen=True)
class PlaceEntries:
    """A part of the pack with everything said of it."""

    place: Place
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class RecordPage:
    """A meeting's record by the parts of its pack, in the pack's order. `unanswered`: how many wait for an answer."""

    pack: PackFacts
    places: tuple[Place, ...]
    spoken_of: tuple[PlaceEntries, ...]
    unanswered: int
    may_ask: bool
    may_record: bool
    may_raise: bool

    def place(self, anchor: str) -> Place | None:
        return next((one for one in self.places if one.anchor == anchor), None)


@dataclass(frozen=True)
class EntryPage:
    """One entry, with the part of the pack that it is about."""

    pack: PackFacts
    place: Place
    entry: Entry
    may_record: bool
    may_raise: bool


@dataclass(frozen=True)
class CirculationPage:
    """Who may read the edition that stands, whom it was sent to, who opened it. `sent` and `opened` are numbers."""

    pack: PackFacts
    readers: tuple[Reader, ...]
    sent: int
    opened: int
    may_send: bool


def record_page(user: Any, day: date) -> RecordPage | None:
    """The record of the meeting of that day; what is about a part that is no longer in the pack stands at its end."""
    require(can_read_packs(user))
    found = published_page(day)
    if found is None:
        return None
    entries = _entries(user, records_of(day))
    return RecordPage(
        pack=found.pack,
        places=places_of(found.document),
        spoken_of=tuple(_by_place(found, entries)),
        unanswered=sum(one.said.awaits_answer for one in entries),
        may_ask=bool(can_ask(user)),
        may_record=bool(can_record(user)),
        may_raise=bool(can_manage_actions(user)),
    )


def entry_page(user: Any, day: date, pk: int) -> EntryPage | None:
    require(can_read_packs(user))
    found = published_page(day)
    said = record_of(day, pk)
    if found is None or said is None:
        return None
    return EntryPage(
        pack=found.pack,
        place=_place(found, said),
        entry=_entries(user, (said,))[0],
        may_record=bool(can_record(user)),
        may_raise=bool(can_manage_actions(user)),
    )


def circulation_page(user: Any, day: date, today: date) -> CirculationPage | None:
    """For whoever may see who opened it; only officers send it."""
    require(can_see_receipts(user))
    found = published_page(day)
    if found is None:
        return None
    readers = readers_of(found.pack, today)
    return CirculationPage(
        pack=found.pack,
        readers=readers,
        sent=sum(one.reached for one in readers),
        opened=sum(one.opened_at is not None for one in readers),
        may_send=bool(can_circulate(user)),
    )


def draft_to_comment(user: Any, day: date) -> tuple[PackFacts, str] | None:
    """The draft and the scrutineer's comment on it, for whoever may write that."""
    require(can_record(user))
    row = draft_row(day)
    return None if row is None else (facts(row), row.scrutineer_comment)


def _entries(user: Any, said: Iterable[RecordFacts]) -> tuple[Entry, ...]:
    held = tuple(said)
    owners = data_owner_ids(one.code for one in held if one.code)
    return tuple(
        Entry(one, one.kind != "decision" and bool(can_answer_about(user, owners.get(one.code))))
        for one in held
    )


def _by_place(found: PackOnPage, entries: tuple[Entry, ...]) -> Iterable[PlaceEntries]:
    places = {one.anchor: one for one in places_of(found.document)}
    for one in entries:
        places.setdefault(one.said.section, _gone(one.said))
    for anchor, place in places.items():
        here = tuple(one for one in entries if one.said.section == anchor)
        if here:
            yield PlaceEntries(place, here)


def _place(found: PackOnPage, said: RecordFacts) -> Place:
    held = (one for one in places_of(found.document) if one.anchor == said.section)
    return next(held, _gone(said))


def _gone(said: RecordFacts) -> Place:
    return Place(said.section, f"{said.where} (in edition {said.edition})", "")
