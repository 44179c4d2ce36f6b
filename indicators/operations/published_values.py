"""
Figures of a published file into comparators: every year of England, the own authority's region and every authority.

A rate per child rests on the newest population edition that has England's children, and says so in its own edition.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from indicators.importers.problems import Severity, error, note
from indicators.importers.published import CollectedFigures, Figure, FigureMap, collect_figures
from indicators.measures.kinds import Basis, GeographyKind, Kind
from indicators.measures.periods import FinancialYear
from indicators.measures.published import calculated
from indicators.measures.readings import Missing, Reading
from indicators.measures.wording import derived
from indicators.models import Comparator, Indicator, Population, Return
from indicators.operations.comparators import usual_basis
from indicators.operations.published_import import Import, Imported, Refusal, Shown
from indicators.operations.published_maps import keep_maps, maps_for
from indicators.operations.published_places import Placed, compared_first, placed
from indicators.operations.published_rows import (
    BATCH,
    LONGEST_VINTAGE,
    comparator_editions,
    edition_name,
    with_population,
)

_NAMED = 5


class FigureImport(Import):
    def __init__(self, asked: Imported) -> None:
        super().__init__(asked)
        self.indicators: dict[str, Indicator] = {row.code: row for row in Indicator.objects.all()}
        self.maps: tuple[FigureMap, ...] = ()
        self.collected = CollectedFigures()
        self.placed = Placed()
        self.population, self.children = _population()
        self.without: Counter[str] = Counter()
        self.rows: list[Comparator] = []

    def read(self) -> None:
        maps, problems = maps_for(self.asked.read, self.asked.maps, self.indicators)
        self.problems += problems
        if problems:
            return
        needed = bool(self.asked.maps) or all(each.by_population for each in maps)
        self.maps = tuple(each for each in maps if self._can_be_made(each, needed))
        if not self.maps:
            return
        self.collected = collect_figures(self.asked.read, self.maps)
        self.problems += self.collected.problems
        latest = self.collected.latest
        newest_first = sorted(latest, key=lambda code: (-latest[code].start, code))
        self.placed = placed(self.collected.places, newest_first)
        self.problems += self.placed.problems
        if not self.collected.figures and not any(each.severity is Severity.ERROR for each in self.problems):
            self.problems.append(
                error("No row of this file counts: see that the map's where says what stands in the file.")
            )

    def _can_be_made(self, each: FigureMap, needed: bool) -> bool:
        """A rate per child needs the children; a map that was given for this file, or is all there is, cannot do without."""
        if not each.by_population or self.population:
            return True
        told = error if needed else note
        self.problems.append(
            told(
                f"{self.indicators[each.indicator].short_name} is divided by the children of the year before, and no "
                "population of England is held: import the population estimates first, then this file again."
            )
        )
        return False

    def prepare(self) -> None:
        self.geographies = self.placed.make(self.asked.by)
        self.placed.complete(self.collected.places, self.asked.by)
        editions = comparator_editions([self.indicators[each.indicator].pk for each in self.maps])
        for number, each in enumerate(self.maps):
            indicator = self.indicators[each.indicator]
            figures, cells = self._figures(number, each)
            held = editions[indicator.pk]
            vintage = edition_name(self._vintage(each), held, figures, self.asked.sha256)
            standing = held[vintage].figures if vintage in held else {}
            for at, figure in figures.items():
                if at in standing:
                    self.unchanged += 1
                else:
                    self.rows.append(self._row(indicator, at, figure, vintage, cells[at]))
            self.shown += _shown(indicator, self.placed, figures, cells, standing)
        self.new = len(self.rows)
        years = {year for _, code, year in self.collected.figures if code in self.placed.held}
        self.years = tuple(year.label for year in sorted(years))
        self._tell_what_has_no_population()

    def _figures(self, number: int, each: FigureMap) -> tuple[dict[Any, tuple[Any, ...]], dict[Any, str]]:
        """By geography and year: the columns of a comparator, and the cell each came from."""
        basis = (each.basis or usual_basis(self.indicators[each.indicator])).value
        figures: dict[Any, tuple[Any, ...]] = {}
        cells: dict[Any, str] = {}
        for (of, code, year), figure in self.collected.figures.items():
            geography = self.placed.held.get(code)
            if of != number or geography is None:
                continue
            at = geography.pk, year.start
            if at in figures:
                raise Refusal(
                    f"{geography.name} is in the file under two codes for {year.label} ({cells[at]} and row {figure.row}): "
                    "take one of the rows out."
                )
            reading = self._reading(each, figure, geography.pk, year, code)
            missing = reading.missing.value if reading.missing else ""
            figures[at] = (reading.value, missing, reading.symbol, basis, self.asked.provisional)
            cells[at] = figure.cell[:40]
        return figures, cells

    def _reading(
        self, each: FigureMap, figure: Figure, geography: int, year: FinancialYear, code: str
    ) -> Reading:
        if not each.by_population:
            return calculated(figure.numerator, figure.denominator, each.per)
        children = self.children.get((geography, year.start))
        if children is None:
            if figure.numerator.value is not None:
                self.without[self.collected.places[code].name] += 1
            return calculated(figure.numerator, Reading.none(Missing.NOT_AVAILABLE), each.per)
        return calculated(figure.numerator, Reading.of(children), each.per)

    def _vintage(self, each: FigureMap) -> str:
        if each.by_population:
            return with_population(self.asked.edition, self.population)
        return self.asked.edition[:LONGEST_VINTAGE]

    def _row(
        self,
        indicator: Indicator,
        at: tuple[int, int],
        figure: tuple[Any, ...],
        vintage: str,
        cell: str,
    ) -> Comparator:
        value, missing, symbol, basis, provisional = figure
        return Comparator(
            geography_id=at[0],
            indicator=indicator,
            year=at[1],
            basis=Basis(basis).value,
            value=value,
            missing=missing,
            symbol=symbol,
            vintage=vintage,
            provisional=provisional,
            recorded_at=self.asked.now,
            recorded_by=self.asked.by,
            source_cell=cell,
        )

    def _tell_what_has_no_population(self) -> None:
        if not self.without:
            return
        names = [name for name, _ in self.without.most_common(_NAMED)]
        more = f" and {len(self.without) - _NAMED} more" if len(self.without) > _NAMED else ""
        self.problems.append(
            note(
                f"“{self.population}” has no children of the year before for {', '.join(names)}{more}, so their rates are not "
                f"available (figures: {self.without.total():,}): their boundaries may have changed."
            )
        )

    def write(self, kept: Return | None) -> None:
        keep_maps(self.maps, self.indicators, self.asked.by)
        for row in self.rows:
            row.source_return = kept
        Comparator.objects.bulk_create(self.rows, batch_size=BATCH)

    def told(self) -> Mapping[str, Any]:
        maps = [
            {
                "indicator": each.indicator,
                "numerator": list(each.numerator),
                "denominator": list(each.denominator),
                "by_population": each.by_population,
                "per": each.per,
                "where": dict(each.where),
            }
            for each in self.maps
        ]
        return {
            **super().told(),
            "maps": maps,
            "population": self.population,
            "rows_read": self.collected.rows,
        }


def _shown(
    indicator: Indicator,
    places: Placed,
    figures: Mapping[Any, tuple[Any, ...]],
    cells: Mapping[Any, str],
    standing: Mapping[Any, Any],
) -> Iterator[Shown]:
    """The latest year first."""
    for pk, place in compared_first(places.held.values()):
        for at in sorted((at for at in figures if at[0] == pk), reverse=True):
            value, missing = figures[at][:2]
            words = Missing(missing).words if value is None else derived(value, Kind(indicator.kind))
            year = FinancialYear(at[1]).label
            yield Shown(indicator.short_name, place.name, year, words, cells[at], at not in standing)


def _population() -> tuple[str, dict[tuple[int, int], int]]:
    """The newest edition that has England's children, by geography and mid-year; empty when none has."""
    held = Population.objects.filter(withdrawn_at__isnull=True)
    newest = held.filter(geography__kind=GeographyKind.ENGLAND.value).order_by("-recorded_at", "-pk").first()
    if newest is None:
        return "", {}
    rows = held.filter(vintage=newest.vintage).values_list("geography_id", "year", "children")
    return newest.vintage, {(geography, year): children for geography, year, children in rows}
