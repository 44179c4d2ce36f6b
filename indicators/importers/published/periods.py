"""
Which year a published row is for: 2021 as a reporting year, 202021, 2020-21 or 2020/21.

A reporting year is named by the year in which it ends, on 31 March; a population by its mid-year. Knows no other column.
"""

import re

from indicators.importers.names import quoted, tidy
from indicators.measures.periods import FinancialYear

_ONE = re.compile(r"[0-9]{4}")
_TWO = re.compile(r"([0-9]{4})[-/–]?([0-9]{2})")
_LONG = re.compile(r"([0-9]{4})[-/–]([0-9]{4})")
_YEARS = range(1991, 2191)
_REPORTING, _FINANCIAL, _CALENDAR = "reporting year", "financial year", "calendar year"


class NotAYear(ValueError):
    """The message is the sentence that says why and what to do."""


def identifier_key(identifier: str) -> str:
    return tidy(identifier).casefold()


def financial_year(period: str, identifier: str) -> FinancialYear:
    """2021 as a reporting year is 2020/21, as 202021 is."""
    if identifier_key(identifier) not in (_REPORTING, _FINANCIAL):
        raise NotAYear(
            f"{quoted(identifier)} is not a year from April to March: choose a file of reporting or financial years."
        )
    text = tidy(period)
    if _ONE.fullmatch(text) and int(text) in _YEARS:
        if identifier_key(identifier) == _FINANCIAL:
            raise NotAYear(
                f"{quoted(period)} does not say which financial year is meant: write both years, as in 202021."
            )
        return FinancialYear(int(text) - 1)
    return FinancialYear(_first_of_two(text))


def mid_year(period: str, identifier: str) -> int:
    """The year in whose middle the children were counted."""
    text = tidy(period)
    if identifier_key(identifier) not in (_REPORTING, _CALENDAR):
        raise NotAYear(
            f"{quoted(identifier)} is not the year of a population estimate: choose a file of mid-year estimates."
        )
    if not _ONE.fullmatch(text) or int(text) not in _YEARS:
        raise NotAYear(f"{quoted(period)} is not a mid-year such as 2020: correct it.")
    return int(text)


def _first_of_two(text: str) -> int:
    found = _TWO.fullmatch(text) or _LONG.fullmatch(text)
    if not found or int(found[1]) not in _YEARS:
        raise NotAYear(f"{quoted(text)} is not a year such as 2021 or 202021: correct it.")
    first, second = int(found[1]), found[2]
    following = str(first + 1)
    if second != following[-len(second) :]:
        raise NotAYear(
            f"{quoted(text)} names two years that do not follow each other: write them as {first}{following[-2:]}."
        )
    return first
