"""
Recording that the board is concerned about an indicator when it is high, low or either: from which month, and to which.

One concern at a time for each indicator, and only where neither high nor low is good in itself. How a status reads
with it is in measures.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from indicators.measures.kinds import Polarity
from indicators.measures.periods import Month
from indicators.models import Concern, Indicator
from indicators.operations.asking import require_of
from indicators.permissions import can_record_concerns
from partnership.models import User
from partnership.operations.rows import create, erase, write


@transaction.atomic
def save_concern(
    *, concern: Concern | None, by: User | None, version: int | None = None, **fields: Any
) -> Concern:
    """
    The board's concern, new or changed; given an `until` it ends with that month.

    ValidationError when the indicator has a polarity, or when another of its concerns covers some of the months.
    """
    require_of(by, can_record_concerns)
    indicator: Indicator = fields["indicator"] if concern is None else concern.indicator
    since: Month = fields["since"] if concern is None else fields.get("since", concern.since)
    until: Month | None = fields.get("until", concern.until if concern else None)
    # Two officers who record one at the same time come one after the other where the database locks rows.
    Indicator.objects.select_for_update().filter(pk=indicator.pk).first()
    if concern is None and indicator.polarity != Polarity.NONE.value:
        raise ValidationError(
            {
                "indicator": "High or low is good in itself for this indicator, so it is red, amber or green already: a concern "
                "is for one without polarity."
            }
        )
    if other := _other_within(indicator, concern, since, until):
        raise ValidationError({"since": _stands_already(other)})
    if concern is None:
        return create(Concern, by=by, columns=fields)
    return write(concern, by=by, version=version, columns=fields)


@transaction.atomic
def remove_concern(*, concern: Concern, by: User | None) -> None:
    """One that was never the board's goes; one that is over is given a last month instead."""
    require_of(by, can_record_concerns)
    erase(concern, by=by)


def _other_within(
    indicator: Indicator, concern: Concern | None, since: Month, until: Month | None
) -> Concern | None:
    """Another concern of the indicator in force in some of these months."""
    rows = Concern.objects.filter(Q(until__isnull=True) | Q(until__gte=since), indicator=indicator)
    if until is not None:
        rows = rows.filter(since__lte=until)
    if concern is not None:
        rows = rows.exclude(pk=concern.pk)
    return rows.order_by("since").first()


def _stands_already(other: Concern) -> str:
    if other.until is None:
        return f"A concern from {other.since.name} is in force for this indicator: give that one a last month first."
    return (
        f"A concern from {other.since.name} to {other.until.name} stands for this indicator: choose months outside it, or "
        "change that one."
    )
