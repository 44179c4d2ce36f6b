"""
The one picture of an indicator up to a month: its readings, its target, its comparators, its limits, in words too.

Draws what was supplied, on the basis it was supplied on; counts and rates start at zero. Published figures for a whole
year are drawn only where they mean something beside the readings.
"""

from collections.abc import Sequence
from decimal import Decimal

from indicators.measures import targets as aims
from indicators.measures.chart import Chart, Line, LineRole, Mark
from indicators.measures.comparators import alike
from indicators.measures.facts import Comparator, Event, Indicator, Target
from indicators.measures.in_month import step_of
from indicators.measures.kinds import BASES, KINDS, Basis, EventKind, GeographyKind, Kind, Polarity
from indicators.measures.periods import Month, every
from indicators.measures.process import Reckoned, last_period, reckon
from indicators.measures.readings import Series, exact
from indicators.measures.wording import derived, figure, rounded, shown

MOST_PERIODS = 24
NO_NUMBER = "–"
TO_DATE = "Target to date"

_OF_ITSELF = frozenset({Basis.IN_MONTH, Basis.MONTH_END})
_ROLES: dict[GeographyKind, LineRole] = {
    GeographyKind.OWN: LineRole.OWN_PREVIOUS_YEAR,
    GeographyKind.ENGLAND: LineRole.ENGLAND,
    GeographyKind.REGION: LineRole.REGION,
    GeographyKind.NEIGHBOURS: LineRole.NEIGHBOURS,
    GeographyKind.AUTHORITY: LineRole.NEIGHBOURS,
}


def draw(
    indicator: Indicator,
    series: Series,
    targets: Sequence[Target],
    comparators: Sequence[Comparator],
    month: Month,
    *,
    process: Reckoned | None = None,
    events: Sequence[Event] = (),
    chart_from: Month | None = None,
) -> Chart:
    """
    The picture of the last two years at most, or from `chart_from`; `comparators` are those in force.

    `process` is the process chart of the same readings up to `month`, reckoned here when it is not given.
    """
    months = _months(indicator, series, month, chart_from)
    if process is None and indicator.basis in _OF_ITSELF:
        process = reckon(indicator, series, month, events)
    values = tuple(series.value(m) for m in months)
    lines = (
        Line("Outturn", LineRole.OUTTURN, values),
        *_target_lines(indicator, series, targets, months),
        *(_level(c, indicator, len(months)) for c in comparators if _drawn(indicator, c, month)),
        *_limit_lines(indicator, process, len(months)),
    )
    marks = _marks(events, months, step_of(indicator))
    return Chart(
        title=indicator.name,
        labels=tuple(m.label for m in months),
        lines=lines,
        unit=KINDS[indicator.kind].unit,
        starts_at_zero=indicator.kind is not Kind.PERCENTAGE,
        alt=_alt(indicator, months, lines) + _marks_in_words(marks, months),
        table=_table(indicator, series, months, lines),
        marks=marks,
    )


def _months(
    indicator: Indicator, series: Series, month: Month, chart_from: Month | None
) -> tuple[Month, ...]:
    """From the first reading or the month asked for, whichever is later, to the last period that has ended."""
    step, month = step_of(indicator), last_period(indicator, series, month)
    first = max(series.first or month, chart_from or Month(1900, 1))
    most = MOST_PERIODS if chart_from is None else month.since(first) // step + 1
    periods = min(max(month.since(first) // step, 0) + 1, max(most, 1))
    return every(step, periods, month)


def _target_lines(
    indicator: Indicator, series: Series, targets: Sequence[Target], months: tuple[Month, ...]
) -> tuple[Line, ...]:
    if indicator.polarity is Polarity.RANGE:
        ends = (
            ("Lowest acceptable", indicator.acceptable_low),
            ("Highest acceptable", indicator.acceptable_high),
        )
        return tuple(
            Line(label, LineRole.TARGET, (end,) * len(months)) for label, end in ends if end is not None
        )
    in_force = [(m, aims.in_force(targets, m)) for m in months]
    if aims.start_unknown(indicator):
        label = "Target for the whole year"
        values = [target.reading.value if target else None for _, target in in_force]
    else:
        standing = all(aims.stands(indicator, target) for _, target in in_force if target)
        label = "Target" if standing else TO_DATE
        values = [aims.value_to_date(indicator, target, series, m) for m, target in in_force]
    if all(value is None for value in values):
        return ()
    return (Line(label, LineRole.TARGET, tuple(_short(value) for value in values)),)


def _drawn(indicator: Indicator, comparator: Comparator, month: Month) -> bool:
    """A running total grows towards whole years; anything else stands beside like bases only."""
    if comparator.reading.value is None:
        return False
    return _for_a_whole_year(indicator) or alike(indicator, comparator, month)


def _for_a_whole_year(indicator: Indicator) -> bool:
    return BASES[indicator.basis].running and indicator.kind is not Kind.PERCENTAGE


def _level(comparator: Comparator, indicator: Indicator, length: int) -> Line:
    whole = ", whole year" if _for_a_whole_year(indicator) else ""
    label = f"{comparator.geography} {comparator.year}{whole}"
    return Line(label, _ROLES[comparator.geography_kind], (comparator.reading.value,) * length)


def _limit_lines(indicator: Indicator, process: Reckoned | None, periods: int) -> tuple[Line, ...]:
    """Mean and limits of every segment with thirteen readings, where readings stand for themselves."""
    if process is None or indicator.basis not in _OF_ITSELF:
        return ()
    if not any(segment.shown for segment in process.segments):
        return ()
    ends = [*(segment.start for segment in process.segments[1:]), len(process.points)]
    means: list[float | None] = [None] * periods
    uppers, lowers = means.copy(), means.copy()
    offset = periods - len(process.points)
    for segment, end in zip(process.segments, ends, strict=True):
        for at in range(max(segment.start, -offset), end if segment.shown else 0):
            point = process.points[at]
            means[at + offset], uppers[at + offset] = point.mean, point.upper
            lowers[at + offset] = point.lower
    parts = (
        ("Mean", LineRole.MEAN, means),
        ("Upper limit", LineRole.LIMIT, uppers),
        ("Lower limit", LineRole.LIMIT, lowers),
    )
    lines = (Line(label, role, _possible(indicator, values)) for label, role, values in parts)
    return tuple(line for line in lines if any(value is not None for value in line.values))


def _marks(events: Sequence[Event], months: tuple[Month, ...], step: int) -> tuple[Mark, ...]:
    """Each event that falls into the picture, at the period in which it happened; a step says that new limits begin."""
    marks = []
    for event in events:
        at = next((index for index, month in enumerate(months) if month >= event.month), None)
        if at is not None and event.month > months[0].plus(-step):
            new = ": new limits" if event.kind is EventKind.STEP else ""
            marks.append(Mark(at, f"{event.label}{new}"))
    return tuple(sorted(marks, key=lambda mark: (mark.at, mark.label)))


def _marks_in_words(marks: tuple[Mark, ...], months: tuple[Month, ...]) -> str:
    if not marks:
        return ""
    return " Marked: " + "; ".join(f"{mark.label} ({months[mark.at].label})" for mark in marks) + "."


def _possible(indicator: Indicator, limits: list[float | None]) -> tuple[Decimal | None, ...]:
    most = Decimal(100) if indicator.kind is Kind.PERCENTAGE else Decimal("Infinity")
    clamped = {
        limit: None if limit is None else _short(min(max(Decimal(repr(limit)), Decimal(0)), most))
        for limit in set(limits)
    }
    return tuple(clamped[limit] for limit in limits)


def _short(value: Decimal | None) -> Decimal | None:
    """Four places are finer than any pixel, and as many as an outturn is stored with."""
    return None if value is None else exact(rounded(value, 4))


def _alt(indicator: Indicator, months: tuple[Month, ...], lines: Sequence[Line]) -> str:
    held = [(m, v) for m, v in zip(months, lines[0].values, strict=True) if v is not None]
    span = f"{indicator.name}, {months[0].label} to {months[-1].label}"
    if not held:
        return f"{span}: no readings."
    first, last = held[0], held[-1]
    highest, lowest = max(held, key=lambda pair: pair[1]), min(held, key=lambda pair: pair[1])
    named = (("first", first), ("last", last), ("highest", highest), ("lowest", lowest))
    said = ", ".join(f"{word} {figure(v, indicator)} ({m.label})" for word, (m, v) in named)
    gaps = len(months) - len(held)
    without = f" {gaps} without a reading." if gaps else ""
    others = "".join(_line_in_words(indicator, line, months) for line in lines[1:])
    return f"{span}: {said}.{without}{others}"


def _line_in_words(indicator: Indicator, line: Line, months: tuple[Month, ...]) -> str:
    last, value = months[-1], line.values[-1]
    if line.role is LineRole.TARGET and line.label != TO_DATE and len(set(line.values)) > 1:
        return f" {line.label}: {_changes(indicator, line, months)}."
    if value is None:
        return f" {line.label}: none in {last.label}."
    when = f" in {last.label}" if len(set(line.values)) > 1 else ""
    return f" {line.label}: {derived(value, indicator)}{when}."


def _changes(indicator: Indicator, line: Line, months: tuple[Month, ...]) -> str:
    """What a standing target was and from when: "340 from Apr-20, 300 from Apr-21"."""
    told = []
    for at, value in enumerate(line.values):
        if at == 0 or value != line.values[at - 1]:
            words = "none" if value is None else derived(value, indicator)
            told.append(f"{words} from {months[at].label}")
    return ", ".join(told)


def _table(
    indicator: Indicator, series: Series, months: tuple[Month, ...], lines: Sequence[Line]
) -> tuple[tuple[str, ...], ...]:
    head = ("Month", *(m.label for m in months))
    outturn = (lines[0].label, *(shown(series.at(m), indicator) for m in months))
    return (head, outturn, *(_row(indicator, line) for line in lines[1:]))


def _row(indicator: Indicator, line: Line) -> tuple[str, ...]:
    words = {v: NO_NUMBER if v is None else derived(v, indicator) for v in set(line.values)}
    return (line.label, *(words[v] for v in line.values))
