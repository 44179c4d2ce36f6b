"""
Which month or quarter a text names: Apr-21, April 2021, 2021-04, 01/04/2021 (day first), 202104, 44287, 2021/22 Q1.

A date counts only when it is its month's first or last day, so that a date written month first is never taken for
another month; nor is a five-digit figure taken for a spreadsheet's serial number of a date.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from indicators.importers.names import quoted, tidy
from indicators.measures.periods import FinancialYear, Month

_NUMBERS = {
    **{calendar.month_abbr[number].lower(): number for number in range(1, 13)},
    **{calendar.month_name[number].lower(): number for number in range(1, 13)},
    "sept": 9,
}
_NAMED = re.compile(r"([a-z]{3,9})\.?[-‐‑' /’–]{0,3}([0-9]{4}|[0-9]{2})")
_DAY_NAMED = re.compile(
    r"([0-9]{1,2})[- ]([a-z]{3,9})[- ]([0-9]{4}|[0-9]{2})"
)  # what Excel saves of a date as text
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[-/]?([0-9]{2})|[-/]([0-9]))")
_YEAR_AND_NUMBER = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})|([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ t]00:00(?::00)?)?")
_SERIAL = re.compile(r"[0-9]{5}")
_FIRST_SERIAL, _LAST_SERIAL, _SERIALS_BEGIN = 36_526, 73_050, date(1899, 12, 30)  # the years 2000 to 2099
_YEAR = r"(?P<start>20[0-9]{2})[-/–](?:20)?(?P<end>[0-9]{2})"
_QUARTERS = (re.compile(_YEAR + r",? ?q(?P<quarter>[1-4])"), re.compile(r"q(?P<quarter>[1-4]),? " + _YEAR))
_LONGEST, _CACHED = 40, 5_000
FIRST_YEAR, LAST_YEAR = 1990, 2190  # no outturn, target or comparator is kept of a year outside these
FORMS = "Apr-21, April 2021, 2021-04 or 01/04/2021"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or a quarter of the financial year by its last month."""

    month: Month
    quarterly: bool = False


def read_period(text: str) -> Period | None:
    """The month or quarter that a heading or cell of a return names, or None."""
    return _short(text) if len(text) <= _LONGEST else _read(tidy(text))


@lru_cache(_CACHED)
def _short(text: str) -> Period | None:
    return _read(tidy(text))


def _read(words: str) -> Period | None:
    month = read_month(words) or _month_of_serial(words)
    if month:
        return Period(month)
    found = next((found for form in _QUARTERS if (found := form.fullmatch(words.casefold()))), None)
    if found is None or (int(found["start"]) + 1) % 100 != int(found["end"]):
        return None
    return Period(FinancialYear(int(found["start"])).first_month.plus(3 * int(found["quarter"]) - 1), True)


def _month_of_serial(words: str) -> Month | None:
    """The month of which a spreadsheet's serial number is the first or last day."""
    if not _SERIAL.fullmatch(words) or not _FIRST_SERIAL <= int(words) <= _LAST_SERIAL:
        return None
    day = _SERIALS_BEGIN + timedelta(days=int(words))
    return _month_of(day.year, day.month, day.day)


def read_month(text: str) -> Month | None:
    """The month that the text names, or None."""
    words = tidy(text).casefold()
    if found := _NAMED.fullmatch(words):
        return _month(_year(found[2]), _NUMBERS.get(found[1], 0))
    if found := _DAY_NAMED.fullmatch(words):
        return _month_of(_year(found[3]), _NUMBERS.get(found[2], 0), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(words):
        return _month(int(found[1]), int(found[2] or found[3]))
    if found := _MONTH_FIRST.fullmatch(words):
        return _month(int(found[2]), int(found[1]))
    if found := _DAY_FIRST.fullmatch(words):
        day, number, year = filter(None, found.groups())
        return _month_of(_year(year), int(number), int(day))
    if found := _ISO.fullmatch(words):
        return _month_of(int(found[1]), int(found[2]), int(found[3]))
    return None


def why_no_month(text: str) -> str:
    """
    Why a date that stands where a month should names none; empty when the text is no date, or names a month.

    >>> why_no_month("09/30/2021")
    '“09/30/2021” is no date, because dates are read day first and there is no month 30'
    """
    words = tidy(text).casefold()
    if len(words) > _LONGEST or read_period(words):
        return ""
    if found := _DAY_FIRST.fullmatch(words):
        day, number, year = (int(each) for each in filter(None, found.groups()))
        return _why_no_date(text, _year_of(year), number, day, "read day first, as ")
    if found := _ISO.fullmatch(words):
        return _why_no_date(text, int(found[1]), int(found[2]), int(found[3]), "")
    if _SERIAL.fullmatch(words) and _FIRST_SERIAL <= int(words) <= _LAST_SERIAL:
        on = _SERIALS_BEGIN + timedelta(days=int(words))
        return _why_no_date(text, on.year, on.month, on.day, "a spreadsheet's number for ")
    if found := _YEAR_AND_NUMBER.fullmatch(words):
        year, number = int(found[1]), int(found[2])
        if not 1 <= number <= 12 and (year + 1) % 100 != number:  # 2020-21 is a year
            return f"{quoted(text)} is no month, because there is no month {number}"
    return ""


def _why_no_date(text: str, year: int, number: int, day: int, read: str) -> str:
    try:
        written = date(year, number, day)
    except ValueError:
        what = "that month has no such day" if 1 <= number <= 12 else f"there is no month {number}"
        first = "dates are read day first and " if read else ""
        return f"{quoted(text)} is no date, because {first}{what}"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"{quoted(text)} is in {year}, of which nothing is kept"
    return (
        f"{quoted(text)} is {read}{written:%-d %B %Y}, which is neither the first nor the last day of a month"
    )


def _year(digits: str) -> int:
    """Two digits are a year of this century."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _year_of(number: int) -> int:
    return number if number > 99 else 2000 + number


def _month(year: int, number: int) -> Month | None:
    """The month, or None: there is no such month, or nothing is kept of its time."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12):
        return None
    return Month(year, number)


def _month_of(year: int, number: int, day: int) -> Month | None:
    try:
        written = date(year, number, day)
    except ValueError:
        return None
    month = _month(year, number)
    return month if month and written in (month.first_day, month.last_day) else None
