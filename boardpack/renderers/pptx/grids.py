"""
Tables as values, and how they fall onto slides: whole rows where they fit, a row too high for a slide in parts.

Knows no library. Widths and heights are in points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from boardpack.renderers.pptx.measuring import LINE, height, line_ends

ACROSS, DOWN = 3.0, 2.5  # inner margins of a cell, each side


@dataclass(frozen=True)
class Said:
    """The words of a cell."""

    words: str
    bold: bool = False
    colour: str = ""
    right: bool = False


@dataclass(frozen=True)
class Grid:
    """A head and rows, one width for each column; `alt` says in words what the table holds."""

    alt: str
    heads: tuple[Said, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Said, ...], ...]
    size: float = 11.0

    @property
    def head_height(self) -> float:
        return self.row_height(tuple(replace(one, bold=True) for one in self.heads))

    @property
    def height(self) -> float:
        return self.head_height + sum(self.row_height(row) for row in self.rows)

    def row_height(self, row: Sequence[Said]) -> float:
        return 2 * DOWN + max(
            height(cell.words, self.size, room - 2 * ACROSS, bold=cell.bold)
            for cell, room in zip(row, self.widths, strict=True)
        )


def grids(grid: Grid, room: float) -> Iterator[Grid]:
    """The grid in parts at most `room` points high, each with the head."""
    free = room - grid.head_height
    held: list[tuple[Said, ...]] = []
    used = 0.0
    for row in (part for whole in grid.rows for part in _parts(grid, whole, free)):
        needed = grid.row_height(row)
        if held and used + needed > free:
            yield replace(grid, rows=tuple(held))
            held, used = [], 0.0
        held.append(row)
        used += needed
    if held:
        yield replace(grid, rows=tuple(held))


def _parts(grid: Grid, row: tuple[Said, ...], free: float) -> Iterator[tuple[Said, ...]]:
    """The row, or rows of as many lines as fit when it is higher than a slide."""
    if grid.row_height(row) <= free:
        yield row
        return
    most = max(1, int((free - 2 * DOWN) // (grid.size * LINE)))
    cells = [
        _chunks(cell, grid.size, room - 2 * ACROSS, most) for cell, room in zip(row, grid.widths, strict=True)
    ]
    for at in range(max(map(len, cells))):
        yield tuple(
            replace(cell, words=chunks[at] if at < len(chunks) else "")
            for cell, chunks in zip(row, cells, strict=True)
        )


def _chunks(cell: Said, size: float, room: float, most: int) -> list[str]:
    """The words in pieces of at most `most` lines."""
    lines: list[str] = []
    for one in cell.words.split("\n"):
        start = 0
        for at, end in enumerate(line_ends(one, size, room, bold=cell.bold)):
            lines.append(("\n" if at == 0 and lines else "") + one[start:end])
            start = end
    return ["".join(lines[at : at + most]).strip("\n ") for at in range(0, len(lines), most)]
