"""
The sentences with which a workbook is refused, where more than one module says them.

Each says what is wrong and what to do.
"""

from indicators.importers.names import quoted
from indicators.importers.problems import ReturnRefused, refused

SAVE_XLSX = "open it in a spreadsheet and save it as “Excel Workbook (.xlsx)”"

DAMAGED = "This workbook is damaged or was cut short: open it in a spreadsheet, see that nothing is missing, and save it again."
OVER_LIMITS = "This workbook could not be read within the limits: save the sheet with the figures as a workbook of its own, or as CSV."
UNUSUAL = f"This workbook was written in an unusual way that could be read wrongly: {SAVE_XLSX}."
PASSWORD = "This workbook is protected with a password: open it, take the password off, and save it again."  # noqa: S105
ENTITIES = (
    f"This workbook has XML definitions (DOCTYPE or ENTITY) in it, which no spreadsheet writes: {SAVE_XLSX}."
)


def damaged() -> ReturnRefused:
    return refused(DAMAGED)


def unusual() -> ReturnRefused:
    return refused(UNUSUAL)


def over_limits() -> ReturnRefused:
    return refused(OVER_LIMITS)


def out_of_order(sheet: str, row: int) -> ReturnRefused:
    """Rows or cells that go back or come twice: a reader that keeps the last, or the first, would be half right."""
    return refused(
        f"The sheet {quoted(sheet)} has rows or cells out of order or twice, so it could be read wrongly: {SAVE_XLSX}.",
        row,
    )


def read_in_part(sheet: str, row: int) -> ReturnRefused:
    """Two readers of the same bytes disagree."""
    return refused(f"The sheet {quoted(sheet)} could be read only in part: {SAVE_XLSX}.", row)
