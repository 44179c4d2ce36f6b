"""
Where a running total ends in March at the present rate.

Straight on, or along last year's shape where the target's profile is seasonal. Levels and totals of unknown start have
no projection.
"""

from indicators.measures.facts import Indicator
from indicators.measures.kinds import BASES, Kind
from indicators.measures.measured import Projection
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series
from indicators.measures.targets import UNKNOWN_START, share_of_year, start_unknown
from indicators.measures.wording import figure


def project(indicator: Indicator, reading: Reading, series: Series, month: Month) -> Projection:
    """
    The year's total at the present rate.

    >>> from indicators.measures.kinds import Basis
    >>> contacts = Indicator("contacts", "Contacts", "Contacts", "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE)
    >>> project(contacts, Reading.of(14567), Series(), Month(2021, 10)).sentence
    'At the present rate it comes to 24,972 by Mar-22.'
    """
    if not BASES[indicator.basis].running or indicator.kind is Kind.PERCENTAGE:
        return Projection(None, "No projection: only running totals are projected.")
    if start_unknown(indicator):
        return Projection(None, f"No projection, because {UNKNOWN_START}.")
    if reading.value is None:
        return Projection(None, f"No projection, because {month.label} has no reading.")
    march = month.financial_year.last_month
    now, then = share_of_year(indicator, series, month), share_of_year(indicator, series, march)
    if isinstance(now, str) or isinstance(then, str) or not now.part:
        reason = (
            now
            if isinstance(now, str)
            else then
            if isinstance(then, str)
            else "nothing was due by then last year"
        )
        return Projection(None, f"No projection, because {reason}.")
    value = reading.value * (then.part * now.whole) / (now.part * then.whole)
    return Projection(value, f"At the present rate it comes to {figure(value, indicator)} by {march.label}.")
