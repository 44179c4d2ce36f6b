"""
The counts in a reading: itself, or those behind a rate or percentage, and how each is put together.

A small count is a sum of figures that must not be worked out. Which figures are shown is not known here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.deduction import ONE, Sum
from indicators.measures.disclosure.values import Cell, Subject
from indicators.measures.kinds import Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.measures.sums import Figure, counts_behind

COUNTS = {
    "value": "The count is",
    "above": "The count behind it is",
    "rest": "The count of those that it leaves out is",
}


@dataclass(frozen=True)
class Small:
    """A small count, as a sum of figures; `alone`: it is a month of a running total."""

    sum: Sum
    cell: Cell
    alone: bool = False


def parts_of(reading: Reading) -> dict[str, Decimal]:
    """
    The numbers of a reading by name; none where there is no number.

    >>> held = Reading(value=Decimal(75), numerator=Decimal(3), denominator=Decimal(4))
    >>> {part: int(number) for part, number in parts_of(held).items()}
    {'value': 75, 'above': 3, 'rest': 1}
    """
    if reading.value is None:
        return {}
    found = {"value": reading.value}
    if reading.numerator is not None:
        found["above"] = reading.numerator
        if reading.denominator is not None:
            found["rest"] = reading.denominator - reading.numerator
    return found


def counts_of(subject: Subject, reading: Reading) -> dict[str, Decimal]:
    """Those of the numbers that are counts: a percentage itself is none."""
    is_count = subject.indicator.kind is Kind.COUNT
    return {part: number for part, number in parts_of(reading).items() if (part == "value") is is_count}


def as_sum(subject: Subject, month: Month, part: str) -> Sum:
    """A count behind a calculated reading is made of its terms; any other is a figure of its own."""
    behind = counts_behind(subject.calculation, month) if subject.calculation and part != "value" else {}
    return behind.get(part) or {Figure(subject.indicator.code, month, part): ONE}


def cells_of(figures: Iterable[object]) -> set[Cell]:
    """The readings that hold these figures now."""
    return {(each.code, each.month) for each in figures if isinstance(each, Figure) and not each.edition}
