"""
What a page of packs shows, after asking who wants to see it: the one door that pages and their charts share.

Refused when this person may not; None when there is no such edition. A published page reads its frozen document
and nothing else.
"""

from datetime import date
from typing import Any

from boardpack.assemble.whole import document_of
from boardpack.permissions import can_compose, can_publish, can_read_drafts, can_read_pack, can_read_packs
from boardpack.queries.packs import (
    MeetingPacks,
    PackOnPage,
    draft_row,
    editions_of,
    facts,
    packs,
    published_page,
)
from partnership.verdicts import require


def list_for(user: Any) -> tuple[MeetingPacks, ...]:
    """Every pack this person may open; drafts for readers of drafts only."""
    require(can_read_packs(user))
    return packs(with_drafts=bool(can_read_drafts(user)))


def published_for(user: Any, day: date) -> PackOnPage | None:
    """The edition that stands."""
    require(can_read_packs(user))
    return published_page(day)


def edition_for(user: Any, day: date, edition: int) -> PackOnPage | None:
    """A numbered edition, as it was published."""
    require(can_read_packs(user))
    found = published_page(day, edition)
    if found is not None:
        require(can_read_pack(user, found.pack))
    return found


def draft_for(user: Any, day: date) -> PackOnPage | None:
    """The draft, assembled from what is held at this moment."""
    require(can_read_drafts(user))
    row = draft_row(day)
    if row is None:
        return None
    return PackOnPage(facts(row), document_of(row), editions_of(day))


def draft_to_publish(user: Any, day: date) -> PackOnPage | None:
    """The draft, for somebody who is about to publish it."""
    require(can_publish(user))
    return draft_for(user, day)


def published_to_correct(user: Any, day: date) -> PackOnPage | None:
    """The edition that stands, for somebody who is about to start the next one."""
    require(can_compose(user))
    return published_page(day)
