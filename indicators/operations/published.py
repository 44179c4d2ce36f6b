"""
Which months a published pack shows, and what follows: from then on a change of an outturn gives its reason.

Knows no pack; the pack's publishing tells which months it shows and its name in words.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from indicators.measures.periods import FinancialYear, Month, month_range
from indicators.models import Indicator, PublishedMonth
from indicators.operations.asking import require_of
from indicators.permissions import can_mark_published
from partnership.models import User
from partnership.operations.rows import CannotBeDone


class OutturnAlreadyPublished(CannotBeDone):
    """A published pack shows this figure, and no reason was given for changing it."""

    def __init__(self, indicator: Indicator, month: Month, pack: str) -> None:
        self.indicator = indicator
        self.month = month
        self.pack = pack
        super().__init__(
            f"{month.name} is published ({pack}), so {indicator.short_name} changes only with a reason: say why."
        )


@transaction.atomic
def mark_published(*, months: Iterable[Month], pack: str, by: User | None, now: datetime) -> None:
    """These months are shown in that pack. A month that an earlier pack showed keeps its row."""
    require_of(by, can_mark_published)
    for month in sorted(set(months)):
        PublishedMonth.objects.get_or_create(month=month, defaults={"pack": pack, "at": now})


def require_reason(indicator: Indicator, month: Month, reason: str) -> None:
    """OutturnAlreadyPublished when the month is published and the reason is empty."""
    shown = None if reason.strip() else PublishedMonth.objects.filter(month=month).first()
    if shown is not None:
        raise OutturnAlreadyPublished(indicator, month, shown.pack)


def is_published(month: Month) -> bool:
    return PublishedMonth.objects.filter(month=month).exists()


def is_any_published(year: int) -> bool:
    """Whether a published pack shows a month of the financial year that starts in `year`."""
    financial = FinancialYear(year)
    return PublishedMonth.objects.filter(
        month__in=month_range(financial.first_month, financial.last_month)
    ).exists()
