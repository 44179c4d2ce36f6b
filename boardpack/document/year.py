"""
The yearly record: what the packs of a period hold of decisions, actions, evidence of impact and want of progress.

Reads frozen documents only, oldest meeting first, so that it says what the board was told and not what is held today.
The rule of little progress is its own and stands in `little_progress`; what was said in meetings is put in beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import takewhile

from actions.lifecycle import OPEN
from boardpack.document.pack import PackDocument
from boardpack.document.sections import ActionLine, IndicatorSection, MovedLine

PACKS_WITHOUT_PROGRESS = 2  # readings, or packs, one after another
STILL_OPEN = frozenset(status.words for status in OPEN)
MOVED_OFTEN = 2  # deadlines moved so many times


@dataclass(frozen=True)
class MeetingHeld:
    """A meeting with its pack."""

    title: str
    held_on: date
    edition: int
    reporting_month: str
    scrutineer_comment: str


@dataclass(frozen=True)
class ActionOfYear:
    """An action as the last pack of the period that holds it tells it; `told_on` is the date of that pack's meeting."""

    line: ActionLine
    told_on: date


@dataclass(frozen=True)
class Impact:
    """What the readings said after an action was done, as the last pack of the period that followed it tells it."""

    code: str
    indicator: str
    moved: MovedLine
    told_on: date


@dataclass(frozen=True)
class StuckIndicator:
    """An indicator that ended the period red: how many reported readings in a row, from which to which."""

    code: str
    name: str
    readings: int
    since: str
    first: str
    latest_month: str
    latest: str
    sentence: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class StuckArea:
    area: str
    indicators: tuple[StuckIndicator, ...]


@dataclass(frozen=True)
class PeriodRecord:
    """All that the packs of a period hold. `slow_actions`: open at its end, and moved often or overdue in two packs."""

    meetings: tuple[MeetingHeld, ...]
    actions: tuple[ActionOfYear, ...]
    impacts: tuple[Impact, ...]
    little_progress: tuple[StuckArea, ...]
    slow_actions: tuple[ActionOfYear, ...]


def period_record(documents: Iterable[PackDocument]) -> PeriodRecord:
    """Of these packs, whichever way they come."""
    held = tuple(sorted(documents, key=lambda one: (one.meeting_date, one.edition)))
    actions = _actions(held)
    return PeriodRecord(
        meetings=tuple(
            MeetingHeld(
                one.meeting, one.meeting_date, one.edition, one.reporting_month, one.scrutineer_comment
            )
            for one in held
        ),
        actions=actions,
        impacts=_impacts(held),
        little_progress=little_progress(held),
        slow_actions=tuple(one for one in actions if _is_slow(one, held)),
    )


def little_progress(documents: Sequence[PackDocument]) -> tuple[StuckArea, ...]:
    """
    By area: the indicators whose last two or more readings in packs are red, and whose gap has not closed by half.

    `documents` oldest first. A reading that two packs report counts once, as the later one tells it; an indicator that a
    pack left out is looked for in those that hold it. Where the gap to the target cannot be reckoned, it has not closed.
    """
    by_code: dict[str, dict[str, IndicatorSection]] = {}
    for document in documents:
        for section in document.sections:
            readings = by_code.setdefault(section.code, {})
            readings.pop(section.latest_month, None)
            readings[section.latest_month] = section
    areas: dict[str, list[StuckIndicator]] = {}
    for readings in by_code.values():
        sections = list(readings.values())
        reds = list(takewhile(lambda one: one.status.tone == "red", reversed(sections)))
        if len(reds) >= PACKS_WITHOUT_PROGRESS and not _has_closed_by_half(reds[-1], reds[0]):
            areas.setdefault(sections[-1].area, []).append(_stuck(reds))
    return tuple(StuckArea(area, tuple(found)) for area, found in areas.items())


def _has_closed_by_half(first: IndicatorSection, last: IndicatorSection) -> bool:
    before, after = _gap(first), _gap(last)
    return before is not None and after is not None and after * 2 <= before


def _gap(section: IndicatorSection) -> Decimal | None:
    """How far the reading is from its target, on whichever side."""
    reading, target = section.latest.value, section.target.value
    return None if reading is None or target is None else abs(reading - target)


def _stuck(reds: Sequence[IndicatorSection]) -> StuckIndicator:
    """`reds` newest first."""
    last, first = reds[0], reds[-1]
    return StuckIndicator(
        code=last.code,
        name=last.name,
        readings=len(reds),
        since=first.latest_month,
        first=first.latest.shown,
        latest_month=last.latest_month,
        latest=last.latest.shown,
        sentence=last.status.sentence,
        actions=tuple(f"{one.reference} {one.title} ({one.status})" for one in last.actions),
    )


def _actions(documents: Sequence[PackDocument]) -> tuple[ActionOfYear, ...]:
    found: dict[str, ActionOfYear] = {}
    for document in documents:
        for line in document.actions:
            found[line.reference] = ActionOfYear(line, document.meeting_date)
    return tuple(found[reference] for reference in sorted(found))


def _impacts(documents: Sequence[PackDocument]) -> tuple[Impact, ...]:
    """Only of what was done: what has merely begun shows no impact yet."""
    found: dict[tuple[str, str], Impact] = {}
    for document in documents:
        for section in document.sections:
            for moved in section.moved:
                key = (moved.reference, section.code)
                found.pop(key, None)
                if moved.since.startswith("done"):
                    found[key] = Impact(section.code, section.name, moved, document.meeting_date)
    return tuple(found[key] for key in sorted(found))


def _is_slow(action: ActionOfYear, documents: Sequence[PackDocument]) -> bool:
    line = action.line
    if line.status not in STILL_OPEN:
        return False
    lines = (one for document in documents for one in document.actions if one.reference == line.reference)
    overdue = sum(one.overdue for one in lines)
    return line.moves >= MOVED_OFTEN or overdue >= PACKS_WITHOUT_PROGRESS
