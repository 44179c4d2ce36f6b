"""
The page of an edition's redactions: what waits for a second person, what was done, and where words stand before anybody
decides.

Asks who wants to see it. The words of what waits are shown to those who may decide; of what was done nobody has them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from boardpack.document.redacting import CannotBeRedacted, Place, Words, without
from boardpack.models import FROZEN, Pack, Redaction
from boardpack.permissions import can_agree_to_redact, can_redact
from boardpack.queries.packs import PackFacts, facts
from boardpack.queries.redacting import also_in, rows_holding
from partnership.verdicts import require


@dataclass(frozen=True)
class Standing:
    """Where words stand: in the edition, in rows and histories and mail behind it, and which other editions hold them."""

    words: str
    document: tuple[Place, ...]
    rows: tuple[Place, ...]
    others: tuple[PackFacts, ...]
    problem: str = ""

    @property
    def times(self) -> int:
        return sum(place.times for place in self.document)


@dataclass(frozen=True)
class WaitingRedaction:
    """`why_not` says why this person cannot agree to it; empty when they can."""

    pk: int
    reason: str
    asked_by: str
    asked_at: datetime
    standing: Standing
    why_not: str


@dataclass(frozen=True)
class DoneRedaction:
    """What is kept of a redaction that was agreed to or dropped."""

    reason: str
    asked_by: str
    agreed_by: str
    at: datetime
    times: int
    before_sha256: str
    after_sha256: str

    @property
    def was_dropped(self) -> bool:
        return not self.after_sha256


@dataclass(frozen=True)
class RedactingPage:
    pack: PackFacts
    waiting: tuple[WaitingRedaction, ...]
    done: tuple[DoneRedaction, ...]


def redacting_page(user: Any, day: date, edition: int) -> RedactingPage | None:
    """None when there is no such edition."""
    require(can_redact(user))
    row = _edition(day, edition)
    if row is None:
        return None
    rows = list(row.redactions.select_related("asked_by", "agreed_by").order_by("asked_at", "pk"))
    return RedactingPage(
        pack=facts(row),
        waiting=tuple(_waiting(user, row, one) for one in rows if not (one.agreed_at or one.dropped_at)),
        done=tuple(_done(one) for one in rows if one.agreed_at or one.dropped_at),
    )


def words_stand(user: Any, day: date, edition: int, words: str) -> Standing | None:
    """Looked at before it is asked for; nothing is kept. None when there is no such edition."""
    require(can_redact(user))
    row = _edition(day, edition)
    return None if row is None else _standing(row, words)


def _edition(day: date, edition: int) -> Pack | None:
    rows = Pack.objects.filter(meeting__date=day, edition=edition, status__in=FROZEN)
    return rows.select_related("meeting", "published_by", "withdrawn_by").first()


def _standing(pack: Pack, said: str) -> Standing:
    try:
        words = Words(said)
        found = without(pack.document, words)
    except CannotBeRedacted as no:
        return Standing(said, (), (), (), str(no))
    if not found.places:
        return Standing(said, (), (), also_in(pack, words), "These words do not stand in this edition.")
    rows = tuple(place for held in rows_holding(words) for place in held.places)
    return Standing(said, found.places, rows, also_in(pack, words))


def _waiting(user: Any, pack: Pack, row: Redaction) -> WaitingRedaction:
    return WaitingRedaction(
        pk=row.pk,
        reason=row.reason,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        standing=_standing(pack, row.words),
        why_not=can_agree_to_redact(user, row.asked_by_id).reason,
    )


def _done(row: Redaction) -> DoneRedaction:
    return DoneRedaction(
        reason=row.reason,
        asked_by=row.asked_by.name,
        agreed_by=row.agreed_by.name if row.agreed_by else "",
        at=row.agreed_at or row.dropped_at or row.asked_at,
        times=sum(place["times"] for place in row.places),
        before_sha256=row.before_sha256,
        after_sha256=row.after_sha256,
    )
