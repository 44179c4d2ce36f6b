"""
A draft before the gate, for whoever publishes it and for whoever agrees to it: what stops it, what else it lacks, who agreed.

The same findings that publishing goes by, made from the text that it would freeze.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from boardpack.assemble.gating import AtTheGate, at_the_gate, no_agreement, stopping
from boardpack.document import Lack, missing
from boardpack.document.gate import Bar, Rule, done_without
from boardpack.models import Pack
from boardpack.permissions import can_agree, can_publish
from boardpack.queries.choices import may_be_stood_in_for
from boardpack.queries.moment import one_reading
from boardpack.queries.packs import PackOnPage, draft_row, editions_of, facts
from partnership.verdicts import require


@dataclass(frozen=True)
class Agreed:
    """Who agreed to the draft, in which quality and when; `void` says why that does not hold, empty when it does."""

    by: str
    quality: str
    at: datetime
    void: str
    is_mine: bool


@dataclass(frozen=True)
class GatePage:
    """
    `bars` stop it; `lacks` do not. `sha256` is of the text that would be published, which is what is agreed to.

    `stands_in_for` are the people for whom this one may agree as deputy: (key, name); empty in their own right.
    """

    found: PackOnPage
    bars: tuple[Bar, ...]
    lacks: tuple[Lack, ...]
    without: tuple[str, ...]
    sha256: str
    agreed: Agreed | None
    stands_in_for: tuple[tuple[int, str], ...] = ()

    @property
    def others(self) -> tuple[Bar, ...]:
        """What stops it besides agreement."""
        return tuple(bar for bar in self.bars if bar.rule is not Rule.AGREEMENT)


def draft_to_publish(user: Any, day: date, today: date) -> GatePage | None:
    """The draft, for somebody who is about to publish it; None when there is none."""
    require(can_publish(user))
    return _page(user, day, today)


def draft_to_agree(user: Any, day: date, today: date) -> GatePage | None:
    """The draft, for somebody who is asked to agree to it; None when there is none."""
    require(can_agree(user))
    return _page(user, day, today)


def _page(user: Any, day: date, today: date) -> GatePage | None:
    with one_reading():
        row = draft_row(day)
        if row is None:
            return None
        found = at_the_gate(row)
        return GatePage(
            found=PackOnPage(facts(row), found.document, editions_of(day)),
            bars=stopping(row, found, user),
            lacks=missing(found.document),
            without=done_without(settings.PUBLISH_WITHOUT),
            sha256=found.sha256,
            agreed=_agreed(row, found, user),
            stands_in_for=may_be_stood_in_for(user, today),
        )


def _agreed(row: Pack, found: AtTheGate, user: Any) -> Agreed | None:
    if row.approved_by is None or row.approved_at is None:
        return None
    return Agreed(
        by=row.approved_by.name,
        quality=row.approved_as,
        at=row.approved_at,
        void=no_agreement(row, found.sha256, None),
        is_mine=row.approved_by_id == user.pk,
    )
