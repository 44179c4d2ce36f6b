"""
Paragraphs into columns: what does not fit goes on in the next, and a heading never stands alone at a foot.

Arithmetic in points over `measuring`. Knows no slide and no document.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from boardpack.renderers.pptx.measuring import LINE, line_ends

BODY = 14.0
FEWEST = 2  # lines of a paragraph that may stand alone at a foot or a head


@dataclass(frozen=True)
class Paragraph:
    """One paragraph without line breaks; the first `strong` letters are bold, a heading stays with what follows."""

    words: str
    size: float = BODY
    strong: int = 0
    colour: str = ""
    before: float = 5.0
    is_heading: bool = False

    @property
    def bold(self) -> bool:
        return self.strong * 2 > len(self.words)


@dataclass(frozen=True)
class Column:
    """What stands in one column, and the points that it takes downwards."""

    paragraphs: tuple[Paragraph, ...]
    height: float


def columns(paragraphs: Iterable[Paragraph], room: float, heights: Iterator[float]) -> tuple[Column, ...]:
    """
    The paragraphs in columns `room` points wide; `heights` tells how high each is, and must not end.

    No letter is lost: the columns' words are the paragraphs' words.
    """
    left = [one for one in paragraphs if one.words]
    found: list[Column] = []
    while left:
        column, left = _filled(left, room, next(heights), must=True)
        found.append(column)
    return tuple(found)


def begun(
    paragraphs: Iterable[Paragraph], room: float, height: float
) -> tuple[Column, tuple[Paragraph, ...]]:
    """One column, and what did not fit into it."""
    column, left = _filled([one for one in paragraphs if one.words], room, height, must=False)
    return column, tuple(left)


def _filled(
    left: list[Paragraph], room: float, height: float, *, must: bool
) -> tuple[Column, list[Paragraph]]:
    placed: list[Paragraph] = []
    used = 0.0
    while left:
        one = left[0]
        before = one.before if placed else 0.0
        ends = line_ends(one.words, one.size, room, bold=one.bold)
        fit = int((height - used - before + 0.01) // (one.size * LINE))
        fit = _wanted(left, ends, fit, room, height - used - before)
        if fit <= 0:
            if placed or not must:
                break
            fit = 1  # a column lower than one line: better a line too many than none for ever
        if fit >= len(ends):
            placed.append(one)
            left = left[1:]
            used += before + len(ends) * one.size * LINE
            continue
        cut = ends[fit - 1]
        placed.append(replace(one, words=one.words[:cut], strong=min(one.strong, cut)))
        rest = one.words[cut:]
        strong = max(0, one.strong - cut - (len(rest) - len(rest.lstrip(" "))))
        left = [replace(one, words=rest.lstrip(" "), strong=strong), *left[1:]]
        used += before + fit * one.size * LINE
        break
    return Column(tuple(placed), used), left


def _wanted(left: list[Paragraph], ends: tuple[int, ...], fit: int, room: float, free: float) -> int:
    """Of the lines that fit, how many to place: none rather than a heading alone or a single line of several."""
    one = left[0]
    if one.is_heading and fit >= len(ends):
        return len(ends) if len(ends) * one.size * LINE + _below(left[1:], room) <= free else 0
    if fit >= len(ends):
        return len(ends)
    fit = min(fit, len(ends) - FEWEST) if len(ends) - fit < FEWEST else fit
    return fit if fit >= min(FEWEST, len(ends)) else 0


def _below(left: list[Paragraph], room: float) -> float:
    """Points that must follow a heading: the headings below it, and the first lines of what they head."""
    needed = 0.0
    for one in left:
        count = len(line_ends(one.words, one.size, room, bold=one.bold))
        lines = count if one.is_heading or count < 2 * FEWEST else FEWEST  # three lines are never parted
        needed += one.before + lines * one.size * LINE
        if not one.is_heading:
            break
    return needed


def without_end(height: float) -> Iterator[float]:
    while True:
        yield height
