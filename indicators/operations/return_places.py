"""
Which geography each column of a return stands for: one that the site holds, or one to be made.

England and the regions are known by name. Any other name is the own authority when the site has none yet; when it has
one, an unknown name is an error, because its figures would be somebody else's.
"""

from dataclasses import dataclass

from indicators.importers.names import key, quoted, slug
from indicators.importers.places import Place, place_named
from indicators.importers.problems import ImportProblem, error, warning
from indicators.importers.table import Column, ReturnTable, Role
from indicators.measures.kinds import GeographyKind
from indicators.models import Geography
from indicators.operations.setup import save_geography
from partnership.models import User

_ORDER = {GeographyKind.OWN: 10, GeographyKind.REGION: 20, GeographyKind.ENGLAND: 30}
_LONGEST_CODE, _LONGEST_NAME = 20, 120
_PROVISIONAL = "own-"


@dataclass
class Places:
    """The geographies of a table's columns, by column index: held ones, and those still to be made, by code."""

    codes: dict[int, str]
    held: dict[str, Geography]
    new: dict[str, Place]
    problems: list[ImportProblem]

    def make(self, by: User | None) -> None:
        """The missing ones made."""
        for code, place in self.new.items():
            self.held[code] = save_geography(
                geography=None,
                by=by,
                code=code,
                name=place.name,
                kind=place.kind.value,
                order=_ORDER.get(place.kind, 100),
            )
        self.new = {}


def places_of(table: ReturnTable) -> Places:
    """Every place column with its geography, and the problems of those that have none."""
    held = {geography.code: geography for geography in Geography.objects.all()}
    places = Places({}, held, {}, [])
    taken: dict[tuple[str, object], Column] = {}
    for column in table.columns:
        if column.role is not Role.PLACE:
            continue
        code = _held_code(column.place, held) or _new_code(table, column, places)
        if code is None:
            continue
        places.codes[column.index] = code
        first = taken.setdefault((code, column.year), column)
        if first is not column:
            message = (
                f"Columns {first.letter} and {column.letter} are the same place and year: keep one of them."
            )
            places.problems.append(error(message, table.header_row, column.where))
    return places


def _held_code(name: str, held: dict[str, Geography]) -> str | None:
    wanted = key(name)
    for geography in held.values():
        if wanted in {key(other) for other in (geography.name, geography.code, *geography.aliases)}:
            return geography.code
    known = place_named(name)
    return known.code if known and known.code in held else None


def _new_code(table: ReturnTable, column: Column, places: Places) -> str | None:
    """The code of a place to be made, which is noted; None with a problem when it may not be."""
    known = place_named(column.place)
    if known and known.kind in {GeographyKind.REGION, GeographyKind.ENGLAND}:
        places.new[known.code] = known
        return known.code
    code = known.code if known else f"{_PROVISIONAL}{slug(column.place)}"[:_LONGEST_CODE].rstrip("-")
    if code in places.new:
        return code
    own = _own_name(places)
    if own or code in places.held or len(column.place) > _LONGEST_NAME:
        places.problems.append(
            error(
                f"{quoted(column.place)} is not a place that this site compares with (its own authority is "
                f"{own or 'not set up'}): correct the heading, or set the place up as a geography first.",
                table.header_row,
                column.where,
            )
        )
        return None
    places.new[code] = Place(code, known.name if known else column.place, GeographyKind.OWN)
    if known is None:
        places.problems.append(_provisional(table, column, code))
    return code


def _own_name(places: Places) -> str:
    """The name of the own authority, held or to be made; empty when there is none."""
    own = GeographyKind.OWN
    names = [geography.name for geography in places.held.values() if geography.kind == own.value]
    names += [place.name for place in places.new.values() if place.kind is own]
    return next(iter(names), "")


def _provisional(table: ReturnTable, column: Column, code: str) -> ImportProblem:
    return warning(
        f"{quoted(column.place)} is taken as the own authority under the code {code}, because its ONS code is not known "
        "here: set the right code in its geography.",
        table.header_row,
        column.where,
    )
