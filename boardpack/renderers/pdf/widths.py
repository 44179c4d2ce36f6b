"""
How much room words take on the page: the advances of the PDF's own fonts, so that a line is known to fit before it is set.

Knows no kerning, which only ever makes a line shorter here, and no page.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from boardpack.renderers.pdf.letters import FONTS


def width(words: str, size: float, *, bold: bool = False) -> float:
    """
    Points that the words take in one line.

    >>> round(width("Oct-21", 10), 1)
    27.6
    """
    return _of_one(words, "SemiBold" if bold else "Regular") * size


@lru_cache(maxsize=20_000)
def _of_one(words: str, face: str) -> float:
    """A letter that the font lacks is as wide as its widest."""
    advances, widest = _advances(face)
    return sum(advances.get(letter, widest) for letter in words)


@cache
def _advances(face: str) -> tuple[Mapping[str, float], float]:
    """Each letter's advance as a part of the letters' size, all figures as wide as the widest; and the widest of all."""
    with TTFont(FONTS / f"SourceSans3-{face}.ttf", lazy=True) as font:
        measures, whole = font["hmtx"], font["head"].unitsPerEm
        found = {chr(code): measures[name][0] / whole for code, name in font.getBestCmap().items()}
    figure = max(found[digit] for digit in "0123456789")
    return found | dict.fromkeys("0123456789", figure), max(found.values())
