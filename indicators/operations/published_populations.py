"""Population estimates of a published file into rows, by place, mid-year and edition. Knows no rate."""

from indicators.importers.published import CollectedPopulations, collect_populations
from indicators.models import Population, Return
from indicators.operations.published_import import Import, Imported, Refusal, Shown
from indicators.operations.published_places import Placed, compared_first, placed
from indicators.operations.published_rows import BATCH, LONGEST_VINTAGE, edition_name, population_editions


class PopulationImport(Import):
    def __init__(self, asked: Imported) -> None:
        super().__init__(asked)
        self.collected = CollectedPopulations()
        self.placed = Placed()
        self.rows: list[Population] = []

    def read(self) -> None:
        self.collected = collect_populations(self.asked.read)
        latest = self.collected.latest
        newest_first = sorted(latest, key=lambda code: (-latest[code], code))
        self.placed = placed(self.collected.places, newest_first)
        self.problems += [*self.collected.problems, *self.placed.problems]

    def prepare(self) -> None:
        self.geographies = self.placed.make(self.asked.by)
        self.placed.complete(self.collected.places, self.asked.by)
        figures: dict[tuple[int, int], tuple[int]] = {}
        for (code, year), children in self.collected.children.items():
            geography = self.placed.held.get(code)
            if geography is None:
                continue
            if (geography.pk, year) in figures:
                raise Refusal(
                    f"{geography.name} is in the file under two codes for mid-{year}: take one of the rows out."
                )
            figures[geography.pk, year] = (children,)
        editions = population_editions()
        wanted = self.asked.edition[:LONGEST_VINTAGE]
        vintage = edition_name(wanted, editions, figures, self.asked.sha256)
        standing = editions[vintage].figures if vintage in editions else {}
        self.rows = [
            Population(
                geography_id=geography,
                year=year,
                children=children,
                vintage=vintage,
                recorded_at=self.asked.now,
                recorded_by=self.asked.by,
            )
            for (geography, year), (children,) in figures.items()
            if (geography, year) not in standing
        ]
        self.shown = [
            Shown("", place.name, f"mid-{year}", f"{children:,}", "", (pk, year) not in standing)
            for pk, place in compared_first(self.placed.held.values())
            for (geography, year), (children,) in sorted(figures.items(), reverse=True)
            if geography == pk
        ]
        self.new, self.unchanged = len(self.rows), len(figures) - len(self.rows)
        self.years = tuple(f"mid-{year}" for year in sorted({year for _, year in figures}))

    def write(self, kept: Return | None) -> None:
        for row in self.rows:
            row.source_return = kept
        Population.objects.bulk_create(self.rows, batch_size=BATCH)
