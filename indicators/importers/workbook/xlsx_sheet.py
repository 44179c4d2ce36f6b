"""
One walk through a worksheet's XML: which cells are filled, and what their values would not say.

Values of text and plain numbers are left to the other reader; percentages, dates, errors and formulas without a
result are told here. What the sheet says of its own size is never believed.
"""

import re
from array import array
from dataclasses import dataclass

from indicators.importers.grid import Area
from indicators.importers.workbook.figures import (
    NOT_A_DATE,
    date_text,
    number_of,
    number_text,
    time_text,
)
from indicators.importers.workbook.formats import Shown
from indicators.importers.workbook.looked import NOT_CALCULATED, Looked, error_sentence, whole
from indicators.importers.workbook.markup import Attributes, is_yes
from indicators.importers.workbook.refusals import damaged, out_of_order

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_TEXTS = {"str", "inlineStr"}


@dataclass(frozen=True)
class Whole:
    """What holds for the workbook: how each style shows a number, how long each shared string is, where its days begin."""

    shown: list[Shown]
    strings: "array[int]"
    from_1904: bool
    not_calculated: bool  # its program asks for all formulas to be calculated when it is opened next


class SheetWalk:
    """Takes the elements of a worksheet in their order and fills `looked`; ReturnRefused when they are not in order."""

    def __init__(self, namespace: str, looked: Looked, book: Whole) -> None:
        self.looked = looked
        self.book = book
        names = ("c", "v", "row", "f", "t", "rPh", "is", "mergeCell", "col")
        self._c, self._v, self._row_name, self._f, self._t, self._rph, self._is, self._merge, self._col = (
            f"{namespace} {name}" for name in names
        )
        self._pieces: list[str] = []
        self.text = self._pieces.append
        self._columns: dict[str, int] = {}
        self._styles: dict[str, Shown] = {}
        self._lengths: dict[str, int] = {}  # of shared strings, by the text that points at them
        self.row = 0
        self._column, self._number = -1, ""
        self._kind, self._style = "n", "0"
        self._value: str | None = None
        self._inline: list[str] = []
        self._formula = False
        self._aside = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == self._c:
            self._start_cell(attributes)
        elif name == self._v or name == self._t:
            self._pieces.clear()
        elif name == self._row_name:
            self._start_row(attributes)
        elif name == self._f:
            self._formula = True
        elif name == self._rph:
            self._aside += 1
        elif name == self._merge:
            self.looked.merge(area_of(attributes.get("ref", "")))
        elif name == self._col:
            self._hide_columns(attributes)

    def end(self, name: str) -> None:
        if name == self._c:
            self._end_cell()
        elif name == self._v:
            if self._value is not None:
                raise damaged()
            self._value = "".join(self._pieces)
        elif name == self._t and not self._aside:
            self._inline.append("".join(self._pieces))
        elif name == self._rph:
            self._aside -= 1

    def _start_row(self, attributes: Attributes) -> None:
        number = whole(attributes.get("r"), self.row + 1)
        if number <= self.row:
            raise out_of_order(self.looked.name, number)
        if number > _LAST_ROW:
            raise damaged()
        self.row, self._column, self._number = number, -1, str(number)
        if is_yes(attributes.get("hidden")) or attributes.get("ht") == "0":
            self.looked.hide_row(number)

    def _start_cell(self, attributes: Attributes) -> None:
        column = self._column + 1
        if reference := attributes.get("r"):
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters, -1)
            if column < 0:
                column = self._columns[letters] = column_of(letters)
            if reference[len(letters) :] != self._number:
                raise out_of_order(self.looked.name, self.row or 1)
        if column <= self._column or not self.row:
            raise out_of_order(self.looked.name, self.row or 1)
        self._column = column
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value, self._formula = None, False
        self._inline.clear()

    def _hide_columns(self, attributes: Attributes) -> None:
        if is_yes(attributes.get("hidden")) or attributes.get("width") == "0":
            first, last = (whole(attributes.get(end), 1) for end in ("min", "max"))
            self.looked.hide_columns(max(first, 1) - 1, last - 1)

    def _end_cell(self) -> None:
        row, column, kind, value = self.row, self._column, self._kind, self._value
        if value is None and not self._formula and not self._inline and kind != "e":
            return  # a format and nothing in it
        if kind == "e":
            text = (value or "").strip() or "#ERROR!"
            self.looked.doubt(row, column, text, error_sentence(text))
        elif self._formula and (
            self.book.not_calculated or (not value and not (kind == "str" and value is not None))
        ):
            self.looked.doubt(row, column, "", NOT_CALCULATED)
        elif kind == "s":
            self._take_shared(value)
        elif kind in _TEXTS:
            text = (value or "") if kind == "str" else "".join(self._inline)
            if text.strip():
                self.looked.take(row, column, len(text))
        elif value is not None and value.strip():
            self._take_number(value)

    def _take_shared(self, value: str | None) -> None:
        if value is None:
            return
        length = self._lengths.get(value)
        if length is None:
            index = whole(value.strip(), 0)
            if index >= len(self.book.strings):
                raise damaged()
            length = self._lengths[value] = self.book.strings[index]
        if length:
            self.looked.take(self.row, self._column, length)

    def _take_number(self, value: str) -> None:
        row, column = self.row, self._column
        if self._kind == "n":
            self._take_shown(value)
        elif self._kind == "b":
            self.looked.say(row, column, "TRUE" if value.strip() == "1" else "FALSE")
        elif self._kind == "d":
            self.looked.say(row, column, value.strip().removesuffix("Z").removesuffix("T00:00:00"))
        else:
            raise damaged()

    def _take_shown(self, value: str) -> None:
        row, column = self.row, self._column
        shown = self._shown()
        if shown is Shown.PLAIN:
            self.looked.take(row, column)  # the other reader refuses what is no number
            return
        number = number_of(value)
        if shown is Shown.PERCENT:
            text, was_rounded = number_text(number, percent=True)
            self.looked.say(row, column, text)
            self.looked.rounded += was_rounded
        elif shown is Shown.TIME:
            self.looked.say(row, column, time_text(number))
        elif (day := date_text(number, self.book.from_1904)) is not None:
            self.looked.say(row, column, day)
        else:
            self.looked.doubt(row, column, value.strip(), NOT_A_DATE)

    def _shown(self) -> Shown:
        found = self._styles.get(self._style)
        if found is None:
            style = whole(self._style, 0)
            found = self.book.shown[style] if style < len(self.book.shown) else Shown.PLAIN
            self._styles[self._style] = found
        return found


def column_of(letters: str) -> int:
    """The index of a column's letters, 0 for A; DAMAGED when there is no such column."""
    index = 0
    if not 1 <= len(letters) <= 3:
        raise damaged()
    for character in letters:
        if not "A" <= character <= "Z":
            raise damaged()
        index = index * 26 + ord(character) - ord("A") + 1
    if index > _LAST_COLUMN:
        raise damaged()
    return index - 1


def area_of(reference: str) -> Area:
    """The area of a reference such as B3:C4."""
    first, _, last = reference.partition(":")
    corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
    if corners[0] is None or corners[1] is None:
        raise damaged()
    return Area(int(corners[0][2]), column_of(corners[0][1]), int(corners[1][2]), column_of(corners[1][1]))
