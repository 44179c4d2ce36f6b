"""
What the board has had of each reading in earlier editions.

A figure that an earlier edition had is the figure that holds now, unless it was another number then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.deduction import Tie
from indicators.measures.disclosure.values import Cell, Earlier, Subject
from indicators.measures.sums import Figure


@dataclass(frozen=True)
class Past:
    """Editions are counted from 1, in the order in which they were published."""

    held: Mapping[str, Subject]
    earlier: Sequence[Earlier]

    @property
    def editions(self) -> range:
        return range(1, len(self.earlier) + 1)

    def was(self, edition: int, cell: Cell) -> Decimal | None:
        """The number at that time, shown or kept back; None where the edition did not have it."""
        one = self.earlier[edition - 1]
        return one.shown.get(cell, one.kept_back.get(cell))

    def showed(self, edition: int, cell: Cell) -> bool:
        return cell in self.earlier[edition - 1].shown

    def has_shown(self, cell: Cell, value: Decimal) -> bool:
        """Whether any edition showed this very number."""
        return any(one.shown.get(cell) == value for one in self.earlier)

    def then(self, figure: Figure, edition: int) -> Figure:
        """The figure as that edition had it."""
        was = self.was(edition, (figure.code, figure.month))
        if figure.part != "value" or was is None:
            return figure
        subject = self.held.get(figure.code)
        now = subject.series.value(figure.month) if subject else None
        return figure if was == now else figure._replace(edition=edition)

    def ties(self, now: Sequence[Tie]) -> Iterator[Tie]:
        """What held between the figures of earlier editions, where any was another number."""
        for edition in self.editions:
            for tie in now:
                then = {self.then(figure, edition): times for figure, times in tie.sum.items()}
                if then != tie.sum:
                    yield Tie(then, tie.low, tie.high, tie.loose)
