"""
Which sheet of a file is the return, and in which layout: the one that a layout recognises, or the one that was named.

Two tables are never chosen between in silence, also when one of them is hidden; the sheets that are not read are told.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.importers.grid import Book, GridRow, Sheet
from indicators.importers.layouts import LAYOUTS, NO_HEADER, Layout, layout_named
from indicators.importers.names import key, quoted
from indicators.importers.problems import ImportProblem, note, refused, warning

_SIGNS = {
    "time_period",
    "time_identifier",
    "geographic_level",
}  # of the department's open data, in its header
_HEADER_WITHIN = 10
_UNSEEN = (
    "The table was found on the sheet {} alone, which is hidden in the workbook: show the sheet and look at it, or say why "
    "it is the return."
)
_PUBLISHED = (
    "This is a published file in the department's open data layout, and no return: import it as comparators, on the desk "
    "or with the command import_comparators."
)


@dataclass(frozen=True)
class Chosen:
    """The sheet to read with its layout and header, and the sheets that are left."""

    sheet: Sheet
    layout: Layout
    header: GridRow
    others: tuple[Sheet, ...]

    def notes(self) -> tuple[ImportProblem, ...]:
        """What is to be known of the choice and of the figures as the file held them."""
        told = [_not_read(self.others)] if self.others else []
        unseen = [warning(_UNSEEN.format(quoted(self.sheet.name)))] if self.sheet.hidden else []
        if rounded := self.sheet.grid.rounded:
            figures = "1 figure has" if rounded == 1 else f"{rounded:,} figures have"
            told.append(f"{figures} more than four decimal places in the file and will be rounded to four.")
        return (*unseen, *(note(message) for message in told))


def choose(book: Book, layout: str = "", sheet: str = "") -> Chosen:
    """The table of the book; ReturnRefused when there is none, or more than one and no `sheet` says which."""
    layouts = _layouts(layout)
    asked = _named(book, sheet) if sheet else book.sheets
    may_be = [each for each in asked if not _is_published(each)]
    found = [(each, *recognised) for each in may_be if (recognised := _recognised(each, layouts))]
    if len(found) > 1:
        found = [each for each in found if each[1].is_whole(each[2])] or found
    if not found and len(may_be) < len(asked):
        raise refused(_PUBLISHED)
    if not found:
        raise refused(layouts[0].no_header if layout else NO_HEADER)
    if len(found) > 1:
        raise refused(
            f"More than one sheet holds a table, {_listed(each[0] for each in found)}: say which one is the return, or "
            "delete the others."
        )
    chosen, its_layout, header = found[0]
    return Chosen(chosen, its_layout, header, tuple(each for each in book.sheets if each is not chosen))


def _is_published(sheet: Sheet) -> bool:
    rows = sheet.grid.rows[:_HEADER_WITHIN]
    return any({cell.strip().casefold() for cell in row.cells} >= _SIGNS for row in rows)


def _layouts(name: str) -> tuple[Layout, ...]:
    if not name:
        return LAYOUTS
    layout = layout_named(name)
    if layout is None:
        names = ", ".join(each.name for each in LAYOUTS)
        raise refused(f"{quoted(name)} is not a layout of returns: choose one of {names}.")
    return (layout,)


def _named(book: Book, name: str) -> tuple[Sheet, ...]:
    sheets = [each for each in book.sheets if each.name]
    if not sheets:
        raise refused("A text file has no sheets to choose from: leave the sheet's name away.")
    found = [each for each in sheets if each.name == name] or [
        each for each in sheets if key(each.name) == key(name)
    ]
    if not found:
        raise refused(f"There is no sheet {quoted(name)} in the file: choose one of {_listed(sheets)}.")
    return tuple(found[:1])


def _recognised(sheet: Sheet, layouts: tuple[Layout, ...]) -> tuple[Layout, GridRow] | None:
    for layout in layouts:
        header = layout.find_header(sheet.grid)
        if header is not None:
            return layout, header
    return None


def _not_read(sheets: tuple[Sheet, ...]) -> str:
    if len(sheets) == 1:
        return f"The sheet {_listed(sheets)} was not read."
    return f"The sheets {_listed(sheets)} were not read."


def _listed(sheets: Iterable[Sheet]) -> str:
    names = [f"{quoted(each.name)}{' (hidden)' if each.hidden else ''}" for each in sheets]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
