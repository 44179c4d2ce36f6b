"""
How a published figure is calculated: columns added up, divided by other columns or by the children, times so many.

A symbol in any of them is the figure's own reason; dividing by nought is not applicable. Sums are divided, never
percentages averaged.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from indicators.measures.readings import Missing, Reading

KEPT = Decimal("0.0001")  # what a figure is stored with
_MOST = Decimal(10) ** 11


def total(parts: Sequence[Reading]) -> Reading:
    """The sum, or the first part that is missing: a sum without one of its parts would be another figure."""
    for part in parts:
        if part.value is None:
            return part
    return Reading(value=sum((part.value for part in parts if part.value is not None), Decimal(0)))


def calculated(numerator: Reading, denominator: Reading | None, per: int) -> Reading:
    """
    The figure with four decimals, half up.

    >>> calculated(Reading.of(382), Reading.of(531), 100).value
    Decimal('71.9397')
    >>> calculated(Reading.of(3), Reading.of(0), 100).shown
    'not applicable'
    """
    if numerator.value is None:
        return numerator
    if denominator is None:
        return _kept(numerator.value * per)
    if denominator.value is None:
        return denominator
    if denominator.value == 0:
        return Reading.none(Missing.NOT_APPLICABLE)
    return _kept(numerator.value * per / denominator.value)


def _kept(value: Decimal) -> Reading:
    if abs(value) >= _MOST:
        return Reading.none(Missing.NOT_AVAILABLE)
    return Reading(value=value.quantize(KEPT, ROUND_HALF_UP))
