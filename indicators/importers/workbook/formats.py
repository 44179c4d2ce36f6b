"""
What a number format makes of a number: a percentage, a date, a time, or the number itself.

Knows the numbers of Excel's built-in formats and the letters of the written ones (ECMA-376 part 1, 18.8.30 and
18.8.31); only the first section of a format is looked at, as it is that of a positive number.
"""

import re
from enum import Enum

from indicators.importers.workbook.markup import Attributes


class Shown(Enum):
    """How a cell's number is shown."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"


_BUILT_IN = (
    {9: Shown.PERCENT, 10: Shown.PERCENT, 22: Shown.DATE}
    | dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), Shown.DATE)
    | dict.fromkeys((*range(18, 22), *range(45, 48)), Shown.TIME)
)
_NOT_LETTERS = re.compile(r'"[^"]*"?|\\.|[_*].|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


def shown_as(code: str) -> Shown:
    """What a written format shows: mmm-yy a date, 0.0% a percentage, h:mm a time."""
    letters = _NOT_LETTERS.sub("", code).split(";")[0].lower()
    if "general" in letters:
        return Shown.PLAIN
    if "%" in letters:
        return Shown.PERCENT
    if "y" in letters or "d" in letters or "mmm" in letters:
        return Shown.DATE
    if "h" in letters or "s" in letters or "m" in letters:
        return Shown.TIME
    return Shown.PLAIN


class Styles:
    """The styles of an .xlsx as they are walked: `shown`, for each number that a cell may give as its style."""

    def __init__(self, namespace: str) -> None:
        self.shown: list[Shown] = []
        self._written: dict[str, Shown] = {}
        self._format, self._formats, self._style = (
            f"{namespace} {name}" for name in ("numFmt", "cellXfs", "xf")
        )
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == self._style and self._inside:
            self.shown.append(self._of(attributes.get("numFmtId", "0")))
        elif name == self._format:
            self._written[attributes.get("numFmtId", "")] = shown_as(attributes.get("formatCode", ""))
        elif name == self._formats:
            self._inside = True

    def end(self, name: str) -> None:
        if name == self._formats:
            self._inside = False

    def _of(self, number: str) -> Shown:
        if number in self._written:
            return self._written[number]
        return (
            _BUILT_IN.get(int(number), Shown.PLAIN) if number.isascii() and number.isdigit() else Shown.PLAIN
        )
