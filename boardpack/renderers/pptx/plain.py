"""
Words that a slide can hold: characters that XML has no place for are dropped, every blank is a blank.

What anybody typed is words and nothing else; the library escapes what markup would take for its own.
"""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def plain(words: str) -> str:
    """
    One line of words.

    >>> plain("5\\x07 of\\n8")
    '5 of 8'
    """
    return lines(words).replace("\n", " ")


def lines(words: str) -> str:
    """The same, with its line breaks."""
    return _NOT_XML.sub("", _BREAKS.sub("\n", words)).replace("\t", " ")
