"""
What one cell of a published file says: a number, one of the department's symbols, or nothing.

z not applicable, x not available (suppressed before 2019), c suppressed, k and low too small, u unreliable, : not
available. Anything else is refused, and older marks such as "." or "NULL" with it.
"""

import re
from decimal import Decimal

from indicators.importers.names import quoted, tidy
from indicators.measures.periods import FinancialYear
from indicators.measures.readings import Missing, Reading

_SYMBOLS = {
    "z": Missing.NOT_APPLICABLE,
    "x": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    "c": Missing.SUPPRESSED,
    "k": Missing.TOO_SMALL,
    "low": Missing.TOO_SMALL,
    "u": Missing.TOO_SMALL,
}
_NUMBER = re.compile(r"-?(?:[0-9]{1,11}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,20})?")
_X_CHANGED_ITS_MEANING = FinancialYear(2018)  # files of 2019 on; before, x hid small numbers


class NotAFigure(ValueError):
    """The message is the sentence that says why and what to do."""


def published_reading(text: str, year: FinancialYear) -> Reading:
    """The cell as a reading; `year` decides what x means."""
    words = tidy(text)
    if _NUMBER.fullmatch(words):
        return Reading(value=Decimal(words.replace(",", "")))
    if not words:
        return Reading.none(Missing.NOT_SUPPLIED)
    symbol = words.casefold()
    if symbol == "x" and year < _X_CHANGED_ITS_MEANING:
        return Reading.none(Missing.SUPPRESSED, words)
    if symbol in _SYMBOLS:
        return Reading.none(_SYMBOLS[symbol], words)
    raise NotAFigure(
        f"{quoted(text)} is neither a number nor one of the symbols c, k, low, u, x, z and “:”: correct it, or leave the "
        "cell empty."
    )
