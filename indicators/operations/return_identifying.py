"""
Whether a return's cells hold what looks as if it identified a child: then the file is refused whole, before it is kept.

A return is kept as it was written, so this door stands before the keeping. Each different text is looked at once.
"""

from indicators.importers.grid import letter
from indicators.importers.problems import refused
from indicators.importers.table import ReturnTable
from partnership.operations.identifying import identifying

_SHORTEST = 6  # letters of the shortest postcode, written without its space
_NHS_DIGITS = 10
_REMEMBERED = 20_000  # texts that are known to be harmless, at once


def refuse_identifying_cells(table: ReturnTable) -> None:
    """ReturnRefused with the first such cell; the sentence does not repeat what stands there."""
    seen: set[str] = set()
    for row in table.grid.rows:
        for index, text in enumerate(row.cells):
            if len(text) < _SHORTEST or text in seen:
                continue
            if len(seen) > _REMEMBERED:
                seen.clear()
            seen.add(text)
            what = "" if _is_figure(text) else identifying(text)
            if what:
                raise refused(
                    f"{letter(index)}{row.number} looks as if it held {what}, and nothing that identifies a child may be "
                    "kept here: take it out of the file.",
                    row.number,
                    letter(index),
                )


def _is_figure(text: str) -> bool:
    """A plain number, but for one with as many digits as an NHS number."""
    return text.replace(".", "", 1).isdigit() and len(text) != _NHS_DIGITS
