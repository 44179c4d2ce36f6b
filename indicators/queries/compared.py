"""
With whom each indicator is compared: the own authority, its region, England, and its statistical neighbours together.

One query. Of a figure that several editions give, the newest recorded is told, with its vintage; figures whose return
was undone are left out, and other authorities but for the neighbours' mean.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from indicators.measures import facts
from indicators.measures.kinds import Basis, GeographyKind, Kind, Polarity
from indicators.measures.neighbours import together
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Missing, Reading, exact
from indicators.measures.wording import figure
from indicators.models import Comparator, Indicator
from indicators.queries.neighbours import count_in_force, in_force

NEIGHBOURS = "Statistical neighbours"


@dataclass
class _Held:
    """An indicator's figures: those told as they are, and the neighbours' own by year and name."""

    told: dict[tuple[int, int], facts.Comparator] = field(default_factory=dict)
    neighbours: dict[int, dict[str, Comparator]] = field(default_factory=lambda: defaultdict(dict))
    asked: int = 0


def comparators_of(rows: Iterable[Indicator], month: Month) -> dict[int, tuple[facts.Comparator, ...]]:
    """By the indicator's key, in the order of geographies and the latest year first."""
    indicators = {row.pk: row for row in rows}
    held: dict[int, _Held] = {pk: _Held() for pk in indicators}
    for row in _rows(list(indicators), month):
        at = held[row.indicator_id]
        if row.geography.kind == GeographyKind.AUTHORITY.value:
            at.neighbours[row.year][row.geography.name] = row
            at.asked = row.neighbours_asked  # type: ignore[attr-defined]  # annotated
        else:
            at.told[row.geography_id, row.year] = _as_fact(row)
    return {pk: _with_neighbours(indicators[pk], each) for pk, each in held.items()}


def _rows(ids: list[int], month: Month) -> QuerySet[Comparator]:
    """Read oldest first, so that the newest record of each stays."""
    day = month.last_day
    neighbour = Exists(in_force(day).filter(neighbour=OuterRef("geography")))
    return (
        Comparator.objects.filter(indicator__in=ids, withdrawn_at__isnull=True)
        .filter(~Q(geography__kind=GeographyKind.AUTHORITY.value) | neighbour)
        .annotate(neighbours_asked=count_in_force(day))
        .select_related("geography")
        .order_by("geography__order", "geography__name", "-year", "recorded_at", "pk")
    )


def _as_fact(row: Comparator) -> facts.Comparator:
    return facts.Comparator(
        geography=row.geography.name,
        geography_kind=GeographyKind(row.geography.kind),
        year=FinancialYear(row.year),
        reading=_reading(row),
        vintage=row.vintage,
        basis=Basis(row.basis),
        provisional=row.provisional,
    )


def _reading(row: Comparator) -> Reading:
    return Reading(
        value=None if row.value is None else exact(row.value),
        missing=Missing(row.missing) if row.missing else None,
        symbol=row.symbol,
    )


def _with_neighbours(indicator: Indicator, held: _Held) -> tuple[facts.Comparator, ...]:
    """The neighbours' mean stands after the region; one entered by hand gives way to it, year by year."""
    computed = [_mean(indicator, year, held) for year in held.neighbours]
    told = [row for row in held.told.values() if row.geography_kind is not GeographyKind.NEIGHBOURS]
    by_hand = [row for row in held.told.values() if row.geography_kind is GeographyKind.NEIGHBOURS]
    by_hand = [row for row in by_hand if row.year.start not in held.neighbours]
    theirs = sorted([*computed, *by_hand], key=lambda row: row.year, reverse=True)
    place = _place_of_neighbours([row.geography_kind for row in told])
    return (*told[:place], *theirs, *told[place:])


def _place_of_neighbours(kinds: list[GeographyKind]) -> int:
    """After the last region, else before England, else at the end."""
    if GeographyKind.REGION in kinds:
        return len(kinds) - kinds[::-1].index(GeographyKind.REGION)
    return kinds.index(GeographyKind.ENGLAND) if GeographyKind.ENGLAND in kinds else len(kinds)


def _mean(indicator: Indicator, year: int, held: _Held) -> facts.Comparator:
    rows = held.neighbours[year]
    newest = max(rows.values(), key=lambda row: (row.recorded_at, row.pk))
    alike = {name: row for name, row in rows.items() if row.basis == newest.basis}
    readings = {name: _reading(row) for name, row in alike.items()}
    found = together(readings, held.asked, Polarity(indicator.polarity))
    best = ""
    if found.best:
        shown = figure(found.best.value, Kind(indicator.kind), max(indicator.decimal_places, 1))
        best = f"; best {shown}, {' and '.join(found.best.names)}"
    return facts.Comparator(
        geography=NEIGHBOURS,
        geography_kind=GeographyKind.NEIGHBOURS,
        year=FinancialYear(year),
        reading=found.mean,
        vintage="; ".join(sorted({row.vintage for row in alike.values()})),
        basis=Basis(newest.basis),
        provisional=any(row.provisional for row in alike.values()),
        note=found.note + best,
        figures=tuple(
            sorted((name, reading.value) for name, reading in readings.items() if reading.value is not None)
        ),
    )
