"""
What each heading of a wide return means: Area, Indicator, Outturn type, a month or quarter, Target, or a place with its year.

A heading that means nothing here is an error, because its figures would be lost in silence. The years of South East
and England are that of the own authority's heading where they give none.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from indicators.importers.grid import GridRow
from indicators.importers.months import FORMS, read_period, why_no_month
from indicators.importers.names import key, quoted, tidy
from indicators.importers.places import place_named
from indicators.importers.problems import ImportProblem, ReturnRefused, error
from indicators.importers.table import Column, Role
from indicators.measures.periods import FinancialYear

_WORDS: dict[str, Role] = {
    **dict.fromkeys(["area", "servicearea", "theme"], Role.AREA),
    **dict.fromkeys(["indicator", "indicatorname", "performanceindicator", "measure"], Role.INDICATOR),
    **dict.fromkeys(["outturntype", "type", "unit", "measuretype"], Role.OUTTURN_TYPE),
    "target": Role.TARGET,
}
_WITH_YEAR = re.compile(
    r"(?P<name>.*\S)[\s(]+(?:20)?(?P<start>[0-9]{2})\s?[/–-]\s?(?:20)?(?P<end>[0-9]{2})\)?"
)
_LONGEST = 150
EXPECTED = (
    f"Area, Indicator, Outturn type, months such as {FORMS}, Target, Southampton 20/21, South East, England"
)


def read_heading(index: int, text: str) -> Column | None:
    """The column that this heading makes, or None when it means nothing."""
    heading = tidy(text)
    if len(heading) > _LONGEST:
        return None
    if period := read_period(heading):
        return Column(index, heading, Role.MONTH, month=period.month, quarterly=period.quarterly)
    name, year = _name_and_year(heading)
    role = _WORDS.get(key(name))
    if role is Role.TARGET or (role and year is None):
        return Column(index, heading, role, year=year)
    known = place_named(name)
    if role is None and name and (known or year):
        return Column(index, heading, Role.PLACE, place=known.name if known else name, year=year)
    return None


def read_headings(row: GridRow) -> tuple[Column, ...]:
    """Every column of the header row; ReturnRefused with what is wrong with it."""
    columns = columns_under(row, read_heading, EXPECTED)
    refuse(_absent(row, columns))
    return _with_years(row, columns)


def columns_under(
    row: GridRow, read: Callable[[int, str], Column | None], expected: str
) -> tuple[Column, ...]:
    """Every column of a header row of any layout; ReturnRefused for a heading that means nothing or comes twice."""
    columns: list[Column] = []
    problems: list[ImportProblem] = []
    for index, text in enumerate(row.cells):
        column = read(index, text)
        if column:
            columns.append(column)
        elif text.strip():
            problems.append(_unknown(row, index, text, expected))
    refuse(problems or _repeated(row, columns))
    return tuple(columns)


def refuse(problems: Sequence[ImportProblem]) -> None:
    """ReturnRefused for these, if there are any."""
    if problems:
        raise ReturnRefused(problems)


def _name_and_year(heading: str) -> tuple[str, FinancialYear | None]:
    found = _WITH_YEAR.fullmatch(heading)
    if found and (int(found["start"]) + 1) % 100 == int(found["end"]):
        return found["name"].rstrip(" ("), FinancialYear(2000 + int(found["start"]))
    return heading, None


def _unknown(row: GridRow, index: int, text: str, expected: str) -> ImportProblem:
    where = Column(index, tidy(text), Role.PLACE).where
    if why := why_no_month(text):
        return error(f"{why}: head the column with its month, as in Apr-21.", row.number, where)
    return error(
        f"{quoted(text)} is not a heading that a return has: delete the column, or head it as one of {expected}.",
        row.number,
        where,
    )


def _repeated(row: GridRow, columns: Sequence[Column]) -> list[ImportProblem]:
    seen: dict[tuple[object, ...], Column] = {}
    problems = []
    for column in columns:
        first = seen.setdefault((column.role, column.month, key(column.place), column.year), column)
        if first is not column:
            said = f"Columns {first.letter} and {column.letter} are both headed {_what(column)}: keep one of them."
            if first.quarterly != column.quarterly:
                quarter = column if column.quarterly else first
                said = (
                    f"Columns {first.letter} and {column.letter} are headed with a month and with the quarter that it ends, "
                    f"{quarter.heading}: keep one of them, or give the quarters a file of their own."
                )
            problems.append(error(said, row.number, column.where))
    return problems


def _what(column: Column) -> str:
    if column.quarterly:
        return f"with the quarter that ends in {column.month.name}" if column.month else column.heading
    return column.month.name if column.month else column.heading


def _absent(row: GridRow, columns: Sequence[Column]) -> list[ImportProblem]:
    roles = {column.role for column in columns}
    missing = ["Indicator"] if Role.INDICATOR not in roles else []
    missing += [f"a month ({FORMS})"] if Role.MONTH not in roles else []
    if not missing:
        return []
    return [error(f"The header row has no column for {' and '.join(missing)}: put it in.", row.number)]


def _with_years(row: GridRow, columns: Sequence[Column]) -> tuple[Column, ...]:
    years = {column.year for column in columns if column.role is Role.PLACE and column.year}
    yearless = [column for column in columns if column.role is Role.PLACE and not column.year]
    if yearless and len(years) != 1:
        raise ReturnRefused(
            error(
                f"The year of {column.heading} is not clear: head the column with it, as in {column.heading} 20/21.",
                row.number,
                column.where,
            )
            for column in yearless
        )
    year = next(iter(years), None)
    filled = [replace(column, year=year) if column in yearless else column for column in columns]
    refuse(_repeated(row, filled))
    return tuple(filled)
