"""
The entry grid of a month: a row per indicator that is due, with what is held, the months before and the target.

Knows no form and no rule about what may be written. Which period an indicator is due in is told by `months`; the
grid is in scorecard order.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from indicators import models
from indicators.measures import facts
from indicators.measures.kinds import Kind
from indicators.measures.periods import FinancialYear, Month, month_range
from indicators.measures.readings import Missing, Reading, exact
from indicators.measures.targets import in_force
from indicators.measures.wording import figure
from indicators.queries.calculated import calculated_ids
from indicators.queries.facts import figure_reading, scorecard_order
from indicators.queries.months import due_frequencies, published_in

MONTHS_BEFORE = 3


class Column(StrEnum):
    """What is typed for an indicator, in the order of the grid."""

    FIGURE = "figure"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    STANDING = "standing"
    NOTE = "note"


@dataclass(frozen=True)
class Cells:
    """What stands in a row of the grid, or is typed there; `figure` None is a blank."""

    figure: Reading | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    provisional: bool = False
    note: str = ""

    def text(self, column: Column) -> str:
        """The cell as it is typed: 1,897, N/A, provisional; "" for nothing."""
        match column:
            case Column.FIGURE if self.figure is not None:
                return self.figure.symbol if self.figure.value is None else _number(self.figure.value)
            case Column.NUMERATOR:
                return _number(self.numerator)
            case Column.DENOMINATOR:
                return _number(self.denominator)
            case Column.STANDING:
                return "provisional" if self.provisional else "final"
            case Column.NOTE:
                return self.note
        return ""

    def words(self, column: Column) -> str:
        """The cell as it is told: its text, the reason where there is no number, or nothing."""
        reason = self.figure.shown if column is Column.FIGURE and self.figure else ""
        return self.text(column) or reason or "nothing"


NOTHING = Cells()


@dataclass(frozen=True)
class GridRow:
    """
    One indicator: its last figures and target in words, what stands, and at which version.

    `version` and `outturn` are 0 when nothing stands; `before` has a text per month of the grid's `months`.
    """

    indicator_pk: int
    code: str
    name: str
    short_name: str
    before: tuple[str, ...]
    target: str
    outturn: int
    version: int
    stands: Cells


@dataclass(frozen=True)
class GridArea:
    name: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class MonthGrid:
    """`published` names the pack that shows the month, "" when none does; `months` are those before, oldest first."""

    month: Month
    months: tuple[Month, ...]
    areas: tuple[GridArea, ...]
    published: str

    @property
    def rows(self) -> tuple[GridRow, ...]:
        return tuple(row for area in self.areas for row in area.rows)


def due_in(month: Month) -> models.IndicatorQuerySet:
    """The indicators active in the month whose period ends in it, but for those that are calculated."""
    due = models.Indicator.objects.active_in(month).filter(frequency__in=due_frequencies(month))
    return due.exclude(pk__in=calculated_ids())


def month_grid(month: Month) -> MonthGrid:
    """Four queries whatever the number of indicators."""
    indicators = list(scorecard_order(due_in(month)))
    ids = [row.pk for row in indicators]
    months = month_range(month.plus(-MONTHS_BEFORE), month.plus(-1))
    held: dict[tuple[int, Month], models.Outturn] = {
        (row.indicator_id, row.month): row
        for row in models.Outturn.objects.filter(indicator__in=ids, month__gte=months[0], month__lte=month)
    }
    targets = _targets(ids, month)
    rows = [
        (indicator.area.name, _row(indicator, month, months, held, targets[indicator.pk]))
        for indicator in indicators
    ]
    areas = groupby(rows, key=lambda pair: pair[0])
    return MonthGrid(
        month=month,
        months=months,
        areas=tuple(GridArea(name, tuple(row for _, row in pairs)) for name, pairs in areas),
        published=published_in(month),
    )


def cells_of(row: models.Outturn | None) -> Cells:
    """What stands in an outturn, or in a state of it from its history; nothing where there is none."""
    if row is None:
        return NOTHING
    return Cells(
        figure=_reading(row),
        numerator=row.numerator,
        denominator=row.denominator,
        provisional=row.provisional,
        note=row.note,
    )


def _row(
    indicator: models.Indicator,
    month: Month,
    months: tuple[Month, ...],
    held: dict[tuple[int, Month], models.Outturn],
    targets: list[facts.Target],
) -> GridRow:
    stands = held.get((indicator.pk, month))
    before = [held.get((indicator.pk, earlier)) for earlier in months]
    return GridRow(
        indicator_pk=indicator.pk,
        code=indicator.code,
        name=indicator.name,
        short_name=indicator.short_name,
        before=tuple(_words(_reading(row), indicator) if row else "" for row in before),
        target=_target_words(in_force(targets, month), indicator),
        outturn=stands.pk if stands else 0,
        version=stands.version if stands else 0,
        stands=cells_of(stands),
    )


def _targets(ids: list[int], month: Month) -> dict[int, list[facts.Target]]:
    year = month.financial_year
    found: dict[int, list[facts.Target]] = defaultdict(list)
    for row in models.Target.objects.filter(indicator__in=ids, year=year.start):
        found[row.indicator_id].append(
            facts.Target(reading=figure_reading(row), year=FinancialYear(row.year), month=row.month)
        )
    return found


def _target_words(target: facts.Target | None, indicator: models.Indicator) -> str:
    if target is None:
        return ""
    when = target.month.label if target.month else target.year.label
    return f"{_words(target.reading, indicator)} for {when}"


def _words(reading: Reading, indicator: models.Indicator) -> str:
    if reading.value is None:
        return reading.shown
    return figure(reading.value, Kind(indicator.kind), indicator.decimal_places)


def _reading(row: models.Outturn) -> Reading:
    missing = Missing(row.missing) if row.missing else None
    return Reading(value=row.value, missing=missing, symbol=row.symbol)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{exact(value):,f}"
