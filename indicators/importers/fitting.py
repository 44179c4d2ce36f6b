"""
Whether the figures of a row can be those of its indicator: by month, quarter or year, with a % sign, less than nothing.

Knows the indicator's kind and frequency as values; each misfit is an error with its place.
"""

from indicators.importers.names import quoted
from indicators.importers.problems import ImportProblem, error
from indicators.importers.table import Cell, IndicatorRow
from indicators.measures.kinds import KINDS, Frequency, Kind

_MONTHS_OF_A_QUARTER = 3
_MARCH = 3  # in which the year ends


def wrong_periods(row: IndicatorRow, frequency: Frequency) -> list[ImportProblem]:
    """The figures whose heading or period does not suit how often the indicator is reported."""
    quarterly = frequency is Frequency.QUARTERLY
    problems = []
    for cell in row.months:
        if not cell.written.reading or cell.month is None:
            continue
        if cell.quarterly and frequency is Frequency.MONTHLY:
            message = (
                f"This is a quarter's figure and {quoted(row.indicator)} is reported by month: give its months, or set the "
                "indicator up as quarterly."
            )
        elif quarterly and cell.month.number % _MONTHS_OF_A_QUARTER:
            message = (
                f"{quoted(row.indicator)} is reported by quarter and {cell.month.name} does not end one: head the figure with "
                "its quarter, or with the quarter's last month."
            )
        elif frequency is Frequency.YEARLY and cell.month.number != _MARCH:
            message = (
                f"{quoted(row.indicator)} is reported by year and {cell.month.name} does not end one: head the figure with "
                "the year's last month, March."
            )
        else:
            continue
        problems.append(error(message, cell.row, cell.column.where))
    return problems


def wrong_sign(cell: Cell, row: IndicatorRow, expected: Kind | None) -> ImportProblem:
    """A % sign on a figure of what is no percentage."""
    kind = KINDS[expected].name if expected else ""
    return error(
        f"{quoted(cell.text)} has a % sign and {quoted(row.indicator)} is set up as {kind}: take the sign away, or set the "
        "indicator up as Percentage.",
        cell.row,
        cell.column.where,
    )


def negative_figures(row: IndicatorRow, kind: Kind) -> list[ImportProblem]:
    """The figures that are less than nothing where that cannot be."""
    if kind is Kind.PERCENTAGE:
        return []
    return [_negative(cell) for cell in row.cells if _is_negative(cell)]


def _is_negative(cell: Cell) -> bool:
    value = cell.written.reading.value if cell.written.reading else None
    return value is not None and value < 0


def _negative(cell: Cell) -> ImportProblem:
    return error(
        f"{quoted(cell.text)} is less than nothing, which a number or rate cannot be: correct the figure.",
        cell.row,
        cell.column.where,
    )
