"""
A stored number as the text that its cell shows: 1897, 0.5, 38%, 2021-04-01.

Numbers are cut to the 15 digits that a spreadsheet keeps and shows, then to four decimals, half up. Serial dates count
days as Excel does, from 1900 with its day that never was, or from 1904.
"""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from indicators.importers.workbook.refusals import damaged

_DECIMALS = 4  # what a number column of the database holds exactly
_STEP = Decimal(1).scaleb(-_DECIMALS)
_EXACT = 10**15
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_SHORT = re.compile(r"-?[0-9]+\.[0-9]{1,4}")
_LONGEST = 400
_DAY_SECONDS = 86_400
NOT_A_DATE = "This cell's date is before March 1900 or after 9999: type the date again."
_FIRST_SURE = 61  # 1 March 1900: before it Excel counts a 29 February 1900
_LAST = 2_958_465


def number_of(raw: str) -> float:
    """A number as XML holds it; DAMAGED when it is none, or is infinite."""
    text = raw.strip()
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        raise damaged()
    value = float(text)
    if value in {float("inf"), float("-inf")}:
        raise damaged()
    return value


def number_text(value: float, percent: bool = False) -> tuple[str, bool]:
    """The text, and whether decimals were rounded away; DAMAGED when it is no finite number."""
    if not percent and value.is_integer() and abs(value) < _EXACT:
        return str(int(value)), False
    digits = f"{value:.15g}"
    if not percent and _SHORT.fullmatch(digits):
        return digits, False
    exact = Decimal(digits)
    if not exact.is_finite():
        raise damaged()
    if percent:
        exact = exact.scaleb(2)
    shown = exact.quantize(_STEP, ROUND_HALF_UP) if _decimals(exact) > _DECIMALS else exact
    text = f"{shown:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text == "-0":
        text = "0"
    return text + ("%" if percent else ""), shown != exact


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def date_text(serial: float, from_1904: bool) -> str | None:
    """The day as 2021-04-01, with its time behind it if it has one; None when there is no such day."""
    days, seconds = divmod(round(serial * _DAY_SECONDS), _DAY_SECONDS)
    if from_1904:
        days += 1462
    if not _FIRST_SURE <= days <= _LAST:
        return None
    day = (date(1899, 12, 30) + timedelta(days=days)).isoformat()
    return day if seconds == 0 else f"{day} {clock_text(seconds)}"


def clock_text(seconds: int) -> str:
    """Hours, minutes and seconds."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def time_text(serial: float) -> str:
    """A time or a length of time, which no figure of a return is."""
    return clock_text(round(abs(serial) * _DAY_SECONDS))
