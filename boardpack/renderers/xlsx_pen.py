"""
How a workbook is written: its formats, a sheet ready to print, and rows as tall as their words.

A number stays a number and every text is written as text; what stands in the sheets is xlsx's. Rows have their heights
because some programs give a row without one a single line, and no program knows a row taller than `TALLEST`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from boardpack.document import Cell
from boardpack.renderers.pptx.measuring import line_ends

LONGEST = 32_000  # characters in a cell; a workbook holds 32,767
CUT = " … (the rest stands in the pack)"
MOST_PLACES = 4  # as an outturn is stored
SIZE = 10  # of the letters, in points
# Points, in steps of a pixel: a line of Arial 10, what a row has beside, an empty row, the most a workbook allows.
LINE, BESIDE, LEAST, TALLEST = 12.75, 2.25, 15.0, 408.75
MOST_LINES = int(TALLEST // LINE) - 1


class Pen:
    """Writes rows by the kind of each value: a number, a day, or words."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.across: dict[str, tuple[float, ...]] = {}
        self.tall: dict[tuple[str, int], float] = {}
        cell = {"valign": "top", "font_name": "Arial", "font_size": SIZE}
        self.title = book.add_format({**cell, "bold": True, "font_size": 14})
        self.head = book.add_format(
            {
                **cell,
                "bold": True,
                "text_wrap": True,
                "align": "left",
                "indent": 1,
                "bottom": 2,
                "bg_color": "#F3F2F1",
            }
        )
        self.words = book.add_format({**cell, "text_wrap": True, "align": "left", "indent": 1})
        self.aside = book.add_format({**cell, "text_wrap": True, "align": "right"})
        self.numbers = {
            (places, unit): book.add_format({**cell, "num_format": _number_format(places, unit)})
            for places in range(MOST_PLACES + 1)
            for unit in ("", "%")
        }
        self.day = book.add_format({**cell, "num_format": "d mmmm yyyy", "align": "left", "indent": 1})
        self.month = book.add_format({**cell, "num_format": "mmm-yy", "align": "right"})

    def sheet(
        self, name: str, title: str, heads: Sequence[tuple[str, float]], *, landscape: bool = True
    ) -> Any:
        """A sheet with its title, its heads (with widths in characters) in row 3, ready to print."""
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, title, self.title)
        self.columns(sheet, [width for _, width in heads])
        self.heads(sheet, 2, [head for head, _ in heads])
        sheet.freeze_panes(3, 1)
        sheet.repeat_rows(2)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def columns(self, sheet: Any, widths: Sequence[float]) -> None:
        """In characters; a row written afterwards is as tall as its words are in them."""
        self.across[sheet.name] = tuple(widths)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def heads(self, sheet: Any, at: int, heads: Iterable[str]) -> None:
        for column, head in enumerate(heads):
            self._written(sheet, at, column, head, self.head)

    def row(self, sheet: Any, at: int, values: Iterable[Any], unit: str = "") -> None:
        for column, value in enumerate(values):
            self.put(sheet, at, column, value, unit)

    def put(self, sheet: Any, row: int, column: int, value: Any, unit: str = "") -> None:
        if isinstance(value, Cell):
            if value.value is None:
                self._written(sheet, row, column, value.shown, self.aside)
                return
            value = value.value
        if isinstance(value, bool | str):
            words = ("yes" if value else "") if isinstance(value, bool) else value
            self._written(sheet, row, column, words, self.words)
        elif isinstance(value, int | Decimal):
            sheet.write_number(row, column, value, self.numbers[_places(value), "%" if unit == "%" else ""])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), self.day)
        elif value is not None:
            raise TypeError(f"no way to write {type(value).__name__}")

    def _written(self, sheet: Any, row: int, column: int, words: str, style: Any) -> None:
        sheet.write_string(row, column, _fitting(words), style)
        widths = self.across.get(sheet.name, ())
        if column < len(widths):
            height = min(TALLEST, max(LEAST, LINE * lines(words, widths[column]) + BESIDE))
            if height > self.tall.get((sheet.name, row), LEAST):
                self.tall[sheet.name, row] = height
                sheet.set_row(row, height)


def _places(value: int | Decimal) -> int:
    """How many decimals the number has: a format with optional ones would leave a bare point after a whole number."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    return min(max(-exponent, 0), MOST_PLACES) if isinstance(exponent, int) else 0


def _number_format(places: int, unit: str) -> str:
    digits = f"#,##0.{'0' * places}" if places else "#,##0"
    return f'{digits}"%"' if unit else digits


def _fitting(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - len(CUT)] + CUT


def lines(words: str, width: float) -> int:
    """
    How many lines the words take in a column of `width` characters.

    >>> lines("Conferences were late.\\n\\nTwo teams had vacancies.", 13)
    6
    """
    return sum(len(line_ends(line, SIZE, _room(width))) for line in words.split("\n"))


def pieces(words: str, width: float) -> Iterator[str]:
    """The words in as many parts as rows are needed to show them all, broken between lines."""
    held: list[str] = []
    taken = 0
    for line in words.split("\n"):
        start = 0
        ends = line_ends(line, SIZE, _room(width))
        for at, end in enumerate(ends):
            if taken == MOST_LINES:
                held.append(line[start : ends[at - 1]] if at else "")
                yield "\n".join(held).strip()
                held, taken, start = [], 0, ends[at - 1] if at else 0
            taken += 1
            if end == ends[-1]:
                held.append(line[start:].strip() if start else line)
    yield "\n".join(held).strip()


def _room(width: float) -> float:
    """Points between the edges of a column: a character is seven pixels, and an indent stands on the left."""
    return max(width * 5.25 - 7, 5.25)
