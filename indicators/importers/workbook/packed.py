"""
A packed file before it is unpacked: its size, its members, and what must not be among them.

Knows no sheet. The directory is judged first, so that nothing is unpacked that would not fit; then every XML member is
looked through for definitions, because another reader reads them after us.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from indicators.importers.grid import MAX_BYTES, TOO_BIG
from indicators.importers.problems import refused
from indicators.importers.workbook.refusals import ENTITIES, PASSWORD, damaged, unusual

MAX_MEMBERS = 500
MAX_UNPACKED = 64 * 1024 * 1024
MAX_RATIO = 300  # a sheet of empty rows packs about 1 : 100
_SMALL = 1024 * 1024  # below this a high ratio does no harm
_CHUNK = 1024 * 1024
_LOCAL_HEADER = 30  # bytes before a member's name
_NO_MORE = (
    "This workbook has more than 500 parts or unpacks to more than 64 MB, which no return does: save the sheet with the "
    "figures as a workbook of its own."
)
_TOO_TIGHT = (
    f"This workbook unpacks to more than {MAX_RATIO} times its size, which no return does: save the sheet with the "
    "figures as a workbook of its own."
)
_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 32  # bytes of the chunk before, so that no definition hides between two
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii"}
_READ = ("xl/", "[Content_Types].xml", "content.xml")  # what is read of a workbook is here
_START = 256
_XML_NAMES = (".xml", ".rels", ".vml")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Packed:
    """The members of a packed file that has passed; ReturnRefused otherwise."""

    def __init__(self, content: bytes) -> None:
        if len(content) > MAX_BYTES:
            raise refused(TOO_BIG)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN as problem:
            raise damaged() from problem
        members = self._zip.infolist()
        _refuse_directory(members)
        self.names = frozenset(member.filename for member in members)

    def open(self, name: str) -> IO[bytes]:
        """The member unpacked as a stream; DAMAGED when there is none."""
        if name not in self.names:
            raise damaged()
        try:
            return self._zip.open(name)
        except BROKEN as problem:
            raise damaged() from problem

    def read(self, name: str) -> bytes:
        try:
            with self.open(name) as stream:
                return stream.read()
        except BROKEN as problem:
            raise damaged() from problem

    def refuse_definitions(self) -> None:
        """Looks through every XML member to its end, which also proves each against its check sum."""
        for name in sorted(self.names):
            if name.lower().endswith(_XML_NAMES):
                self._look_through(name)

    def _look_through(self, name: str) -> None:
        before = b""
        wide = False  # two bytes a character, as parts that no reader of ours opens may be
        for number, chunk in enumerate(self._chunks(name)):
            if number == 0:
                wide = b"\x00" in chunk[:_START]
            joined = before + chunk
            if _DEFINITION.search(joined.replace(b"\x00", b"") if wide else joined):
                raise refused(ENTITIES)
            if number == 0 and name.startswith(_READ):
                _refuse_encoding(chunk[:_START])
            before = chunk[-_OVERLAP:]

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except BROKEN as problem:
            raise damaged() from problem


def _refuse_directory(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 0x1 for member in members):
        raise refused(PASSWORD)
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise refused(_NO_MORE)
    if any(member.file_size > max(_SMALL, MAX_RATIO * member.compress_size) for member in members):
        raise refused(_TOO_TIGHT)
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        raise unusual()
    if len({member.filename.casefold() for member in members}) < len(members) or _overlap(members):
        raise unusual()


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes, as those of a zip bomb do."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            return True
        end = member.header_offset + _LOCAL_HEADER + member.compress_size
    return False


def _refuse_encoding(start: bytes) -> None:
    """Only UTF-8, the one encoding that every reader reads alike."""
    declared = _ENCODING.match(start)
    if b"\x00" in start or (declared and declared[1].lower() not in _ENCODINGS):
        raise unusual()
