"""
Names and ONS codes of the places that a return's columns may be headed with: England, its regions, some authorities.

A small table, not a gazetteer: an authority that is not in it is known by its name until somebody gives its code.
"""

from dataclasses import dataclass

from indicators.importers.names import key
from indicators.measures.kinds import GeographyKind


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    kind: GeographyKind


PLACES: tuple[Place, ...] = (
    Place("E92000001", "England", GeographyKind.ENGLAND),
    Place("E12000001", "North East", GeographyKind.REGION),
    Place("E12000002", "North West", GeographyKind.REGION),
    Place("E12000003", "Yorkshire and the Humber", GeographyKind.REGION),
    Place("E12000004", "East Midlands", GeographyKind.REGION),
    Place("E12000005", "West Midlands", GeographyKind.REGION),
    Place("E12000006", "East of England", GeographyKind.REGION),
    Place("E12000007", "London", GeographyKind.REGION),
    Place("E12000008", "South East", GeographyKind.REGION),
    Place("E12000009", "South West", GeographyKind.REGION),
    Place("E06000044", "Portsmouth", GeographyKind.AUTHORITY),
    Place("E06000045", "Southampton", GeographyKind.AUTHORITY),
    Place("E06000046", "Isle of Wight", GeographyKind.AUTHORITY),
    Place("E10000014", "Hampshire", GeographyKind.AUTHORITY),
)
_BY_KEY = {key(name): place for place in PLACES for name in (place.name, place.code)}


def place_named(name: str) -> Place | None:
    """The place with this name or ONS code."""
    return _BY_KEY.get(key(name))
