"""
A published file opened: which layout it has, its columns, and its rows one at a time.

The layout is told by the header alone, which stands in one of the first rows. Knows no figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import BinaryIO

from indicators.importers.problems import refused
from indicators.importers.published.columns import Columns, name_key
from indicators.importers.published.stream import Examined, examined, records

_HEADER_WITHIN = 10
_SIGNS = {"time_period", "time_identifier", "geographic_level", "country_code"}
_NEIGHBOUR_SIGNS = {"la num", "sn1"}
_UNKNOWN = (
    "This is no published file that is known here (no columns time_period and geographic_level, and none called LA num and "
    "SN1): choose the CSV file of figures, of the population or of the statistical neighbours."
)


class Layout(StrEnum):
    FIGURES = "DfE open data"
    POPULATION = "population estimates"
    NEIGHBOURS = "statistical neighbours"


@dataclass(frozen=True)
class PublishedFile:
    """The file stays open at its opener's; `rows` may be gone through again."""

    layout: Layout
    columns: Columns
    sha256: str
    _opened: BinaryIO = field(repr=False)
    _examined: Examined = field(repr=False)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row number and cells, as many as the header has; blank rows are left out. ReturnRefused where one is broken."""
        width = len(self.columns.names)
        for number, cells in records(self._opened, self._examined):
            if number <= self.columns.row or not any(cells):
                continue
            if len(cells) != width:
                cells = _fitted(cells, width, number)
            yield number, cells


def read_published(opened: BinaryIO) -> PublishedFile:
    """The file with its layout recognised, or ReturnRefused. It must be open for reading bytes and able to go back."""
    found = examined(opened)
    for number, cells in islice(records(opened, found), _HEADER_WITHIN):
        names = {name_key(cell) for cell in cells}
        layout = _layout(names)
        if layout:
            return PublishedFile(layout, Columns(_trimmed(cells), number), found.sha256, opened, found)
    raise refused(_UNKNOWN)


def _layout(names: set[str]) -> Layout | None:
    if names >= _NEIGHBOUR_SIGNS:
        return Layout.NEIGHBOURS
    if len(names & _SIGNS) < 2:
        return None
    return Layout.POPULATION if "population_estimate" in names else Layout.FIGURES


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _fitted(cells: list[str], width: int, row: int) -> list[str]:
    """The cells under the header; more cells than it has, or fewer, mean that the row has slipped."""
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    raise refused(
        f"This row has {len(cells)} cells and the header {width}, so its figures may stand under the wrong columns: download "
        "the file again, or correct the row.",
        row,
    )
