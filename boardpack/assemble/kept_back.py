"""
What a pack keeps back from the board and why, and what the board can tell all the same: for those who see small counts.

Of an edition the first is what its row has had on record since it was published; all else is what holds at this moment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from boardpack.assemble.gathered import gather
from boardpack.document import from_text
from boardpack.models import PackStatus
from boardpack.permissions import can_read_drafts, can_read_packs, can_see_kept_back
from boardpack.queries.compared import present_codes
from boardpack.queries.earlier import earlier_editions, from_record
from boardpack.queries.moment import one_reading
from boardpack.queries.packs import PackFacts, draft_row, edition_row, facts
from indicators.assemble import seen_by
from indicators.measures.disclosure import Audience
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
    """`given_away`: small counts that the editions so far show or give away, as it stands now; of an edition, its own too."""

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
    present = present_codes(set(names))
    view = seen_by(Audience.BOARD, row.month, [present.get(code, code) for code in names], earlier_editions)
    now = {one.indicator.code: one.indicator.name for one in view.held}
    return KeptBackPage(
        facts(row),
        _lines([one for one in held if one.code in names], names),
        _lines(view.given_away, now),
    )


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
