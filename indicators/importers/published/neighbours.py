"""
One authority's statistical neighbours, nearest first, from the department's list of all authorities.

Authorities are known there by three-digit numbers and names only. From which day the list is in force is not said in
the file.
"""

import re
from dataclasses import dataclass

from indicators.importers.names import key, quoted, tidy
from indicators.importers.problems import ImportProblem, ReturnRefused, error, refused
from indicators.importers.published.columns import name_key
from indicators.importers.published.opened import PublishedFile

_RANK = re.compile(r"sn([0-9]{1,2})")
_NUMBER = re.compile(r"[0-9]{3}")


@dataclass(frozen=True)
class NeighbourList:
    """The authority's own number, its neighbours' numbers in order, and every authority's name by number."""

    la_code: str
    neighbours: tuple[str, ...]
    names: dict[str, str]


def collect_neighbours(read: PublishedFile, *, la_code: str, name: str) -> NeighbourList:
    """The list of the authority with this number or, where it is not known, this name; ReturnRefused without one."""
    number, called = read.columns.indexes(["LA num", "LA Name"])
    ranks = {
        int(found[1]): index
        for index, column in enumerate(read.columns.names)
        if (found := _RANK.fullmatch(name_key(column)))
    }
    names: dict[str, str] = {}
    own: tuple[int, list[str]] | None = None
    for row, cells in read.rows():
        code, words = tidy(cells[number]), tidy(cells[called])
        if not code and not words:
            continue
        names[code] = words
        if code == la_code or (not la_code and key(words) == key(name)):
            own = row, cells
            la_code = code
    if own is None:
        raise refused(
            f"{name} is not in this list{f' under {la_code}' if la_code else ''}: correct the authority's number in its "
            "geography, or choose another list."
        )
    row, cells = own
    nearest = [(index, tidy(cells[index])) for _, index in sorted(ranks.items()) if tidy(cells[index])]
    problems = _problems(row, nearest, la_code, read)
    if problems:
        raise ReturnRefused(problems)
    return NeighbourList(la_code, tuple(code for _, code in nearest), names)


def _problems(row: int, found: list[tuple[int, str]], own: str, read: PublishedFile) -> list[ImportProblem]:
    problems = (
        [] if found else [error("This authority has no neighbours in the list: choose another list.", row)]
    )
    seen: set[str] = set()
    for index, code in found:
        if not _NUMBER.fullmatch(code):
            said = f"{quoted(code)} is not an authority's three-digit number: correct it."
        elif code == own:
            said = "An authority is not its own neighbour: correct it."
        elif code in seen:
            said = f"Authority {code} is in the list twice: correct one of them."
        else:
            seen.add(code)
            continue
        problems.append(error(said, row, read.columns.where(index)))
    return problems
