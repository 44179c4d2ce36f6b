"""
One indicator in one month as JSON values: measured live for readers of drafts, from a published pack for everybody else.

Refused when no pack has shown it to this person; None when there is no such indicator.
"""

from typing import Any

from boardpack.permissions import can_read_drafts, can_read_packs
from boardpack.queries.earlier import earlier_editions
from boardpack.queries.published import Published, published_holding
from boardpack.renderers.published_json import published_json
from indicators.assemble import told_of
from indicators.exporters.measured_json import Json, measured_json
from indicators.measures.periods import Month
from indicators.permissions import audience_of
from partnership.verdicts import Refused, require

MOST_PACKS = 24  # published packs looked through for a month


def indicator_answer(user: Any, code: str, month: Month | None, this_month: Month) -> Json | None:
    """`month` None is the last that is held, or that a pack has shown."""
    if can_read_drafts(user):
        told = told_of(code, month, this_month, audience=audience_of(user), earlier=earlier_editions)
        return None if told is None else measured_json(told)
    require(can_read_packs(user))
    shown = next((one for one in published_holding(code, MOST_PACKS) if month in (None, one.month)), None)
    if shown is None:
        raise Refused(
            "No published pack shows this indicator for that month, and your account may not read drafts."
        )
    return _as_published(shown, code)


def _as_published(shown: Published, code: str) -> Json:
    section = next(one for one in shown.document.sections if one.code == code)
    return published_json(shown.document, section)
