"""
Which published figures were changed after a pack had shown them: for the next pack to say so.

Compares what stood at the earlier instant (or when the month was published, if later) with what stands at the later
one; a change that was taken back is none. Knows no pack. Four queries whatever was changed.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from indicators.measures.kinds import Kind
from indicators.measures.periods import Month
from indicators.measures.readings import exact
from indicators.measures.wording import figure
from indicators.models import Indicator, Outturn, PublishedMonth
from indicators.queries.facts import scorecard_order

NONE = "–"


@dataclass(frozen=True)
class Restated:
    """One figure: what it was when it was published, what it is now, and the last change's reason, person and time."""

    code: str
    short_name: str
    month: Month
    was: str
    now: str
    why: str
    by: str
    at: datetime


def restated(since: datetime, until: datetime) -> tuple[Restated, ...]:
    """Of changes after `since` and up to `until`, in scorecard order, then by month; figures first shown late are none."""
    published = dict(PublishedMonth.objects.values_list("month", "at"))
    touched = Outturn.history.filter(history_date__gt=since, history_date__lte=until, month__in=published)
    keys = set(touched.values_list("indicator_id", "month"))
    indicators = {
        row.pk: row for row in scorecard_order(Indicator.objects.filter(pk__in={pk for pk, _ in keys}))
    }
    records = Outturn.history.filter(
        indicator_id__in=list(indicators), month__in={month for _, month in keys}, history_date__lte=until
    )
    held: dict[tuple[int, Month], list[Any]] = defaultdict(list)
    for record in records.select_related("history_user").order_by("history_date", "history_id"):
        held[record.indicator_id, record.month].append(record)
    order = list(indicators)
    found = [
        _restated(indicators[pk], held[pk, month], max(since, published[month]))
        for pk, month in sorted(keys, key=lambda key: (order.index(key[0]), key[1]))
    ]
    return tuple(one for one in found if one is not None)


def _restated(indicator: Indicator, records: list[Any], instant: datetime) -> Restated | None:
    before = [record for record in records if record.history_date <= instant]
    if not before or before[-1].history_type == "-" or before[-1] is records[-1]:
        return None
    was, now = _shown(before[-1], indicator), _shown(records[-1], indicator)
    if was == now:
        return None
    last = records[-1]
    return Restated(
        code=indicator.code,
        short_name=indicator.short_name,
        month=last.month,
        was=was,
        now=now,
        why=last.history_change_reason or "",
        by=last.history_user.name if last.history_user else "the system",
        at=last.history_date,
    )


def _shown(record: Any, indicator: Indicator) -> str:
    if record.history_type == "-":
        return NONE
    if record.value is None:
        return record.symbol or NONE
    return figure(exact(record.value), Kind(indicator.kind), indicator.decimal_places)
