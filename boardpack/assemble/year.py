"""
The yearly record of a period for whoever reads packs: what the published packs hold, and what their meetings said.

The period is by the dates of the meetings. Whoever reads drafts sees in addition the impact that was written down of
each action, which no pack holds yet. Four queries at most, whatever the period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.models import Action
from boardpack.document import from_text
from boardpack.document.year import PeriodRecord, period_record
from boardpack.models import Pack, RecordKind
from boardpack.permissions import can_read_drafts, can_read_packs
from boardpack.queries.records import RecordFacts, records_between
from indicators.measures.periods import FinancialYear, Month
from partnership.verdicts import require


@dataclass(frozen=True)
class ImpactSeen:
    """What somebody wrote down of an action's impact."""

    reference: str
    title: str
    words: str


@dataclass(frozen=True)
class YearPage:
    """`asked`: questions and challenges. `impact_seen` is empty for who reads published packs only."""

    first: date
    last: date
    held: PeriodRecord
    decisions: tuple[RecordFacts, ...]
    asked: tuple[RecordFacts, ...]
    impact_seen: tuple[ImpactSeen, ...]

    @property
    def title(self) -> str:
        return f"Yearly record, {_day(self.first)} to {_day(self.last)}"


def year_of(day: date) -> tuple[date, date]:
    """
    The financial year in which the day falls, first day and last.

    >>> year_of(date(2021, 11, 24))
    (datetime.date(2021, 4, 1), datetime.date(2022, 3, 31))
    """
    year: FinancialYear = Month.of(day).financial_year
    return date(year.start, 4, 1), date(year.start + 1, 3, 31)


def year_page(user: Any, first: date, last: date) -> YearPage:
    """Of the meetings from `first` to `last`, both included; a period that ends before it begins holds nothing."""
    require(can_read_packs(user))
    texts = Pack.objects.published().filter(meeting__date__range=(first, last))
    held = period_record(from_text(text) for text in texts.values_list("document", flat=True))
    said = records_between(first, last)
    references = [one.line.reference for one in held.actions]
    return YearPage(
        first=first,
        last=last,
        held=held,
        decisions=tuple(one for one in said if one.kind == RecordKind.DECISION),
        asked=tuple(one for one in said if one.kind != RecordKind.DECISION),
        impact_seen=_impact_seen(references) if can_read_drafts(user) else (),
    )


def _impact_seen(references: Iterable[str]) -> tuple[ImpactSeen, ...]:
    rows = Action.objects.filter(reference__in=list(references)).exclude(impact_seen="").order_by("reference")
    return tuple(ImpactSeen(*row) for row in rows.values_list("reference", "title", "impact_seen"))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
