"""
The rows of a long table in little memory: bytes one behind the other, made into rows each time they are asked for.

Knows no heading. A short table, or that of a workbook, is a plain tuple of rows; both are read alike.
"""

import base64
import binascii
import json
import zlib
from abc import abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, overload

from indicators.importers.grid import GridRow
from indicators.importers.problems import refused

LONG = 5_000  # figures: from here on a table is kept packed, and its cells are read again and again rather than held
_PORTION = 1_000  # rows that are packed at once
_BETWEEN, _AS_JSON = "\x1f", "\x1e"  # control characters: a row whose own texts have them is written as JSON


class Rows(Sequence[GridRow]):
    """Rows that are made when they are asked for; equal to any sequence of the same rows."""

    @abstractmethod
    def row(self, index: int) -> GridRow:
        """The row at this place, counted from 0 and never from the end."""

    @overload
    def __getitem__(self, index: int) -> GridRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[GridRow, ...]: ...
    def __getitem__(self, index: int | slice) -> GridRow | tuple[GridRow, ...]:
        chosen = range(len(self))[index]
        return self.row(chosen) if isinstance(chosen, int) else tuple(map(self.row, chosen))

    def __iter__(self) -> Iterator[GridRow]:
        return map(self.row, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, whose hash it does not have


class PackedRows(Rows):
    """Rows as they came, each as many bytes as its texts have and a few more."""

    def __init__(self, rows: Iterable[GridRow] = ()) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])
        self._numbers = array("L")
        for row in rows:
            self.append(row.number, row.cells)

    def __len__(self) -> int:
        return len(self._numbers)

    def append(self, number: int, cells: Sequence[str]) -> None:
        text = _BETWEEN.join(cells)
        if text.count(_BETWEEN) + 1 != len(cells) or text.startswith(_AS_JSON):
            text = _AS_JSON + _encoded(cells)
        self._bytes += text.encode()
        self._ends.append(len(self._bytes))
        self._numbers.append(number)

    def row(self, index: int) -> GridRow:
        text = self._bytes[self._ends[index] : self._ends[index + 1]].decode()
        cells = json.loads(text[1:]) if text.startswith(_AS_JSON) else text.split(_BETWEEN)
        return GridRow(self._numbers[index], tuple(cells))


class ChosenRows(Rows):
    """Some of a table's rows, by their places in it."""

    def __init__(self, rows: Sequence[GridRow], places: "array[int]") -> None:
        self._rows, self._places = rows, places

    def __len__(self) -> int:
        return len(self._places)

    def row(self, index: int) -> GridRow:
        return self._rows[self._places[index]]


class ChangedRows(Rows):
    """A first row, and behind it these rows, each as `change` makes it."""

    def __init__(self, first: GridRow, rows: Sequence[GridRow], change: Callable[[GridRow], GridRow]) -> None:
        self._first, self._rows, self._change = first, rows, change

    def __len__(self) -> int:
        return len(self._rows) + 1

    def row(self, index: int) -> GridRow:
        return self._change(self._rows[index - 1]) if index else self._first


def is_long(rows: Sequence[GridRow], figures: int = 1) -> bool:
    """Whether these rows, of so many figures each, are packed and so many that what is made of them is not held."""
    return isinstance(rows, PackedRows) and len(rows) * figures > LONG


def packed_text(rows: Sequence[GridRow]) -> str:
    """
    The rows in a text of a tenth of their length: lines of JSON, [number, [cells]], compressed, in base 64.

    >>> [row.cells for row in unpacked(packed_text([GridRow(2, ("Plans", "1"))]))]
    [('Plans', '1')]
    """
    packer = zlib.compressobj(level=6)
    pieces = []
    for start in range(0, len(rows), _PORTION):
        lines = (f"[{row.number},{_encoded(row.cells)}]\n" for row in rows[start : start + _PORTION])
        pieces.append(packer.compress("".join(lines).encode()))
    pieces.append(packer.flush())
    return base64.b64encode(b"".join(pieces)).decode()


def unpacked(text: str, most: int | None = None) -> PackedRows:
    """The rows again, or the first of them; ReturnRefused where the text is none of `packed_text`."""
    found = PackedRows()
    try:
        for line in islice(_lines(base64.b64decode(text)), most):
            number, cells = json.loads(line)
            found.append(number, cells)
    except (ValueError, TypeError, zlib.error, binascii.Error) as problem:
        raise refused(
            "This return was kept in a form that is no longer read: import the file again."
        ) from problem
    return found


def _lines(content: bytes) -> Iterator[bytes]:
    """The lines of what is compressed, a piece at a time."""
    unpacker, rest = zlib.decompressobj(), b""
    while content and not unpacker.eof:
        *lines, rest = (rest + unpacker.decompress(content, 64 * 1024)).split(b"\n")
        content = unpacker.unconsumed_tail
        yield from lines
    if rest or not unpacker.eof:
        raise ValueError("cut short")


_encoded: Callable[[Any], str] = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
