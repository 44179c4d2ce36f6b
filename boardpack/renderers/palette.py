"""
How each line of a chart looks: colour, dash and marker, so that no line is known by its colour alone.

The one palette, for the static picture and for Chart.js. Every colour has at least 3:1 against white (a test
computes it); every role has a dash pattern of its own, which is what remains in black and white.
"""

from dataclasses import dataclass
from enum import StrEnum

from indicators.measures.chart import LineRole


class Marker(StrEnum):
    """The shape at each point; the words are Chart.js's."""

    CIRCLE = "circle"
    SQUARE = "rect"
    DIAMOND = "rectRot"
    TRIANGLE = "triangle"
    NONE = "line"


@dataclass(frozen=True)
class Look:
    """Colour as #rrggbb, stroke width in pixels, dash lengths in pixels (empty: solid), marker."""

    colour: str
    width: float
    dash: tuple[int, ...]
    marker: Marker


INK = "#0b0c0c"
QUIET_INK = "#505a5f"
GRID = "#d8dde0"  # decoration only: no reading depends on seeing it

LOOKS: dict[LineRole, Look] = {
    LineRole.OUTTURN: Look("#12436d", 3, (), Marker.CIRCLE),
    LineRole.TARGET: Look("#0b0c0c", 2, (10, 5), Marker.NONE),
    LineRole.OWN_PREVIOUS_YEAR: Look("#6b4c9a", 2, (2, 4), Marker.NONE),
    LineRole.REGION: Look("#a8480f", 2, (10, 4, 2, 4), Marker.NONE),
    LineRole.NEIGHBOURS: Look("#8b2f5f", 2, (8, 3, 2, 3, 2, 3), Marker.NONE),
    LineRole.ENGLAND: Look("#1f7a6d", 2, (5, 5), Marker.NONE),
    LineRole.MEAN: Look("#505a5f", 1.5, (1, 3), Marker.NONE),
    LineRole.LIMIT: Look("#505a5f", 1.5, (14, 4), Marker.NONE),
}


def contrast_with_white(colour: str) -> float:
    """
    WCAG's contrast ratio of a colour against white.

    >>> round(contrast_with_white("#000000"))
    21
    """
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
