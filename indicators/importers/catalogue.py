"""
Children's services' usual indicators, known by name, alias or abbreviation: definition, kind, basis, polarity.

Read once from catalogue.toml, where each entry is one indicator. What a partnership has changed since in its own
indicators is not known here.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indicators.importers.names import key
from indicators.measures.kinds import Basis, Frequency, Kind, Polarity, TargetProfile

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue.toml"


@dataclass(frozen=True)
class Known:
    """An entry. `aliases` are full names that may head a page, `abbreviations` are only for recognising."""

    code: str
    name: str
    short_name: str
    area: str
    definition: str
    numerator: str
    kind: Kind
    basis: Basis
    polarity: Polarity
    basis_confirmed: bool
    polarity_confirmed: bool
    denominator: str = ""
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    rate_per: int | None = None
    decimal_places: int = 0
    frequency: Frequency = Frequency.MONTHLY
    target_profile: TargetProfile = TargetProfile.FLAT
    part_of_whole: bool = False
    high_means: str = ""
    low_means: str = ""
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every way of naming it."""
        return (self.name, *self.aliases, *self.abbreviations, self.short_name, self.code)

    def is_full_name(self, text: str) -> bool:
        return key(text) in {key(name) for name in (self.name, *self.aliases)}


class Catalogue:
    """The entries in their own order, found by any of their names."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self.entries = tuple(entries)
        self._by_key: dict[str, Known] = {}
        for entry in self.entries:
            for name in entry.names:
                other = self._by_key.setdefault(key(name), entry)
                if other is not entry:
                    raise ValueError(f"{name!r} names both {other.code} and {entry.code}")

    def named(self, text: str) -> Known | None:
        """The entry with this name, whatever its case, spacing and punctuation."""
        return self._by_key.get(key(text))


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    with CATALOGUE.open("rb") as opened:
        return Catalogue(_entry(fields) for fields in tomllib.load(opened)["indicator"])


def _entry(fields: dict[str, Any]) -> Known:
    words = {
        "kind": Kind,
        "basis": Basis,
        "polarity": Polarity,
        "frequency": Frequency,
        "target_profile": TargetProfile,
        "aliases": tuple,
        "abbreviations": tuple,
    }
    return Known(**{name: words.get(name, lambda value: value)(value) for name, value in fields.items()})
