"""
What bytes are not: a PDF, a workbook, a web page. Judged by what they hold, never by the file's name.

Each kind is one line with the sentence that says what to do instead; a format that the product learns to read is
asked before this table is.
"""

import re

from indicators.importers.grid import MAX_BYTES, TOO_BIG
from indicators.importers.problems import refused

_SAVE_AS = "save the sheet with the figures as CSV or tab-separated text"
_TAGS = rb"(?:!doctype|html|head|body|table|meta|script|style|div|p|h[1-6])\b"
_WEB_PAGE = rb"(?:\xef\xbb\xbf)?\s*<(?:!--|\?xml|" + _TAGS + rb")"

FOREIGN: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (
        re.compile(rb"\s*%PDF-"),
        f"This is a PDF, whatever its name says: open the spreadsheet that it was made from and {_SAVE_AS}.",
    ),
    (
        re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"),
        "This is a packed file (zip), whatever its name says: unpack it and import the table inside.",
    ),
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        f"This is an old Office file (.xls, .doc), whatever its name says: open it and {_SAVE_AS}.",
    ),
    (
        re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh"),
        "This is a compressed file, whatever its name says: unpack it and import the table inside.",
    ),
    (
        re.compile(_WEB_PAGE, re.IGNORECASE),
        f"This is a web page or XML, whatever its name says: open it in a spreadsheet and {_SAVE_AS}.",
    ),
    (
        re.compile(rb"\{\\rtf"),
        "This is a word processor's document, whatever its name says: copy the table to a spreadsheet and save it as CSV.",
    ),
)


def refuse_foreign(content: bytes) -> None:
    """ReturnRefused when the bytes are too many, none at all, or something that is no text table."""
    if len(content) > MAX_BYTES:
        raise refused(TOO_BIG)
    if not content:
        raise refused("The file is empty: choose the file that holds the return.")
    for signature, sentence in FOREIGN:
        if signature.match(content[:1024]):
            raise refused(sentence)
