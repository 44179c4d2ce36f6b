"""
Where a published file's columns stand, found by name whatever their case; a column that is not there is told with
the names that come near.

Knows no meaning of any column.
"""

import difflib
from collections.abc import Iterable, Sequence
from functools import lru_cache

from indicators.importers.grid import letter
from indicators.importers.names import quoted, tidy
from indicators.importers.problems import ImportProblem, ReturnRefused, error


@lru_cache(maxsize=4096)  # the same few words stand in every row of a file
def name_key(name: str) -> str:
    """What is left to compare of a name or a filter's words."""
    return tidy(name).casefold()


class Columns:
    """The header's names in their order; trailing blank ones are no columns."""

    def __init__(self, names: Sequence[str], row: int) -> None:
        self.names = tuple(tidy(name) for name in names)
        self.row = row
        self._indexes: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            self._indexes.setdefault(name_key(name), []).append(index)

    def __contains__(self, name: str) -> bool:
        return name_key(name) in self._indexes

    def has_all(self, names: Iterable[str]) -> bool:
        return all(name in self for name in names)

    def index(self, name: str) -> int:
        """Where it stands; refused when it is missing or there twice."""
        return self.indexes([name])[0]

    def indexes(self, names: Iterable[str]) -> list[int]:
        names = list(names)
        problems = [problem for name in names if (problem := self.trouble(name))]
        if problems:
            raise ReturnRefused(problems)
        return [self._indexes[name_key(name)][0] for name in names]

    def trouble(self, name: str) -> ImportProblem | None:
        """Why the column cannot be used, or None when it is there once."""
        found = self._indexes.get(name_key(name), [])
        if len(found) == 1:
            return None
        if found:
            places = " and ".join(letter(index) for index in found)
            return error(
                f"The file has the column {quoted(name)} more than once ({places}): keep one of them.",
                self.row,
            )
        near = difflib.get_close_matches(
            name_key(name), [key for key in self._indexes if key], n=3, cutoff=0.6
        )
        names = ", ".join(quoted(self.names[self._indexes[key][0]]) for key in near)
        what = f"the nearest is {names}; correct the map" if near else "choose a file that has it"
        return error(f"The file has no column {quoted(name)}: {what}.", self.row)

    def where(self, index: int) -> str:
        """As in "L (Section47)"."""
        return f"{letter(index)} ({self.names[index]})"
