"""
A row's months as a small line, for the scorecard: shape only, since the figures stand beside it.

SVG without scripts or style attributes, hidden from screen readers. A month without a number breaks the line.
"""

from collections.abc import Sequence
from decimal import Decimal

from boardpack.renderers.palette import LOOKS
from indicators.measures.chart import LineRole

WIDTH, HEIGHT, EDGE = 96, 24, 4


def sparkline(values: Sequence[Decimal | None]) -> str:
    """Empty when fewer than two months have a number: there is no shape to see."""
    held = [value for value in values if value is not None]
    if len(held) < 2:
        return ""
    low, high = min(held), max(held)
    points = [
        None if value is None else (_x(index, len(values)), _y(value, low, high))
        for index, value in enumerate(values)
    ]
    colour = LOOKS[LineRole.OUTTURN].colour
    x, y = next(point for point in reversed(points) if point is not None)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false"><path d="{_path(points)}" fill="none" stroke="{colour}" '
        f'stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/></svg>'
    )


def _x(index: int, count: int) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * index / (count - 1)


def _y(value: Decimal, low: Decimal, high: Decimal) -> float:
    share = 0.5 if high == low else float((value - low) / (high - low))
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """Moves after a gap, lines otherwise; a month alone is a dot."""
    steps, pen_down = [], False
    for point in points:
        if point is not None:
            steps.append(
                f"{'L' if pen_down else 'M'}{point[0]:.1f} {point[1]:.1f}{'' if pen_down else 'h.1'}"
            )
        pen_down = point is not None
    return "".join(steps)
