"""
A reading: a number, or the reason why there is none. Never zero for nothing, never None by accident.

The symbol is kept as it was written. Knows nothing of indicators; the meaning of each symbol is DfE's (z not
applicable, x not available, c suppressed, low, k and u too small or unreliable) and the councils' (N/A, -, ..).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from indicators.measures.periods import Month


class Missing(StrEnum):
    """Why there is no number."""

    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"
    NOT_SUPPLIED = "not_supplied"
    NOT_YET_DUE = "not_yet_due"
    SUPPRESSED = "suppressed"
    TOO_SMALL = "too_small"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.NOT_AVAILABLE: "not available",
    Missing.NOT_SUPPLIED: "not supplied",
    Missing.NOT_YET_DUE: "not yet due",
    Missing.SUPPRESSED: "suppressed",
    Missing.TOO_SMALL: "too small or unreliable",
}


def exact(value: Decimal | int | str) -> Decimal:
    """The number without trailing zeros or exponent, so that 1897.0000 from a database and 1897 typed are one text."""
    number = Decimal(value)
    plain = number.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


@dataclass(frozen=True)
class Reading:
    """
    Either `value` or `missing`, with the symbol as written when missing ("N/A"; empty for a blank).

    Numerator and denominator go with it where they are held.
    """

    value: Decimal | None = None
    missing: Missing | None = None
    symbol: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    provisional: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) == (self.missing is None):
            raise ValueError("a reading is a number or a reason, and not both")

    @classmethod
    def of(cls, value: Decimal | int | str) -> Reading:
        return cls(value=exact(value))

    @classmethod
    def none(cls, missing: Missing, symbol: str = "") -> Reading:
        return cls(missing=missing, symbol=symbol)

    @property
    def shown(self) -> str:
        """What stands in place of a number: the symbol as written, or the reason when there was only a blank."""
        if self.value is not None:
            return str(self.value)
        return self.symbol or (self.missing.words if self.missing else "")


NOT_HELD = Reading.none(Missing.NOT_SUPPLIED)


@dataclass(frozen=True)
class Series:
    """Readings in month order; a month that is not there was never supplied."""

    readings: Mapping[Month, Reading] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[Month, Reading]]) -> Series:
        return cls(dict(sorted(pairs, key=lambda pair: pair[0])))

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(self.readings)

    @property
    def first(self) -> Month | None:
        return next(iter(self.readings), None)

    @property
    def last(self) -> Month | None:
        return next(reversed(list(self.readings)), None)

    def at(self, month: Month) -> Reading:
        """The month's reading, or NOT_HELD."""
        return self.readings.get(month, NOT_HELD)

    def value(self, month: Month) -> Decimal | None:
        return self.at(month).value

    def up_to(self, month: Month) -> Series:
        return Series({held: reading for held, reading in self.readings.items() if held <= month})

    def __iter__(self) -> Iterator[tuple[Month, Reading]]:
        return iter(self.readings.items())

    def __len__(self) -> int:
        return len(self.readings)
