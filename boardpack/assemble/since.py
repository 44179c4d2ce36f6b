"""
The part of a pack that tells what changed since the last one, from what was gathered and the sections made of it.

Joins and compares; what is restated is found in assemble.restated, what an edition corrects in assemble.differences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.lifecycle import Status, day_in_words
from actions.queries import ActionFacts
from boardpack.assemble.differences import differences
from boardpack.assemble.gathered import OPEN_WORDS, Gathered
from boardpack.assemble.looked_back import LookedBack
from boardpack.assemble.restated import restatements
from boardpack.document import (
    ActionAltered,
    ActionLine,
    ActionMoved,
    ActionTold,
    DataNoteLine,
    DoneAction,
    MovedOf,
    NotReceived,
    PackDocument,
    RecordLine,
    Since,
    StatusChange,
)
from boardpack.queries.records import RecordFacts
from indicators.measures.periods import Month

NOTE_KEPT_BACK = "The note is kept back, because it could tell a small count."
NO_INDICATOR = "No indicator is linked to it."
NOT_IN_PACK = "None of its indicators is in this pack, or it was done longer ago than a chart shows."


def with_since(document: PackDocument, found: Gathered, reason: str) -> PackDocument:
    """The document with what changed; `reason` is why there is a further edition. No query."""
    back = found.back
    if back is None:
        return document
    last = back.last.document if back.last else None
    since = Since(
        last=back.last.words if back.last else "",
        restated=restatements(back, Month.parse(document.month)),
        statuses=tuple(_statuses(back, document)),
        records=tuple(_record(one) for one in back.records),
        last_meeting=back.meeting,
        matters=tuple(_told(one) for one in found.followed if one.source_meeting == back.meeting),
        notes=tuple(_notes(found, back)),
        not_received=tuple(_not_received(document, found)),
        done=tuple(_done(document, found)),
    )
    if last is not None:
        since = replace(
            since,
            closed=tuple(_told(one) for one in found.actions if not one.is_open),
            slipped=tuple(_slipped(last, found)),
            new=tuple(_told(one) for one in _new(last, found)),
            altered=tuple(_altered(last, found)),
        )
    if back.corrected is not None:
        before = back.corrected.document
        since = replace(
            since,
            before=f"edition {before.edition}",
            reason=reason,
            differences=differences(before, document, back),
        )
    return replace(document, since=since)


def _statuses(back: LookedBack, document: PackDocument) -> Iterator[StatusChange]:
    """In this pack's order, then what the last one had besides."""
    held = {section.code: (section, words) for _, section, words in back.shown_last()}
    reads = {one.code: one for one in document.sections} if back.last else {}
    for code in [*reads, *(code for code in held if code not in reads)]:
        (was, shown_in), now = held.get(code, (None, "")), reads.get(code)
        if was is None or now is None or was.status.word != now.status.word:
            yield StatusChange(
                code=code,
                name=(reads.get(code) or held[code][0]).name,
                was=was.status if was else None,
                was_month=was.latest_month if was else "",
                now=now.status if now else None,
                now_month=now.latest_month if now else "",
                shown_in=shown_in,
            )


def _told(one: ActionFacts) -> ActionTold:
    """How it stands: its status, or how late it is and its status beside."""
    stands = one.status if one.status == one.lateness else f"{one.lateness}, {one.status}"
    if one.closed_on is not None:
        stands = f"{one.status} on {day_in_words(one.closed_on)}"
    return ActionTold(one.reference, one.title, one.owner, one.due_words, stands)


def _new(last: PackDocument, found: Gathered) -> Iterator[ActionFacts]:
    told = {one.reference for one in last.actions}
    return (one for one in found.actions if one.reference not in told)


def _slipped(last: PackDocument, found: Gathered) -> Iterator[ActionMoved]:
    """Due later than the last pack said; a new one: later than it was first."""
    held = {one.reference: one for one in last.actions}
    for one in found.actions:
        was = held.get(one.reference)
        before = was.due_on if was else one.original_deadline
        if one.due is None or before is None or one.due <= before:
            continue
        first = one.original_deadline
        yield ActionMoved(
            reference=one.reference,
            title=one.title,
            owner=one.owner,
            original=day_in_words(first) if first else was.due if was else "–",
            was=was.due if was else "not in the last pack",
            now=one.due_words,
            moves=one.moves,
        )


def _altered(last: PackDocument, found: Gathered) -> Iterator[ActionAltered]:
    held = {one.reference: one for one in last.actions}
    for one in found.actions:
        was = held.get(one.reference)
        if was is None:
            continue
        for what, before, now in _of_action(was, one):
            if before != now:
                yield ActionAltered(one.reference, one.title, what, before, now)


def _of_action(was: ActionLine, one: ActionFacts) -> Iterator[tuple[str, str, str]]:
    yield "Title", was.title, one.title
    yield "Owner", was.owner, one.owner
    if was.status not in OPEN_WORDS and one.is_open:
        yield "Open again", was.status, one.status
    moved = was.due_on is not None and one.due is not None and one.due < was.due_on
    if moved or (was.due_on is None) != (one.due is None):
        yield "Due", was.due, one.due_words


def _done(document: PackDocument, found: Gathered) -> Iterator[DoneAction]:
    """Every action that is done and still followed, the latest first."""
    said: dict[str, list[MovedOf]] = {}
    since: dict[str, str] = {}
    for section in document.sections:
        for line in section.moved:
            if line.since.startswith("done"):
                since[line.reference] = line.since
                said.setdefault(line.reference, []).append(
                    MovedOf(section.code, section.name, line.word, line.sentence, line.before, line.after)
                )
    told = {one.reference for one in found.actions}
    done = [one for one in found.followed if one.status == Status.DONE.words and one.closed_on is not None]
    for one in sorted(done, key=lambda one: (one.closed_on or one.raised_on, one.reference), reverse=True):
        moved = tuple(said.get(one.reference, ()))
        if moved or one.reference in told:
            when = f"done on {day_in_words(one.closed_on)}" if one.closed_on else ""
            nothing = "" if moved else NOT_IN_PACK if one.indicators else NO_INDICATOR
            yield DoneAction(one.reference, one.title, since.get(one.reference, when), moved, nothing)


def _record(one: RecordFacts) -> RecordLine:
    answered = f" ({one.answered_by}, {day_in_words(one.answered_on)})" if one.answered_on else ""
    waits = "Not answered yet." if one.awaits_answer else ""
    action = f"Action {one.action_reference}: {one.action_title}" if one.action_reference else ""
    return RecordLine(
        kind=one.kind_words,
        meeting=f"{one.meeting}, {day_in_words(one.meeting_date)}",
        where=one.where,
        words=one.words,
        who=f"{one.raised_by}, {day_in_words(one.raised_on)}, {one.said_when}",
        answer=f"{one.answer}{answered}" if one.answer else waits,
        outcome=one.outcome,
        action=action,
    )


def _notes(found: Gathered, back: LookedBack) -> Iterator[DataNoteLine]:
    for one in back.notes:
        yield DataNoteLine(
            code=one.code,
            name=found.names.get(one.code, one.code),
            month=one.month.label if one.month else "",
            about=one.about,
            note=NOTE_KEPT_BACK if one.code in back.careful else one.note,
        )


def _not_received(document: PackDocument, found: Gathered) -> Iterator[NotReceived]:
    for section in document.sections:
        asked = found.choices[section.code].not_received
        if asked and section.gap == asked:
            yield NotReceived(section.code, section.name, asked)
