"""
What the fonts of the PDF can draw: characters they lack are shown as a replacement mark, invisible ones are left out.

PDF/UA-1 forbids a character that no font of the file can draw, so one emoji in a commentary would refuse a whole pack.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
UNKNOWN = "□"
LAID_OUT = frozenset("\n")  # the template makes lines of it
_NOT_PLAIN = re.compile("[^\x00-\u024f\u2000-\u20cf\u2100-\u22ff]")
_ESCAPED = re.compile(r'\\(?![n"\\])')  # how JSON writes a control character


def drawable(value: Any) -> Any:
    """
    The same value with every text in it drawable; keys stay.

    >>> drawable({"words": ["5\u202f000 \N{SNOWMAN}\x07", 3]})
    {'words': ['5\u202f000 □', 3]}
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {key: drawable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [drawable(one) for one in value]
    return value


def drawable_json(value: Any) -> str:
    """
    The value as JSON, every text in it drawable. Nearly every pack is drawable as it is, which one look at all its letters says.

    >>> drawable_json(["plain", 3]), drawable_json(["\N{SNOWMAN}"])
    ('["plain", 3]', '["□"]')
    """
    text = json.dumps(value, ensure_ascii=False)
    if _ESCAPED.search(text) or not _held().issuperset(map(ord, set(text))):
        return json.dumps(drawable(value), ensure_ascii=False)
    return text


def is_plain(words: str) -> bool:
    """
    Whether every letter is one that has its accents in it: Latin, punctuation and signs, and no accent typed by itself.

    >>> is_plain("Zoë – 5 °C → “no”"), is_plain("Zoe\u0308"), is_plain("Ωμέγα")
    (True, False, False)
    """
    return _NOT_PLAIN.search(words) is None


def _text(words: str) -> str:
    lacking = {letter for letter in set(words) if letter not in LAID_OUT and ord(letter) not in _held()}
    return words.translate({ord(letter): _instead(letter) for letter in lacking}) if lacking else words


def _instead(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Zs", "Zl", "Zp"} or letter in "\t\r\v\f":
        return " "
    return (
        ""
        if category in {"Cc", "Cf", "Cs"} or "VARIATION SELECTOR" in unicodedata.name(letter, "")
        else UNKNOWN
    )


@cache
def _held() -> frozenset[int]:
    """Code points that every one of the fonts has."""
    maps = []
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            maps.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*maps)
