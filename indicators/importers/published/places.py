"""
Whose figures a published row has: England's, a region's or an authority's, by their codes and never by their names.

Other levels (wards, schools) and other countries are left out; the London sub-regions too, whose authorities belong
to London.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indicators.importers.names import quoted, tidy
from indicators.importers.problems import ImportProblem, note
from indicators.importers.published.columns import Columns

ENGLAND = "E92000001"
_NO_CODE = {
    "x",
    "z",
    "c",
    "k",
    "u",
    "low",
    ":",
    ".",
    "..",
}  # the department's symbols, where a code should stand
_REGION_PREFIX, _SUB_REGION_PREFIX, _LONDON = "E12", "E13", "E12000007"


class Level(StrEnum):
    NATIONAL = "national"
    REGIONAL = "regional"
    AUTHORITY = "local authority"


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """`la_code` is the department's three-digit number; `region` the code of the region an authority lies in."""

    code: str
    name: str
    level: Level
    la_code: str = ""
    region: str = ""


class NotAPlace(ValueError):
    """The message says what is missing; `column` where."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class _NoCode(Exception):
    """A symbol stands where the place's code should."""


class PlaceReader:
    """Reads the geography of each row; a place is made once, however many rows are its own."""

    def __init__(self, columns: Columns) -> None:
        names = ("geographic_level", "country_code", "country_name", "region_code", "region_name")
        more = ("old_la_code", "new_la_code", "la_name")
        self._indexes = columns.indexes((*names, *more))
        self._made: dict[tuple[str, ...], PublishedPlace | None] = {}
        self._nowhere: set[tuple[str, ...]] = set()
        self._left_out = 0

    def left_out(self) -> Iterator[ImportProblem]:
        """What is to be known of the rows that have a symbol for a code."""
        if rows := self._left_out:
            yield note(
                f"{rows:,} row{'s have' if rows > 1 else ' has'} a symbol such as x or z where the code of the place should "
                f"stand, and {'are' if rows > 1 else 'is'} left out: figures are joined on codes."
            )

    def read(self, cells: Sequence[str]) -> PublishedPlace | None:
        """The row's place, or None when it is none that is compared with."""
        written = tuple(cells[index] for index in self._indexes)
        if written not in self._made:
            try:
                self._made[written] = self._place(*map(tidy, written))
            except _NoCode:
                self._made[written] = None
                self._nowhere.add(written)
        self._left_out += written in self._nowhere
        return self._made[written]

    def _place(self, *written: str) -> PublishedPlace | None:
        level, country, country_name, region, region_name, old, new, name = written
        match level.casefold():
            case Level.NATIONAL:
                code = self._code(country, "country_code", 1)
                return PublishedPlace(code, country_name, Level.NATIONAL) if code == ENGLAND else None
            case Level.REGIONAL:
                code = self._code(region, "region_code", 3)
                kept = code.startswith(_REGION_PREFIX)
                return PublishedPlace(code, region_name, Level.REGIONAL) if kept else None
            case Level.AUTHORITY:
                code = self._code(new, "new_la_code", 6)
                lies_in = _LONDON if region.startswith(_SUB_REGION_PREFIX) else region
                number = old if len(old) == 3 and old.isdecimal() else ""
                return PublishedPlace(code, name, Level.AUTHORITY, number, lies_in)
        return None

    def _code(self, code: str, column: str, position: int) -> str:
        if code.casefold() in _NO_CODE:
            raise _NoCode
        if not code or len(code) > 20:
            raise NotAPlace(
                f"{quoted(code) if code else 'A blank'} is not a code in {column}: figures are joined on codes, so put the "
                "place's ONS code there.",
                self._indexes[position],
            )
        return code
