"""
The objects of a PDF file as Typst writes it, and the same objects as a smaller file: many packed together in streams.

Knows files with one plain table of cross-references and nothing of what the objects say. ISO 32000-1 has the rules:
7.5.4 for the table, 7.5.7 for object streams, 7.5.8 for the table as a stream.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence

TOGETHER = 250  # objects in one stream: a reader unpacks it whole for any of them
LEVEL = 4  # a fiftieth larger than the usual 6 and made in three quarters of the time
FREE, PLAIN, PACKED = 0, 1, 2
_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ENTRIES = re.compile(rb"xref\s+0 (\d+)\s+")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+")
_ENTRY = 20


class NotUnderstood(ValueError):
    """The file is laid out in another way than this version of Typst does it."""


def objects(content: bytes) -> dict[int, bytes]:
    """What stands between `obj` and `endobj`, by the object's number."""
    at = int(_found(_TABLE, content, max(0, len(content) - 64)).group(1))
    table = _found(_ENTRIES, content, at)
    lines = (
        content[place : place + 18]
        for place in range(table.end(), table.end() + _ENTRY * int(table.group(1)), _ENTRY)
    )
    places = sorted((int(line[:10]), number) for number, line in enumerate(lines) if line.endswith(b" n"))
    ends = [place for place, _ in places[1:]] + [at]
    return {
        number: _body(content[place:end], number) for (place, number), end in zip(places, ends, strict=True)
    }


def packed(content: bytes, bodies: Mapping[int, bytes]) -> bytes:
    """The file with these bodies for its objects, and what its trailer says; equal bytes for equal bytes."""
    out = bytearray(content[: content.index(b"\n", content.index(b"\n") + 1) + 1])
    size = max(bodies) + 1
    entries = {0: (FREE, 0, 0xFFFF)}
    small = []
    for number, body in bodies.items():
        if body.endswith(b"endstream"):
            entries[number] = (PLAIN, len(out), 0)
            out += _object(number, body)
        else:
            small.append(number)
    for together in _some(small):
        entries |= {number: (PACKED, size, index) for index, number in enumerate(together)}
        entries[size] = (PLAIN, len(out), 0)
        out += _object(size, _of_objects(together, bodies))
        size += 1
    at = len(out)
    entries[size] = (PLAIN, at, 0)
    trailer = _SIZE.sub(b"", _found(_TRAILER, content, content.rindex(b"trailer")).group(1))
    rows = b"".join(struct.pack(">BIH", *entries.get(number, (FREE, 0, 0))) for number in range(size + 1))
    out += _object(size, _stream(b"/Type/XRef/W[1 4 2]/Size %d%b" % (size + 1, trailer), rows))
    out += b"startxref\n%d\n%%%%EOF\n" % at
    return bytes(out)


def _found(pattern: re.Pattern[bytes], content: bytes, start: int) -> re.Match[bytes]:
    found = pattern.search(content, start)
    if found is None:
        raise NotUnderstood(f"The file has no {pattern.pattern!r} where Typst writes it.")
    return found


def _body(whole: bytes, number: int) -> bytes:
    begin = b"%d 0 obj" % number
    whole = whole.rstrip()
    if not (whole.startswith(begin) and whole.endswith(b"endobj")):
        raise NotUnderstood(f"Object {number} is not where the table of the file says.")
    return whole[len(begin) : -len(b"endobj")].strip()


def _object(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _some(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + TOGETHER] for start in range(0, len(numbers), TOGETHER))


def _of_objects(numbers: Sequence[int], bodies: Mapping[int, bytes]) -> bytes:
    index, place = [], 0
    for number in numbers:
        index.append(b"%d %d" % (number, place))
        place += len(bodies[number]) + 1
    head = b" ".join(index) + b"\n"
    said = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(head))
    return _stream(said, head + b"\n".join(bodies[number] for number in numbers))


def _stream(said: bytes, content: bytes) -> bytes:
    held = zlib.compress(content, LEVEL)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (said, len(held), held)
