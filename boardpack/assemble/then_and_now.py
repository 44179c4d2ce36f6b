"""
A figure as an earlier pack showed it beside the same figure now, as both may be told to the board.

A number that is kept back now is in neither, nor is a small one of an indicator that is told with care by now; the
reason of a change is kept back with it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from boardpack.assemble.looked_back import LookedBack
from boardpack.document import Cell
from boardpack.document.canonical import number_text
from boardpack.document.shown import BLANK, NOT_HELD, cell
from indicators.measures.facts import Indicator
from indicators.measures.kinds import KINDS, Kind
from indicators.measures.readings import Missing, Reading, exact
from indicators.queries import Held

WITHHELD = "The reason is kept back, because it could tell a small count."
KEPT_BACK_NOW = Cell("kept back now", why="it could tell a small count")
SHOWN_AS = "c"


def pair_of(
    was: Cell, reading: Reading | None, held: Held, back: LookedBack, now: Cell = NOT_HELD
) -> tuple[Cell, Cell] | None:
    """What was and what is, as they may be told; None where they are the same. `now` is where nothing is held."""
    code, of = held.indicator.code, held.indicator
    now = cell(reading, of) if reading is not None else now
    if says(was) in (says(now), reading.shown if reading and reading.value is None else None):
        return None
    if code in back.careful and reading is not None and is_kept_back(reading):
        return KEPT_BACK_NOW, _bare(now)
    was = masked(was, of, back)
    if was.shown == now.shown:
        was, now = exactly(was, of), exactly(now, of)
    return _bare(was), _bare(now)


def standing_of(was: Cell, reading: Reading) -> tuple[Cell, Cell] | None:
    """The same number, provisional then and final now or the other way round; None for anything else."""
    if was.value is None or reading.value != was.value or reading.provisional == was.provisional:
        return None
    words = ("final", "provisional")
    before, now = (
        replace(was, why=words[held], provisional=False) for held in (was.provisional, reading.provisional)
    )
    return before, now


def counts_of(
    was: tuple[Decimal | None, Decimal | None] | None, reading: Reading, code: str, back: LookedBack
) -> tuple[Cell, Cell] | None:
    """The numerator and denominator behind a number that is the same; None where they are too, or could tell a small count."""
    now = (reading.numerator, reading.denominator)
    if was is None or was == now or reading.value is None or code in back.careful:
        return None
    return _counted(*was), _counted(*now)


def _counted(numerator: Decimal | None, denominator: Decimal | None) -> Cell:
    if numerator is None and denominator is None:
        return NOT_HELD
    over, under = (BLANK if one is None else f"{exact(one):,f}" for one in (numerator, denominator))
    return Cell(f"{over} of {under}")


def masked(was: Cell, of: Indicator, back: LookedBack) -> Cell:
    """What was shown, unless it is a small count of an indicator that is told with care by now."""
    small = was.value is not None and 0 < was.value <= back.threshold
    is_kept = of.code in back.careful and of.kind is Kind.COUNT and small
    return Cell(SHOWN_AS, why=Missing.SUPPRESSED.words) if is_kept else was


def is_kept_back(reading: Reading) -> bool:
    return reading.missing is Missing.SUPPRESSED and reading.symbol == SHOWN_AS


def exactly(one: Cell, of: Indicator) -> Cell:
    """With every place that it has: rounded, the two would read the same."""
    return one if one.value is None else replace(one, shown=f"{number_text(one.value)}{KINDS[of.kind].unit}")


def _bare(one: Cell) -> Cell:
    """Without saying twice why there is no figure, nor whether it may still change."""
    return replace(one, why="" if one.why == one.shown else one.why, provisional=False)


def says(one: Cell) -> Decimal | str:
    """What tells two cells apart: the number, else the symbol or the reason."""
    if one.value is not None:
        return one.value
    return one.shown if one.shown != BLANK else one.why


def why_of(said: str, code: str, back: LookedBack) -> str:
    if not said or code in back.careful:
        return WITHHELD if said else ""
    return said if said.endswith((".", "!", "?")) else f"{said}."
