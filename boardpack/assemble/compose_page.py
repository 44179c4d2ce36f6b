"""
The page on which a draft is composed: every indicator that may stand in it with why the board looks at it, and its points.

What is proposed is a draft for the officer to edit; nothing here is decided.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from boardpack.assemble.exceptions import NO_EXCEPTION
from boardpack.permissions import can_compose
from boardpack.queries.composing import (
    ChoiceRow,
    PointRow,
    choice_rows,
    meetings_to_review_at,
    point_rows,
)
from boardpack.queries.earlier import earlier_editions
from boardpack.queries.packs import PackFacts, draft_row, facts
from indicators.assemble import measured_in
from partnership.verdicts import require


@dataclass(frozen=True)
class ComposePage:
    """`why` says by code why the board looks at an indicator; it has no entry for one that is no exception."""

    pack: PackFacts
    choices: tuple[ChoiceRow, ...]
    points: tuple[PointRow, ...]
    meetings: tuple[tuple[int, str], ...]
    why: dict[str, str]


def compose_page(user: Any, day: date) -> ComposePage | None:
    """For whoever composes packs; None when there is no draft for that day's meeting. A fixed number of queries."""
    require(can_compose(user))
    row = draft_row(day)
    if row is None:
        return None
    choices = choice_rows(row)
    measured = measured_in(row.month, [one.code for one in choices], earlier=earlier_editions)
    return ComposePage(
        pack=facts(row),
        choices=choices,
        points=point_rows(row),
        meetings=meetings_to_review_at(),
        why={
            one.indicator.code: one.exception.sentence
            for one in measured
            if one.exception.kind not in NO_EXCEPTION
        },
    )
