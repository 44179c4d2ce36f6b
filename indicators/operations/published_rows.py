"""
Published figures appended in bulk, each under its edition's name; what stands already is not written again.

Another content under a name that is taken gets a number behind it, so that the earlier edition stays for the packs
that used it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.importers.names import shortened
from indicators.models import Comparator, Population

LONGEST_VINTAGE = 112  # leaves room for a number behind it
BATCH = 500
Figures = Mapping[Any, tuple[Any, ...]]  # by geography's key and year


@dataclass
class Edition:
    """What is held under one name: the figures by their key, and the contents (SHA-256) they came from."""

    figures: dict[tuple[int, int], tuple[Any, ...]] = field(default_factory=dict)
    contents: set[str | None] = field(default_factory=set)

    def takes(self, figures: Figures, sha256: str) -> bool:
        """Whether these figures may stand under this name: they all do already, or the same content has more of them."""
        same = [self.figures.get(key) == figure for key, figure in figures.items()]
        contradicted = any(key in self.figures and self.figures[key] != figures[key] for key in figures)
        return all(same) or (self.contents == {sha256} and not contradicted)


def edition_name(wanted: str, editions: Mapping[str, Edition], figures: Figures, sha256: str) -> str:
    """The name itself, or with a number when another content has it."""
    names = [wanted, *(f"{wanted} ({number})" for number in range(2, len(editions) + 3))]
    return next(name for name in names if name not in editions or editions[name].takes(figures, sha256))


def comparator_editions(indicator_ids: Iterable[int]) -> dict[int, dict[str, Edition]]:
    """By indicator and name; figures by geography and year."""
    found: dict[int, dict[str, Edition]] = defaultdict(lambda: defaultdict(Edition))
    rows = Comparator.objects.filter(indicator__in=list(indicator_ids), withdrawn_at__isnull=True)
    columns = ("geography_id", "year", "value", "missing", "symbol", "basis", "provisional")
    for indicator, vintage, sha256, geography, year, *figure in rows.values_list(
        "indicator_id", "vintage", "source_return__sha256", *columns
    ).iterator():
        edition = found[indicator][vintage]
        edition.figures[geography, year] = tuple(figure)
        edition.contents.add(sha256)
    return found


def population_editions() -> dict[str, Edition]:
    """By name; children by geography and year."""
    found: dict[str, Edition] = defaultdict(Edition)
    rows = Population.objects.filter(withdrawn_at__isnull=True)
    for vintage, sha256, geography, year, children in rows.values_list(
        "vintage", "source_return__sha256", "geography_id", "year", "children"
    ).iterator():
        found[vintage].figures[geography, year] = (children,)
        found[vintage].contents.add(sha256)
    return found


def with_population(edition: str, population: str) -> str:
    """The name of a calculated rate's edition, which rests on two files."""
    name = f"{edition} by {population}"
    if len(name) <= LONGEST_VINTAGE:
        return name
    half = (LONGEST_VINTAGE - len(" by ")) // 2
    return f"{shortened(edition, half)} by {shortened(population, half)}"
