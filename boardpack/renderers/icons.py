"""
Variation and assurance as small pictures with words: what kind of change the last reading is, and whether the target holds.

SVG without scripts or style attributes. Each state has a shape and a letter of its own, so that none is known by its
colour alone; the words beside a picture are the document's and the whole of what it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from boardpack.document.process import ASSURANCE, VARIATION
from boardpack.renderers.frame import escaped
from indicators.measures.spc import Assurance, Judgement

SIZE = 32
COMMON, BETTER, WORSE, NEUTRAL = "#505a5f", "#12436d", "#a8480f", "#6b4c9a"

_CIRCLE = '<circle cx="16" cy="16" r="13"{}/>'
_DIAMOND = '<path d="M16 2 30 16 16 30 2 16z"{}/>'
_SQUARE = '<path d="M4 4h24v24H4z"{}/>'
_WAVE = (
    '<path d="M6 17q3.5-9 7 0t7 0t6-3" fill="none" stroke="{}" stroke-width="2.5" stroke-linecap="round"/>'
)


@dataclass(frozen=True)
class Icon:
    """The picture as markup, hidden from screen readers, and the words that say the same."""

    svg: str
    words: str


@dataclass(frozen=True)
class _Sign:
    shape: str
    colour: str
    letter: str


_VARIATION: Mapping[tuple[Judgement, int], _Sign] = {
    (Judgement.COMMON, 0): _Sign(_CIRCLE, COMMON, ""),
    (Judgement.IMPROVEMENT, 1): _Sign(_CIRCLE, BETTER, "H"),
    (Judgement.IMPROVEMENT, -1): _Sign(_CIRCLE, BETTER, "L"),
    (Judgement.CONCERN, 1): _Sign(_DIAMOND, WORSE, "H"),
    (Judgement.CONCERN, -1): _Sign(_DIAMOND, WORSE, "L"),
    (Judgement.NEUTRAL_HIGH, 1): _Sign(_SQUARE, NEUTRAL, "H"),
    (Judgement.NEUTRAL_LOW, -1): _Sign(_SQUARE, NEUTRAL, "L"),
}
_ASSURANCE: Mapping[Assurance, _Sign] = {
    Assurance.PASS: _Sign(_CIRCLE, BETTER, "P"),
    Assurance.FAIL: _Sign(_DIAMOND, WORSE, "F"),
    Assurance.HIT_OR_MISS: _Sign(_SQUARE, COMMON, "?"),
}


def variation_icon(judgement: Judgement | None, direction: int = 0) -> Icon | None:
    """
    `direction` is that of the point: 1 high or rising, -1 low or falling, 0 common cause. None without a judgement.

    >>> variation_icon(Judgement.CONCERN, -1).words
    'Special cause, concerning: low or falling'
    """
    if judgement is None:
        return None
    return Icon(_drawn(_VARIATION[judgement, direction]), VARIATION[judgement, direction])


def assurance_icon(assurance: Assurance | None) -> Icon | None:
    """None without a target, a polarity or limits."""
    return None if assurance is None else Icon(_drawn(_ASSURANCE[assurance]), ASSURANCE[assurance])


def _drawn(sign: _Sign) -> str:
    look = f' fill="#ffffff" stroke="{sign.colour}" stroke-width="2.5"'
    inside = (
        f'<text x="16" y="21.5" text-anchor="middle" font-family="arial, sans-serif" font-size="15" '
        f'font-weight="bold" fill="{sign.colour}">{escaped(sign.letter)}</text>'
        if sign.letter
        else _WAVE.format(sign.colour)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}" '
        f'aria-hidden="true" focusable="false">{sign.shape.format(look)}{inside}</svg>'
    )
