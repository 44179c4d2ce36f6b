"""Reads of what is measured: rows in, frozen values out, each with a fixed number of queries."""

from indicators.queries.commentary import (
    CommentaryFacts,
    ToChase,
    commentary_for,
    commentary_months,
    commentary_of,
    commentary_to_chase,
)
from indicators.queries.facts import Held, held_facts
from indicators.queries.months import (
    Gap,
    MonthToFill,
    gaps,
    latest_month,
    month_to_fill,
    months_held,
    months_of,
    published_in,
)
from indicators.queries.setup import ToConfirm, to_confirm

__all__ = [
    "CommentaryFacts",
    "Gap",
    "Held",
    "MonthToFill",
    "ToChase",
    "ToConfirm",
    "commentary_for",
    "commentary_months",
    "commentary_of",
    "commentary_to_chase",
    "gaps",
    "held_facts",
    "latest_month",
    "month_to_fill",
    "months_held",
    "months_of",
    "published_in",
    "to_confirm",
]
