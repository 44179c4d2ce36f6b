"""
Cells of a long table: read from their rows when they are asked for, and forgotten when some thousands of others have been.

Knows no layout: which rows a cell is read from is for the layout to say.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from indicators.importers.table import Cell

_REMEMBERED = 6_000  # cells that are held at once

Read = Callable[[], tuple[Cell, ...]]


class Memory:
    """The cells that were read last, by the number of the row that they belong to."""

    def __init__(self) -> None:
        self._cells: dict[int, tuple[Cell, ...]] = {}
        self._count = 0

    def cells(self, number: int, read: Read) -> tuple[Cell, ...]:
        cells = self._cells.get(number)
        if cells is None:
            if self._count > _REMEMBERED:
                self._cells.clear()
                self._count = 0
            cells = self._cells[number] = read()
            self._count += len(cells)
        return cells


class CellsReadAgain(Sequence[Cell]):
    """So many cells of one indicator, equal to any sequence of the same cells."""

    def __init__(self, memory: Memory, number: int, count: int, read: Read) -> None:
        self._memory, self._number, self._count, self._read = memory, number, count, read

    def _cells(self) -> tuple[Cell, ...]:
        return self._memory.cells(self._number, self._read)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells())

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, index: int | slice) -> Cell | tuple[Cell, ...]:
        return self._cells()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, whose hash it does not have
