"""
Why figures, targets and set-ups were changed, each indicator since an instant: the reasons that the histories hold, the last one of each.

Four queries, whatever was changed. Knows no pack; whether a reason may be told to somebody is asked above.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from indicators.measures.periods import Month
from indicators.models import Indicator, Outturn, Target


@dataclass(frozen=True)
class Reasons:
    """By the indicator's code and, for figures, the month; for targets, the financial year's start. Only what has one."""

    outturns: dict[tuple[str, Month], str] = field(default_factory=dict)
    targets: dict[tuple[str, int], str] = field(default_factory=dict)
    setups: dict[str, str] = field(default_factory=dict)


def why_changed(since: Mapping[str, datetime]) -> Reasons:
    """Of these indicators, by code, what was changed after the instant of each."""
    if not since:
        return Reasons()
    ids = dict(Indicator.objects.filter(code__in=since).values_list("pk", "code"))
    after = {"history_date__gt": min(since.values()), "history_change_reason__gt": ""}
    outturns = Outturn.history.filter(indicator_id__in=list(ids), **after).order_by(
        "history_date", "history_id"
    )
    targets = Target.history.filter(indicator_id__in=list(ids), **after).order_by(
        "history_date", "history_id"
    )
    setups = Indicator.history.filter(id__in=list(ids), **after).order_by("history_date", "history_id")
    why, at = "history_change_reason", "history_date"
    return Reasons(
        {
            (ids[pk], month): said
            for pk, month, said, when in outturns.values_list("indicator_id", "month", why, at)
            if when > since[ids[pk]]
        },
        {
            (ids[pk], year): said
            for pk, year, said, when in targets.values_list("indicator_id", "year", why, at)
            if when > since[ids[pk]]
        },
        {ids[pk]: said for pk, said, when in setups.values_list("id", why, at) if when > since[ids[pk]]},
    )
