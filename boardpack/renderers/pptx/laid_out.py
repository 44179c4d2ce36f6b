"""
Words and tables onto slides: two columns of words, tables in parts, a title that counts when one slide is not enough.

Knows the room under a title in points, and no document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from boardpack.renderers.pptx.deck import Block, Slide
from boardpack.renderers.pptx.flowing import Column, Paragraph, columns, without_end
from boardpack.renderers.pptx.grids import Grid, grids
from boardpack.renderers.pptx.template import Box
from boardpack.renderers.pptx.written import POINT

BETWEEN = 24.0  # points from one column to the next
NARROWEST = 420.0  # points that a line of two columns needs


@dataclass(frozen=True)
class Room:
    """The room under a slide's title."""

    box: Box

    @property
    def across(self) -> float:
        return self.box.across / POINT

    @property
    def down(self) -> float:
        return self.box.down / POINT

    @property
    def side_by_side(self) -> int:
        return 2 if self.across >= 2 * NARROWEST else 1

    @property
    def column(self) -> float:
        """Points across one column of words."""
        return (self.across - BETWEEN * (self.side_by_side - 1)) / self.side_by_side

    def at(self, left: float, top: float, across: float, down: float) -> Box:
        """A place in it; points in, EMU out."""
        values = (left * POINT + self.box.left, top * POINT + self.box.top, across * POINT, down * POINT)
        return Box(*(round(value) for value in values))


def told(room: Room, title: str, paragraphs: Iterable[Paragraph], notes: str = "") -> tuple[Slide, ...]:
    """The paragraphs in columns, on as many slides as they need; `notes` go with the first."""
    return numbered(title, list(worded(room, paragraphs)), notes)


def worded(room: Room, paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Block, ...]]:
    """What stands on each slide."""
    held = columns(paragraphs, room.column, without_end(room.down))
    for at in range(0, len(held), room.side_by_side):
        yield tuple(
            block(room, column, number * (room.column + BETWEEN), 0.0, room.column, room.down)
            for number, column in enumerate(held[at : at + room.side_by_side])
        )


def block(room: Room, column: Column, left: float, top: float, across: float, down: float) -> Block:
    return Block(room.at(left, top, across, down), column.paragraphs)


def tabled(room: Room, title: str, all_of: Sequence[Grid], notes: str = "") -> tuple[Slide, ...]:
    """The grids one below the other, on as many slides as they need."""
    return numbered(title, list(stacked(room, all_of)), notes)


def stacked(room: Room, all_of: Sequence[Grid]) -> Iterator[tuple[Block, ...]]:
    held: list[Block] = []
    used = 0.0
    for part in (part for grid in all_of for part in grids(grid, room.down)):
        if held and used + part.height > room.down:
            yield tuple(held)
            held, used = [], 0.0
        held.append(Block(room.at(0, used, sum(part.widths), part.height), part))
        used += part.height + BETWEEN / 2
    if held:
        yield tuple(held)


def numbered(title: str, slides: Sequence[tuple[Block, ...]], notes: str = "") -> tuple[Slide, ...]:
    """No two slides have one title."""
    count = len(slides)
    return tuple(
        Slide(f"{title} ({at} of {count})" if count > 1 else title, blocks, notes if at == 1 else "")
        for at, blocks in enumerate(slides, 1)
    )


def shared(widths: Sequence[float], across: float) -> tuple[float, ...]:
    """
    Widths in the same proportions that together take `across`.

    >>> shared((1, 3), 100)
    (25.0, 75.0)
    """
    total = sum(widths)
    return tuple(width * across / total for width in widths)
