"""
The names of lines, at their ends: words instead of a legend, none covering another.

Knows where each line ends and nothing else of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from boardpack.renderers.frame import BOTTOM, LEADING, Frame, Piece, Word
from boardpack.renderers.layout import lines_of, number, spread
from boardpack.renderers.palette import LOOKS
from indicators.measures.chart import Line, LineRole

CHARACTERS = 25  # in a row of the margin


@dataclass(frozen=True)
class Name:
    """A line's name and last figure, broken into rows that fit the margin."""

    rows: tuple[str, ...]
    value: Decimal
    role: LineRole

    @property
    def height(self) -> float:
        return len(self.rows) * LEADING + 4.0


def name(line: Line, unit: str) -> Name:
    last = next(value for value in reversed(line.values) if value is not None)
    return Name(lines_of(f"{line.label}: {number(last, unit)}", CHARACTERS), last, line.role)


def end_labels(frame: Frame, names: tuple[Name, ...], least: float = 2) -> Iterator[Piece]:
    """Each line's name to the right of the plot, none above `least`, with a stroke that leads to it; none covers another."""
    wanted, heights = [frame.y(name.value) for name in names], [name.height for name in names]
    middles = spread(wanted, heights, least, frame.bottom + BOTTOM - 2)
    start, stop = frame.right + 2, frame.right + 20
    for name, middle in zip(names, middles, strict=True):
        look = LOOKS[name.role]
        yield (
            f'<path d="M{start:.1f} {frame.y(name.value):.1f}L{stop:.1f} {middle:.1f}" '
            f'stroke="{look.colour}" stroke-width="1" fill="none"/>'
        )
        first = middle - (len(name.rows) - 1) * LEADING / 2 + 4.5
        for step, row in enumerate(name.rows):
            yield Word(stop + 4, first + step * LEADING, row, look.colour, bold=name.role is LineRole.OUTTURN)
