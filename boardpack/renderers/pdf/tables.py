"""
The table behind a chart, laid out: as many months side by side as fit, and what is the same in all of them said once.

Which rows take one line is worked out here, from the widths of the letters, because Typst sets every cell of a row twice
to find out. Points throughout; holds the chart's own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from boardpack.document.anchors import BLANK
from boardpack.renderers.pdf.widths import width
from indicators.measures.chart import Chart

ACROSS, NAME = 498.9, 92.0  # of the page between its margins; what the names of the rows need at least
SIZE, INSET, ROW = 8.5, 6.0, 12.1  # of the letters; left and right of a cell together; a row of one line
NARROWEST, MOST = 28.0, 12  # a column, and how many of them stand side by side: a year
NO_FIGURE = "None in these months"


@dataclass(frozen=True)
class Table:
    """
    `heights` has a number for each row, the head's first, or None where it has to be found out. A row of two cells says
    of all months what stands in its second.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    across: float
    heights: tuple[float | None, ...]


def tables(chart: Chart) -> tuple[Table, ...]:
    """None for a chart without figures; otherwise a table for each stretch of months, in their order."""
    if len(chart.table) < 2:
        return ()
    head, *rows = chart.table
    longest = max(
        width(word, SIZE, bold=row is head)
        for row in chart.table
        for words in row[1:]
        for word in words.split()
    )
    across = max(NARROWEST, round(longest + INSET + 0.5, 1))
    most = min(MOST, max(1, int((ACROSS - NAME) // across)))
    stretches = (slice(start, start + most) for start in range(1, len(head), most))
    return tuple(_table(head, rows, stretch, across) for stretch in stretches)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], stretch: slice, across: float) -> Table:
    months = head[stretch]
    outturn, *others = ((row[0], *row[stretch]) for row in rows)
    told = (outturn, *(_once(row) for row in others))
    name = ACROSS - len(months) * across
    heights = (
        _height((head[0], *months), name, across, bold=True),
        *(_height(row, name, across) for row in told),
    )
    return Table((head[0], *months), told, across, heights)


def _once(row: tuple[str, ...]) -> tuple[str, ...]:
    """A line that does not change is said once, and not twelve times."""
    name, *words = row
    if len(words) < 3 or len(set(words)) > 1:
        return row
    return (name, NO_FIGURE if words[0] == BLANK else f"{words[0]} in each of these months")


def _height(row: tuple[str, ...], name: float, across: float, *, bold: bool = False) -> float | None:
    """One line where every cell has room for its words; what is said of all months has room enough."""
    rooms = (name, *([across] * (len(row) - 1) if len(row) > 2 else [ACROSS - name]))
    fits = all(width(words, SIZE, bold=bold) <= room - INSET for words, room in zip(row, rooms, strict=True))
    return ROW if fits else None
