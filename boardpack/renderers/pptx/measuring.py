"""
How much room words take: widths in points after the measures of Arial and its likes, with a little to spare.

No font is asked: a slide is drawn with whatever font its reader has. Knows no slide.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

LINE = 1.22  # of the letters' size, from one line to the next
TO_SPARE = 1.07
BOLD = 1.08
_GROUPS = {
    222: "ijl'|‘’",
    278: " .,:;!ftI/\\[]\u202f\u00a0",
    333: "()-r`“”",
    400: '*"°{}',
    500: "kszcvxyJ",
    611: "FTZ",
    584: "^~+=<>−",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@—…",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_COMMON, _OTHER = 556, 1015


def width(words: str, size: float, *, bold: bool = False) -> float:
    """
    Points that the words take in one line.

    >>> round(width("Oct-21", 10), 1)
    32.1
    """
    return sum(map(_units, words)) * _share(size, bold)


@cache
def _units(letter: str) -> int:
    return _WIDTHS.get(letter, _COMMON if letter < "\u02b0" else _OTHER)


def _share(size: float, bold: bool) -> float:
    return size / 1000 * TO_SPARE * (BOLD if bold else 1)


@lru_cache(maxsize=20_000)
def line_ends(words: str, size: float, room: float, *, bold: bool = False) -> tuple[int, ...]:
    """
    Where each line ends when the words are set in lines of `room` points; a word wider than a line is broken.

    >>> line_ends("one two three", 10, 42)
    (7, 13)
    """
    return tuple(_ends(words, room / _share(size, bold))) or (0,)


def _ends(words: str, room: float) -> Iterator[int]:
    start, blank, used, at = 0, -1, 0, 0
    while at < len(words):
        letter = words[at]
        used += _units(letter)
        if letter == " ":
            blank = at
        elif used > room and at > start:
            end = blank if blank > start else at
            yield end
            start = end + 1 if end == blank else end
            at, used, blank = start, 0, -1
            continue
        at += 1
    if start < len(words):
        yield len(words)


def height(words: str, size: float, room: float, *, bold: bool = False) -> float:
    """
    Points that the words take downwards, one paragraph for each line break in them.

    >>> height("one two three\\nfour", 10, 42)
    36.6
    """
    lines = sum(len(line_ends(one, size, room, bold=bold)) for one in words.split("\n"))
    return round(lines * size * LINE, 1)
