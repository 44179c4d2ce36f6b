"""
A month's scorecard as a grid for files: every figure exactly, what stands in its place as written, and the words.

Chooses columns and reckons nothing. A figure that is not held is an empty cell, never a zero.
"""

from boardpack.document.figures import Cell
from boardpack.document.month import MonthRow, MonthScorecard
from indicators.exporters.grid import Field, Grid

BLANK = "–"


def scorecard_grid(card: MonthScorecard) -> Grid:
    """A row for each indicator in the order of the page."""
    return Grid(
        title=f"Scorecard for {card.month.name}" + (f", from {card.pack}" if card.pack else ""),
        headings=(
            *("Area", "Agency", "Code", "Indicator", "Outturn type", "Basis"),
            *card.card.months,
            *("Target", "Kind of target", "Status", "Why this status", "Direction", "Why this direction"),
            *(card.card.own_heading, card.card.region_heading, card.card.england_heading),
            *("Exception", "Why it is one", "Provisional"),
        ),
        rows=tuple(_row(row, card.card.months) for row in card.rows),
        units=tuple(
            "%" if any(cell.shown.endswith("%") for cell in _cells(row)) else "" for row in card.rows
        ),
        places=tuple(max(map(_places, _cells(row)), default=0) for row in card.rows),
    )


def _row(row: MonthRow, months: tuple[str, ...]) -> tuple[Field, ...]:
    provisional = [month for month, cell in zip(months, row.readings, strict=True) if cell.provisional]
    return (
        *(row.area, row.agency, row.code, row.name, row.kind, row.basis),
        *map(_field, row.readings),
        *(_field(row.target), row.target_kind, row.status.words, row.status.sentence),
        *(row.direction.word, row.direction.sentence),
        *map(_field, (row.own_previous_year, row.region, row.england)),
        *(row.exception, row.sentence, ", ".join(provisional)),
    )


def _field(cell: Cell) -> Field:
    """The number behind the figure; as text where the figure names another year than its column."""
    if cell.value is not None:
        return cell.shown if "(" in cell.shown else cell.value
    return None if cell.shown.startswith(BLANK) else cell.shown


def _cells(row: MonthRow) -> tuple[Cell, ...]:
    found = (*row.readings, row.target, row.own_previous_year, row.region, row.england)
    return tuple(cell for cell in found if cell.value is not None)


def _places(cell: Cell) -> int:
    """As many as are shown: 1 for 62.5%."""
    number = cell.shown.split(" ")[0].rstrip("%")
    return len(number.partition(".")[2])
