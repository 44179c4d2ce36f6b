"""
What happened in each month alone, whatever the basis an indicator is supplied on.

By subtraction, and never by guessing: where the month before is missing there is none. A percentage is parted only
through the counts behind it. Knows nothing of targets.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.facts import Indicator
from indicators.measures.kinds import Basis, Frequency, Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading, Series, exact

MONTHS_IN_PERIOD: dict[Frequency, int] = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.YEARLY: 12,
}

_NOTHING_KNOWN = Series()
_NO_READING = Reading.none(Missing.NOT_AVAILABLE)
_OF_ITSELF = frozenset({Basis.IN_MONTH, Basis.MONTH_END})

_RULE: dict[Basis, str] = {
    Basis.IN_MONTH: "Each reading is for its own month.",
    Basis.MONTH_END: "Each reading is the position at the end of its month.",
    Basis.YEAR_TO_DATE: "In-month readings are each total less the one before; April's total is April itself.",
    Basis.SINCE_MONTH: "In-month readings are each total less the one before, from the month in which it starts.",
    Basis.RUNNING_TOTAL: "In-month readings are each total less the one before; the first held has none, because "
    "it is not known when the total starts.",
    Basis.ROLLING_12: "In-month readings are the change in the total plus the month that dropped out of it, and exist "
    "only where that month, a year before, is held.",
}


@dataclass(frozen=True)
class InMonth:
    """The in-month (or month-end) readings, and the sentence that says how they were found."""

    series: Series
    sentence: str


def derive(indicator: Indicator, series: Series, known: Series = _NOTHING_KNOWN) -> InMonth:
    """
    In-month readings of a series. `known` holds in-month readings from elsewhere, which a rolling total needs.

    >>> from indicators.measures.readings import Reading
    >>> contacts = Indicator("contacts", "Contacts", "Contacts", "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE)
    >>> totals = Series.of((Month(2021, 4 + i), Reading.of(v)) for i, v in enumerate((1897, 3977, 6350)))
    >>> [reading.shown for _, reading in derive(contacts, totals).series]
    ['1897', '2080', '2373']
    """
    rule = _RULE[indicator.basis]
    if indicator.basis in _OF_ITSELF:
        return InMonth(series, rule)
    found = dict(known.readings)
    for month, reading in series:
        if month not in known.readings:
            found[month] = _alone(indicator, series, month, reading, found)
    parted = Series({month: found[month] for month in series.months})
    return InMonth(parted, rule + _without(indicator, series, parted))


def step_of(indicator: Indicator) -> int:
    """Months from one reading to the next."""
    return MONTHS_IN_PERIOD[indicator.frequency]


def starts_in(indicator: Indicator, month: Month) -> bool:
    """Whether the total that ends in this month holds nothing but this month (or quarter, or year)."""
    step = step_of(indicator)
    match indicator.basis:
        case Basis.YEAR_TO_DATE:
            return month.month_of_year <= step
        case Basis.SINCE_MONTH:
            return indicator.cumulates_from is not None and 0 <= month.since(indicator.cumulates_from) < step
        case Basis.ROLLING_12:
            return step == 12
        case _:
            return False


def _alone(
    indicator: Indicator, series: Series, month: Month, now: Reading, found: dict[Month, Reading]
) -> Reading:
    if now.value is None or starts_in(indicator, month):
        return now
    before = series.at(month.plus(-step_of(indicator)))
    if before.value is None:
        return _NO_READING
    if indicator.kind is Kind.PERCENTAGE:
        return _percentage_alone(indicator, now, before)
    return _difference(indicator, month, now, before, found)


def _difference(
    indicator: Indicator, month: Month, now: Reading, before: Reading, found: dict[Month, Reading]
) -> Reading:
    assert now.value is not None
    assert before.value is not None
    change = now.value - before.value
    if indicator.basis is Basis.ROLLING_12:
        left = found.get(month.plus(-12), _NO_READING).value
        if left is None:
            return _NO_READING
        change += left
    if indicator.basis is Basis.RUNNING_TOTAL and change < 0:
        return _NO_READING  # it began again, at a month that nobody has said
    return Reading(value=exact(change), provisional=now.provisional or before.provisional)


def _percentage_alone(indicator: Indicator, now: Reading, before: Reading) -> Reading:
    """Percentages do not subtract; the counts behind them do."""
    counts = (now.numerator, now.denominator, before.numerator, before.denominator)
    if indicator.basis is Basis.ROLLING_12 or None in counts:
        return _NO_READING
    above, below, above_before, below_before = (count or Decimal(0) for count in counts)
    part, whole = above - above_before, below - below_before
    if whole <= 0:
        return _NO_READING
    return Reading(
        value=part * 100 / whole,
        numerator=part,
        denominator=whole,
        provisional=now.provisional or before.provisional,
    )


def _without(indicator: Indicator, series: Series, parted: Series) -> str:
    """Names the months that have a reading and no in-month reading, but for the first of an unknown start."""
    none = [m for m, reading in parted if reading.value is None and series.value(m) is not None]
    if indicator.basis is Basis.RUNNING_TOTAL and none and none[0] == series.first:
        none = none[1:]
    if not none:
        return ""
    if indicator.kind is Kind.PERCENTAGE:
        return " A percentage is parted only through the counts behind it: none for " + _listed(none)
    return " None for " + _listed(none)


def _listed(months: list[Month]) -> str:
    names = [month.label for month in months]
    if len(names) > 3:
        return f"{len(names)} months from {names[0]} to {names[-1]}."
    return (", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]) + "."
