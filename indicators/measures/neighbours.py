"""
The statistical neighbours of an authority taken together: the mean of their own figures, and the best of them.

A simple mean, as the department gives it, of those that have a figure; how many have is told. Without a polarity nobody
is best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from indicators.measures.kinds import Polarity
from indicators.measures.published import KEPT
from indicators.measures.readings import Missing, Reading


@dataclass(frozen=True)
class Best:
    """Those with the best figure, by name, and the figure."""

    names: tuple[str, ...]
    value: Decimal


@dataclass(frozen=True)
class Together:
    """`with_figures` of `asked` neighbours have a figure."""

    mean: Reading
    with_figures: int
    asked: int
    best: Best | None = None

    @property
    def note(self) -> str:
        """As in "mean of 9 of 10 values"."""
        return f"mean of {self.with_figures} of {self.asked} values"


def together(figures: Mapping[str, Reading], asked: int, polarity: Polarity) -> Together:
    """
    From each neighbour's reading by its name; `asked` counts those without a row too.

    >>> together({"A": Reading.of(80), "B": Reading.of(85), "C": Reading.none(Missing.SUPPRESSED)}, 3, Polarity.HIGHER)
    ... # doctest: +ELLIPSIS
    Together(mean=Reading(value=Decimal('82.5'), ...), with_figures=2, asked=3, best=Best(names=('B',), value=Decimal('85')))
    """
    values = {name: reading.value for name, reading in figures.items() if reading.value is not None}
    return Together(_mean(list(values.values())), len(values), asked, best(values, polarity))


def best(values: Mapping[str, Decimal], polarity: Polarity) -> Best | None:
    """The highest where higher is better, the lowest where lower is; ties are all named."""
    if not values or polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return None
    found = (max if polarity is Polarity.HIGHER else min)(values.values())
    return Best(tuple(sorted(name for name, value in values.items() if value == found)), found)


def _mean(values: Sequence[Decimal]) -> Reading:
    if not values:
        return Reading.none(Missing.NOT_AVAILABLE)
    return Reading.of((sum(values, Decimal(0)) / len(values)).quantize(KEPT, ROUND_HALF_UP))
