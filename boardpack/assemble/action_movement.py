"""
How the indicators of one action stand and moved since it was done, or began: for the action's own page.

Readers of drafts see the figures held now; everybody else what the newest published pack shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.queries import ActionFacts, action_facts
from boardpack.assemble.moved import moved_since
from boardpack.document import Cell, IndicatorSection, MovedLine, StatusShown
from boardpack.document.shown import cell, status_shown
from boardpack.permissions import can_read_drafts
from boardpack.queries.earlier import earlier_editions
from boardpack.queries.published import published_months, published_on
from indicators.assemble import measured_in
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.permissions import audience_of
from indicators.queries import latest_month


@dataclass(frozen=True)
class Movement:
    """One of the action's indicators; `moved` is None where the action has neither begun nor is done."""

    code: str
    name: str
    month: str
    latest: Cell
    status: StatusShown
    moved: MovedLine | None


def action_movement(user: Any, reference: str, today: date) -> tuple[Movement, ...]:
    """A fixed number of queries; nothing for an action without indicators or that this person may not see."""
    action = action_facts(reference, user, today)
    if action is None or not action.indicators:
        return ()
    if can_read_drafts(user):
        month = latest_month()
        codes = [code for code, _ in action.indicators]
        held = _measured(user, month, codes) if month else ()
        return tuple(_live(one, action) for one in held)
    months = published_months()
    found = published_on(months[0]) if months else None
    sections = found.document.sections if found else ()
    return tuple(_printed(one, action) for one in sections if one.code in dict(action.indicators))


def _measured(user: Any, month: Month, codes: Sequence[str]) -> tuple[Measured, ...]:
    return measured_in(month, codes, audience=audience_of(user), earlier=earlier_editions)


def _live(one: Measured, action: ActionFacts) -> Movement:
    of = one.indicator
    return Movement(
        code=of.code,
        name=of.name,
        month=one.month.label,
        latest=cell(one.reading, of),
        status=status_shown(one.status),
        moved=next(iter(moved_since(one, [action])), None),
    )


def _printed(one: IndicatorSection, action: ActionFacts) -> Movement:
    moved = next((line for line in one.moved if line.reference == action.reference), None)
    return Movement(one.code, one.name, one.latest_month, one.latest, one.status, moved)
