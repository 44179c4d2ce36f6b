"""
The figures that maps ask for, gathered from a published file row by row: by indicator, place and year.

What is kept grows with places and years, never with the file's rows. Knows no population and no site; every problem has
its row and column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indicators.importers.grid import letter
from indicators.importers.names import quoted, tidy
from indicators.importers.problems import ImportProblem, error
from indicators.importers.published.columns import Columns, name_key
from indicators.importers.published.maps import FigureMap
from indicators.importers.published.numbers import NotAFigure, published_reading
from indicators.importers.published.opened import PublishedFile
from indicators.importers.published.periods import NotAYear, financial_year, identifier_key
from indicators.importers.published.places import NotAPlace, PlaceReader, PublishedPlace
from indicators.measures.periods import FinancialYear
from indicators.measures.published import total
from indicators.measures.readings import Reading

MOST_PROBLEMS = 20
STANDARD = {
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What one row says for one map. `denominator` None: the map has none, or takes the population."""

    row: int
    numerator: Reading
    denominator: Reading | None
    cell: str  # its row; with the column whose symbol is the reason where there is no number


@dataclass
class CollectedFigures:
    """By the map's number, the place's code and the year; `places` as their `latest` year writes them."""

    figures: dict[tuple[int, str, FinancialYear], Figure] = field(default_factory=dict)
    places: dict[str, PublishedPlace] = field(default_factory=dict)
    latest: dict[str, FinancialYear] = field(default_factory=dict)
    problems: list[ImportProblem] = field(default_factory=list)
    rows: int = 0

    @property
    def is_full_of_problems(self) -> bool:
        return len(self.problems) >= MOST_PROBLEMS


@dataclass(frozen=True)
class _Wanted:
    """A map with its columns' places."""

    number: int
    numerator: list[int]
    denominator: list[int]
    where: list[tuple[int, str]]

    def counts(self, cells: Sequence[str]) -> bool:
        return all(name_key(cells[index]) == value for index, value in self.where)


def collect_figures(read: PublishedFile, maps: Sequence[FigureMap]) -> CollectedFigures:
    """Every figure of the maps; problems are gathered up to MOST_PROBLEMS. ReturnRefused when a column is missing."""
    collected = CollectedFigures()
    gathering = _Gathering(
        read.columns, [_wanted(n, each, read.columns) for n, each in enumerate(maps)], collected
    )
    for row, cells in read.rows():
        collected.rows += 1
        gathering.take(row, cells)
        if collected.is_full_of_problems:
            break
    collected.problems += gathering.place_reader.left_out()
    return collected


def _wanted(number: int, each: FigureMap, columns: Columns) -> _Wanted:
    indexes = columns.indexes(each.columns)
    ends = len(each.numerator), len(each.numerator) + len(each.denominator)
    values = [name_key(value) for _, value in each.where]
    return _Wanted(
        number,
        indexes[: ends[0]],
        indexes[ends[0] : ends[1]],
        list(zip(indexes[ends[1] :], values, strict=True)),
    )


class _Gathering:
    def __init__(self, columns: Columns, wanted: list[_Wanted], collected: CollectedFigures) -> None:
        self.columns, self.wanted, self.collected = columns, wanted, collected
        self.period, self.identifier = columns.indexes(["time_period", "time_identifier"])
        self.place_reader = PlaceReader(columns)
        self.years: dict[tuple[str, str], FinancialYear] = {}
        self.first_identifier = ""

    def take(self, row: int, cells: list[str]) -> None:
        try:
            year = self._year(cells)
            place = self.place_reader.read(cells)
        except NotAYear as said:
            self._problem(str(said), row, self.period)
            return
        except NotAPlace as said:
            self._problem(str(said), row, said.column)
            return
        if place is not None:
            for wanted in self.wanted:
                if wanted.counts(cells):
                    self._keep(wanted, row, cells, place, year)

    def _year(self, cells: list[str]) -> FinancialYear:
        written = cells[self.period], cells[self.identifier]
        if written not in self.years:
            identifier = identifier_key(written[1])
            self.first_identifier = self.first_identifier or identifier
            if identifier != self.first_identifier:
                raise NotAYear(
                    f"This row is for a {quoted(tidy(written[1]))} and the rows above for a {quoted(self.first_identifier)}: "
                    "keep one kind of period in the file."
                )
            self.years[written] = financial_year(*written)
        return self.years[written]

    def _keep(
        self, wanted: _Wanted, row: int, cells: list[str], place: PublishedPlace, year: FinancialYear
    ) -> None:
        at = wanted.number, place.code, year
        if at in self.collected.figures:
            self._twice(at, row, cells, place)
            return
        try:
            numerator = self._total(wanted.numerator, cells, year)
            denominator = self._total(wanted.denominator, cells, year) if wanted.denominator else None
        except _Unreadable as said:
            self._problem(str(said), row, said.index)
            return
        cell = f"row {row}"
        if numerator.missing or (denominator and denominator.missing):
            cell += f", {self._without_a_number((*wanted.numerator, *wanted.denominator), cells, year)}"
        self.collected.figures[at] = Figure(row, numerator, denominator, cell)
        latest = self.collected.latest
        if place.code not in latest or year >= latest[place.code]:
            latest[place.code] = year
            self.collected.places[place.code] = place

    def _total(self, indexes: list[int], cells: list[str], year: FinancialYear) -> Reading:
        return total(list(self._readings(indexes, cells, year)))

    def _readings(self, indexes: Sequence[int], cells: list[str], year: FinancialYear) -> Iterator[Reading]:
        for index in indexes:
            try:
                yield published_reading(cells[index], year)
            except NotAFigure as said:
                raise _Unreadable(str(said), index) from said

    def _without_a_number(self, indexes: tuple[int, ...], cells: list[str], year: FinancialYear) -> str:
        """The first column whose symbol is the figure's reason."""
        readings = zip(indexes, self._readings(indexes, cells, year), strict=True)
        return next(self.columns.names[index] for index, reading in readings if reading.missing)

    def _twice(
        self, at: tuple[int, str, FinancialYear], row: int, cells: list[str], place: PublishedPlace
    ) -> None:
        first = self.collected.figures[at]
        self.collected.problems.append(
            error(
                f"{place.name} has a row for {at[2].label} already (row {first.row}): say in the map which rows count, for "
                f'example where = {{ {self._telling(cells)} = "…" }}.',
                row,
            )
        )

    def _telling(self, cells: list[str]) -> str:
        """A column of words that may tell the rows apart."""
        for name, cell in zip(self.columns.names, cells, strict=True):
            words = tidy(cell)
            if name_key(name) not in STANDARD and len(words) > 4 and not words[0].isdecimal():
                return name
        return "category"

    def _problem(self, message: str, row: int, index: int) -> None:
        self.collected.problems.append(error(message, row, f"{letter(index)} ({self.columns.names[index]})"))


class _Unreadable(ValueError):
    def __init__(self, message: str, index: int) -> None:
        super().__init__(message)
        self.index = index
