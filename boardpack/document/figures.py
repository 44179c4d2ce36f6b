"""
Figures as shown: a cell, a status, a direction, and the scorecard that lays them out.

Values only, in finished words. Knows no page and no colour beyond the name of a tone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from boardpack.document.later import LATER


@dataclass(frozen=True)
class Cell:
    """A figure as shown ("1,897", "89%", "N/A"), the number behind it, and why there is none ("not applicable")."""

    shown: str
    value: Decimal | None = None
    why: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class StatusShown:
    """A status as the page shows it: its word, a shape for those who see no colour, the sentence, what stands beside it."""

    word: str
    tone: str  # green, amber, red, neutral or grey: decides colour and shape, never alone
    sentence: str
    beside: str = ""

    @property
    def words(self) -> str:
        """
        >>> StatusShown("red", "red", "62% against 83%.", "target missed").words
        'red, target missed'
        """
        return f"{self.word}, {self.beside}" if self.beside else self.word


@dataclass(frozen=True)
class DirectionShown:
    word: str
    arrow: str  # up, down, level or empty
    sentence: str


@dataclass(frozen=True)
class ScorecardRow:
    """One indicator's line. `anchor` is its section's address within the page."""

    code: str
    number: int
    area: str
    name: str
    kind: str
    basis: str
    to_confirm: str
    readings: tuple[Cell, ...]
    target: Cell
    target_kind: str
    status: StatusShown
    direction: DirectionShown
    own_previous_year: Cell
    region: Cell
    england: Cell

    @property
    def anchor(self) -> str:
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class Scorecard:
    """Every row has as many readings as there are months."""

    months: tuple[str, ...]
    own_heading: str
    region_heading: str
    england_heading: str
    rows: tuple[ScorecardRow, ...]


@dataclass(frozen=True)
class ComparatorShown:
    """
    A comparator with its year and the file it came from, and how the reading stands beside it.

    `gap`, `rank`, `change` and `why` are sentences (or say in a few words that there is none); `compared` is a word such
    as "better", or "not compared". The numbers behind them are in the indicator's own unit, unrounded, None where the
    words say why: `place` among `of` figures, 1 the best, and the 95% interval from `lower` to `upper`.
    """

    geography: str
    year: str
    figure: Cell
    gap: str
    vintage: str
    rank: str = field(default="", metadata=LATER)
    change: str = field(default="", metadata=LATER)
    compared: str = field(default="", metadata=LATER)
    why: str = field(default="", metadata=LATER)
    gap_number: Decimal | None = field(default=None, metadata=LATER)
    place: int | None = field(default=None, metadata=LATER)
    of: int = field(default=0, metadata=LATER)
    quartile: str = field(default="", metadata=LATER)
    change_number: Decimal | None = field(default=None, metadata=LATER)
    lower: Decimal | None = field(default=None, metadata=LATER)
    upper: Decimal | None = field(default=None, metadata=LATER)

    @property
    def said(self) -> tuple[str, ...]:
        """The sentences that say how things stand, without those that say why nothing can be said."""
        told = (
            (self.rank, self.place is not None),
            (self.change, self.change_number is not None),
            (self.why, self.lower is not None),
        )
        return tuple(words for words, is_known in told if words and is_known)
