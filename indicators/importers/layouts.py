"""
The layouts that a return may have, in the order in which they are tried.

To add one, write its file and add its line. Knows no format.
"""

from collections.abc import Callable
from dataclasses import dataclass

from indicators.importers import long, long_headings, wide
from indicators.importers.grid import Grid, GridRow
from indicators.importers.table import ReturnTable


@dataclass(frozen=True)
class Layout:
    """
    How a grid of cells becomes a table of readings.

    `find_header` gives the header row of a grid that has the layout, else None; `is_whole` whether that header has all
    that the layout needs; `no_header` is the sentence for a grid that lacks one.
    """

    name: str
    find_header: Callable[[Grid], GridRow | None]
    is_whole: Callable[[GridRow], bool]
    read: Callable[[Grid, GridRow], ReturnTable]
    no_header: str


LAYOUTS: tuple[Layout, ...] = (
    Layout(long.NAME, long_headings.find_header, long_headings.is_whole, long.read, long_headings.NO_HEADER),
    Layout(wide.NAME, wide.find_header, wide.is_whole, wide.read, wide.NO_HEADER),
)
NO_HEADER = wide.NO_HEADER  # what most returns look like


def layout_named(name: str) -> Layout | None:
    return next((layout for layout in LAYOUTS if layout.name == name), None)
