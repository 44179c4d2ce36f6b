"""
What a pack keeps back from the board and why, and what the board can tell all the same: for those who see small counts.

Of an edition it is what its row has had on record since it was published; of the draft what holds at this moment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from boardpack.assemble.gathered import gather
from boardpack.document import from_text
from boardpack.models import PackStatus
from boardpack.permissions import can_read_drafts, can_read_packs, can_see_kept_back
from boardpack.queries.earlier import from_record
from boardpack.queries.moment import one_reading
from boardpack.queries.packs import PackFacts, draft_row, edition_row, facts
from indicators.measures.readings import exact
from indicators.queries.disclosure import KeptBack
from partnership.verdicts import require


@dataclass(frozen=True)
class Kept:
    """One reading: `figure` as it is held, empty where none is."""

    name: str
    month: str
    figure: str
    why: str


@dataclass(frozen=True)
class KeptBackPage:
    """`given_away`: small counts that earlier editions show or give away. It is told of a draft only, as it stands now."""

    pack: PackFacts
    kept_back: tuple[Kept, ...]
    given_away: tuple[Kept, ...]


def kept_back_page(user: Any, day: date, edition: int | None = None) -> KeptBackPage | None:
    """Of a numbered edition that was ever published, or of the draft (None); None when there is none."""
    require(can_read_drafts(user) if edition is None else can_read_packs(user))
    require(can_see_kept_back(user))
    return _of_draft(day) if edition is None else _of_edition(day, edition)


def _of_draft(day: date) -> KeptBackPage | None:
    with one_reading():
        row = draft_row(day)
        if row is None:
            return None
        found = gather(row, PackStatus.PUBLISHED)
    return KeptBackPage(
        facts(row), _lines(found.kept_back, found.names), _lines(found.given_away, found.names)
    )


def _of_edition(day: date, edition: int) -> KeptBackPage | None:
    row = edition_row(day, edition)
    if row is None:
        return None
    held = from_record(row.suppressions)
    names = {section.code: section.name for section in from_text(row.document).sections}
    return KeptBackPage(facts(row), _lines(held, names), ())


def _lines(held: Iterable[KeptBack], names: Mapping[str, str]) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            name=names.get(one.code, one.code),
            month=one.month.label,
            figure="" if one.figure is None else f"{exact(one.figure):,f}",
            why=one.why,
        )
        for one in held
    )
