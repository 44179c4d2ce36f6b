"""
What a page of packs shows, after asking who wants to see it: the one door that pages and their charts share.

Refused when this person may not; None when there is no such edition. A published page reads its frozen document
and nothing else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from boardpack.assemble.whole import document_of
from boardpack.models import PackStatus
from boardpack.permissions import can_compose, can_publish, can_read_drafts, can_read_pack, can_read_packs
from boardpack.queries.moment import one_reading
from boardpack.queries.packs import (
    MeetingPacks,
    PackFacts,
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
    with one_reading():
        row = draft_row(day)
        if row is None:
            return None
        return PackOnPage(facts(row), document_of(row), editions_of(day))


@dataclass(frozen=True)
class Tombstone:
    """
    A withdrawn edition, the one that stands instead (or None), and whether this person may start the next.

    `draft` is the next one being drafted, for readers of drafts.
    """

    gone: PackFacts
    stands: PackFacts | None
    draft: PackFacts | None
    may_follow: bool


def withdrawn_for(user: Any, day: date, edition: int | None = None) -> Tombstone | None:
    """What stands in the place of a withdrawn edition; without a number the newest, where none stands. One query."""
    require(can_read_packs(user))
    editions = editions_of(day)
    stands = next((one for one in editions if one.status == PackStatus.PUBLISHED), None)
    gone = [one for one in editions if one.status == PackStatus.WITHDRAWN and edition in (None, one.edition)]
    if not gone or (edition is None and stands is not None):
        return None
    draft = next((one for one in editions if one.is_open), None)
    return Tombstone(
        gone=gone[0],
        stands=stands,
        draft=draft if can_read_drafts(user) else None,
        may_follow=stands is None and draft is None and bool(can_compose(user)),
    )


def edition_to_follow(user: Any, day: date) -> PackFacts | None:
    """The edition that stands, or the newest withdrawn where none does, for somebody who starts the next one."""
    require(can_compose(user))
    editions = editions_of(day)
    stands = [one for one in editions if one.status == PackStatus.PUBLISHED]
    gone = [one for one in editions if one.status == PackStatus.WITHDRAWN]
    return next(iter([*stands, *gone]), None)


def edition_to_withdraw(user: Any, day: date, edition: int) -> PackFacts | None:
    """An edition that the board may see, for somebody who is about to withdraw it."""
    require(can_publish(user))
    seen = (PackStatus.PUBLISHED, PackStatus.SUPERSEDED)
    return next((one for one in editions_of(day) if one.edition == edition and one.status in seen), None)
