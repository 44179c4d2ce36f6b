"""
Which target is in force in a month, and what it comes to by then.

A level stands as it is; a year's total is reached along a profile, straight or shaped like last year. A running total
whose start is not known has no target to date. Judges nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.facts import Indicator, Target
from indicators.measures.in_month import starts_in, step_of
from indicators.measures.kinds import BASES, Basis, Kind, TargetProfile
from indicators.measures.measured import TargetToDate
from indicators.measures.periods import Month, month_range
from indicators.measures.readings import Series
from indicators.measures.wording import derived, figure, why_missing

UNKNOWN_START = "it is not known when this running total starts"


@dataclass(frozen=True)
class Share:
    """The part of a year's figure that is due by a month: `part` of `whole`, and how it was found."""

    part: Decimal
    whole: Decimal
    words: str


def in_force(targets: Sequence[Target], month: Month) -> Target | None:
    """The month's own target, else its financial year's."""
    year = month.financial_year.start
    of_year = None
    for target in targets:
        if target.year.start == year:
            if target.month == month:
                return target
            if target.month is None and of_year is None:
                of_year = target
    return of_year


def is_level(indicator: Indicator) -> bool:
    """Whether a figure means the same at any time of the year: percentages, stocks and whole years."""
    return indicator.kind is Kind.PERCENTAGE or indicator.basis in (Basis.MONTH_END, Basis.ROLLING_12)


def start_unknown(indicator: Indicator) -> bool:
    return indicator.basis is Basis.RUNNING_TOTAL and not is_level(indicator)


def stands(indicator: Indicator, target: Target) -> bool:
    """Whether the target is to be met as it is written, month by month."""
    flat_by_month = indicator.basis is Basis.IN_MONTH and indicator.target_profile is TargetProfile.FLAT
    return target.month is not None or is_level(indicator) or flat_by_month


def target_to_date(indicator: Indicator, target: Target | None, series: Series, month: Month) -> TargetToDate:
    """
    What the target comes to by this month; `series` gives last year's shape where the profile is seasonal.

    >>> from indicators.measures.periods import FinancialYear
    >>> from indicators.measures.readings import Reading
    >>> contacts = Indicator("contacts", "Contacts", "Contacts", "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE,
    ...                      target_profile=TargetProfile.LINEAR)
    >>> target_to_date(contacts, Target(Reading.of(15880), FinancialYear(2021)), Series(), Month(2021, 10)).sentence
    "The target to date is 9,263.3: 7 of 12 months of the year's 15,880."
    """
    if target is None:
        return TargetToDate(None, f"No target is set for {month.financial_year}.")
    whole = target.reading.value
    if whole is None:
        return TargetToDate(None, f"No target for {month.financial_year}: {why_missing(target.reading)}.")
    if start_unknown(indicator):
        return TargetToDate(None, f"No target to date, because {UNKNOWN_START}.")
    if stands(indicator, target):
        return TargetToDate(whole, f"The target is {figure(whole, indicator)}.")
    share = share_of_year(indicator, series, month)
    if isinstance(share, str):
        return TargetToDate(None, f"No target to date, because {share}.")
    value = whole * share.part / share.whole
    sentence = f"The target to date is {derived(value, indicator)}: {share.words} of the year's {figure(whole, indicator)}."
    return TargetToDate(value, sentence)


def value_to_date(
    indicator: Indicator, target: Target | None, series: Series, month: Month
) -> Decimal | None:
    """What target_to_date comes to, without its sentence: for a line of many months."""
    whole = target.reading.value if target else None
    if target is None or whole is None or start_unknown(indicator):
        return None
    if stands(indicator, target):
        return whole
    share = share_of_year(indicator, series, month)
    return None if isinstance(share, str) else whole * share.part / share.whole


def target_of_period(
    indicator: Indicator, targets: Sequence[Target], series: Series, month: Month
) -> Decimal | None:
    """
    What the period alone is held against: a level as it is, a running total's by how much its target to date grows.

    None where no such figure exists, as for a rolling total, whose target is for twelve months.

    >>> from indicators.measures.periods import FinancialYear
    >>> from indicators.measures.readings import Reading
    >>> contacts = Indicator("contacts", "Contacts", "Contacts", "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE)
    >>> target_of_period(contacts, [Target(Reading.of(2400), FinancialYear(2021))], Series(), Month(2021, 10))
    Decimal('200')
    """
    target = in_force(targets, month)
    now = value_to_date(indicator, target, series, month)
    if now is None or (is_level(indicator) and indicator.basis is not Basis.ROLLING_12):
        return now
    if indicator.basis is Basis.ROLLING_12:
        return None
    if not BASES[indicator.basis].running or starts_in(indicator, month):
        return now
    last = month.plus(-step_of(indicator))
    before = value_to_date(indicator, in_force(targets, last), series, last)
    return None if before is None else now - before


def share_of_year(indicator: Indicator, series: Series, month: Month) -> Share | str:
    """The part of a year's figure due by (or in) this month, or why none can be given. Only for what adds up."""
    if indicator.target_profile is TargetProfile.SEASONAL:
        return _seasonal(indicator, series, month)
    months = _months_covered(indicator, month)
    if months is None:
        return UNKNOWN_START
    if not 0 < months <= 12:
        return f"this running total covers {months} months"
    straight = indicator.target_profile is TargetProfile.FLAT
    words = f"{months} of 12 months" + (" (a running total has no flat target)" if straight else "")
    return Share(Decimal(months), Decimal(12), words)


def _months_covered(indicator: Indicator, month: Month) -> int | None:
    match indicator.basis:
        case Basis.YEAR_TO_DATE:
            return month.month_of_year
        case Basis.SINCE_MONTH if indicator.cumulates_from is not None:
            return month.since(indicator.cumulates_from) + 1
        case Basis.IN_MONTH:
            return step_of(indicator)
        case _:
            return None


def _seasonal(indicator: Indicator, series: Series, month: Month) -> Share | str:
    """Last year's figure by (or in) the same month, as a part of last year's total."""
    year, step = month.financial_year.plus(-1), step_of(indicator)
    if indicator.basis is Basis.YEAR_TO_DATE:
        whole = series.value(year.last_month)
    elif indicator.basis is Basis.IN_MONTH:
        periods = month_range(year.first_month.plus(step - 1), year.last_month)[::step]
        held = [value for value in map(series.value, periods) if value is not None]
        whole = sum(held, Decimal(0)) if len(held) == len(periods) else None
    else:
        return "a seasonal target needs in-month readings or a total from April"
    part = series.value(month.plus(-12))
    if part is None or not whole:
        return f"the readings of {year}, whose shape it follows, are not all held"
    return Share(part, whole, f"as much as {month.plus(-12).label} was of {year}'s total")
