"""
What one cell says: a number, a symbol that stands for the reason why there is none, or nothing.

Knows no column. The symbols are DfE's and the councils' (see measures.readings); a decimal comma and a word are
refused, never guessed.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from indicators.importers.names import quoted, tidy
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading

_SYMBOLS = {
    "n/a": Missing.NOT_APPLICABLE,
    "z": Missing.NOT_APPLICABLE,
    "x": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    "-": Missing.NOT_AVAILABLE,
    "–": Missing.NOT_AVAILABLE,  # what word processors make of a hyphen
    "—": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    "c": Missing.SUPPRESSED,
    "*": Missing.SUPPRESSED,
    "low": Missing.TOO_SMALL,
    "k": Missing.TOO_SMALL,
    "u": Missing.TOO_SMALL,
}
_FEWER_THAN = re.compile(r"< ?[0-9]{1,3}")
_NUMBER = re.compile(
    r"(?P<open>\()?(?:(?P<sign>[-+−–]) ?)?(?P<digits>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|(?=\.))"
    r"(?P<decimals>\.[0-9]+)?(?P<inside> ?%)?(?P<close>\))?(?P<trailing>-)?(?P<percent> ?%)?"
)
_DECIMAL_COMMA = re.compile(r"[-(]?[0-9.  ]*[0-9],[0-9]{1,2}\)?|[-(]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*\)?")
_WHOLE_DIGITS, _DECIMALS = 11, 4  # what a number column of the database holds exactly
_LONGEST = 60
_X_MEANT_SUPPRESSED_BEFORE = Month(2019, 1)
_CACHED = 20_000  # short texts that are read only once, as figures come again and again


@dataclass(frozen=True, slots=True)
class Written:
    """`reading` None without `trouble`: nothing is written there. `percent`: a % sign stood behind the number."""

    reading: Reading | None = None
    percent: bool = False
    trouble: str = ""


BLANK = Written()


def read_cell(text: str) -> Written:
    """The cell's reading, nothing, or the sentence that says why it is neither."""
    return _short(text) if len(text) <= _LONGEST else _read(text)


def in_month(written: Written, month: Month | None) -> Written:
    """The same in its month: an x before January 2019 meant suppressed, since then not available."""
    reading = written.reading
    if reading is None or month is None or month >= _X_MEANT_SUPPRESSED_BEFORE:
        return written
    if reading.symbol.casefold() != "x":
        return written
    return replace(written, reading=Reading.none(Missing.SUPPRESSED, reading.symbol))


@lru_cache(_CACHED)
def _short(text: str) -> Written:
    return _read(text)


def _read(text: str) -> Written:
    words = tidy(text).removeprefix("'")  # a spreadsheet's mark for "this is text"
    if not words:
        return BLANK
    if len(words) <= _WHOLE_DIGITS and words.isascii() and words.isdigit():
        return Written(Reading.of(Decimal(words)))  # what most cells are
    if words.casefold() in _SYMBOLS:
        return Written(Reading.none(_SYMBOLS[words.casefold()], words))
    if _FEWER_THAN.fullmatch(words):
        return Written(Reading.none(Missing.SUPPRESSED, words))
    found = _NUMBER.fullmatch(words) if len(words) <= _LONGEST else None
    if found is None or not _signs_agree(found):
        return Written(trouble=_why_not(words))
    return _number(found, words)


def _signs_agree(found: re.Match[str]) -> bool:
    """At most one way of writing minus, brackets in pairs, at most one % sign."""
    minus = [found["sign"], found["open"], found["trailing"]]
    percents = [found["inside"], found["percent"]]
    return (
        bool(found["open"]) == bool(found["close"])
        and sum(map(bool, minus)) <= 1
        and sum(map(bool, percents)) <= 1
    )


def _number(found: re.Match[str], words: str) -> Written:
    whole = found["digits"].replace(",", "").replace(" ", "").lstrip("0") or "0"
    decimals = (found["decimals"] or "").rstrip("0").rstrip(".")
    if len(whole) > _WHOLE_DIGITS:
        return Written(
            trouble=f"{quoted(words)} has more than {_WHOLE_DIGITS} digits before the decimal point: check it."
        )
    if len(decimals) > _DECIMALS + 1:
        return Written(
            trouble=f"{quoted(words)} has more than {_DECIMALS} decimal places: round it to {_DECIMALS} or fewer."
        )
    value = Decimal(whole + decimals)
    if value and (found["sign"] not in {None, "+"} or found["open"] or found["trailing"]):
        value = -value
    return Written(Reading.of(value), percent=bool(found["inside"] or found["percent"]))


def _why_not(words: str) -> str:
    if len(words) <= _LONGEST and _DECIMAL_COMMA.fullmatch(words.rstrip("% ")):
        return f"{quoted(words)} has a comma where decimals begin: write the decimals after a full stop, as in 1234.5."
    if words.startswith("#"):
        return f"{quoted(words)} is a spreadsheet's error: put the formula right and save the file again."
    return f"{quoted(words)} is not a number: write a number, a symbol such as N/A, or leave the cell empty."
