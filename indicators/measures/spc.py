"""
The XmR chart of NHS England's Making Data Count: mean, limits, special causes, variation and assurance.

Reproduces the NHS-R community's NHSRplotthedots 0.2.2 (screening off unless asked for), in the floats that it computes
in, so that ties fall the same way. Knows no minimum of points and no running totals: signals.py says what is shown.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from indicators.measures.kinds import Polarity

Number = int | float | Decimal

LIMIT = 2.66  # 3 / 1.128, as the method rounds it
TWO_SIGMA = 2 * (LIMIT / 3)
SCREEN = 3.267


class SpecialCause(StrEnum):
    NONE = "none"
    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Judgement(StrEnum):
    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    PASS = "pass"  # noqa: S105 -- a word of the method
    FAIL = "fail"
    HIT_OR_MISS = "hit_or_miss"


_NO_CAUSE = (SpecialCause.NONE, 0)


@dataclass(frozen=True)
class Point:
    """
    One value on the chart; `value` None is a month without a reading, limits are None where no range is known.

    `direction` is where a special cause points: 1 high or rising, -1 low or falling, 0 without one.
    """

    value: float | None
    mean: float | None
    lower: float | None
    upper: float | None
    special_cause: SpecialCause = SpecialCause.NONE
    judgement: Judgement = Judgement.COMMON
    direction: int = 0


@dataclass(frozen=True)
class Xmr:
    """
    `variation` is the judgement of the last reading, None when there is none.

    `assurance` is None without a target, a polarity or limits.
    """

    points: tuple[Point, ...]
    variation: Judgement | None
    assurance: Assurance | None


@dataclass(frozen=True)
class _Limits:
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None


def xmr(
    values: Sequence[Number | None],
    *,
    polarity: Polarity | str,
    target: Number | None = None,
    screen_outliers: bool = False,
    shift_points: int = 7,
    trend_points: int = 7,
    baseline_points: int | None = None,
    rebase_at: Sequence[int] = (),
) -> Xmr:
    """
    One point per value. Each index in `rebase_at` begins a new segment; `baseline_points` holds for each segment.

    An index that is given twice, or is that of no value, begins nothing (the reference package passes over a date that is
    not in the data); a negative one does not count from the end. A baseline longer than its segment is the whole segment.

    >>> chart = xmr([89, 92, 93, 96, 98, 97, 79], polarity="none")
    >>> round(chart.points[-1].lower, 1), chart.points[-1].special_cause.value, chart.variation.value
    (79.6, 'outside', 'neutral_low')
    """
    if baseline_points is not None and baseline_points < 1:
        raise ValueError("a baseline holds one point or more")
    numbers = [None if value is None else float(value) for value in values]
    side = {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(Polarity(polarity), 0)
    points: list[Point] = []
    last_read: list[float | None] = []
    for segment in _segments(numbers, rebase_at):
        limits = _limits(segment[:baseline_points], screen_outliers)
        causes = _causes(segment, limits, shift_points, trend_points)
        points += [
            Point(
                value,
                limits.mean,
                limits.lower,
                limits.upper,
                cause,
                _judge(cause, direction, side),
                direction,
            )
            for value, (cause, direction) in zip(segment, causes, strict=True)
        ]
        if any(value is not None for value in segment):
            last_read = segment
    read = [point for point in points if point.value is not None]
    return Xmr(
        tuple(points),
        read[-1].judgement if read else None,
        _assurance(last_read, read[-1], target, side) if read else None,
    )


def _segments(numbers: list[float | None], rebase_at: Sequence[int]) -> Iterator[list[float | None]]:
    bounds = sorted({0, len(numbers), *(at for at in rebase_at if 0 <= at < len(numbers))})
    yield from (numbers[start:end] for start, end in pairwise(bounds))


def _limits(baseline: list[float | None], screen_outliers: bool) -> _Limits:
    """A month without a reading breaks the moving range: there is no range across the gap."""
    known = [value for value in baseline if value is not None]
    if not known:
        return _Limits()
    mean = _mean(known)
    ranges = [abs(b - a) for a, b in pairwise(baseline) if a is not None and b is not None]
    if ranges and screen_outliers:
        most = SCREEN * _mean(ranges)
        ranges = [moved for moved in ranges if moved < most]
    if not ranges:
        return _Limits(mean)
    average = _mean(ranges)
    far, near = LIMIT * average, TWO_SIGMA * average
    return _Limits(mean, mean - far, mean + far, mean - near, mean + near)


def _mean(numbers: list[float]) -> float:
    """Exactly rounded, so that a point on the mean is seen to be on it, whatever the order of the sum."""
    first = math.fsum(numbers) / len(numbers)
    return first + math.fsum([*numbers, *[-first] * len(numbers)]) / len(numbers)


def _causes(
    segment: list[float | None], limits: _Limits, shift_points: int, trend_points: int
) -> list[tuple[SpecialCause, int]]:
    """The first rule that matches each point, with the direction it points in."""
    sides = [_sign(value, limits.mean) for value in segment]
    outside = [_beyond(value, limits.lower, limits.upper) for value in segment]
    near = [
        0 if out else _beyond(value, limits.near_lower, limits.near_upper)
        for value, out in zip(segment, outside, strict=True)
    ]
    steps = [0, *(_sign(b, a) for a, b in pairwise(segment))]
    return [
        (SpecialCause.OUTSIDE, beyond)
        if beyond
        else (SpecialCause.TREND, trend)
        if trend
        else (SpecialCause.TWO_OF_THREE, close)
        if close
        else (SpecialCause.SHIFT, side)
        if side
        else _NO_CAUSE
        for beyond, trend, close, side in zip(
            outside,
            _runs(steps, trend_points - 1, before=1),
            _two_of_three(sides, near),
            _runs(sides, shift_points),
            strict=True,
        )
    ]


def _runs(signs: list[int], length: int, before: int = 0) -> list[int]:
    """
    Marks every run of at least `length` equal signs, and the `before` points that lead into it.

    Later runs overwrite: a point that ends one trend and begins another belongs to the right-hand one. A zero (a tie,
    a point on the mean, a month without a reading) ends a run.
    """
    marks = [0] * len(signs)
    run = 0
    for at, sign in enumerate(signs):
        run = run + 1 if at and sign == signs[at - 1] else 1
        if sign and run == length:
            marks[at - length + 1 - before : at + 1] = [sign] * (length + before)
        elif sign and run > length:
            marks[at] = sign
    return marks


def _two_of_three(sides: list[int], near: list[int]) -> list[int]:
    """In three points strictly on one side of the mean, two or more between two sigma and the limit: those two."""
    marks = [0] * len(sides)
    if not any(near):
        return marks
    for start in range(len(sides) - 2):
        window = range(start, start + 3)
        if abs(sum(sides[at] for at in window)) == 3 and sum(near[at] != 0 for at in window) >= 2:
            for at in window:
                marks[at] = marks[at] or near[at]
    return marks


def _sign(value: float | None, than: float | None) -> int:
    if value is None or than is None:
        return 0
    return (value > than) - (value < than)


def _beyond(value: float | None, lower: float | None, upper: float | None) -> int:
    if value is None or lower is None or upper is None:
        return 0
    return (value > upper) - (value < lower)


def _judge(cause: SpecialCause, direction: int, side: int) -> Judgement:
    if cause is SpecialCause.NONE:
        return Judgement.COMMON
    if side == 0:
        return Judgement.NEUTRAL_HIGH if direction > 0 else Judgement.NEUTRAL_LOW
    return Judgement.IMPROVEMENT if direction == side else Judgement.CONCERN


def _assurance(
    segment: list[float | None], last: Point, target: Number | None, side: int
) -> Assurance | None:
    """The target against the last limits; a series that never leaves its target passes, whatever its limits."""
    if target is None or side == 0:
        return None
    aim = float(target)
    if all(value in (aim, None) for value in segment):
        return Assurance.PASS
    if last.lower is None or last.upper is None:
        return None
    if aim > last.upper:
        return Assurance.FAIL if side > 0 else Assurance.PASS
    if aim < last.lower:
        return Assurance.PASS if side > 0 else Assurance.FAIL
    return Assurance.HIT_OR_MISS
