"""
What is held of each indicator, as the rules want it: rows become the frozen facts of measures.facts.

Seven queries whatever the number of indicators, and one more where children are divided by. With whom an indicator is compared is queries.compared's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from indicators import models
from indicators.measures import facts
from indicators.measures.calculated import Calculation
from indicators.measures.kinds import (
    Basis,
    ConcernSide,
    EventKind,
    Frequency,
    Kind,
    Polarity,
    TargetKind,
    TargetProfile,
    ToleranceKind,
)
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.process import ChartSettings
from indicators.measures.readings import Missing, Reading, Series, exact
from indicators.queries.calculated import declared_formulas
from indicators.queries.compared import comparators_of


@dataclass(frozen=True)
class Held:
    """One indicator with everything the rules need to measure it; `caveats` is what its reader has to know."""

    indicator: facts.Indicator
    series: Series
    targets: tuple[facts.Target, ...]
    comparators: tuple[facts.Comparator, ...]
    events: tuple[facts.Event, ...] = ()
    concerns: tuple[facts.Concern, ...] = ()
    calculation: Calculation | None = None
    caveats: tuple[str, ...] = ()


def held_facts(month: Month, codes: Sequence[str] | None = None) -> tuple[Held, ...]:
    """In scorecard order: the indicators active in `month`, or those named; outturns up to the month."""
    rows = list(scorecard_order(_chosen(month, codes)))
    ids = [row.pk for row in rows]
    calculations, series = _calculated(rows, month)
    targets, comparators = _targets(ids), comparators_of(rows, month)
    events, concerns = events_of(ids, month), _concerns(ids)
    return tuple(
        Held(
            indicator_facts(row),
            series[row.pk],
            tuple(targets[row.pk]),
            comparators[row.pk],
            tuple(events[row.pk]),
            tuple(concerns[row.pk]),
            calculations.get(row.pk),
        )
        for row in rows
    )


def chart_settings() -> ChartSettings:
    """How this installation reckons process charts."""
    return ChartSettings(screen_outliers=settings.SPC_SCREEN_OUTLIERS, trend_points=settings.SPC_TREND_POINTS)


def scorecard_order(rows: models.IndicatorQuerySet) -> models.IndicatorQuerySet:
    """Areas in their order, and indicators in theirs."""
    return rows.select_related("area", "agency", "data_owner").order_by(
        "area__order", "area__name", "order", "name"
    )


def indicator_facts(row: models.Indicator) -> facts.Indicator:
    return facts.Indicator(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        area=row.area.name,
        kind=Kind(row.kind),
        basis=Basis(row.basis),
        polarity=Polarity(row.polarity),
        basis_confirmed=row.basis_confirmed,
        polarity_confirmed=row.polarity_confirmed,
        rate_per=row.rate_per,
        decimal_places=row.decimal_places,
        frequency=Frequency(row.frequency),
        cumulates_from=row.cumulates_from,
        acceptable_low=_number(row.acceptable_low),
        acceptable_high=_number(row.acceptable_high),
        tolerance=_number(row.tolerance),
        tolerance_kind=ToleranceKind(row.tolerance_kind),
        target_profile=TargetProfile(row.target_profile),
        high_means=row.high_means,
        low_means=row.low_means,
        definition=row.definition,
        numerator_words=row.numerator_words,
        denominator_words=row.denominator_words,
        part_of_whole=row.part_of_whole,
        agency=row.agency.name if row.agency else "",
        data_owner=row.data_owner.name if row.data_owner else "",
        source=row.source,
    )


def outturn_reading(row: models.Outturn) -> Reading:
    return Reading(
        value=_number(row.value),
        missing=_missing(row.missing),
        symbol=row.symbol,
        numerator=_number(row.numerator),
        denominator=_number(row.denominator),
        provisional=row.provisional,
    )


def figure_reading(row: models.Target) -> Reading:
    return Reading(value=_number(row.value), missing=_missing(row.missing), symbol=row.symbol)


def _chosen(month: Month, codes: Sequence[str] | None) -> models.IndicatorQuerySet:
    if codes is None:
        return models.Indicator.objects.active_in(month)
    return models.Indicator.objects.filter(code__in=codes)


def _calculated(
    rows: Sequence[models.Indicator], month: Month
) -> tuple[dict[int, Calculation], dict[int, Series]]:
    """What is calculated from what, and every indicator's readings: its own, or those that are calculated."""
    declared = declared_formulas(rows)
    told = {row.pk: indicator_facts(row) for row in (*rows, *declared.terms)}
    held = _series(told, month)
    series = {pk: Series.of(held[pk]) for pk in told}
    found = declared.calculations(told, series)
    return found, series | {pk: calculation.series for pk, calculation in found.items()}


def _series(ids: Iterable[int], month: Month) -> dict[int, list[tuple[Month, Reading]]]:
    found: dict[int, list[tuple[Month, Reading]]] = defaultdict(list)
    for row in models.Outturn.objects.filter(indicator__in=ids, month__lte=month):
        found[row.indicator_id].append((row.month, outturn_reading(row)))
    return found


def _targets(ids: Iterable[int]) -> dict[int, list[facts.Target]]:
    found: dict[int, list[facts.Target]] = defaultdict(list)
    for row in models.Target.objects.filter(indicator__in=ids).order_by("-year", "month"):
        found[row.indicator_id].append(
            facts.Target(
                reading=figure_reading(row),
                year=FinancialYear(row.year),
                kind=TargetKind(row.kind),
                month=row.month,
                change_percent=_number(row.change_percent),
                source=row.source,
                rationale=row.rationale,
            )
        )
    return found


def events_of(ids: Iterable[int], month: Month | None = None) -> dict[int, list[facts.Event]]:
    """Of each indicator by its row's number, in order; up to a month, or all. One query."""
    found: dict[int, list[facts.Event]] = defaultdict(list)
    links = models.Event.indicators.through.objects.filter(indicator__in=ids)
    if month is not None:
        links = links.filter(event__month__lte=month)
    for link in links.select_related("event").order_by("event__month", "event"):
        row = link.event
        found[link.indicator_id].append(
            facts.Event(
                month=row.month,
                kind=EventKind(row.kind),
                label=row.label,
                reason=row.reason,
                baseline_points=row.baseline_points,
            )
        )
    return found


def _concerns(ids: Iterable[int]) -> dict[int, list[facts.Concern]]:
    found: dict[int, list[facts.Concern]] = defaultdict(list)
    for row in models.Concern.objects.filter(indicator__in=ids).select_related("meeting").order_by("since"):
        found[row.indicator_id].append(
            facts.Concern(
                side=ConcernSide(row.side),
                since=row.since,
                until=row.until,
                meeting=str(row.meeting),
                reason=row.reason,
            )
        )
    return found


def _number(value: Decimal | None) -> Decimal | None:
    return None if value is None else exact(value)


def _missing(reason: str) -> Missing | None:
    return Missing(reason) if reason else None
