"""
Running totals: one that falls, begins again, did not begin where its basis says, or has a month without a figure.

April restarts a year to date, and any total whose start is not known. Percentages are no totals.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from indicators.measures.checks.checked import Checked, Found, as_entered, rests_on
from indicators.measures.facts import Indicator
from indicators.measures.in_month import starts_in, step_of
from indicators.measures.kinds import BASES, Basis
from indicators.measures.periods import Month
from indicators.measures.readings import Series
from indicators.measures.running_start import SUSPECT_ABOVE, running_start

_Pair = tuple[tuple[Month, Decimal], tuple[Month, Decimal]]


def falls(checked: Checked) -> Iterator[Found]:
    """
    A total cannot be less than it was in the same window.

    >>> from indicators.measures.checks.checked import Checked
    >>> from indicators.measures.kinds import Kind
    >>> from indicators.measures.readings import Reading
    >>> contacts = Indicator("contacts", "Contacts", "Contacts", "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE)
    >>> held = Series.of([(Month(2021, 4), Reading.of(1897)), (Month(2021, 5), Reading.of(1793))])
    >>> [found.message for found in falls(Checked(contacts, held, (Month(2021, 5),)))]
    ['1,793 in May-21 is less than 1,897 in Apr-21, which a running total cannot be: correct one of the two.']
    """
    for before, now in _fallen(checked):
        if not _may_begin_again(checked, before, now):
            yield _found(checked, before, now, "which a running total cannot be: correct one of the two.")


def begins_again(checked: Checked) -> Iterator[Found]:
    """
    A total of unknown start that falls to two mean steps or less has perhaps begun again, which only a person knows.
    """
    for before, now in _fallen(checked):
        if _may_begin_again(checked, before, now):
            yield _found(
                checked, before, now, "as if this running total began again: say from which month it counts."
            )


def start(checked: Checked) -> Iterator[Found]:
    """
    The first reading of a window already holds more than two mean steps (running_start.py has the worked example).

    Rests on that first reading alone, so that a confirmation holds while the year goes on.
    """
    for series, month in _windows_entered(checked):
        found = running_start(checked.indicator, series, month)
        if found is not None and found.suspect:
            opening = series.at(found.first).value
            facts = (BASES[checked.indicator.basis].name, f"{found.first} {opening}")
            yield Found(found.first, found.sentence, facts)


def period_missing(checked: Checked) -> Iterator[Found]:
    """A month without a figure before one that has one: what happened in each of the two cannot be told apart."""
    if not checked.is_total:
        return
    held = {month for month, reading in checked.series if reading.value is not None}
    entered = set(checked.months)
    first = min(held, default=None)
    for month in sorted(held):
        gap = _gap_before(checked.indicator, month, held, first)
        if gap and not entered.isdisjoint((month, *gap)):
            yield Found(month, _gap_sentence(gap, month), (f"{gap[0]} to {gap[-1]}", str(month)))


def _fallen(checked: Checked) -> Iterator[_Pair]:
    if not checked.is_total:
        return
    entered = set(checked.months)
    held = [(month, reading.value) for month, reading in checked.series if reading.value is not None]
    for before, now in pairwise(held):
        touched = not entered.isdisjoint((before[0], now[0]))
        if touched and now[1] < before[1] and _one_window(checked.indicator, before[0], now[0]):
            yield before, now


def _one_window(indicator: Indicator, before: Month, now: Month) -> bool:
    if indicator.basis is Basis.SINCE_MONTH:
        return indicator.cumulates_from is not None and before >= indicator.cumulates_from
    return before.financial_year == now.financial_year


def _may_begin_again(checked: Checked, before: tuple[Month, Decimal], now: tuple[Month, Decimal]) -> bool:
    """Only where nobody has said when it starts; with one reading before the fall there is no step to go by."""
    if checked.indicator.basis is not Basis.RUNNING_TOTAL:
        return False
    rise = _rise_to(checked.series, before[0])
    (first, opening), (last, closing) = rise[0], rise[-1]
    if closing == opening:
        return True
    steps = Decimal(last.since(first)) / step_of(checked.indicator)
    return now[1] <= SUSPECT_ABOVE * (closing - opening) / steps


def _rise_to(series: Series, month: Month) -> list[tuple[Month, Decimal]]:
    """The readings that rise without a fall up to this month's, in month order."""
    rise: list[tuple[Month, Decimal]] = []
    for held, reading in reversed(list(series.up_to(month))):
        if reading.value is None:
            continue
        if rise and reading.value > rise[-1][1]:
            break
        rise.append((held, reading.value))
    return rise[::-1]


def _found(checked: Checked, before: tuple[Month, Decimal], now: tuple[Month, Decimal], so: str) -> Found:
    words = [f"{as_entered(value, checked.indicator)} in {month.label}" for month, value in (now, before)]
    return Found(now[0], f"{words[0]} is less than {words[1]}, {so}", (rests_on(*before), rests_on(*now)))


def _windows_entered(checked: Checked) -> Iterator[tuple[Series, Month]]:
    """For each window that months were entered in: its readings, and the last of those months."""
    if not checked.is_total or not checked.months:
        return
    if checked.indicator.basis is not Basis.YEAR_TO_DATE:
        yield checked.series, max(checked.months)
        return
    for year in sorted({month.financial_year for month in checked.months}):
        series = Series({m: r for m, r in checked.series if m.financial_year == year})
        yield series, max(month for month in checked.months if month.financial_year == year)


def _gap_before(indicator: Indicator, month: Month, held: set[Month], first: Month | None) -> list[Month]:
    """The months without a figure between this one and the last held, or the start of the window."""
    step, gap, at = step_of(indicator), list[Month](), month
    if indicator.basis is Basis.SINCE_MONTH and (
        indicator.cumulates_from is None or month < indicator.cumulates_from
    ):
        return []
    while not starts_in(indicator, at):
        at = at.plus(-step)
        if at in held:
            return gap[::-1]
        if indicator.basis is Basis.RUNNING_TOTAL and (first is None or at < first):
            return []
        gap.append(at)
    return gap[::-1]


def _gap_sentence(gap: list[Month], month: Month) -> str:
    missing = gap[0].label if len(gap) == 1 else f"{gap[0].label} to {gap[-1].label}"
    verb = "has" if len(gap) == 1 else "have"
    return (
        f"{missing} {verb} no figure, so what this running total holds for {month.label} alone cannot be told: "
        "enter what is missing."
    )
