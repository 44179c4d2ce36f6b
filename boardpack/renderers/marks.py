"""
Dated marks above a picture: each a thin upright line with its words, in rows so that no two touch.

Knows no value and no axis.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from boardpack.renderers.frame import CHARACTER, WIDTH, Frame, Piece, Word
from boardpack.renderers.layout import Axis
from boardpack.renderers.palette import QUIET_INK
from indicators.measures.chart import Chart

ROW = 16


@dataclass(frozen=True)
class PlacedMark:
    """A mark's place: its month, its row, and on which side its words stand."""

    x: float
    row: int
    words: str
    leftwards: bool

    @property
    def end(self) -> float:
        """How far to the right it reaches."""
        return self.x + 6 if self.leftwards else self.x + 14 + len(self.words) * CHARACTER


def placed(chart: Chart) -> tuple[PlacedMark, ...]:
    """Each mark's row above the plot, so that no two marks' words touch."""
    frame = Frame(Axis(0, 1, ()), len(chart.labels), 0, "")
    taken: list[list[tuple[float, float]]] = []
    found = []
    for mark in sorted(chart.marks, key=lambda mark: mark.at):
        x, width = frame.x(mark.at), len(mark.label) * CHARACTER + 14
        leftwards = x + width > WIDTH and x > WIDTH - x  # long words stand on the side that has more room
        start, end = (x - width, x + 6) if leftwards else (x - 6, x + width)
        free = [all(end <= left or right <= start for left, right in row) for row in taken]
        row = free.index(True) if True in free else len(taken)
        if row == len(taken):
            taken.append([])
        taken[row].append((start, end))
        found.append(PlacedMark(x, row, mark.label, leftwards))
    return tuple(found)


def marks(frame: Frame, found: tuple[PlacedMark, ...]) -> Iterator[Piece]:
    for mark in found:
        y = ROW + ROW * mark.row
        yield (
            f'<path d="M{mark.x:.1f} {y - 10:.1f}V{frame.bottom:.1f}" stroke="{QUIET_INK}" stroke-width="1" '
            f'stroke-dasharray="2 2"/><path d="M{mark.x - 4:.1f} {y - 10:.1f}h8l-4 6z" fill="{QUIET_INK}"/>'
        )
        side, anchor = (-7, "end") if mark.leftwards else (7, "start")
        yield Word(mark.x + side, y, mark.words, QUIET_INK, anchor)
