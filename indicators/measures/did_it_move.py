"""
Did it move? An indicator's readings before and after something was done about it, by the rules of the process chart.

What came after is held against the mean and the limits of what was before; each phase has its own chart too. Never says
that the one caused the other, and nothing at all before seven later readings exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from indicators.measures.facts import Event, Indicator
from indicators.measures.in_month import derive, step_of
from indicators.measures.kinds import Basis, EventKind
from indicators.measures.periods import Month
from indicators.measures.process import SHOWN_FROM, TRIAL_FROM, USUAL, ChartSettings, periods
from indicators.measures.readings import Series
from indicators.measures.spc import Judgement, Point, SpecialCause, xmr
from indicators.measures.wording import derived, figure

LATER_READINGS = 7


class Moved(StrEnum):
    """What may be said of the readings after it."""

    TOO_EARLY = "too early"
    CANNOT_BE_SAID = "cannot be said"
    NOT_MOVED = "no change beyond chance"
    POSSIBLE = "a possible signal"
    IMPROVED = "improved"
    WORSENED = "worsened"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Phase:
    """The periods before or after, with a point of the phase's own chart for each; `readings` counts those with a number."""

    months: tuple[Month, ...]
    points: tuple[Point, ...]

    @property
    def readings(self) -> int:
        return sum(point.value is not None for point in self.points)

    @property
    def mean(self) -> float | None:
        return self.points[0].mean if self.points else None


@dataclass(frozen=True)
class DidItMove:
    """
    The answer in a word and a sentence. `earliest` is the month whose reading may be the seventh, while it is too early.

    `since` is the day on which it was done, or began (`was_done` false).
    """

    word: Moved
    sentence: str
    since: date
    was_done: bool
    before: Phase
    after: Phase
    earliest: Month | None = None


def did_it_move(
    indicator: Indicator,
    series: Series,
    since: date,
    month: Month,
    *,
    was_done: bool = True,
    events: Sequence[Event] = (),
    settings: ChartSettings = USUAL,
) -> DidItMove:
    """
    The readings up to `month`, before and after that day.

    >>> from indicators.measures.kinds import Kind, Polarity
    >>> from indicators.measures.readings import Reading
    >>> of = Indicator("a", "A", "A", "CP", Kind.PERCENTAGE, Basis.IN_MONTH, Polarity.HIGHER)
    >>> held = Series.of((Month(2021, 1).plus(at), Reading.of(60 + at % 3)) for at in range(13))
    >>> did_it_move(of, held, date(2021, 10, 15), Month(2022, 1)).sentence
    'Too early: 3 of 7, earliest in May 2022.'
    """
    in_month = derive(indicator, series.up_to(month)).series
    months = periods(indicator, in_month, month)
    step = max(
        (each.month for each in events if _is_step(each) and each.month.first_day <= since), default=None
    )
    before_months = tuple(m for m in months if _ends_by(indicator, m, since) and (step is None or m >= step))
    after_months = tuple(m for m in months if _starts_after(indicator, m, since))
    before, after = (_phase(indicator, in_month, each, settings) for each in (before_months, after_months))

    def answer(word: Moved, sentence: str, earliest: Month | None = None) -> DidItMove:
        return DidItMove(word, sentence, since, was_done, before, after, earliest)

    if after.readings < LATER_READINGS:
        at = _earliest(indicator, since, month, LATER_READINGS - after.readings)
        return answer(
            Moved.TOO_EARLY, f"Too early: {after.readings} of {LATER_READINGS}, earliest in {at.name}.", at
        )
    if before.readings < TRIAL_FROM:
        return answer(
            Moved.CANNOT_BE_SAID,
            f"Cannot be said: {before.readings} of the {TRIAL_FROM} readings before it that it takes are held.",
        )
    other = next((each for each in events if _is_step(each) and each.month in after_months), None)
    if other is not None:
        return answer(
            Moved.CANNOT_BE_SAID,
            f"Cannot be said: what is counted changed for another reason in {other.month.name} ({other.label}).",
        )
    points = _held_against(indicator, in_month, before_months, after_months, settings)
    unmarked = all(point.special_cause is SpecialCause.NONE for point in points)
    if points[0].upper is None and (before.readings < SHOWN_FROM or unmarked):
        return answer(
            Moved.CANNOT_BE_SAID,
            f"Cannot be said: the {before.readings} readings before it have no change from one to the next to go by.",
        )
    word, sentence = _said(indicator, before, after_months, points, settings)
    return answer(word, sentence)


def _is_step(event: Event) -> bool:
    return event.kind is EventKind.STEP


def _ends_by(indicator: Indicator, month: Month, day: date) -> bool:
    """A reading belongs before when nothing of its period comes after the day."""
    return month.last_day <= day


def _starts_after(indicator: Indicator, month: Month, day: date) -> bool:
    """
    A reading belongs after when its whole period does; a position at month end, when it was taken later.

    The period in which the day lies is on neither side.
    """
    if indicator.basis is Basis.MONTH_END:
        return month.last_day > day
    return month.plus(1 - step_of(indicator)).first_day >= day


def _phase(
    indicator: Indicator, in_month: Series, months: tuple[Month, ...], settings: ChartSettings
) -> Phase:
    return Phase(months, _chart(indicator, [in_month.value(month) for month in months], settings))


def _held_against(
    indicator: Indicator,
    in_month: Series,
    before: tuple[Month, ...],
    after: tuple[Month, ...],
    settings: ChartSettings,
) -> tuple[Point, ...]:
    """
    The points after, on the mean and limits of those before.

    A gap is set between the phases, so that no run that began before counts as one after.
    """
    values = [*(in_month.value(month) for month in before), None, *(in_month.value(month) for month in after)]
    return _chart(indicator, values, settings, baseline=len(before))[len(before) + 1 :]


def _chart(
    indicator: Indicator,
    values: Sequence[Decimal | None],
    settings: ChartSettings,
    baseline: int | None = None,
) -> tuple[Point, ...]:
    return xmr(
        values,
        polarity=indicator.polarity,
        screen_outliers=settings.screen_outliers,
        shift_points=settings.shift_points,
        trend_points=settings.trend_points,
        baseline_points=baseline,
    ).points


def _earliest(indicator: Indicator, since: date, month: Month, lacking: int) -> Month:
    """The period that gives the last of the lacking readings, if none is missing from the next one on."""
    step = step_of(indicator)
    coming = Month.of(since)
    while coming.month_of_year % step or not _starts_after(indicator, coming, since) or coming <= month:
        coming = coming.plus(1)
    return coming.plus((lacking - 1) * step)


def _said(
    indicator: Indicator,
    before: Phase,
    months: tuple[Month, ...],
    points: tuple[Point, ...],
    settings: ChartSettings,
) -> tuple[Moved, str]:
    trial = before.readings < SHOWN_FROM
    at = max(index for index, point in enumerate(points) if point.value is not None)
    last = points[at]
    counted = f"{before.readings} readings before it" + (", trial limits" if trial else "")
    if trial and last.special_cause is not SpecialCause.OUTSIDE:
        return Moved.NOT_MOVED, (
            f"No signal in the latest reading ({counted}); a special cause is told from {SHOWN_FROM} readings before on."
        )
    if last.special_cause is SpecialCause.NONE:
        return Moved.NOT_MOVED, _no_cause(points, months, counted)
    told = (
        f"{_reading(indicator, last, months[at])} {_rule(indicator, last, before, settings)}{_judged(last)}"
    )
    if trial:
        return Moved.POSSIBLE, f"A possible signal ({counted}): {told}."
    already = _already(before, last)
    return _word(last), f"A special cause since then ({counted}): {told}.{already}"


def _no_cause(points: tuple[Point, ...], months: tuple[Month, ...], counted: str) -> str:
    earlier = [
        month.label
        for month, point in zip(months, points, strict=True)
        if point.special_cause is not SpecialCause.NONE
    ]
    if not earlier:
        readings = sum(point.value is not None for point in points)
        return f"No special cause in the {readings} readings since then ({counted}): they cannot be told from chance."
    return f"A special cause in {', '.join(earlier)}, and none in the latest reading ({counted}): it did not last."


def _reading(indicator: Indicator, point: Point, month: Month) -> str:
    assert point.value is not None
    return f"{figure(Decimal(repr(point.value)), indicator)} in {month.label}"


def _rule(indicator: Indicator, point: Point, before: Phase, settings: ChartSettings) -> str:
    high = point.direction > 0
    side, limit, bound = ("above", "upper", point.upper) if high else ("below", "lower", point.lower)
    match point.special_cause:
        case SpecialCause.OUTSIDE:
            return f"is {side} the {limit} limit from before, {_number(indicator, bound)}"
        case SpecialCause.TWO_OF_THREE:
            return f"is one of two in three that lie close to the {limit} limit from before, {_number(indicator, bound)}"
        case SpecialCause.SHIFT:
            return (
                f"is one of {settings.shift_points} or more readings on end {side} the mean from before, "
                f"{_number(indicator, before.mean)}"
            )
        case _:
            return (
                f"is one of {settings.trend_points} or more readings on end that {'rise' if high else 'fall'}"
            )


def _number(indicator: Indicator, value: float | None) -> str:
    return "" if value is None else derived(Decimal(repr(value)), indicator)


def _judged(point: Point) -> str:
    judged = {Judgement.IMPROVEMENT: ", an improvement", Judgement.CONCERN: ", a concern"}
    return judged.get(point.judgement, "")


def _word(point: Point) -> Moved:
    match point.judgement:
        case Judgement.IMPROVEMENT:
            return Moved.IMPROVED
        case Judgement.CONCERN:
            return Moved.WORSENED
        case _:
            return Moved.HIGHER if point.direction > 0 else Moved.LOWER


def _already(before: Phase, last: Point) -> str:
    """That it moved in the same direction before anything was done."""
    held = [point for point in before.points if point.value is not None]
    if held[-1].special_cause is SpecialCause.NONE or held[-1].direction != last.direction:
        return ""
    return " It was moving in that direction before, too."
