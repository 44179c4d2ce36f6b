"""
What a name and its figures suggest of an indicator that neither the site nor the catalogue knows.

Guesses only: whoever uses them leaves basis and polarity to be confirmed by a person.
"""

import re
from decimal import Decimal

from indicators.importers.names import key
from indicators.importers.table import IndicatorRow
from indicators.measures.kinds import Basis, Kind

_KINDS: tuple[tuple[str, Kind], ...] = (
    ("percentage", Kind.PERCENTAGE),
    ("percent", Kind.PERCENTAGE),
    ("proportion", Kind.PERCENTAGE),
    ("per10000", Kind.RATE),
    ("per1000", Kind.RATE),
    ("rateof", Kind.RATE),
    ("ratesof", Kind.RATE),
)
_BASES: tuple[tuple[str, Basis], ...] = (
    ("yeartodate", Basis.YEAR_TO_DATE),
    ("ytd", Basis.YEAR_TO_DATE),
    ("since1april", Basis.YEAR_TO_DATE),
    ("monthend", Basis.MONTH_END),
    ("endofmonth", Basis.MONTH_END),
    ("endofthemonth", Basis.MONTH_END),
    ("rolling12", Basis.ROLLING_12),
)
_PER = re.compile(r"per ([0-9][0-9,]*)")
RATE_PER = 10_000  # what children's services' rates are per, where the name does not say


def inferred_kind(name: str) -> Kind:
    return next((kind for words, kind in _KINDS if words in key(name)), Kind.COUNT)


def inferred_basis(name: str) -> Basis:
    return next((basis for words, basis in _BASES if words in key(name)), Basis.IN_MONTH)


def inferred_rate_per(name: str) -> int:
    found = _PER.search(name.casefold())
    digits = found[1].replace(",", "") if found else ""
    return int(digits) if digits and 0 < len(digits) <= 7 and int(digits) else RATE_PER


def decimal_places(row: IndicatorRow) -> int:
    """As many as the row's most exact number has."""
    values = [cell.written.reading.value for cell in row.cells if cell.written.reading]
    return max((_places(value) for value in values if value is not None), default=0)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
