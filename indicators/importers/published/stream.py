"""
Bytes of a published CSV file to its records, one at a time, so that memory stays flat however long the file is.

UTF-8 with or without its mark, else Windows' cp1252; LF, CRLF or CR. Knows no column.
"""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from indicators.importers.problems import ReturnRefused, refused

_CHUNK = 1 << 16
_LONGEST_LINE = 1_000_000
_LINE_END = re.compile(rb"[\r\n]")
_NOT_TEXT = "This is not a CSV file in UTF-8 or Windows' encoding: download it again as CSV from where it is published."
_TOO_LONG = (
    f"A line of this file is longer than {_LONGEST_LINE:,} characters, which no row of a published file is: download "
    "the file again as CSV."
)


@dataclass(frozen=True)
class Examined:
    """What a first look at the bytes found."""

    encoding: str
    delimiter: str
    sha256: str


def examined(opened: BinaryIO) -> Examined:
    """The whole file looked through once, in pieces; it stands at its beginning again afterwards."""
    digest, decoder, utf8, run, first = (
        hashlib.sha256(),
        codecs.getincrementaldecoder("utf-8")(),
        True,
        0,
        b"",
    )
    while chunk := opened.read(_CHUNK):
        first = first or chunk
        digest.update(chunk)
        if b"\0" in chunk:
            raise refused(_NOT_TEXT)
        utf8 = utf8 and _decodes(decoder, chunk)
        run = _line_so_far(chunk, run)
    utf8 = utf8 and _decodes(decoder, b"", last=True)
    opened.seek(0)
    if not first.strip():
        raise refused("The file is empty: download it again from where it is published.")
    head = _LINE_END.split(first, maxsplit=1)[0]
    delimiter = max((b",", b"\t", b";"), key=head.count).decode()  # the first of equals
    return Examined("utf-8-sig" if utf8 else "cp1252", delimiter, digest.hexdigest())


def records(opened: BinaryIO, found: Examined) -> Iterator[tuple[int, list[str]]]:
    """Every record with its row number, as a spreadsheet counts them; the file is read from its beginning."""
    opened.seek(0)
    text = io.TextIOWrapper(opened, encoding=found.encoding, newline="")
    number = 0
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=found.delimiter, strict=True), start=1):
            yield number, cells
    except csv.Error as problem:
        raise _broken(number + 1) from problem
    except UnicodeDecodeError as problem:
        raise refused(_NOT_TEXT) from problem  # it is read ahead, so the row is not known
    finally:
        text.detach()  # the file stays open for whoever opened it


def _broken(row: int) -> ReturnRefused:
    return refused(
        "A quotation mark opens here that is not closed in its cell, so the file may have been cut short: download it "
        "again from where it is published.",
        row,
    )


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, last: bool = False) -> bool:
    try:
        decoder.decode(chunk, last)
    except UnicodeDecodeError:
        return False
    return True


def _line_so_far(chunk: bytes, run: int) -> int:
    """How long the line is that goes on after this piece."""
    ends = [found.start() for found in (_LINE_END.search(chunk),) if found]
    if not ends and run + len(chunk) > _LONGEST_LINE:
        raise refused(_TOO_LONG)
    if not ends:
        return run + len(chunk)
    return len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
