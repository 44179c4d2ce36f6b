"""
What the headings of a long return mean, and which row of a sheet holds them.

A heading that means nothing here is an error, because its figures would be lost in silence.
"""

from indicators.importers.grid import Grid, GridRow
from indicators.importers.months import read_period
from indicators.importers.names import key, tidy
from indicators.importers.table import Column, Role

EXPECTED = (
    "Indicator (or Code), Month, Value, Area, Outturn type, Numerator, Denominator, Status, Note, Last month"
)
NO_HEADER = f"No header row was found: put one above the figures, headed {EXPECTED}."
SEARCHED = 100  # rows in which a header is looked for
_WORDS: dict[str, Role] = {
    **dict.fromkeys(["area", "servicearea", "theme"], Role.AREA),
    **dict.fromkeys(["indicator", "indicatorname", "performanceindicator", "measure"], Role.INDICATOR),
    **dict.fromkeys(["code", "indicatorcode"], Role.CODE),
    **dict.fromkeys(["outturntype", "type", "unit", "measuretype"], Role.OUTTURN_TYPE),
    **dict.fromkeys(["month", "period", "quarter", "monthorquarter", "reportingperiod"], Role.PERIOD),
    **dict.fromkeys(["value", "figure", "outturn"], Role.VALUE),
    "numerator": Role.NUMERATOR,
    "denominator": Role.DENOMINATOR,
    **dict.fromkeys(["status", "provisionalorfinal"], Role.STATUS),
    **dict.fromkeys(["note", "notes", "comment", "comments"], Role.NOTE),
    "lastmonth": Role.REFERENCE,
}
_LONGEST = 60


def read_heading(index: int, text: str) -> Column | None:
    """The column that this heading makes, or None when it means nothing in a long table."""
    heading = tidy(text) if len(text) <= _LONGEST else ""
    role = _WORDS.get(key(heading))
    return Column(index, heading, role) if role else None


def find_header(grid: Grid) -> GridRow | None:
    """The row with most headings of a long table, among them month or value and no month of its own; the first of equals."""
    return max(filter(_may_head, grid.rows[:SEARCHED]), key=lambda row: len(_roles(row)), default=None)


def is_whole(header: GridRow) -> bool:
    """Whether the header has what a table of figures needs: an indicator, a period and a value."""
    return not lacking(_roles(header))


def _may_head(row: GridRow) -> bool:
    roles = _roles(row)
    if {Role.PERIOD, Role.VALUE} <= roles:
        return True
    named, half = roles & {Role.INDICATOR, Role.CODE}, roles & {Role.PERIOD, Role.VALUE}
    return bool(named and half) and not any(read_period(cell) for cell in row.cells)


def _roles(row: GridRow) -> set[Role]:
    return {column.role for index, cell in enumerate(row.cells) if (column := read_heading(index, cell))}


def lacking(roles: set[Role]) -> list[str]:
    """What a long table needs and these columns do not have."""
    absent = [] if roles & {Role.INDICATOR, Role.CODE} else ["Indicator"]
    return absent + [
        word for role, word in ((Role.PERIOD, "Month"), (Role.VALUE, "Value")) if role not in roles
    ]
