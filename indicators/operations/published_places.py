"""
Which geography of the site each place of a published file is: held, completed on codes, or made.

England, the own authority's region and every authority are kept, so that lists of neighbours may change later; other
regions are left out. An authority keeps its geography when only its ONS code changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.importers.names import key
from indicators.importers.problems import ImportProblem, error, warning
from indicators.importers.published import Level, PublishedPlace
from indicators.measures.kinds import GeographyKind
from indicators.models import Geography
from partnership.models import User
from partnership.operations.rows import create, write

_KINDS = {
    Level.NATIONAL: GeographyKind.ENGLAND,
    Level.REGIONAL: GeographyKind.REGION,
    Level.AUTHORITY: GeographyKind.AUTHORITY,
}
_ORDER = {GeographyKind.REGION: 20, GeographyKind.ENGLAND: 30}
_PROVISIONAL = "own-"  # the code an own authority has until its ONS code is known


@dataclass
class Placed:
    """The held geography by published code, the places still to be made, and problems."""

    held: dict[str, Geography] = field(default_factory=dict)
    new: list[tuple[PublishedPlace, tuple[str, ...]]] = field(default_factory=list)
    own: PublishedPlace | None = None
    problems: list[ImportProblem] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """Every published code that is kept."""
        return {*self.held, *(code for _, codes in self.new for code in codes)}

    def make(self, by: User | None) -> int:
        """The missing ones made, numbers and codes completed; how many were made."""
        for place, codes in self.new:
            kind = _KINDS[place.level]
            made = create(
                Geography,
                by=by,
                code=place.code,
                name=place.name,
                kind=kind.value,
                la_code=place.la_code,
                order=_ORDER.get(kind, 100),
            )
            self.held |= dict.fromkeys(codes, made)
        made_now, self.new = len(self.new), []
        return made_now

    def complete(self, places: Mapping[str, PublishedPlace], by: User | None) -> None:
        """Held geographies that lack the department's number, or an ONS code, get it."""
        for code, geography in list(self.held.items()):
            place = places[code]
            fields: dict[str, Any] = {}
            if place.la_code and not geography.la_code:
                fields["la_code"] = place.la_code
            if geography.code.startswith(_PROVISIONAL) and place is self.own:
                fields["code"] = place.code
            if fields:
                self.held[code] = write(geography, by=by, **fields)


def compared_first(places: Iterable[Geography]) -> list[tuple[int, Geography]]:
    """Those that a preview shows, with their keys: the own authority, its region and England."""
    shown = {row.pk: row for row in places if row.kind != GeographyKind.AUTHORITY.value}
    return sorted(shown.items(), key=lambda each: (each[1].order, each[1].name))


def placed(places: Mapping[str, PublishedPlace], newest_first: list[str]) -> Placed:
    """`newest_first`: the published codes, those of the latest years first."""
    geographies = list(Geography.objects.exclude(kind=GeographyKind.NEIGHBOURS.value))
    own = next((each for each in geographies if each.kind == GeographyKind.OWN.value), None)
    found = Placed()
    if own is None:
        found.problems.append(
            error(
                "This site has no own authority yet, so nobody's region and neighbours are known: set it up as a geography "
                "of the kind “own authority” first."
            )
        )
        return found
    found.own = own_place(own, [places[code] for code in newest_first])
    if found.own is None:
        found.problems.append(
            warning(
                f"{own.name} is not in this file under its code {own.code}, its number or its name, so its own figures and "
                "its region's are not in it: check the authority's codes in its geography."
            )
        )
    _match(found, places, newest_first, own, geographies)
    return found


def own_place(own: Geography, places: list[PublishedPlace]) -> PublishedPlace | None:
    """The own authority's place: by ONS code, else by number, else by name."""
    authorities = [place for place in places if place.level is Level.AUTHORITY]
    names = {key(name) for name in (own.name, *own.aliases)}
    by_code = (place for place in authorities if place.code == own.code)
    by_number = (place for place in authorities if own.la_code and place.la_code == own.la_code)
    by_name = (place for place in authorities if key(place.name) in names)
    return next((place for found in (by_code, by_number, by_name) for place in found), None)


def _match(
    found: Placed,
    places: Mapping[str, PublishedPlace],
    newest_first: list[str],
    own: Geography,
    geographies: list[Geography],
) -> None:
    by_code = {each.code: each for each in geographies}
    by_number = {each.la_code: each for each in geographies if each.la_code}
    by_name = {(each.kind, key(name)): each for each in geographies for name in (each.name, *each.aliases)}
    if found.own:
        by_code[found.own.code] = own
        if found.own.la_code:
            by_number[found.own.la_code] = own
    new: dict[str, list[PublishedPlace]] = {}
    for code in newest_first:
        place = places[code]
        held = by_code.get(code) or (by_number.get(place.la_code) if place.la_code else None)
        if held is None and place.level is not Level.AUTHORITY:
            held = by_name.get((_KINDS[place.level].value, key(place.name)))
        if held is not None:
            found.held[code] = held
        elif place.level is not Level.REGIONAL or (found.own and code == found.own.region):
            new.setdefault(place.la_code or code, []).append(place)
    found.new = [(same[0], tuple(place.code for place in same)) for same in new.values()]
