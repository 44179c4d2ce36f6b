"""
A sentence of the draft "what the data tells us", and the figures that it rests on.

Holds no rule: each sentence is a function in the file of its theme, and its line in the registry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.facts import Indicator
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.measures.wording import figure


@dataclass(frozen=True)
class Said:
    """One sentence (or two that belong together) in plain English; `rests_on` are the figures, each with its month."""

    name: str
    words: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A line of the registry: the function gives the words and what they rest on, or None where it has nothing to say."""

    name: str
    function: Callable[[Measured], tuple[str, tuple[str, ...]] | None]


def in_month(value: Decimal, indicator: Indicator, month: Month) -> str:
    """A figure with its month, as the draft and its evidence name it: "62% in Oct-21"."""
    return f"{figure(value, indicator)} in {month.label}"
