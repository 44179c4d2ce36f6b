"""
Making what a return needs and the site lacks: areas and indicators, from the catalogue or inferred, and aliases.

What was inferred is left to be confirmed. Which rows may be made at all is the matching's business.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max

from indicators.importers.catalogue import Known
from indicators.importers.inferred import decimal_places, inferred_basis, inferred_rate_per
from indicators.importers.matching import Matched
from indicators.importers.names import key, shortened, slug
from indicators.measures.kinds import BASES, Kind, TargetProfile
from indicators.models import Area, Indicator
from indicators.operations.setup import save_area, save_indicator
from partnership.models import User

_LONGEST_SHORT_NAME, _LONGEST_CODE = 60, 55


def indicators_of(
    matched: Iterable[Matched], held: dict[str, Indicator], by: User | None
) -> dict[int, Indicator]:
    """The indicator of each row, by the row's number; made, and added to `held`, where the site has none."""
    return {row.row.number: held[row.held.code] if row.held else _made(row, held, by) for row in matched}


def new_aliases(confirmed: Mapping[str, str], held: Mapping[str, Indicator]) -> dict[str, list[str]]:
    """The confirmed names that their indicators do not go by yet, by the indicator's code."""
    found: dict[str, list[str]] = {}
    for name, code in confirmed.items():
        row = held[code]
        known = {key(other) for other in (row.code, row.name, row.short_name, *row.aliases)}
        if key(name) not in known:
            found.setdefault(code, []).append(name)
    return found


def keep_aliases(aliases: Mapping[str, list[str]], held: dict[str, Indicator], by: User | None) -> None:
    """Confirmed once, a name is known from then on."""
    for code, names in aliases.items():
        held[code] = save_indicator(indicator=held[code], by=by, aliases=[*held[code].aliases, *names])


def to_be_made(matched: Iterable[Matched], held: Mapping[str, Indicator]) -> dict[int, Indicator]:
    """The indicators that the site lacks, by the row's number, as they would be made; not stored."""
    taken = dict(held)
    found: dict[int, Indicator] = {}
    for row in matched:
        if row.held is None:
            area = Area(name=row.row.area or (row.known.area if row.known else ""))
            made = Indicator(area=area, **_fields(row, taken))
            found[row.row.number] = taken[made.code] = made
    return found


def _fields(row: Matched, taken: Mapping[str, Indicator]) -> dict[str, Any]:
    return _from_catalogue(row, row.known) if row.known else _inferred(row, taken)


def _made(row: Matched, held: dict[str, Indicator], by: User | None) -> Indicator:
    fields = _fields(row, held)
    area = _area(row.row.area or (row.known.area if row.known else ""), by)
    last = Indicator.objects.filter(area=area).aggregate(last=Max("order"))["last"] or 0
    made = save_indicator(indicator=None, by=by, area=area, order=last + 10, **fields)
    held[made.code] = made
    return made


def _area(name: str, by: User | None) -> Area:
    held = next((area for area in Area.objects.all() if key(area.name) == key(name)), None)
    last = Area.objects.aggregate(last=Max("order"))["last"] or 0
    return held or save_area(area=None, by=by, name=name, order=last + 10)


def _from_catalogue(row: Matched, known: Known) -> dict[str, Any]:
    """The catalogue's entry, under the name that the partnership itself uses where that is a full name."""
    name = row.row.indicator if known.is_full_name(row.row.indicator) else known.name
    others = (known.name, *known.aliases, *known.abbreviations)
    return {
        "code": known.code,
        "name": name,
        "short_name": known.short_name,
        "aliases": [other for other in others if key(other) != key(name)],
        "definition": known.definition,
        "numerator_words": known.numerator,
        "denominator_words": known.denominator,
        "kind": known.kind.value,
        "rate_per": known.rate_per,
        "part_of_whole": known.part_of_whole,
        "decimal_places": max(known.decimal_places, decimal_places(row.row)),
        "frequency": known.frequency.value,
        "basis": known.basis.value,
        "basis_confirmed": known.basis_confirmed,
        "polarity": known.polarity.value,
        "polarity_confirmed": known.polarity_confirmed,
        "target_profile": known.target_profile.value,
        "high_means": known.high_means,
        "low_means": known.low_means,
        "source": known.source,
    }


def _inferred(row: Matched, taken: Mapping[str, Indicator]) -> dict[str, Any]:
    """What the name and figures suggest; basis and polarity stay to be confirmed."""
    name = row.row.indicator
    basis = inferred_basis(name)
    code = slug(name)[:_LONGEST_CODE].rstrip("-") or "indicator"
    codes = [code, *(f"{code}-{number}" for number in range(2, len(taken) + 3))]
    return {
        "code": next(each for each in codes if each not in taken),
        "name": name,
        "short_name": shortened(name, _LONGEST_SHORT_NAME),
        "kind": row.kind.value,
        "rate_per": inferred_rate_per(name) if row.kind is Kind.RATE else None,
        "decimal_places": decimal_places(row.row),
        "basis": basis.value,
        "target_profile": (TargetProfile.LINEAR if BASES[basis].running else TargetProfile.FLAT).value,
    }
