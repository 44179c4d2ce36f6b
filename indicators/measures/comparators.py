"""
Which published figures stand beside an indicator in a month, and which of them may be held against its readings.

Only like bases are compared. Knows no target and no judgement; the caller gives each geography's and year's newest
vintage last.
"""

from collections.abc import Sequence

from indicators.measures.facts import Comparator, Indicator
from indicators.measures.kinds import BASES, Basis, GeographyKind, Kind
from indicators.measures.periods import Month

_WHOLE_YEAR = frozenset({Basis.YEAR_TO_DATE, Basis.ROLLING_12})


def in_force(comparators: Sequence[Comparator], month: Month) -> tuple[Comparator, ...]:
    """For each geography the latest year that is not after the month's, in the order of the geographies given."""
    latest: dict[str, Comparator] = {}
    for comparator in comparators:
        held = latest.get(comparator.geography)
        if comparator.year > month.financial_year:
            continue
        if held is None or comparator.year >= held.year:
            latest[comparator.geography] = comparator
    return tuple(latest.values())


def neighbours(comparators: Sequence[Comparator], indicator: Indicator, month: Month) -> Comparator | None:
    """The statistical neighbours' mean that the month's reading may be held against."""
    for comparator in in_force(comparators, month):
        if comparator.geography_kind is GeographyKind.NEIGHBOURS and comparator.reading.value is not None:
            return comparator if alike(indicator, comparator, month) else None
    return None


def alike(indicator: Indicator, comparator: Comparator, month: Month) -> bool:
    """
    Whether the published figure and the month's reading count the same thing over the same stretch of time.

    Percentages of what happens in a period compare whatever its length; counts and rates need twelve months on both
    sides, so a year to date is like a year only in March; a level at a month's end is like a level at the year's end.
    """
    own, theirs = indicator.basis, comparator.basis
    if Basis.RUNNING_TOTAL in (own, theirs):
        return False
    if Basis.MONTH_END in (own, theirs) or Basis.IN_MONTH is theirs:
        return own is theirs
    if indicator.kind is Kind.PERCENTAGE:
        return True
    covers_a_year = own is Basis.ROLLING_12 or (own is Basis.YEAR_TO_DATE and month.month_of_year == 12)
    return covers_a_year and theirs in _WHOLE_YEAR


def why_unlike(indicator: Indicator, comparator: Comparator, month: Month) -> str:
    """Why the two are not held against each other, as a clause; empty where they are alike."""
    if alike(indicator, comparator, month):
        return ""
    own, theirs = indicator.basis, comparator.basis
    if own is theirs is Basis.YEAR_TO_DATE:
        return f"the reading covers {month.month_of_year} of 12 months and that figure a whole year"
    if Basis.RUNNING_TOTAL in (own, theirs):
        return "it is not known when the running total starts"
    return f"not on the same basis: the reading is {BASES[own].name}, that figure {BASES[theirs].name}"


def named(comparator: Comparator) -> str:
    """
    Whose figure, for which year, from which edition and how final.

    >>> from indicators.measures.periods import FinancialYear
    >>> from indicators.measures.readings import Reading
    >>> named(Comparator("England", GeographyKind.ENGLAND, FinancialYear(2020), Reading.of(83), "DfE 2021", Basis.YEAR_TO_DATE))
    'England 2020/21 (DfE 2021, final)'
    """
    status = "provisional" if comparator.provisional or comparator.reading.provisional else "final"
    return (
        f"{comparator.geography} {comparator.year} ({', '.join(filter(None, (comparator.vintage, status)))})"
    )
