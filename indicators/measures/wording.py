"""
How a number is written: thousands separators, half-up rounding, per cent and points, and the words for a difference.

Rounds once, from the unrounded value, and only here. Knows nothing of targets or of good and bad.
"""

from decimal import ROUND_HALF_UP, Decimal

from indicators.measures.facts import Indicator
from indicators.measures.kinds import KINDS, Kind
from indicators.measures.readings import Reading

_UNITS = tuple(Decimal(1).scaleb(-places) for places in range(10))


def rounded(value: Decimal, places: int = 0) -> Decimal:
    """
    Half up, away from zero, as councils round by hand.

    >>> rounded(Decimal("62.5")), rounded(Decimal("-0.3")), rounded(Decimal("102.4998"), 1)
    (Decimal('63'), Decimal('0'), Decimal('102.5'))
    """
    return value.quantize(_UNITS[places], ROUND_HALF_UP) + 0


def figure(value: Decimal, of: Indicator | Kind, places: int | None = None) -> str:
    """
    A number as text, with as many places as its indicator is entered with unless told otherwise.

    >>> figure(Decimal("14567"), Kind.COUNT), figure(Decimal("62"), Kind.PERCENTAGE)
    ('14,567', '62%')
    """
    return _plain(value, _entered(of) if places is None else places) + KINDS[_kind(of)].unit


def derived(value: Decimal, of: Indicator | Kind) -> str:
    """
    A calculated number as text: one place more than is entered, and none more when it comes out even.

    >>> derived(Decimal(15880) * 7 / 12, Kind.COUNT), derived(Decimal(24972), Kind.COUNT)
    ('9,263.3', '24,972')
    """
    return figure(value, of, _places_for(value, of))


def shown(reading: Reading, of: Indicator | Kind) -> str:
    """The number as text, or the symbol or reason that stands in its place."""
    return reading.shown if reading.value is None else figure(reading.value, of)


def why_missing(reading: Reading) -> str:
    """
    Why there is no number, after the symbol where one was written.

    >>> from indicators.measures.readings import Missing
    >>> why_missing(Reading.none(Missing.NOT_APPLICABLE, "N/A")), why_missing(Reading.none(Missing.NOT_SUPPLIED))
    ('N/A, not applicable', 'not supplied')
    """
    words = reading.missing.words if reading.missing else ""
    return ", ".join(filter(None, (reading.symbol, words)))


def gap_words(gap: Decimal, of: Indicator | Kind, places: int | None = None) -> str:
    """
    The size of a difference, without its sign; differences of percentages are points.

    >>> gap_words(Decimal(-21), Kind.PERCENTAGE), gap_words(Decimal(1), Kind.PERCENTAGE), gap_words(Decimal(48), Kind.COUNT)
    ('21 points', '1 point', '48')
    """
    number = _plain(abs(gap), _places_for(gap, of) if places is None else places)
    unit = KINDS[_kind(of)].gap_unit
    return number + (unit.removesuffix("s") if number == "1" else unit)


def per_cent_of(value: Decimal, whole: Decimal) -> str:
    """
    >>> per_cent_of(Decimal(14567), Decimal(15880) * 7 / 12)
    '157%'
    """
    return f"{_plain(value * 100 / whole, 0)}%"


def side_words(gap: Decimal) -> str:
    """Where a reading lies, given by how much it exceeds what it is held against."""
    return "above" if gap > 0 else "below" if gap < 0 else "level with"


def move_words(change: Decimal) -> str:
    return "up" if change > 0 else "down" if change < 0 else "unchanged"


def ordinal(number: int) -> str:
    """
    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '112th']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _plain(value: Decimal, places: int) -> str:
    return f"{rounded(value, places):,.{places}f}"


def _kind(of: Indicator | Kind) -> Kind:
    return of.kind if isinstance(of, Indicator) else of


def _entered(of: Indicator | Kind) -> int:
    return of.decimal_places if isinstance(of, Indicator) else 0


def _places_for(value: Decimal, of: Indicator | Kind) -> int:
    entered = _entered(of)
    return entered if rounded(value, entered) == value else entered + 1
