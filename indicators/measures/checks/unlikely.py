"""
Readings far from those before them: ten times the period before or a tenth of it, and outside the process limits.

Looks at in-month, month-end and percentage readings, never at running totals. The limits are those of the process chart
with its steps (process.py), and how many readings they need is said in signals.py.
"""

from collections.abc import Iterator
from decimal import Decimal

from indicators.measures.checks.checked import Checked, Found, rests_on
from indicators.measures.in_month import step_of
from indicators.measures.periods import Month
from indicators.measures.process import TRIAL_FROM, Reckoned, reckon
from indicators.measures.spc import Point, SpecialCause
from indicators.measures.wording import derived

_Figure = tuple[Month, Decimal]

TIMES = 10
# The larger of the two must reach this. Two months with the same true mean of 5 or so come out as 1 and 10 about once in
# four hundred pairs by chance alone; 2 and 20 hardly ever do, whatever the mean.
SMALLEST_COMPARED = Decimal(20)


def ten_times(checked: Checked) -> Iterator[Found]:
    """
    Ten times the period before, or a tenth of it; small numbers are left out.

    >>> from indicators.measures.facts import Indicator
    >>> from indicators.measures.kinds import Basis, Kind
    >>> from indicators.measures.readings import Reading, Series
    >>> contacts = Indicator("contacts", "Contacts", "Contacts", "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE)
    >>> held = Series.of([(Month(2021, 4), Reading.of(1897)), (Month(2021, 5), Reading.of(39770))])
    >>> [found.message for found in ten_times(Checked(contacts, held, (Month(2021, 5),)))]
    ['37,873 in May-21 alone is at least ten times the 1,897 of Apr-21: correct it, or say why it is so.']
    """
    step = step_of(checked.indicator)
    for month, reading in checked.in_month:
        earlier = month.plus(-step)
        if month not in checked.touched and earlier not in checked.touched:
            continue
        before, now = checked.in_month.value(earlier), reading.value
        if before is None or now is None or min(before, now) < 0 or max(before, now) < SMALLEST_COMPARED:
            continue
        if now >= TIMES * before:
            yield _jump(checked, (month, now), (earlier, before), "at least ten times")
        elif now * TIMES <= before:
            yield _jump(checked, (month, now), (earlier, before), "a tenth or less of")


def outside_limits(checked: Checked) -> Iterator[Found]:
    """
    Beyond the process limits: any entered month of a stretch with thirteen readings, the latest alone with seven.

    A stretch lasts from one step to the next. Rests on the reading and its side, not on the limit, which moves with every later month.

    >>> from indicators.measures.facts import Indicator
    >>> from indicators.measures.kinds import Basis, Kind
    >>> from indicators.measures.readings import Reading, Series
    >>> plans = Indicator("to-plan", "ICPCs to a plan", "To plan", "Child Protection", Kind.PERCENTAGE, Basis.IN_MONTH)
    >>> held = Series.of((Month(2021, 4 + i), Reading.of(v)) for i, v in enumerate((89, 92, 93, 96, 98, 97, 79)))
    >>> [found.message for found in outside_limits(Checked(plans, held, (Month(2021, 10),)))]
    ['79% in Oct-21 is below the lower limit of 79.6% (trial limits, 7 readings): correct it, or say why it is so.']
    """
    last = checked.in_month.last
    if last is None or not any(month in checked.touched for month in checked.in_month.months):
        return
    chart = reckon(checked.indicator, checked.in_month, last, checked.events, settings=checked.settings)
    for at, limits in _looked_at(chart):
        point, month = chart.points[at], chart.months[at]
        value = checked.in_month.value(month)
        if value is None or point.special_cause is not SpecialCause.OUTSIDE:
            continue
        fallen = checked.is_total and value < 0  # an error of its own
        if month in checked.touched and not fallen:
            yield _beyond(checked, month, value, point, limits)


def _looked_at(chart: Reckoned) -> Iterator[tuple[int, str]]:
    """The points of the chart that can be held against limits, latest first, and what those limits are."""
    end = len(chart.points)
    for segment in reversed(chart.segments):
        is_last, since = end == len(chart.points), ""
        if segment.start:
            since = f" since the step of {chart.months[segment.start].label}"
        if segment.shown:
            limits = f"limits, {segment.readings} readings{since}"
            yield from ((at, limits) for at in reversed(range(segment.start, end)))
        elif is_last and segment.readings >= TRIAL_FROM:
            yield end - 1, f"trial limits, {segment.readings} readings{since}"
        end = segment.start


def _jump(checked: Checked, now: _Figure, before: _Figure, times: str) -> Found:
    than = f"{times} the {derived(before[1], checked.indicator)} of {before[0].label}"
    return Found(
        now[0],
        f"{_in_month(checked, *now)} is {than}: correct it, or say why it is so.",
        (rests_on(*before), rests_on(*now)),
    )


def _beyond(checked: Checked, month: Month, value: Decimal, point: Point, limits: str) -> Found:
    side, name, limit = (
        ("above", "upper", point.upper) if point.direction > 0 else ("below", "lower", point.lower)
    )
    bound = derived(Decimal(repr(limit)), checked.indicator)
    return Found(
        month,
        f"{_in_month(checked, month, value)} is {side} the {name} limit of {bound} ({limits}): correct it, or say why it "
        "is so.",
        (rests_on(month, value), f"{side} the {name} limit"),
    )


def _in_month(checked: Checked, month: Month, value: Decimal) -> str:
    alone = " alone" if checked.is_parted else ""
    return f"{derived(value, checked.indicator)} in {month.label}{alone}"
