"""
What the disclosure rules are told and what they answer: subjects, earlier editions, readings kept back, and for whom.

Values only; the rules are beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from indicators.measures.calculated import Calculation
from indicators.measures.facts import Indicator
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading, Series

Cell = tuple[str, Month]  # an indicator's code, and the month of its reading

THRESHOLD = 5  # the largest count that is small, unless a partnership chooses another


class Audience(Enum):
    """Who is to see the figures: those who work with the data, or everybody else."""

    OFFICERS = "officers"
    BOARD = "board"


KEPT_BACK = Reading.none(Missing.SUPPRESSED, "c")


@dataclass(frozen=True)
class Subject:
    """An indicator with what is held of it; `controlled`: its counts are of children, and small ones are kept back."""

    indicator: Indicator
    series: Series
    controlled: bool
    calculation: Calculation | None = None


@dataclass(frozen=True)
class Earlier:
    """What an earlier edition showed, and what it kept back (None: no count was noted)."""

    shown: Mapping[Cell, Decimal]
    kept_back: Mapping[Cell, Decimal | None]


@dataclass(frozen=True)
class Disclosure:
    """
    Why each reading that is kept back is; and the small counts that can be worked out whatever is kept back now.
    """

    kept_back: Mapping[Cell, str] = field(default_factory=dict)
    given_away: tuple[tuple[Cell, str], ...] = ()

    def of(self, code: str, series: Series) -> Series:
        """The readings as the board may see them."""
        if not any((code, month) in self.kept_back for month in series.months):
            return series
        return Series({m: KEPT_BACK if (code, m) in self.kept_back else reading for m, reading in series})
