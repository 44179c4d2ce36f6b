"""
The process chart as the board reads it: variation and assurance in words, and the points behind them.

Chooses words and months; every number and judgement is indicators.measures'. How the pictures look is the renderers'.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from boardpack.document.later import LATER
from indicators.measures.measured import Measured, Process
from indicators.measures.readings import exact
from indicators.measures.spc import Assurance, Judgement

VARIATION = {
    (Judgement.COMMON, 0): "Common cause: it varies no more than usual",
    (Judgement.IMPROVEMENT, 1): "Special cause, improving: high or rising",
    (Judgement.IMPROVEMENT, -1): "Special cause, improving: low or falling",
    (Judgement.CONCERN, 1): "Special cause, concerning: high or rising",
    (Judgement.CONCERN, -1): "Special cause, concerning: low or falling",
    (Judgement.NEUTRAL_HIGH, 1): "Special cause, not judged: high or rising",
    (Judgement.NEUTRAL_LOW, -1): "Special cause, not judged: low or falling",
}
ASSURANCE = {
    Assurance.PASS: "The target will be met unless something changes",
    Assurance.FAIL: "The target will be missed unless something changes",
    Assurance.HIT_OR_MISS: "The target will be met or missed by chance",
}


@dataclass(frozen=True)
class LimitsShown:
    """Mean and limits of a stretch of the chart, unrounded, from the month in which it begins."""

    start: str
    mean: Decimal | None
    lower: Decimal | None
    upper: Decimal | None


@dataclass(frozen=True)
class PointShown:
    """A period of the process chart: its reading alone, and what the rules mark it as; both words as the rules have them."""

    month: str
    value: Decimal | None
    special_cause: str
    judgement: str


@dataclass(frozen=True)
class ProcessShown:
    """
    What the process chart says: variation and assurance as the rules name them, empty where none may be shown.

    `direction` is that of a special cause: 1 high or rising, -1 low or falling, 0 without one. `points` are those of
    the months that the picture shows, told whether or not there are enough of them for limits to be drawn.
    """

    variation: str
    direction: int
    assurance: str
    sentence: str
    variation_words: str = field(default="", metadata=LATER)
    assurance_words: str = field(default="", metadata=LATER)
    points: tuple[PointShown, ...] = field(default=(), metadata=LATER)
    limits: tuple[LimitsShown, ...] = field(default=(), metadata=LATER)

    @property
    def shown(self) -> bool:
        return bool(self.variation)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What the pictures say, each with what it is of."""
        told = (("Variation", self.variation_words), ("Assurance", self.assurance_words))
        return tuple((of, words) for of, words in told if words)


def process_shown(one: Measured, labels: tuple[str, ...]) -> ProcessShown:
    """Of the months among `labels`; variation and assurance only where the chart may be shown."""
    found = one.process
    points, limits = _points(found, frozenset(labels)), _limits(found, frozenset(labels))
    variation, assurance = (found.variation, found.assurance) if found.shown else (None, None)
    direction = found.direction if variation else 0
    return ProcessShown(
        variation=variation.value if variation else "",
        direction=direction,
        assurance=assurance.value if assurance else "",
        sentence=found.sentence,
        variation_words=VARIATION[variation, direction] if variation else "",
        assurance_words=ASSURANCE[assurance] if assurance else "",
        points=points,
        limits=limits,
    )


def _points(found: Process, labels: frozenset[str]) -> tuple[PointShown, ...]:
    return tuple(
        PointShown(month.label, _number(point.value), point.special_cause.value, point.judgement.value)
        for month, point in zip(found.months, found.points, strict=True)
        if month.label in labels
    )


def _limits(found: Process, labels: frozenset[str]) -> tuple[LimitsShown, ...]:
    """Those of every stretch that reaches into the picture."""
    stretches = []
    for start, end in pairwise((*found.starts, len(found.points))):
        drawn = [at for at in range(start, end) if found.months[at].label in labels]
        if drawn:
            point = found.points[start]
            stretches.append(
                LimitsShown(
                    found.months[start].label, _number(point.mean), _number(point.lower), _number(point.upper)
                )
            )
    return tuple(stretches)


def _number(value: float | None) -> Decimal | None:
    return None if value is None else exact(repr(value))
