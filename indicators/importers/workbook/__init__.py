"""
A workbook's bytes to the cells of its sheets: .xlsx and .ods, judged by content and read in a process of its own.

Knows no layout and evaluates no formula. What a hostile or half-written file must not do is in `packed` (before it is
unpacked), `markup` (its XML) and `process` (time and memory).
"""

from indicators.importers.content import refuse_foreign
from indicators.importers.grid import Book
from indicators.importers.workbook.process import read_apart

MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def recognises(content: bytes) -> bool:
    """Whether the bytes are a packed file, which a workbook is; other packed files are refused when they are read."""
    return content.startswith(MAGIC)


def read_workbook(content: bytes) -> Book:
    """Every sheet with its cells as texts, or ReturnRefused, in at most half a minute whatever the bytes are."""
    if not recognises(content):
        refuse_foreign(content)
    return read_apart(content)
