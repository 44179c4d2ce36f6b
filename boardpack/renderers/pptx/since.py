"""
What changed since the last pack as slides: each table under its heading, one below the other as long as a slide holds them.

Words and columns are document.told's; only where they go is decided here.
"""

from collections.abc import Iterator, Sequence

from boardpack.document import ANNEX, SINCE, PackDocument
from boardpack.document.told import Told, annexed, intro_of, told_of
from boardpack.renderers.pptx.deck import Block, Slide
from boardpack.renderers.pptx.flowing import Paragraph, columns, without_end
from boardpack.renderers.pptx.grids import Grid, Said, grids
from boardpack.renderers.pptx.laid_out import Room, block, numbered, shared
from boardpack.renderers.pptx.plain import lines
from boardpack.renderers.pptx.worded import heading, said

SIZE = 11.0
HEADING = 16.0
Placed = tuple[tuple[Paragraph, ...], Grid | None]  # words, and the table below them
APART, BELOW = 14.0, 4.0  # points between two tables, and from a heading to its table


def since_slides(document: PackDocument, room: Room) -> Iterator[Slide]:
    found: list[Placed] = [(tuple(said(intro_of(document.since), HEADING)), None)]
    found += [(tuple(_words(one)), _grid(one, room)) for one in told_of(document.since)]
    yield from numbered(f"{SINCE.number} {SINCE.title}", list(_stacked(found, room)))


def annexed_slides(document: PackDocument, room: Room) -> Iterator[Slide]:
    """What of it stands in the annex."""
    found = [(tuple(_words(one)), _grid(one, room)) for one in annexed(document.since)]
    yield from numbered(f"{ANNEX.number} Annex: restated since the last pack", list(_stacked(found, room)))


def _words(one: Told) -> Iterator[Paragraph]:
    yield heading(one.heading, HEADING)
    for words in (one.intro, "" if one.rows else one.nothing, one.below):
        yield from said(words)


def _grid(one: Told, room: Room) -> Grid | None:
    if not one.rows:
        return None
    return Grid(
        alt=f"{one.heading}: {', '.join(one.heads)}.",
        heads=tuple(Said(head, right=at in one.numbers) for at, head in enumerate(one.heads)),
        widths=shared([float(width) for width in one.widths], room.across),
        rows=tuple(
            tuple(Said(lines(words), right=at in one.numbers) for at, words in enumerate(row.cells))
            for row in one.rows
        ),
        size=SIZE,
    )


def _stacked(found: Sequence[Placed], room: Room) -> Iterator[tuple[Block, ...]]:
    """Words and table go together; what does not fit below the others begins a slide."""
    held: list[Block] = []
    used = 0.0
    for words, grid in found:
        told = columns(words, room.across, without_end(room.down))
        free = room.down - told[-1].height - BELOW
        parts = list(grids(grid, free)) if grid else []
        for number, column in enumerate(told):
            follows = parts[0].height + BELOW if parts and number == len(told) - 1 else 0.0
            if held and used + column.height + follows > room.down:
                yield tuple(held)
                held, used = [], 0.0
            held.append(block(room, column, 0.0, used, room.across, column.height))
            used += column.height + BELOW
        for part in parts:
            if used + part.height > room.down:
                yield tuple(held)
                held, used = [], 0.0
            held.append(Block(room.at(0, used, sum(part.widths), part.height), part))
            used += part.height + BELOW
        used += APART
    if held:
        yield tuple(held)
