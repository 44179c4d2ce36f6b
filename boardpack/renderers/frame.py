"""
The frame of a picture: its measures in pixels, how values and months become places in it, and how words are set.

Knows no line. Every word goes through `Word` or `escaped`, which leave nothing in it that markup could take for its own.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from boardpack.renderers.layout import Axis
from boardpack.renderers.palette import INK

WIDTH, LEFT, RIGHT, PLOT, BOTTOM = 760, 58, 222, 236, 32
TEXT, LEADING = 13, 15
CHARACTER = 7.8  # pixels, the widest of the fonts that stand in for Arial
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Frame:
    """Where the plot stands, and how values and months become pixels."""

    axis: Axis
    count: int
    top: float
    unit: str
    height: float = PLOT

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def right(self) -> float:
        return WIDTH - RIGHT

    @property
    def spacing(self) -> float:
        """Pixels from one month to the next."""
        return (self.right - LEFT - 20) / max(self.count - 1, 1)

    def x(self, index: int) -> float:
        return (LEFT + self.right) / 2 if self.count == 1 else LEFT + 14 + self.spacing * index

    def y(self, value: Decimal | float) -> float:
        return self.bottom - self.height * self.axis.share(float(value))


@dataclass(frozen=True)
class Word:
    """
    Words in a picture at a place of their baseline, `anchor` of them: "start", "middle" or "end".

    A `halo` is paper round the letters, so that a line behind them does not cross them.
    """

    x: float
    y: float
    words: str
    fill: str = INK
    anchor: str = "start"
    size: int = TEXT
    bold: bool = False
    halo: bool = False

    @property
    def svg(self) -> str:
        weight = ' font-weight="bold"' if self.bold else ""
        halo = ' stroke="#ffffff" stroke-width="4" paint-order="stroke"' if self.halo else ""
        size = f' font-size="{self.size}"' if self.size != TEXT else ""
        return (
            f'<text x="{self.x:.1f}" y="{self.y:.1f}" fill="{self.fill}" text-anchor="{self.anchor}"'
            f"{weight}{halo}{size}>{escaped(self.words)}</text>"
        )


Piece = str | Word  # of a picture: a shape as markup, or words in their place


def escaped(words: str) -> str:
    """Escaped for an element or an attribute; characters that XML has no place for are dropped."""
    return escape(_NOT_XML.sub("", words), quote=True)
