"""
Every indicator measured in a month: what is held meets the rules.

Four queries for the facts and none for the rules; knows no rule itself.
"""

from collections.abc import Sequence

from indicators.measures.measure import measure
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.queries import held_facts


def measured_in(
    month: Month, codes: Sequence[str] | None = None, since: Month | None = None
) -> tuple[Measured, ...]:
    """
    In scorecard order; `codes` None is every active indicator.

    `since` is the first month that no earlier pack showed: exceptions are looked for from there.
    """
    return tuple(
        measure(held.indicator, held.series, held.targets, held.comparators, month, since)
        for held in held_facts(month, codes)
    )
