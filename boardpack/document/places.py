"""
The places of a pack about which something can be asked or decided, by their address within it.

Knows the document and its words only. What was said stands in rows that keep the address, so that it can be told of
after the pack, and `place_words` names it without its document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boardpack.document.pack import ACTIONS, INDICATORS, PARTS, POINTS, PackDocument

WHOLE = "pack"
_INDICATOR, _POINT, _ACTION = "indicator-", "point-", "action-"
_LONGEST = 80


@dataclass(frozen=True)
class Place:
    """`anchor` is kept with what was said, `words` name it, `mark` is where it is found on the pack's page."""

    anchor: str
    words: str
    mark: str


def places_of(document: PackDocument) -> tuple[Place, ...]:
    """Every place, in the pack's order: the whole, its parts, and each point, indicator and action in its part."""
    return tuple(_places(document))


def _places(document: PackDocument) -> Iterator[Place]:
    yield Place(WHOLE, "The pack as a whole", "")
    for part in PARTS:
        yield Place(part.anchor, f"{part.number} {part.title}", part.anchor)
        if part == POINTS:
            for point in document.points:
                words = _short(f"Point {point.number}: {point.text}")
                yield Place(f"{_POINT}{point.number}", words, part.anchor)
        if part == INDICATORS:
            for section in document.sections:
                yield Place(section.anchor, f"{part.number}.{section.number} {section.name}", section.anchor)
        if part == ACTIONS:
            for action in document.actions:
                yield Place(action.anchor, _short(f"{action.reference} {action.title}"), action.anchor)


def indicator_of(anchor: str) -> str:
    """
    The code of the indicator whose section it is; empty for every other place.

    >>> indicator_of("indicator-icpc-in-15-days"), indicator_of("scorecard")
    ('icpc-in-15-days', '')
    """
    return anchor.removeprefix(_INDICATOR) if anchor.startswith(_INDICATOR) else ""


def place_words(anchor: str, names: Mapping[str, str]) -> str:
    """
    The place in words that need no number of a section; `names` are indicators by their codes.

    >>> place_words("indicator-plans", {"plans": "Plans"}), place_words("point-2", {}), place_words("scorecard", {})
    ('Plans', 'Discussion point 2', 'Scorecard')
    >>> place_words("action-SSCP-2021-01", {}), place_words("pack", {})
    ('Action SSCP-2021-01', 'The pack as a whole')
    """
    code = indicator_of(anchor)
    if code:
        return names.get(code, code)
    if anchor.startswith(_POINT):
        return f"Discussion point {anchor.removeprefix(_POINT)}"
    if anchor.startswith(_ACTION):
        return f"Action {anchor.removeprefix(_ACTION)}"
    return next((part.title for part in PARTS if part.anchor == anchor), "The pack as a whole")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
