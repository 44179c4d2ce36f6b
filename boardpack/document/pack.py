"""
The whole pack as one value, and the numbered parts it falls into.

Values only. Every format is rendered from it; publishing freezes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from boardpack.document.exceptions import ExceptionsPage
from boardpack.document.figures import Scorecard
from boardpack.document.later import LATER
from boardpack.document.sections import ActionLine, Definition, IndicatorSection, KeyEntry, Point
from boardpack.document.since import Since

FORMAT = 1  # raised whenever a field changes its meaning


@dataclass(frozen=True)
class Part:
    """A numbered part of the pack: the same number in every format and every edition."""

    number: int
    anchor: str
    title: str


EXCEPTIONS = Part(1, "exceptions", "Exceptions")
SCORECARD = Part(2, "scorecard", "Scorecard")
POINTS = Part(3, "points", "Key discussion points")
INDICATORS = Part(4, "indicators", "Indicators")
ACTIONS = Part(5, "actions", "Action tracker")
SINCE = Part(6, "since", "Since the last pack")
ANNEX = Part(7, "annex", "Annex: definitions and key")
PARTS = (EXCEPTIONS, SCORECARD, POINTS, INDICATORS, ACTIONS, SINCE, ANNEX)


@dataclass(frozen=True)
class PackDocument:
    """
    The whole pack. Every month in it is in words; `month` is the reporting month as 2021-10, for machines.

    `publication` says how it came to be published: who agreed, and without which rules this partnership publishes.
    `redactions` say when words were taken out of it afterwards, by which roles and why. `since` is None in editions that
    were frozen before packs told what changed.
    """

    format: int
    rules_version: str
    partnership: str
    title: str
    meeting: str
    meeting_date: date
    month: str
    reporting_month: str
    reporting_month_label: str
    as_at: date
    edition: int
    edition_reason: str
    status: str
    exceptions: ExceptionsPage
    scorecard: Scorecard
    points: tuple[Point, ...]
    sections: tuple[IndicatorSection, ...]
    actions: tuple[ActionLine, ...]
    definitions: tuple[Definition, ...]
    key: tuple[KeyEntry, ...]
    scrutineer_comment: str = ""
    publication: tuple[str, ...] = ()
    since: Since | None = field(default=None, metadata=LATER)
    redactions: tuple[str, ...] = field(default=(), metadata=LATER)

    @property
    def is_draft(self) -> bool:
        return self.status in {"draft", "in review"}
