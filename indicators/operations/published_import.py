"""
The four steps of every import of a published file: read it, see what stands, count what is new, write that.

Knows no layout. Reading touches no row that it would change, so that the transaction begins after it.
"""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from indicators.importers.problems import ImportProblem
from indicators.importers.published import FigureMap, PublishedFile
from indicators.models import Return
from partnership.models import User
from partnership.operations.rows import CannotBeDone


class Refusal(CannotBeDone):
    """What is found only beside the rows that stand; the message says why nothing is written."""


@dataclass(frozen=True)
class Imported:
    """The file and what was asked of it; `edition` is its name as a vintage."""

    read: PublishedFile
    edition: str
    sha256: str
    by: User | None
    now: datetime
    maps: tuple[FigureMap, ...] = ()
    since: date | None = None
    provisional: bool = False
    warnings_note: str = ""


@dataclass(frozen=True)
class Shown:
    """One line of a preview: whose figure (indicator or nothing), for which place and when, from which row; is it new?"""

    of: str
    place: str
    when: str
    figure: str
    cell: str
    is_new: bool


class Import(ABC):
    """
    One file on its way in. `new`, `unchanged`, `geographies` and `years` hold after `prepare`.

    `shown`, too: of all that the file brings, the own authority's, its region's and England's figures.
    """

    def __init__(self, asked: Imported) -> None:
        self.asked = asked
        self.problems: list[ImportProblem] = []
        self.years: tuple[str, ...] = ()
        self.shown: list[Shown] = []
        self.new = self.unchanged = self.geographies = 0

    @abstractmethod
    def read(self) -> None:
        """The file gone through; its errors are in `problems`."""

    @abstractmethod
    def prepare(self) -> None:
        """Inside the transaction: the geographies made, and what is new set apart from what stands."""

    @abstractmethod
    def write(self, kept: Return | None) -> None:
        """What is new written, as having come in `kept`."""

    def told(self) -> Mapping[str, Any]:
        """What the return remembers of the reading beside the columns."""
        return {"edition": self.asked.edition}

    def digest(self) -> str:
        """What is to be written, in short: the same as long as neither the rows that stand nor the maps have moved."""
        found = [self.years, self.new, self.unchanged, self.geographies, self.told()]
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()
