"""
Why figures, targets and set-ups were changed since an instant: the reasons that the histories hold, the last one of each.

Four queries, whatever was changed. Knows no pack; whether a reason may be told to somebody is asked above.
"""

from collections.abc import Iterable
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


def why_changed(codes: Iterable[str], since: datetime) -> Reasons:
    """Of these indicators, what was changed after `since`."""
    ids = dict(Indicator.objects.filter(code__in=set(codes)).values_list("pk", "code"))
    after = {"history_date__gt": since, "history_change_reason__gt": ""}
    outturns = Outturn.history.filter(indicator_id__in=list(ids), **after).order_by(
        "history_date", "history_id"
    )
    targets = Target.history.filter(indicator_id__in=list(ids), **after).order_by(
        "history_date", "history_id"
    )
    setups = Indicator.history.filter(id__in=list(ids), **after).order_by("history_date", "history_id")
    why = "history_change_reason"
    return Reasons(
        {(ids[pk], month): said for pk, month, said in outturns.values_list("indicator_id", "month", why)},
        {(ids[pk], year): said for pk, year, said in targets.values_list("indicator_id", "year", why)},
        {ids[pk]: said for pk, said in setups.values_list("id", why)},
    )
