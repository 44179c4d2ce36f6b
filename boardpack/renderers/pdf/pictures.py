"""
A chart for the page: its shapes as SVG without a letter, and its words with their places, which the typesetter sets itself.

Words inside an SVG would cost half the time of a pack, since its reader looks for the font at each of them. Points
throughout.
"""

from dataclasses import dataclass

from boardpack.renderers.drawing import Picture
from boardpack.renderers.frame import WIDTH, Word
from boardpack.renderers.pdf.tables import ACROSS
from boardpack.renderers.pdf.widths import width

SCALE = ACROSS / WIDTH  # of a picture's pixels
ABOVE, BELOW, BESIDE = 11, 3, 2  # pixels of paper round the baseline of words that have a halo
_OF_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}

Placed = tuple[float, float, float, int, str, str]


@dataclass(frozen=True)
class Laid:
    """`words` have the left end of their baseline, the size of their letters, their weight and their colour."""

    shapes: str
    height: float
    words: tuple[Placed, ...]


def laid(picture: Picture) -> Laid:
    words = [piece for piece in picture.pieces if isinstance(piece, Word)]
    shapes = "".join(_paper(piece) if isinstance(piece, Word) else piece for piece in picture.pieces)
    return Laid(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {picture.height}">{shapes}</svg>',
        round(picture.height * SCALE, 2),
        tuple(_placed(word) for word in words),
    )


def _placed(word: Word) -> Placed:
    left = _left(word) * SCALE
    size = word.size * SCALE
    weight = 600 if word.bold else 400
    return round(left, 2), round(word.y * SCALE, 2), round(size, 2), weight, word.fill, word.words


def _left(word: Word) -> float:
    return word.x - _OF_ANCHOR[word.anchor] * width(word.words, word.size, bold=word.bold)


def _paper(word: Word) -> str:
    """Under words with a halo, a patch of paper, painted where they come among the shapes."""
    if not word.halo:
        return ""
    across = width(word.words, word.size, bold=word.bold) + 2 * BESIDE
    return (
        f'<rect x="{_left(word) - BESIDE:.1f}" y="{word.y - ABOVE:.1f}" width="{across:.1f}" height="{ABOVE + BELOW}" '
        f'rx="3" fill="#ffffff"/>'
    )
