"""
What the rules say of one indicator in one month: the values that `measure` gives and everybody else shows.

Values only. Every one ends in a word or number and the sentence that says why.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.measures.chart import Chart
from indicators.measures.facts import Comparator, Concern, Event, Indicator, Target
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series
from indicators.measures.spc import Assurance, Judgement, Point

RULES_VERSION = "2026-11-3"  # raised whenever a rule below changes what it answers


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
    TOWARDS = "towards the target"
    AWAY = "away from the target"
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

    `outside_band`: further from what it is held against than the tolerance, on the side that matters. `concern`: on a
    side that the board has recorded a concern for.
    """

    word: StatusWord
    sentence: str
    beside: str = ""
    tolerance_is_default: bool = False
    outside_band: bool = False
    concern: bool = False

    @property
    def reads(self) -> str:
        """The word as it is shown: "above", or "above: the board's concern" where the board has said so."""
        return f"{self.word.value}: the board's concern" if self.concern else self.word.value


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
class Process:
    """
    The process chart up to the month: `months` are its periods, with a point of spc.xmr for each.

    Points, variation and assurance are given whatever the number of readings; limits, icons and special causes may be
    shown only where `shown` says so. `starts` holds the index at which each segment begins. `sentence` says what the
    chart says of the last reading, or why nothing.
    """

    months: tuple[Month, ...]
    points: tuple[Point, ...]
    variation: Judgement | None
    assurance: Assurance | None
    shown: bool
    sentence: str
    starts: tuple[int, ...] = (0,)

    @property
    def direction(self) -> int:
        """Where the last reading's special cause points: 1 high or rising, -1 low or falling, 0 without one."""
        return next((point.direction for point in reversed(self.points) if point.value is not None), 0)


@dataclass(frozen=True)
class Benchmark:
    """
    The reading beside one comparator: `gap` is reading less comparator in the indicator's own unit.

    `rank` (1 is the best; ties take the best place) and `quartile` (A is the best) are ours among `of` figures, the
    neighbours' and our own; `change` is the comparator's own from the year before. Each is None (or empty) where the
    sentence beside it says why.
    """

    comparator: Comparator
    gap: Decimal | None
    gap_sentence: str
    rank: int | None = None
    of: int = 0
    quartile: str = ""
    rank_sentence: str = ""
    change: Decimal | None = None
    change_sentence: str = ""


class ComparedWord(StrEnum):
    """How a reading compares once chance is allowed for; without polarity it is only higher or lower."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True)
class Comparison:
    """
    The reading's 95% interval, in the indicator's own unit, beside one comparator.

    `lower` and `upper` are None where it is not compared, and the sentence says why.
    """

    comparator: Comparator
    word: ComparedWord
    sentence: str
    lower: Decimal | None = None
    upper: Decimal | None = None


@dataclass(frozen=True)
class Measured:
    """
    Everything the rules say of one indicator in one month.

    `concern` is the board's, in force in the month; `events` are those up to it, in order.
    """

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
    process: Process
    benchmarks: tuple[Benchmark, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    concern: Concern | None = None
    events: tuple[Event, ...] = ()
