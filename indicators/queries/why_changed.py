"""
Why figures, targets and set-ups were changed, each indicator since an instant: the reasons that the histories hold, the last one of each.

And the counts that stood behind those figures then. Five queries at most, whatever was changed. Knows no pack; whether a reason may be told to somebody is asked above.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from indicators.measures.periods import Month
from indicators.models import Indicator, Outturn, Target

Counts = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Reasons:
    """
    By the indicator's code and, for figures, the month; for targets, the financial year's start. Only what has one.

    `counts` are numerator and denominator as they were, of each figure that has been changed since.
    """

    outturns: dict[tuple[str, Month], str] = field(default_factory=dict)
    targets: dict[tuple[str, int], str] = field(default_factory=dict)
    setups: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, Month], Counts] = field(default_factory=dict)


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
    figures = {
        (ids[pk], month): said
        for pk, month, said, when in outturns.values_list("indicator_id", "month", why, at)
        if when > since[ids[pk]]
    }
    return Reasons(
        figures,
        {
            (ids[pk], year): said
            for pk, year, said, when in targets.values_list("indicator_id", "year", why, at)
            if when > since[ids[pk]]
        },
        {ids[pk]: said for pk, said, when in setups.values_list("id", why, at) if when > since[ids[pk]]},
        _counts_then(figures.keys(), since, ids),
    )


def _counts_then(
    changed: Collection[tuple[str, Month]], since: Mapping[str, datetime], ids: Mapping[int, str]
) -> dict[tuple[str, Month], Counts]:
    """Of these figures, as they were at the instant of each; what was not held then is left out. One query, or none."""
    if not changed:
        return {}
    codes, months = {code for code, _ in changed}, {month for _, month in changed}
    rows = Outturn.history.filter(
        indicator_id__in=[pk for pk, code in ids.items() if code in codes],
        month__in=months,
        history_date__lte=max(since.values()),
    ).order_by("history_date", "history_id")
    held = rows.values_list("indicator_id", "month", "numerator", "denominator", "history_date")
    return {
        (ids[pk], month): (numerator, denominator)
        for pk, month, numerator, denominator, when in held
        if when <= since[ids[pk]]
    }
