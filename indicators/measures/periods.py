"""
Months and April financial years.

Knows no dates of publication and no clock. A month is a value of its own, never a bare date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

_LABELS = tuple(calendar.month_abbr)
_NAMES = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_FULL = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month. `str()` is the ISO form, 2021-10; `label` is the council's, Oct-21."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1900 <= self.year <= 2199):
            raise ValueError(f"{self.year}-{self.number} is not a month")

    def __hash__(self) -> int:
        """Months are looked up by the thousand: quicker than the hash of a tuple."""
        return self.year * 12 + self.number

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """From `2021-10`; ValueError otherwise. Officers' forms are read by the importers."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
        if not found:
            raise ValueError(f"{text!r} is not a month such as 2021-10")
        return cls(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @cached_property
    def label(self) -> str:
        """
        Oct-21, as scorecards head their columns; of another century with the whole year, so that no two are alike.

        >>> Month(2021, 10).label, Month(1998, 10).label
        ('Oct-21', 'Oct-1998')
        """
        year = f"{self.year % 100:02d}" if self.year // 100 == 20 else str(self.year)
        return f"{_LABELS[self.number]}-{year}"

    @property
    def name(self) -> str:
        """October 2021."""
        return f"{calendar.month_name[self.number]} {self.year}"

    @cached_property
    def financial_year(self) -> FinancialYear:
        return FinancialYear(self.year if self.number >= 4 else self.year - 1)

    @property
    def month_of_year(self) -> int:
        """1 for April … 12 for March."""
        return (self.number - 4) % 12 + 1

    def plus(self, months: int) -> Month:
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def since(self, other: Month) -> int:
        """Months from `other` to this one; negative when this one is earlier."""
        return (self.year - other.year) * 12 + self.number - other.number

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True, order=True)
class FinancialYear:
    """1 April to 31 March, known by the year it starts in: FinancialYear(2021) is 2021/22."""

    start: int

    @property
    def label(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def first_month(self) -> Month:
        return Month(self.start, 4)

    @property
    def last_month(self) -> Month:
        return Month(self.start + 1, 3)

    def plus(self, years: int) -> FinancialYear:
        return FinancialYear(self.start + years)

    def __str__(self) -> str:
        return self.label


def month_range(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from `first` to `last`, both included; empty when last comes before first."""
    return tuple(first.plus(step) for step in range(last.since(first) + 1))


@lru_cache(maxsize=512)
def every(step: int, count: int, last: Month) -> tuple[Month, ...]:
    """
    `count` months that lie `step` apart, the last of them `last`. Kept, because every indicator of a page asks for the same.

    >>> [month.label for month in every(3, 3, Month(2021, 9))]
    ['Mar-21', 'Jun-21', 'Sep-21']
    """
    return tuple(last.plus(-step * back) for back in reversed(range(count)))
