"""
One picture of one indicator, as a value: what feeds Chart.js on the web and the static picture in print.

Holds numbers, labels and words; knows no colour, no pixel and no library. Two outputs made from it cannot disagree.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class LineRole(StrEnum):
    """What a line is, which decides how it is drawn: solid with points, dashes of several kinds."""

    OUTTURN = "outturn"
    TARGET = "target"
    OWN_PREVIOUS_YEAR = "own_previous_year"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    ENGLAND = "england"
    MEAN = "mean"
    LIMIT = "limit"


@dataclass(frozen=True)
class Line:
    """A value per label, None where there is no number. `why` explains a line that is not drawn whole."""

    label: str
    role: LineRole
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Mark:
    """Something dated on the chart: an action due, an event. `at` is the index of its label."""

    at: int
    label: str


@dataclass(frozen=True)
class Chart:
    """
    `labels` head the months (Oct-21); every line has as many values. `unit` follows a number ("%", "").

    `alt` says in words what the chart shows; `table` is its data, a header row and a row per line, as text.
    """

    title: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str
    starts_at_zero: bool
    alt: str
    table: tuple[tuple[str, ...], ...]
    marks: tuple[Mark, ...] = ()
