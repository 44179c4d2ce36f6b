"""
The scorecard of any one month, and one indicator over time: what the site shows beside the packs.

Values only, in finished words, made live for readers of drafts and from published packs for everybody else. Knows no
page and no row.
"""

from __future__ import annotations

from dataclasses import dataclass

from boardpack.document.figures import Scorecard, ScorecardRow
from boardpack.document.sections import Definition, IndicatorSection, Text
from indicators.measures.periods import Month


@dataclass(frozen=True)
class MonthRow(ScorecardRow):
    """A row of the scorecard; `exception` says why the board must look, `sentence` in one line; empty when it need not."""

    agency: str = ""
    exception: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class MonthScorecard:
    """
    A month's scorecard, exceptions first. `pack` is the title of the pack that it is taken from, empty when it is live or there is none.

    `rows` are those that were asked for, `total` how many there are; `areas` and `agencies` are the choices, `months` those
    that can be chosen, newest first.
    """

    month: Month
    pack: str
    is_live: bool
    card: Scorecard
    rows: tuple[MonthRow, ...]
    total: int
    areas: tuple[str, ...]
    agencies: tuple[str, ...]
    months: tuple[Month, ...]
    anchors: dict[str, dict[str, str]]

    @property
    def earlier(self) -> Month | None:
        return next((one for one in self.months if one < self.month), None)

    @property
    def later(self) -> Month | None:
        return next((one for one in reversed(self.months) if one > self.month), None)

    @property
    def exceptions(self) -> tuple[MonthRow, ...]:
        return tuple(row for row in self.rows if row.exception)


@dataclass(frozen=True)
class SaidIn:
    """What was said of an indicator in one month, and of which pack that is part ("" on the live page)."""

    month: str
    texts: tuple[Text, ...]
    pack: str = ""


@dataclass(frozen=True)
class IndicatorPage:
    """
    One indicator from `first` to `last`, judged in the section's month; the section's chart is of that range.

    `months` are those that can be chosen, newest first. `pack` is the title of the pack that the words are taken from,
    empty when they are live; `pk` is the indicator's row on the desk, None where the words are a pack's.
    """

    section: IndicatorSection
    definition: Definition | None
    pack: str
    months: tuple[Month, ...]
    first: Month
    last: Month
    said: tuple[SaidIn, ...]
    pk: int | None = None

    @property
    def is_live(self) -> bool:
        return not self.pack

    @property
    def is_compared(self) -> bool:
        """Whether more is held of its comparators than figure and gap: packs frozen earlier have no more."""
        return any(one.rank or one.change or one.compared for one in self.section.comparators)
