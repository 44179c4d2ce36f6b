"""
A return's bytes in, a table of readings out: the registries of formats and layouts, and the one way through them.

Plain Python. The only exception raised is ReturnRefused; to add a format or a layout, write its file and add its line.
"""

from collections.abc import Callable
from dataclasses import dataclass

from indicators.importers import text, wide
from indicators.importers.grid import Grid
from indicators.importers.problems import refused
from indicators.importers.table import WideTable


@dataclass(frozen=True)
class Format:
    """How bytes become a grid of cells; judged by content."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], Grid]


@dataclass(frozen=True)
class Layout:
    """How a grid of cells becomes a table of readings."""

    name: str
    recognises: Callable[[Grid], bool]
    read: Callable[[Grid], WideTable]


FORMATS: tuple[Format, ...] = (
    Format("text", lambda content: True, text.read_text),  # last: it says of every other content what to do
)
LAYOUTS: tuple[Layout, ...] = (Layout(wide.NAME, wide.recognises, wide.read),)


def read_return(content: bytes) -> WideTable:
    """The table in a return's bytes, or ReturnRefused."""
    chosen = next(form for form in FORMATS if form.recognises(content))
    grid = chosen.read(content)
    layout = next((layout for layout in LAYOUTS if layout.recognises(grid)), None)
    if layout is None:
        raise refused(wide.NO_HEADER)
    return layout.read(grid)
