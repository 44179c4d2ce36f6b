"""
What a check is told of an indicator whose figures were just entered, and what it answers.

Holds no rule. Made by indicators.queries.checks from rows and what was read; made by hand in tests.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from indicators.measures.facts import Comparator, Event, Indicator, Target
from indicators.measures.in_month import derive, step_of
from indicators.measures.kinds import BASES, Basis, Kind, RelationKind, RelationRole
from indicators.measures.periods import Month
from indicators.measures.process import USUAL, ChartSettings
from indicators.measures.readings import Series
from indicators.measures.wording import figure

_MOST_PLACES = 4  # as many as an outturn is stored with


class Level(StrEnum):
    """An error is what cannot be true; a warning may be true, once a person has confirmed it with a note."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class WrittenAs:
    """
    How a row of figures was written: its outturn type in its own words and as a kind, and its first figure with a %.

    `typed` None: no type, or one that is no kind. `with_percent` empty: no figure had a sign.
    """

    outturn_type: str = ""
    typed: Kind | None = None
    with_percent: str = ""


@dataclass(frozen=True)
class Member:
    """An indicator in a relation, the part that it plays, and its readings with the new ones among them."""

    role: RelationRole
    indicator: Indicator
    series: Series

    @cached_property
    def in_month(self) -> Series:
        return derive(self.indicator, self.series).series


@dataclass(frozen=True)
class RelationFacts:
    """A declared relation with all of its members, in the order in which they were declared."""

    kind: RelationKind
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Checked:
    """
    An indicator, its readings with the new ones among them, and the months that were entered.

    `targets` and `comparators` are those just given. `published` are the vintages held of its comparators, without
    figures that a return has brought. `events` and `settings` are the process chart's, as the chart itself has them.
    """

    indicator: Indicator
    series: Series
    months: tuple[Month, ...] = ()
    targets: tuple[Target, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    written: tuple[WrittenAs, ...] = ()
    relations: tuple[RelationFacts, ...] = ()
    published: tuple[Comparator, ...] = ()
    events: tuple[Event, ...] = ()
    settings: ChartSettings = USUAL

    @cached_property
    def in_month(self) -> Series:
        """What happened in each month alone, found once for every check that asks."""
        return derive(self.indicator, self.series).series

    @cached_property
    def touched(self) -> frozenset[Month]:
        """The months whose in-month reading the entered ones decide: where it is a difference, also the one after each."""
        if not self.is_parted:
            return frozenset(self.months)
        step = step_of(self.indicator)
        return frozenset(self.months) | {month.plus(step) for month in self.months}

    @property
    def is_parted(self) -> bool:
        """Whether its in-month readings are differences of what is entered."""
        return self.indicator.basis not in (Basis.IN_MONTH, Basis.MONTH_END)

    @property
    def is_total(self) -> bool:
        """Whether its readings add up over months; a percentage is never a total."""
        return BASES[self.indicator.basis].running and self.indicator.kind is not Kind.PERCENTAGE


@dataclass(frozen=True)
class Found:
    """
    What a check has found. `rests_on`: the figures that would have to change for it to be looked at again.

    `code` and `concerns` are set where a relation speaks of several indicators: the one that leads it, and all of them.
    """

    month: Month | None
    message: str
    rests_on: tuple[str, ...]
    code: str = ""
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """`words` say in a few words what it looks for."""

    name: str
    level: Level
    words: str
    function: Callable[[Checked], Iterable[Found]]


def places_of(value: Decimal) -> int:
    """
    Decimal places that a number has, four at most.

    >>> places_of(Decimal("71.9")), places_of(Decimal(1897))
    (1, 0)
    """
    return min(max(-int(value.as_tuple().exponent), 0), _MOST_PLACES)


def as_entered(value: Decimal, indicator: Indicator) -> str:
    """A number as text with every place that was entered, and no fewer than its indicator has."""
    return figure(value, indicator, max(places_of(value), indicator.decimal_places))


def rests_on(month: Month, value: Decimal, indicator: Indicator | None = None) -> str:
    """A figure as a finding's digest knows it; other indicators' with their code."""
    return f"{indicator.code + ' ' if indicator else ''}{month} {value}"
