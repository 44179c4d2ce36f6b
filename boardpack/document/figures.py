"""
Figures as shown: a cell, a status, a direction, and the scorecard that lays them out.

Values only, in finished words. Knows no page and no colour beyond the name of a tone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
    """A comparator with its year and the file it came from."""

    geography: str
    year: str
    figure: Cell
    gap: str
    vintage: str
