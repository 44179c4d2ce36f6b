"""
What the page of a pack's files shows, and one file, after asking who wants it: the pack's own door.

A withdrawn edition's files nobody gets; a draft's are for readers of drafts. Nothing is made here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from boardpack.permissions import can_read_drafts, can_read_pack, can_read_packs
from boardpack.queries.files import File, FileFacts, file_of, files_of
from boardpack.queries.packs import PackFacts, editions_of
from boardpack.renderers import BY_KEY
from partnership.verdicts import require


@dataclass(frozen=True)
class FilesPage:
    """`done` of `to_do` files that were asked for are made or given up; `finished` when no worker owes one any more."""

    pack: PackFacts
    files: tuple[FileFacts, ...]

    @property
    def to_do(self) -> int:
        return sum(bool(one.state) for one in self.files)

    @property
    def done(self) -> int:
        return sum(bool(one.state) and not one.is_on_its_way for one in self.files)

    @property
    def finished(self) -> bool:
        return self.done == self.to_do

    @property
    def words(self) -> str:
        """Of the whole: of the file that is being made, else of the first that waits."""
        waiting = sorted(
            (one for one in self.files if one.is_on_its_way), key=lambda one: one.state != "making"
        )
        if waiting:
            return f"{self.done} of {self.to_do} files. {waiting[0].name}: {waiting[0].words}"
        return f"{sum(one.is_made for one in self.files)} of {len(self.files)} files are there."

    @property
    def wanting(self) -> tuple[FileFacts, ...]:
        """What can be asked for."""
        return tuple(one for one in self.files if one.can_be_asked_for)


def files_page(user: Any, day: date, edition: int | None, now: datetime) -> FilesPage | None:
    """Of a numbered edition, or of the draft (None); None when there is none. Two queries."""
    found = _found(user, day, edition)
    return None if found is None else FilesPage(found, files_of(found.pk, found.sha256, now))


def file_for(user: Any, day: date, edition: int | None, key: str) -> tuple[PackFacts, File | None] | None:
    """One file, None in its place when it is not made; None when there is no such edition or format. Two queries."""
    found = _found(user, day, edition)
    if found is None or key not in BY_KEY:
        return None
    return found, file_of(found.pk, found.sha256, BY_KEY[key])


def _found(user: Any, day: date, edition: int | None) -> PackFacts | None:
    require(can_read_drafts(user) if edition is None else can_read_packs(user))
    for one in editions_of(day):
        if one.is_open if edition is None else (one.edition == edition and not one.is_open):
            require(can_read_pack(user, one))
            return one
    return None
