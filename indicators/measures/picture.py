"""
The one picture of an indicator up to a month: its readings, its target, its comparators, its limits, in words too.

Draws what was supplied, on the basis it was supplied on; counts and rates start at zero. Published figures for a whole
year are drawn only where they mean something beside the readings.
"""

from collections.abc import Sequence
from decimal import Decimal

from indicators.measures import targets as aims
from indicators.measures.chart import Chart, Line, LineRole
from indicators.measures.comparators import alike
from indicators.measures.facts import Comparator, Indicator, Target
from indicators.measures.in_month import step_of
from indicators.measures.kinds import BASES, KINDS, Basis, GeographyKind, Kind, Polarity
from indicators.measures.periods import Month
from indicators.measures.readings import Series, exact
from indicators.measures.signals import SHOWN_FROM, charted
from indicators.measures.spc import xmr
from indicators.measures.wording import derived, figure, rounded, shown

MOST_PERIODS = 24
NO_NUMBER = "–"

_ROLES: dict[GeographyKind, LineRole] = {
    GeographyKind.OWN: LineRole.OWN_PREVIOUS_YEAR,
    GeographyKind.ENGLAND: LineRole.ENGLAND,
    GeographyKind.REGION: LineRole.REGION,
    GeographyKind.NEIGHBOURS: LineRole.REGION,
    GeographyKind.AUTHORITY: LineRole.REGION,
}


def draw(
    indicator: Indicator,
    series: Series,
    targets: Sequence[Target],
    comparators: Sequence[Comparator],
    month: Month,
) -> Chart:
    """The picture of the last two years at most; `comparators` are those in force."""
    months = _months(indicator, series, month)
    values = tuple(series.value(m) for m in months)
    lines = (
        Line("Outturn", LineRole.OUTTURN, values),
        *_target_lines(indicator, series, targets, months),
        *(_level(c, indicator, len(months)) for c in comparators if _drawn(indicator, c, month)),
        *_limit_lines(indicator, series, months),
    )
    return Chart(
        title=indicator.name,
        labels=tuple(m.label for m in months),
        lines=lines,
        unit=KINDS[indicator.kind].unit,
        starts_at_zero=indicator.kind is not Kind.PERCENTAGE,
        alt=_alt(indicator, months, lines),
        table=_table(indicator, series, months, lines),
    )


def _months(indicator: Indicator, series: Series, month: Month) -> tuple[Month, ...]:
    step = step_of(indicator)
    first = series.first or month
    periods = min(max(month.since(first) // step, 0) + 1, MOST_PERIODS)
    return tuple(month.plus(-step * back) for back in reversed(range(periods)))


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
        label = "Target" if standing else "Target to date"
        values = [aims.target_to_date(indicator, target, series, m).value for m, target in in_force]
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


def _limit_lines(indicator: Indicator, series: Series, months: tuple[Month, ...]) -> tuple[Line, ...]:
    """Mean and limits from thirteen readings, of readings that stand for themselves; clamped to what is possible."""
    if indicator.basis not in (Basis.IN_MONTH, Basis.MONTH_END):
        return ()
    history = charted(indicator, series, months[-1])
    if sum(value is not None for value in history) < SHOWN_FROM:
        return ()
    points = xmr(history, polarity=indicator.polarity).points[-len(months) :]
    parts = (
        ("Mean", LineRole.MEAN, [point.mean for point in points]),
        ("Upper limit", LineRole.LIMIT, [point.upper for point in points]),
        ("Lower limit", LineRole.LIMIT, [point.lower for point in points]),
    )
    return tuple(Line(label, role, _possible(indicator, values)) for label, role, values in parts)


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
    others = "".join(_line_in_words(indicator, line, months[-1]) for line in lines[1:])
    return f"{span}: {said}.{without}{others}"


def _line_in_words(indicator: Indicator, line: Line, last: Month) -> str:
    value = line.values[-1]
    if value is None:
        return f" {line.label}: none in {last.label}."
    when = f" in {last.label}" if len(set(line.values)) > 1 else ""
    return f" {line.label}: {derived(value, indicator)}{when}."


def _table(
    indicator: Indicator, series: Series, months: tuple[Month, ...], lines: Sequence[Line]
) -> tuple[tuple[str, ...], ...]:
    head = ("Month", *(m.label for m in months))
    outturn = (lines[0].label, *(shown(series.at(m), indicator) for m in months))
    return (head, outturn, *(_row(indicator, line) for line in lines[1:]))


def _row(indicator: Indicator, line: Line) -> tuple[str, ...]:
    words = {v: NO_NUMBER if v is None else derived(v, indicator) for v in set(line.values)}
    return (line.label, *(words[v] for v in line.values))
