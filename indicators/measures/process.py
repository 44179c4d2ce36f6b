"""
The process chart of an indicator up to a month, with the steps that people have set, and what may be shown of it.

Takes in-month or month-end readings, never running totals. The arithmetic is spc.py's; the words about the last reading
are signals.py's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from indicators.measures.facts import Event, Indicator
from indicators.measures.in_month import step_of
from indicators.measures.kinds import EventKind
from indicators.measures.periods import Month, every
from indicators.measures.readings import Series
from indicators.measures.spc import Assurance, Judgement, Point, xmr

TRIAL_FROM = 7
SHOWN_FROM = 13
FEWEST_FOR_A_TREND = 6


@dataclass(frozen=True)
class ChartSettings:
    """How the process chart is reckoned; six points for a trend are the stricter habit of some, seven the usual."""

    screen_outliers: bool = False
    shift_points: int = 7
    trend_points: int = 7

    def __post_init__(self) -> None:
        if self.trend_points < FEWEST_FOR_A_TREND:
            raise ValueError(f"a trend takes at least {FEWEST_FOR_A_TREND} points")


USUAL = ChartSettings()


@dataclass(frozen=True)
class Segment:
    """A stretch of the chart with limits of its own: from index `start`, with `readings` numbers in it."""

    start: int
    readings: int

    @property
    def shown(self) -> bool:
        return self.readings >= SHOWN_FROM


@dataclass(frozen=True)
class Reckoned:
    """The chart before anything is said of it."""

    months: tuple[Month, ...]
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    variation: Judgement | None
    assurance: Assurance | None
    settings: ChartSettings = USUAL


def reckon(
    indicator: Indicator,
    in_month: Series,
    month: Month,
    events: Sequence[Event] = (),
    target: Decimal | None = None,
    settings: ChartSettings = USUAL,
) -> Reckoned:
    """
    The points of every period from the first reading to `month`; each step begins new limits from its month on.

    `target` is what a reading of one period is held against, for assurance; None where there is no such figure.
    """
    months = periods(indicator, in_month, month)
    values = [in_month.value(each) for each in months]
    points: list[Point] = []
    segments: list[Segment] = []
    variation, assurance = None, None
    for start, end, baseline in _cuts(months, events):
        part = values[start:end]
        chart = xmr(
            part,
            polarity=indicator.polarity,
            target=target,
            screen_outliers=settings.screen_outliers,
            shift_points=settings.shift_points,
            trend_points=settings.trend_points,
            baseline_points=_points_of(part, baseline),
        )
        points += chart.points
        segments.append(Segment(start, sum(value is not None for value in part)))
        if chart.variation is not None:
            variation, assurance = chart.variation, chart.assurance
    return Reckoned(months, tuple(points), tuple(segments), variation, assurance, settings)


def periods(indicator: Indicator, in_month: Series, month: Month) -> tuple[Month, ...]:
    """
    The months of a process chart up to this month, one for each period from the first reading on.

    A month within a quarter (or year) belongs to none yet: the last period that has ended is the chart's last.
    """
    if in_month.first is None or in_month.first > month:
        return ()
    step, last = step_of(indicator), last_period(indicator, in_month, month)
    return every(step, last.since(in_month.first) // step + 1, last)


def last_period(indicator: Indicator, series: Series, month: Month) -> Month:
    """
    The month itself, or where readings are further apart the last one up to it in which one falls due.

    Periods follow the readings that are held; before the first of them, the quarters and the end of the financial year.
    """
    step = step_of(indicator)
    if step == 1:
        return month
    held = [each for each in series.months if each <= month]
    past = month.since(held[-1]) if held else month.month_of_year
    return month.plus(-(past % step))


def _cuts(months: tuple[Month, ...], events: Sequence[Event]) -> list[tuple[int, int, int | None]]:
    """Start, end and baseline of each segment: a step counts from the first period that ends in its month or later."""
    starts: dict[int, int | None] = {0: None}
    for event in sorted(events, key=lambda each: each.month):
        if event.kind is EventKind.STEP:
            at = next((index for index, each in enumerate(months) if each >= event.month), None)
            if at is not None:
                starts[at] = event.baseline_points
    return [
        (start, end, starts[start]) for start, end in pairwise([*sorted(starts), len(months)]) if start < end
    ]


def _points_of(part: Sequence[Decimal | None], readings: int | None) -> int | None:
    """How many points from the first hold that many readings."""
    if readings is None:
        return None
    held = [index for index, value in enumerate(part) if value is not None]
    return held[readings - 1] + 1 if readings <= len(held) else None
