"""
The days, spans of days and numbers of days that English words name, when said on a day.

Knows no deadline: whether "January" means its first or its last day is for `reading` to say. A date without a year is
the next one; the financial year begins in April.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from actions.lifecycle import day_in_words
from actions.schedule import is_working_day

EARLIEST, LATEST = 1990, 2190
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_WEEKDAY = (
    rf"(?:(?P<weekday>{'|'.join(name for name in _WEEKDAYS)}|{'|'.join(name[:3] for name in _WEEKDAYS)}) +)?"
)
_YEAR = r"(?:[ '/-]*(?P<year>\d{4}|'?\d{2}))?"
_END = re.compile(r"^(?:the )?(?:very )?(?:end|close)[ -]*(?:of )?(?:the )?(?:month of )?")
_NUMBERS = {
    name: number
    for number, name in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
        ],
        start=1,
    )
} | {"a": 1, "an": 1}


_LONG = {"day": 1, "week": 7, "fortnight": 14}


class Unclear(Exception):
    """The words can mean more than one day; the message is the question that settles it, or empty where none names a day."""


@dataclass(frozen=True)
class Span:
    """From the first day to the last, with its name in words; `says_end` when its end was asked for in words."""

    first: date
    last: date
    name: str
    says_end: bool = False
    whole: bool = True


def day_said(text: str, said_on: date) -> date | None:
    """
    One day of the calendar; Unclear for a day that does not exist or is another day of the week than was said.

    >>> day_said("friday 26th november", date(2021, 11, 24))
    datetime.date(2021, 11, 26)
    >>> day_said("30/11/21", date(2021, 11, 24))
    datetime.date(2021, 11, 30)
    """
    if re.fullmatch(rf"{_MONTH} +\d{{2}}", text):
        raise Unclear("The number after the month may be a day or a year. Give the day that is meant.")
    for pattern in (
        rf"{_WEEKDAY}(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? *-?(?:of )?-? *{_MONTH}{_YEAR}",
        rf"{_WEEKDAY}{_MONTH} +(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: +(?P<year>\d{{4}}))?",
        r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    ):
        if found := re.fullmatch(pattern, text):
            return _day(found.groupdict(), said_on)
    return None


def _day(parts: dict[str, str | None], said_on: date) -> date:
    month, number = _month_number(str(parts["month"])), int(str(parts["day"]))
    year = _year(parts["year"])
    try:
        day = date(year if year is not None else said_on.year, month, number)
    except ValueError:
        raise Unclear("There is no such day in the calendar. Give the day that is meant.") from None
    if year is None and day < said_on:
        day = _next_year(day)
    said = parts.get("weekday")
    if said and not calendar.day_name[day.weekday()].lower().startswith(said):
        raise Unclear(
            f"{day_in_words(day)} is a {calendar.day_name[day.weekday()]}. Give the day that is meant."
        )
    return day


def _next_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        raise Unclear("There is no such day in the calendar. Give the day that is meant.") from None


def _month_number(text: str) -> int:
    return _MONTHS.get(text) or int(text)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.strip("'")
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if not EARLIEST <= year <= LATEST:
        raise Unclear("The year is not one in which actions are kept. Give the day that is meant.")
    return year


def span_said(text: str, said_on: date) -> Span | None:
    """
    A month, a quarter, a year, a financial year, the middle of a month, or one day.

    >>> span_said("end of january", date(2021, 11, 24)).last
    datetime.date(2022, 1, 31)
    >>> span_said("2021/22", date(2021, 11, 24)).last
    datetime.date(2022, 3, 31)
    """
    found = _END.match(text)
    says_end = bool(found)
    text = text[found.end() :] if found else re.sub(r"^the +", "", text)
    span = _month(text, said_on) or _quarter(text, said_on) or _years(text, said_on)
    if span is not None:
        return Span(span.first, span.last, span.name, says_end or span.says_end, span.whole)
    if not says_end and text == "christmas":
        return _one_day(_day({"day": "25", "month": "12", "year": None}, said_on))
    day = None if says_end else day_said(text, said_on)
    return _one_day(day) if day else None


def _one_day(day: date) -> Span:
    return Span(day, day, day_in_words(day), True, False)


def _month(text: str, said_on: date) -> Span | None:
    if found := re.fullmatch(r"(?P<which>this|next)(?: calendar)? month|month(?P<end>[ -]end)?", text):
        later = 1 if found["which"] == "next" else 0
        index = said_on.year * 12 + said_on.month - 1 + later
        span = _of_month(index // 12, index % 12 + 1)
        return Span(span.first, span.last, span.name, bool(found["end"]))
    if (found := re.fullmatch(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})", text)) and 1 <= int(
        found["month"]
    ) <= 12:
        return _of_month(_year(found["year"]) or 0, int(found["month"]))
    found = re.fullmatch(rf"(?P<middle>mid(?:dle of)?[ -]*)?{_MONTH}{_YEAR}", text)
    if not found:
        return None
    month, year = _MONTHS[found["month"]], _year(found["year"])
    if year is None:
        year = said_on.year if month >= said_on.month else said_on.year + 1
    span = _of_month(year, month)
    if found["middle"]:
        middle = span.first.replace(day=15)
        return Span(middle, middle, f"the middle of {span.name}", True, False)
    return span


def _of_month(year: int, month: int) -> Span:
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return Span(first, last, f"{first:%B %Y}")


def _quarter(text: str, said_on: date) -> Span | None:
    """A quarter of the financial year; one "of 2021" may be meant by the calendar."""
    found = re.fullmatch(
        r"(?:q|quarter )(?P<quarter>[1-4])(?: (?:of )?(?P<year>\d{4})(?P<end>[/-]\d{2,4})?)?", text
    )
    if not found:
        return None
    number = int(found["quarter"])
    if found["year"] and not found["end"]:
        raise Unclear(
            "It may be a quarter of the calendar year or of the financial year. Give the day that is meant."
        )
    year = _year(found["year"]) or said_on.year - (said_on.month < 4)
    if found["end"]:
        _refuse_other_than_next(year, found["end"][1:])
    span = _of_quarter(number, year)
    if not found["year"] and span.last < said_on:
        span = _of_quarter(number, year + 1)
    return span


def _of_quarter(number: int, financial_year: int) -> Span:
    index = financial_year * 12 + 3 * number  # April is month 3, from 0
    first = date(index // 12, index % 12 + 1, 1)
    last = _of_month((index + 2) // 12, (index + 2) % 12 + 1).last
    return Span(first, last, f"quarter {number} of {financial_year}/{(financial_year + 1) % 100:02d}")


def _years(text: str, said_on: date) -> Span | None:
    if (
        re.fullmatch(r"(?:(?:this|next) )?(?:(?:calendar )?year)(?:[ -]end)?", text)
        and "calendar" not in text
    ):
        raise Unclear("It may be the calendar year or the financial year. Give the day that is meant.")
    if re.fullmatch(r"(?:this |current )?financial year(?:[ -]end)?", text):
        return _financial(said_on.year - (said_on.month < 4))
    if found := re.fullmatch(r"(?:calendar year )?(?P<year>\d{4})", text):
        year = _year(found["year"]) or 0
        return Span(date(year, 1, 1), date(year, 12, 31), str(year))
    if found := re.fullmatch(r"(?:(?:the )?financial year )?(?P<year>\d{4})[/-](?P<end>\d{4}|\d{2})", text):
        year = _year(found["year"]) or 0
        _refuse_other_than_next(year, found["end"])
        return _financial(year)
    return None


def _refuse_other_than_next(year: int, end: str) -> None:
    if int(end) not in (year + 1, (year + 1) % 100):
        raise Unclear("These two years do not follow each other. Give the day that is meant.")


def _financial(year: int) -> Span:
    return Span(date(year, 4, 1), date(year + 1, 3, 31), f"the financial year {year}/{(year + 1) % 100:02d}")


def range_said(text: str, said_on: date) -> date | None:
    """
    The last day of what goes from one day or span to another.

    >>> range_said("january to march 2022", date(2021, 11, 24))
    datetime.date(2022, 3, 31)
    """
    text = re.sub(r"^(?:between|from) ", "", text)
    parts = re.split(r" *(?: to | until | till | and |(?<=[a-z\d]) ?- ?(?=[a-z\d])) *", text)
    if len(parts) != 2 or not all(parts):
        return None
    first, last = (span_said(part, said_on) for part in parts)
    if first is None or last is None:
        return None
    return last.last


def until(text: str, day: date) -> date | None:
    """
    The day that comes so many days, weeks or months before a day.

    >>> until("two weeks", date(2022, 3, 17)), until("5 working days", date(2022, 1, 5))
    (datetime.date(2022, 3, 3), datetime.date(2021, 12, 24))
    """
    return _counted(text, day, -1)


def after(text: str, said_on: date) -> date | None:
    """
    So many days, working days, weeks or months after the day.

    >>> after("six weeks", date(2021, 11, 24))
    datetime.date(2022, 1, 5)
    """
    return _counted(text, said_on, 1)


def _counted(text: str, day: date, way: int) -> date | None:
    found = re.fullmatch(
        r"(?:the next )?(?P<count>\d{1,3}|[a-z]+) (?P<unit>working days?|days?|weeks?|fortnights?|months?|years?)"
        r"(?:'? ?time| from (?:now|today|the meeting)| of the meeting)?",
        text,
    )
    if not found:
        return None
    count = _NUMBERS.get(found["count"]) or (int(found["count"]) if found["count"].isdigit() else None)
    if count is None:
        return None
    unit = found["unit"].rstrip("s")
    if unit == "working day":
        return _working_days(day, count, way)
    if unit in _LONG:
        return day + timedelta(days=way * count * _LONG[unit])
    index = day.year * 12 + day.month - 1 + way * count * (12 if unit == "year" else 1)
    last = _of_month(index // 12, index % 12 + 1).last
    return last.replace(day=min(day.day, last.day))


def _working_days(day: date, count: int, way: int) -> date:
    while count:
        day += timedelta(days=way)
        count -= is_working_day(day)
    return day
