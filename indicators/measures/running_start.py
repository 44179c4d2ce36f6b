"""
Whether a running total can have started where its basis says, by what its first reading already holds.

Finds and says; changes nothing. A total is suspect when its first reading exceeds twice its mean step.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.facts import Indicator
from indicators.measures.in_month import starts_in, step_of
from indicators.measures.kinds import BASES, Basis, Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Series
from indicators.measures.wording import rounded

SUSPECT_ABOVE = Decimal(2)


@dataclass(frozen=True)
class RunningStart:
    """`steps_held`: how many mean steps the first reading already holds. The sentence is empty when nothing is odd."""

    first: Month
    steps_held: Decimal
    suspect: bool
    sentence: str


def running_start(indicator: Indicator, series: Series, month: Month) -> RunningStart | None:
    """
    The finding for the window that `month` lies in; None where there is no such window or it has no step.

    >>> from indicators.measures.readings import Reading
    >>> rate = Indicator("s47", "Section 47", "S47", "Child Protection", Kind.RATE, Basis.RUNNING_TOTAL)
    >>> held = Series.of((Month(2021, 4 + i), Reading.of(v)) for i, v in enumerate((178, 214, 237, 266, 279, 309, 336)))
    >>> running_start(rate, held, Month(2021, 10)).sentence
    "Apr-21 already holds about 6.8 months' worth of this running total (a start in Oct-20 would fit)."
    """
    if not BASES[indicator.basis].running or indicator.kind is Kind.PERCENTAGE:
        return None
    window = _window(indicator, series, month)
    if len(window) < 2 or window[-1][1] <= window[0][1]:
        return None
    (first, opening), (last, closing) = window[0], window[-1]
    steps = Decimal(last.since(first)) / step_of(indicator)
    held = opening * steps / (closing - opening)
    suspect = held > SUSPECT_ABOVE
    return RunningStart(first, held, suspect, _sentence(indicator, first, held) if suspect else "")


def _window(indicator: Indicator, series: Series, month: Month) -> list[tuple[Month, Decimal]]:
    """The numbers from the window's first month on; empty when the first month itself is not held."""
    held = [(m, r.value) for m, r in series if m <= month and r.value is not None]
    if indicator.basis is Basis.RUNNING_TOTAL:
        return held
    starts = [m for m, _ in held if starts_in(indicator, m)]
    return [pair for pair in held if starts and pair[0] >= starts[-1]]


def _sentence(indicator: Indicator, first: Month, held: Decimal) -> str:
    months = held * step_of(indicator)
    start = first.plus(1 - int(rounded(months)))
    return (
        f"{first.label} already holds about {rounded(months, 1)} months' worth of this running total "
        f"(a start in {start.label} would fit)."
    )
