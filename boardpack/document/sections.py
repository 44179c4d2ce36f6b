"""
What the pack says of one indicator, one action, one discussion point; and the annex that explains them.

Values only, in finished words; an empty text means that nothing was said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from boardpack.document.figures import Cell, ComparatorShown, DirectionShown, StatusShown
from boardpack.document.later import LATER
from boardpack.document.process import ProcessShown
from indicators.measures.chart import Chart


@dataclass(frozen=True)
class Point:
    """A key discussion point and what is asked of the board."""

    number: int
    asks: str
    text: str


@dataclass(frozen=True)
class ActionLine:
    """An action as it stood on the as-at date."""

    reference: str
    title: str
    detail: str
    owner: str
    owner_note: str
    agency: str
    due: str
    due_on: date | None
    minutes: str
    status: str
    lateness: str
    overdue: bool
    indicators: tuple[str, ...]
    success_looks_like: str
    latest_update: str
    moves: int
    original_deadline: str

    @property
    def anchor(self) -> str:
        return f"action-{self.reference}"


@dataclass(frozen=True)
class Text:
    """One commentary's three texts, empty where nothing was said; who said it, and where else it speaks."""

    tells_us: str
    analysis: str
    next_steps: str
    received_from: str
    state: str
    also_speaks_for: tuple[str, ...]


@dataclass(frozen=True)
class MovedLine:
    """
    Whether the indicator moved since an action was done, or began ("done on 15 October 2021"), in a word and a sentence.

    `before` and `after` say on how many readings each side rests, and their mean where it may be told.
    """

    reference: str
    title: str
    since: str
    success_looks_like: str
    word: str
    sentence: str
    before: str
    after: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of what the rules would say of the data, by its name in the registry, with the figures it rests on."""

    name: str
    words: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorSection:
    """
    Everything the pack says of one indicator.

    `gap` says so when there is no commentary, `no_action` when there is no action; each is empty otherwise. `moved`: what
    the readings say since its actions were done. `process` is None in packs that were frozen without it.

    For machines only, not printed: the numbers of `target_to_date` and `projection`, and `narrative`, which the rules
    drafted from what the pack shows and commentary may have used.
    """

    code: str
    number: int
    area: str
    name: str
    latest: Cell
    latest_month: str
    status: StatusShown
    forecast: StatusShown
    direction: DirectionShown
    target: Cell
    target_kind: str
    target_source: str
    target_to_date: str
    projection: str
    signal: str
    in_month: str
    chart: Chart
    comparators: tuple[ComparatorShown, ...]
    texts: tuple[Text, ...]
    gap: str
    actions: tuple[ActionLine, ...]
    no_action: str
    notes: tuple[str, ...]
    moved: tuple[MovedLine, ...] = ()
    process: ProcessShown | None = field(default=None, metadata=LATER)
    target_to_date_number: Decimal | None = field(default=None, metadata=LATER)
    projection_number: Decimal | None = field(default=None, metadata=LATER)
    narrative: tuple[Sentence, ...] = field(default=(), metadata=LATER)

    @property
    def anchor(self) -> str:
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class Definition:
    """An indicator explained: what it counts, what high and low may mean, where it comes from."""

    code: str
    name: str
    definition: str
    numerator: str
    denominator: str
    kind: str
    basis: str
    polarity: str
    high_means: str
    low_means: str
    tolerance: str
    source: str
    to_confirm: str


@dataclass(frozen=True)
class KeyEntry:
    """A symbol of the pack and what it means."""

    symbol: str
    meaning: str
