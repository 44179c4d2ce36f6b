"""
How a figure stood from an instant on, and a figure's states over time: values without a rule.

Made by provenance and calculated_provenance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from indicators.measures.periods import FinancialYear, Month

NO_SYMBOL = "–"
REMOVED = "removed"


@dataclass(frozen=True)
class Standing:
    """
    What a figure was from `at` on: as shown, where it came from, who set it then, and why.

    `why` says why there is no number; `detail` is a target's kind and stated source, or a comparator's published file;
    `changed_when_published`: it took the place of a figure that a published pack had shown.
    """

    shown: str
    why: str
    provisional: bool
    note: str
    detail: str
    source: str
    return_pk: int | None
    by: str
    at: datetime
    reason: str
    removed: bool = False
    withdrawn: bool = False
    changed_when_published: bool = False


@dataclass(frozen=True)
class OutturnHistory:
    """A month's figure: `states` newest first, the first of them the one that stands."""

    month: Month
    states: tuple[Standing, ...]


@dataclass(frozen=True)
class TargetHistory:
    """A year's target, or one month's; `states` as in OutturnHistory."""

    year: FinancialYear
    month: Month | None
    states: tuple[Standing, ...]


@dataclass(frozen=True)
class ComparatorHistory:
    """A geography's figure for a year; `states` are the published files' figures, the one that stands first."""

    geography: str
    year: FinancialYear
    states: tuple[Standing, ...]


@dataclass(frozen=True)
class FiguresOf:
    """Everything held of one indicator: months and years newest first, geographies in their order."""

    code: str
    name: str
    outturns: tuple[OutturnHistory, ...]
    targets: tuple[TargetHistory, ...]
    comparators: tuple[ComparatorHistory, ...]
