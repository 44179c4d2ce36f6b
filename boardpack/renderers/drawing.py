"""
A Chart as a picture: SVG without scripts or style attributes, readable on paper and in black and white.

Lines are labelled at their ends, not in a legend; up to twelve points show their figures. Knows no page; colours
and dashes come from renderers.palette, positions from renderers.layout.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from boardpack.renderers.frame import BOTTOM, CHARACTER, LEFT, PLOT, TEXT, WIDTH, Frame, Piece, Word, escaped
from boardpack.renderers.layout import axis, labelled, number
from boardpack.renderers.marks import marks, placed
from boardpack.renderers.names import end_labels, name
from boardpack.renderers.palette import GRID, LOOKS, QUIET_INK, Look, Marker
from indicators.measures.chart import Chart, Line, LineRole

FIGURES_UP_TO, MARKERS_UP_TO = 12, 36
STEPPED = frozenset({LineRole.MEAN, LineRole.LIMIT})
NOTHING = "There are no figures to draw."


@dataclass(frozen=True)
class Picture:
    """Pieces in the order in which they are painted, on paper `WIDTH` pixels wide and `height` high."""

    height: int
    pieces: tuple[Piece, ...]


def svg(chart: Chart) -> str:
    """The whole picture; what it shows is its alternative text."""
    drawn = picture(chart)
    body = "".join(piece.svg if isinstance(piece, Word) else piece for piece in drawn.pieces)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {drawn.height}" width="{WIDTH}" height="{drawn.height}" '
        f'role="img" aria-label="{escaped(chart.alt or chart.title)}" font-family="arial, sans-serif" font-size="{TEXT}">'
        f"<title>{escaped(chart.title)}</title>"
        f'<rect width="{WIDTH}" height="{drawn.height}" fill="#ffffff"/>{body}</svg>'
    )


def picture(chart: Chart) -> Picture:
    """One line per series with a point for each month; a sentence when there is nothing to draw."""
    values = [float(value) for line in chart.lines for value in line.values if value is not None]
    dated = placed(chart)
    top = 26.0 + 16 * (max((mark.row for mark in dated), default=-1) + 1)
    if not values:
        return Picture(60, (Word(LEFT, 36, NOTHING, QUIET_INK),))
    drawn = [line for line in chart.lines if any(value is not None for value in line.values)]
    names = tuple(name(line, chart.unit) for line in drawn)
    scale = axis(values, chart.starts_at_zero, 100.0 if chart.unit == "%" else None)
    frame = Frame(scale, len(chart.labels), top, chart.unit, PLOT)
    # Names of lines stand beside the marks' words, or below them where those reach into their margin.
    least = top - 6 if any(mark.end > frame.right for mark in dated) else 2.0
    height = max(PLOT, sum(one.height for one in names) + least + 2 - top - BOTTOM)
    frame = replace(frame, height=height)
    body: list[Piece] = [*_grid(frame), *_months(frame, chart.labels), *marks(frame, dated)]
    for line in sorted(drawn, key=lambda line: line.role is LineRole.OUTTURN):
        body += _line(frame, line)
    body += end_labels(frame, names, least)
    return Picture(round(frame.bottom + BOTTOM), tuple(body))


def _stroke(path: str, look: Look, more: str = "") -> str:
    dash = f' stroke-dasharray="{" ".join(map(str, look.dash))}"' if look.dash else ""
    return (
        f'<path d="{path}" fill="none" stroke="{look.colour}" stroke-width="{look.width}" '
        f'stroke-linejoin="round"{dash}{more}/>'
    )


def _grid(frame: Frame) -> Iterator[Piece]:
    for tick in frame.axis.ticks:
        y = frame.y(tick)
        colour = QUIET_INK if tick == frame.axis.ticks[0] else GRID
        yield f'<path d="M{LEFT} {y:.1f}H{frame.right:.1f}" stroke="{colour}" stroke-width="1"/>'
        yield Word(LEFT - 8, y + 4.5, number(tick, frame.unit, places=3), QUIET_INK, "end")


def _months(frame: Frame, labels: tuple[str, ...]) -> Iterator[Piece]:
    for index in labelled(len(labels)):
        x = frame.x(index)
        yield f'<path d="M{x:.1f} {frame.bottom:.1f}v5" stroke="{QUIET_INK}" stroke-width="1"/>'
        yield Word(x, frame.bottom + 20, labels[index], QUIET_INK, "middle", size=12)


def _runs(frame: Frame, line: Line) -> Iterator[list[tuple[float, float]]]:
    """Stretches of neighbouring months that have a number: no stroke crosses a gap, nor leads from limits to new ones."""
    run: list[tuple[float, float]] = []
    before: Decimal | None = None
    for index, value in enumerate(line.values):
        if run and (value is None or (line.role in STEPPED and value != before)):
            yield run
            run = []
        if value is not None:
            run.append((frame.x(index), frame.y(value)))
        before = value
    if run:
        yield run


def _line(frame: Frame, line: Line) -> Iterator[Piece]:
    look = LOOKS[line.role]
    for run in _runs(frame, line):
        if line.role is not LineRole.OUTTURN and run[-1][0] == frame.x(frame.count - 1):
            run.append((frame.right, run[-1][1]))
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
        yield _stroke(
            path if len(run) > 1 else f"{path}h.1", look, ' stroke-linecap="round"' if len(run) == 1 else ""
        )
    if look.marker is Marker.CIRCLE:
        yield from _points(frame, line, look)


def _points(frame: Frame, line: Line, look: Look) -> Iterator[Piece]:
    held = [(index, value) for index, value in enumerate(line.values) if value is not None]
    shown = held if frame.count <= MARKERS_UP_TO else held[-1:]
    for index, value in shown:
        x, y = frame.x(index), frame.y(value)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{look.colour}" stroke="#ffffff" stroke-width="1.5"/>'
    if frame.count > FIGURES_UP_TO:
        return
    yield from _figures(frame, line, held)


def _figures(frame: Frame, line: Line, held: list[tuple[int, Decimal]]) -> Iterator[Piece]:
    """The number at each point; where they would touch, at every second or third, back from the last."""
    words = {index: number(value, frame.unit, places=2) for index, value in held}
    every = math.ceil(max(map(len, words.values())) * CHARACTER / frame.spacing)
    for index, value in held:
        if (frame.count - 1 - index) % every == 0:
            below = _is_dip(line.values, index) and frame.bottom - frame.y(value) > 24
            y = frame.y(value) + (20 if below else -10)
            colour = LOOKS[line.role].colour
            yield Word(frame.x(index), y, words[index], colour, "middle", bold=True, halo=True)


def _is_dip(values: tuple[Decimal | None, ...], index: int) -> bool:
    """Lower than the months beside it: its figure reads better under the line."""
    here = values[index]
    beside = [values[at] for at in (index - 1, index + 1) if 0 <= at < len(values)]
    return here is not None and all(value is not None and value > here for value in beside)
