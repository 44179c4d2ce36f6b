"""
What the rules say of one indicator in one month: the values that `measure` gives and everybody else shows.

Values only. Every one ends in a word or number and the sentence that says why.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.measures.chart import Chart
from indicators.measures.facts import Comparator, Indicator, Target
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series

RULES_VERSION = "2026-11"  # raised whenever a rule below changes what it answers


class StatusWord(StrEnum):
    """How a reading stands. The first three are judged, the next three are words without judgement."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    ABOVE = "above"
    BELOW = "below"
    IN_LINE = "in line"
    NOT_JUDGED = "not judged"


JUDGED = frozenset({StatusWord.GREEN, StatusWord.AMBER, StatusWord.RED})


class Travel(StrEnum):
    IMPROVING = "improving"
    WORSENING = "worsening"
    STEADY = "steady"
    UP = "up"
    DOWN = "down"
    UNKNOWN = "cannot be said"


class ExceptionKind(StrEnum):
    """Why an indicator is on the exceptions page, or that it is not."""

    RED = "red"
    SPECIAL_CAUSE = "special cause"
    POSSIBLE_SIGNAL = "possible signal"
    OUTSIDE_BAND = "outside its band"
    NONE = "none"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True)
class TargetToDate:
    """What the target comes to by this month; `value` None with the sentence that says why not."""

    value: Decimal | None
    sentence: str


@dataclass(frozen=True)
class Status:
    """
    The word, the sentence that explains it, and what is said beside it ("target missed").

    `outside_band`: further from what it is held against than the tolerance, on the side that matters.
    """

    word: StatusWord
    sentence: str
    beside: str = ""
    tolerance_is_default: bool = False
    outside_band: bool = False


@dataclass(frozen=True)
class Direction:
    """Direction of travel; `arrow` is "up", "down", "level" or "" when none may be drawn."""

    travel: Travel
    arrow: str
    sentence: str


@dataclass(frozen=True)
class Signal:
    """What the process chart may say: nothing, a possible signal, or a special cause."""

    special_cause: bool
    possible: bool
    improvement: bool
    sentence: str


@dataclass(frozen=True)
class ExceptionFinding:
    """Whether the board must look, why in one line, and for which month."""

    kind: ExceptionKind
    sentence: str
    month: Month


@dataclass(frozen=True)
class Projection:
    """Where a running total ends in March at the present rate; None with the reason."""

    value: Decimal | None
    sentence: str


@dataclass(frozen=True)
class Measured:
    """Everything the rules say of one indicator in one month."""

    indicator: Indicator
    month: Month
    reading: Reading
    series: Series
    in_month: Series
    in_month_sentence: str
    target: Target | None
    target_to_date: TargetToDate
    status: Status
    forecast: Status
    projection: Projection
    direction: Direction
    signal: Signal
    exception: ExceptionFinding
    comparators: tuple[Comparator, ...]
    notes: tuple[str, ...]
    chart: Chart
