"""
Where things go in a picture: an axis with round numbers, labels that do not overlap, lines of text that fit.

Plain arithmetic in pixels. Knows no line, no colour and no SVG.
"""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Axis:
    """From `low` to `high`, with a gridline at each tick."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """How far up the axis a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def axis(values: Sequence[float], starts_at_zero: bool, ceiling: float | None = None) -> Axis:
    """
    Round numbers round these values, about five gridlines, with room above the highest for its figure.

    `ceiling` is where the axis may end although a value touches it (100 for percentages).

    >>> axis([1897, 14567, 15880], starts_at_zero=True).ticks
    (0.0, 5000.0, 10000.0, 15000.0, 20000.0)
    """
    low, high = min(values), max(values)
    if starts_at_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        low, high = (min(low, 0.0), max(high, 0.0)) if low else (0.0, 1.0)
    step = _round_step((high - low) / 4)
    bottom = math.floor(low / step) * step
    top = math.ceil(high / step) * step
    if top - high < step * 0.15 and top != ceiling:
        top += step
    count = round((top - bottom) / step)
    return Axis(bottom, top, tuple(round(bottom + step * index, 6) for index in range(count + 1)))


def _round_step(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(step * magnitude for step in _STEPS if step * magnitude >= rough * 0.999999)


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> tuple[float, ...]:
    """
    Middles for labels that would stand at `wanted`, moved as little as keeps them apart and inside.

    >>> spread([50, 52], [16, 16], 0, 100)
    (43.0, 59.0)
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    groups: list[tuple[list[int], float]] = []  # labels that touch, and where the block of them starts
    for index in order:
        groups.append(([index], _start([index], wanted, heights, top, bottom)))
        while len(groups) > 1 and _end(groups[-2], heights) > groups[-1][1]:
            members = groups.pop(-2)[0] + groups.pop()[0]
            groups.append((members, _start(members, wanted, heights, top, bottom)))
    placed = [0.0] * len(wanted)
    for members, start in groups:
        for index in members:
            placed[index] = start + heights[index] / 2
            start += heights[index]
    return tuple(placed)


def _start(
    members: list[int], wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> float:
    """The block's upper edge: where its labels are nearest to what they wanted, kept inside."""
    offset, distances = 0.0, []
    for index in members:
        distances.append(wanted[index] - heights[index] / 2 - offset)
        offset += heights[index]
    return max(top, min(sum(distances) / len(distances), bottom - offset))


def _end(group: tuple[list[int], float], heights: Sequence[float]) -> float:
    return group[1] + sum(heights[index] for index in group[0])


def lines_of(text: str, characters: int) -> tuple[str, ...]:
    """The text in lines of at most so many characters, words kept whole where they fit."""
    return tuple(textwrap.wrap(text, characters)) or ("",)


def labelled(count: int, most: int = 10) -> tuple[int, ...]:
    """
    Which of `count` months get their name under the axis: all, or every 2nd, 3rd, 6th, 12th … back from the last.

    >>> labelled(4), labelled(14)
    ((0, 1, 2, 3), (1, 3, 5, 7, 9, 11, 13))
    """
    steps = (1, 2, 3, 6, *range(12, max(count, 12) + 12, 12))
    step = next(step for step in steps if math.ceil(count / step) <= most)
    return tuple(index for index in range(count) if (count - 1 - index) % step == 0)


def number(value: Decimal | float, unit: str = "", places: int = 1) -> str:
    """
    A figure as a picture shows it: thousands separators, at most so many decimals, half up.

    >>> number(Decimal("9263.333")), number(Decimal("79"), "%"), number(Decimal("-1234.50"), places=2)
    ('9,263.3', '79%', '−1,234.5')
    """
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'−' if rounded < 0 else ''}{text}{unit}"
