"""
Which month a heading names: Apr-21, Apr 21, April 2021, 2021-04, 01/04/2021 (day first), 202104.

A date counts only when it is its month's first or last day, so that a date written month first is never taken for
another month.
"""

import calendar
import re
from datetime import date

from indicators.importers.names import tidy
from indicators.measures.periods import Month

_NUMBERS = {
    **{calendar.month_abbr[number].lower(): number for number in range(1, 13)},
    **{calendar.month_name[number].lower(): number for number in range(1, 13)},
    "sept": 9,
}
_NAMED = re.compile(r"([a-z]{3,9})\.?[-' /’–]{0,3}([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/]?([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ t]00:00(?::00)?)?")
FORMS = "Apr-21, April 2021, 2021-04 or 01/04/2021"


def read_month(text: str) -> Month | None:
    """The month that the text names, or None."""
    words = tidy(text).casefold()
    if found := _NAMED.fullmatch(words):
        year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
        return _month(int(year), _NUMBERS.get(found[1], 0))
    if found := _YEAR_FIRST.fullmatch(words):
        return _month(int(found[1]), int(found[2]))
    if found := _DAY_FIRST.fullmatch(words):
        return _month_of(int(found[3]), int(found[2]), int(found[1]))
    if found := _ISO.fullmatch(words):
        return _month_of(int(found[1]), int(found[2]), int(found[3]))
    return None


def _month(year: int, number: int) -> Month | None:
    try:
        return Month(year, number)
    except ValueError:
        return None


def _month_of(year: int, number: int, day: int) -> Month | None:
    try:
        written = date(year, number, day)
    except ValueError:
        return None
    month = _month(year, number)
    return month if month and written in (month.first_day, month.last_day) else None
