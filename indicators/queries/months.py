"""
Which months have outturns, and which indicators still owe one: the month's gaps.

A gap is a period that is due and has no outturn: every month for a monthly indicator, the last month of the
financial quarter or year for the others. A recorded reason ("not available") is no gap.
"""

from dataclasses import dataclass

from indicators.measures.kinds import Frequency
from indicators.measures.periods import Month
from indicators.models import Indicator, Outturn, PublishedMonth
from indicators.queries.calculated import calculated_ids, declared_formulas
from indicators.queries.facts import scorecard_order


@dataclass(frozen=True)
class Gap:
    """An indicator without an outturn for the month, and who answers for it ("" for nobody)."""

    indicator_pk: int
    code: str
    name: str
    short_name: str
    area: str
    month: Month
    data_owner: str
    agency: str


def gaps(month: Month) -> tuple[Gap, ...]:
    """In scorecard order. One query."""
    owing = (
        Indicator.objects.active_in(month)
        .filter(frequency__in=due_frequencies(month))
        .exclude(pk__in=Outturn.objects.filter(month=month).values("indicator"))
        .exclude(pk__in=calculated_ids())
    )
    return tuple(
        Gap(
            indicator_pk=row.pk,
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            area=row.area.name,
            month=month,
            data_owner=row.data_owner.name if row.data_owner else "",
            agency=row.agency.name if row.agency else "",
        )
        for row in scorecard_order(owing)
    )


@dataclass(frozen=True)
class MonthToFill:
    """A month with what it still owes, and how many outturns it has."""

    month: Month
    gaps: tuple[Gap, ...]
    held: int


def month_to_fill(asked: Month | None, this_month: Month) -> MonthToFill:
    """
    The month asked for; else the newest with outturns while it has gaps, then the one after, when it has begun.

    At most four queries.
    """
    latest = latest_month()
    month = asked or latest or this_month.plus(-1)
    owed = gaps(month)
    if month == latest and month < this_month and asked is None and not owed:
        month = month.plus(1)
        owed = gaps(month)
    return MonthToFill(month, owed, Outturn.objects.filter(month=month).count())


def months_held() -> tuple[Month, ...]:
    """Months with at least one outturn, newest first."""
    return tuple(Outturn.objects.order_by("-month").values_list("month", flat=True).distinct())


def latest_month() -> Month | None:
    """The newest month with an outturn."""
    return Outturn.objects.order_by("-month").values_list("month", flat=True).first()


def months_of(code: str) -> tuple[Month, ...]:
    """The months in which this indicator, or what it is calculated from, has an outturn, oldest first. Four queries at most."""
    rows = Outturn.objects.filter(indicator__code=code).order_by("month")
    return tuple(rows.values_list("month", flat=True)) or _months_of_terms(code)


def _months_of_terms(code: str) -> tuple[Month, ...]:
    terms = declared_formulas(Indicator.objects.filter(code=code)).terms
    rows = Outturn.objects.filter(indicator__in=terms).order_by("month") if terms else Outturn.objects.none()
    return tuple(rows.values_list("month", flat=True).distinct())


def published_in(month: Month) -> str:
    """The pack that shows the month, in words; "" when none does."""
    return PublishedMonth.objects.filter(month=month).values_list("pack", flat=True).first() or ""


def due_frequencies(month: Month) -> list[str]:
    every = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}
    return [frequency.value for frequency, months in every.items() if month.month_of_year % months == 0]
