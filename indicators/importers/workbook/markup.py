"""
A stream of XML walked once, element by element, in constant memory.

Names come as "namespace name". A document type definition is refused where it begins, so no entity is ever defined,
expanded or fetched.
"""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from indicators.importers.problems import refused
from indicators.importers.workbook.packed import BROKEN
from indicators.importers.workbook.refusals import ENTITIES, damaged

_CHUNK = 256 * 1024

Attributes = dict[str, str]


def walk(
    stream: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Calls `start`, `end` and `text` as the elements come; ReturnRefused when it is no XML, or a damaged member."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_definition
    parser.EntityDeclHandler = _refuse_definition
    try:
        with stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, *BROKEN) as problem:
        raise damaged() from problem


def _refuse_definition(*_: object) -> None:
    raise refused(ENTITIES)


def is_yes(value: str | None) -> bool:
    """An attribute that is true, in either of XML's ways of writing so."""
    return value in {"1", "true"}
