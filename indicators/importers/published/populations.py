"""
Children aged 0 to 17 by place and mid-year, from a file of population estimates.

Other age groups in the file are left out. Knows no edition: that is the file's own.
"""

import re
from dataclasses import dataclass, field

from indicators.importers.names import quoted, tidy
from indicators.importers.problems import ImportProblem, error, refused
from indicators.importers.published.figures import MOST_PROBLEMS
from indicators.importers.published.opened import PublishedFile
from indicators.importers.published.periods import NotAYear, mid_year
from indicators.importers.published.places import NotAPlace, PlaceReader, PublishedPlace

_CHILDREN = re.compile(r"\b0\D+17\b")
_NUMBER = re.compile(r"[0-9]{1,9}")
_SYMBOLS = {"", "c", "k", "low", "u", "x", "z", ":"}


@dataclass
class CollectedPopulations:
    """Children by the place's code and mid-year; `places` as their `latest` year writes them."""

    children: dict[tuple[str, int], int] = field(default_factory=dict)
    places: dict[str, PublishedPlace] = field(default_factory=dict)
    latest: dict[str, int] = field(default_factory=dict)
    problems: list[ImportProblem] = field(default_factory=list)


def collect_populations(read: PublishedFile) -> CollectedPopulations:
    """Every estimate of children; a place without a number is left out."""
    columns, collected = read.columns, CollectedPopulations()
    period, identifier, estimate = columns.indexes(["time_period", "time_identifier", "population_estimate"])
    age = columns.index("age_group") if "age_group" in columns else None
    latest, place_reader, rows = collected.latest, PlaceReader(columns), dict[tuple[str, int], int]()
    for row, cells in read.rows():
        if len(collected.problems) >= MOST_PROBLEMS:
            break
        if age is not None and not _CHILDREN.search(cells[age]):
            continue
        try:
            year, place = mid_year(cells[period], cells[identifier]), place_reader.read(cells)
        except NotAYear as said:
            collected.problems.append(error(str(said), row, columns.where(period)))
            continue
        except NotAPlace as said:
            collected.problems.append(error(str(said), row, columns.where(said.column)))
            continue
        written = tidy(cells[estimate]).replace(",", "")
        if place is None or written.casefold() in _SYMBOLS:
            continue
        first = rows.setdefault((place.code, year), row)
        if first != row:
            message = f"{place.name} has an estimate for mid-{year} already (row {first}): keep one of them."
            collected.problems.append(error(message, row))
        elif not _NUMBER.fullmatch(written):
            message = f"{quoted(written)} is not a number of children: correct it."
            collected.problems.append(error(message, row, columns.where(estimate)))
        else:
            collected.children[place.code, year] = int(written)
            if year >= latest.get(place.code, 0):
                latest[place.code], collected.places[place.code] = year, place
    if not rows and not collected.problems:
        raise refused(
            "No row of the file is for children aged 0 to 17: choose a file whose age_group has them."
        )
    collected.problems += place_reader.left_out()
    return collected
