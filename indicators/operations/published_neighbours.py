"""
The own authority's statistical neighbours from the department's list of all authorities; the others' are left out.

The list names authorities by number, so they must be held already with theirs, as the figures and the population bring
them.
"""

from indicators.importers.problems import error
from indicators.importers.published import NeighbourList, collect_neighbours
from indicators.measures.kinds import GeographyKind
from indicators.models import Geography, Neighbour, Return
from indicators.operations.neighbours import put_list_in_force
from indicators.operations.published_import import Import, Imported, Shown
from partnership.operations.rows import write


class NeighbourImport(Import):
    def __init__(self, asked: Imported) -> None:
        super().__init__(asked)
        self.own = Geography.objects.filter(kind=GeographyKind.OWN.value).first()
        self.found = NeighbourList("", (), {})
        self.places: list[Geography] = []

    def read(self) -> None:
        if self.asked.since is None:
            self.problems.append(
                error(
                    "A list of neighbours does not say from when it is in force: give its first day, for example 2021-04-01."
                )
            )
        if self.own is None:
            self.problems.append(
                error(
                    "This site has no own authority yet, so nobody's neighbours are asked for: set it up as a geography of "
                    "the kind “own authority” first."
                )
            )
        if self.problems or self.own is None:
            return
        self.found = collect_neighbours(self.asked.read, la_code=self.own.la_code, name=self.own.name)
        held = {row.la_code: row for row in Geography.objects.exclude(la_code="")}
        unknown = [code for code in self.found.neighbours if code not in held]
        if unknown:
            names = ", ".join(f"{self.found.names.get(code, 'not named')} ({code})" for code in unknown)
            self.problems.append(
                error(
                    f"No geography here has the number of these neighbours: {names}. Import the population or the figures "
                    "first, which bring every authority with its number."
                )
            )
        self.places = [held[code] for code in self.found.neighbours if code in held]

    def prepare(self) -> None:
        lists = Neighbour.objects.filter(authority=self.own)
        days = lists.values_list("neighbour_id", "since")
        standing = {neighbour for neighbour, since in days if since == self.asked.since}
        self.new = sum(place.pk not in standing for place in self.places)
        self.unchanged = len(self.places) - self.new
        since = f"from {self.asked.since:%-d %B %Y}" if self.asked.since else ""
        self.shown = [
            Shown("", place.name, since, f"number {number}", "", place.pk not in standing)
            for number, place in enumerate(self.places, 1)
        ]

    def write(self, kept: Return | None) -> None:
        if self.own is None or self.asked.since is None:
            return
        if not self.own.la_code:
            write(self.own, by=self.asked.by, la_code=self.found.la_code)
        put_list_in_force(
            authority=self.own, neighbours=self.places, since=self.asked.since, by=self.asked.by
        )

    def told(self) -> dict[str, str]:
        return {"edition": self.asked.edition, "from": str(self.asked.since)}
