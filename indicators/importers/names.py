"""
How words in a return are compared and quoted: case, spacing and punctuation make no difference.

Knows no indicator and no heading.
"""

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)  # what copying from a web page or Word leaves behind
_LONGEST_QUOTE = 100
_SHORT, _CACHED = (
    100,
    10_000,
)  # words that are looked at only once, as the same ones stand in thousands of rows


def tidy(text: str) -> str:
    """The words with single spaces between them and no characters that cannot be seen."""
    return _tidy_short(text) if len(text) <= _SHORT else _tidy(text)


def key(text: str) -> str:
    """What is left to compare: letters and digits in lower case, with % and & spelt out."""
    return _key_short(text) if len(text) <= _SHORT else _key(text)


def _tidy(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def _key(text: str) -> str:
    spelt = unicodedata.normalize("NFKC", text).replace("%", " percentage ").replace("&", " and ")
    return "".join(character for character in spelt.casefold() if character.isalnum())


_tidy_short = lru_cache(_CACHED)(_tidy)
_key_short = lru_cache(_CACHED)(_key)


def quoted(text: str) -> str:
    """The text in quotation marks, cut where it is long."""
    words = tidy(text)
    return f"“{words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + '…'}”"


def slug(text: str) -> str:
    """The words as a code: lower-case ASCII letters and digits with hyphens between; empty when there are none."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall("[a-z0-9]+", ascii_only))


def shortened(text: str, length: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `length`."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:") + "…"
