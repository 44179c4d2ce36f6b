"""
Where an edition differs from the one that it corrects: figures, statuses, targets, comparators, actions, and which words.

Both sides are documents, and figures that are told with care are not repeated. Words that people wrote are never
repeated either: a further edition may be there because of a name that slipped into them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from boardpack.assemble.looked_back import LookedBack
from boardpack.assemble.then_and_now import KEPT_BACK_NOW, SHOWN_AS, exactly, masked, says
from boardpack.document import ActionLine, Cell, Difference, IndicatorSection, PackDocument
from boardpack.document.places import place_words
from boardpack.document.readings_shown import shown_months
from boardpack.document.shown import NOT_HELD

REWORDED, SAID, NOTHING = "other words", "said", "nothing"
T = TypeVar("T")


def differences(before: PackDocument, now: PackDocument, back: LookedBack) -> tuple[Difference, ...]:
    """In the order of the pack."""
    return (
        *_heads(before, now),
        *_points(before, now),
        *_sections(before, now, back),
        *_actions(before, now),
    )


def _heads(before: PackDocument, now: PackDocument) -> Iterator[Difference]:
    for what, was, reads in (
        ("Reporting month", before.reporting_month, now.reporting_month),
        ("As at", f"{before.as_at:%-d %B %Y}", f"{now.as_at:%-d %B %Y}"),
    ):
        if was != reads:
            yield Difference("", "The pack as a whole", what, was, reads)
    was, reads = _words(before.scrutineer_comment, now.scrutineer_comment)
    if was != reads:
        yield Difference("", "The pack as a whole", "The scrutineer’s comment", was, reads)


def _points(before: PackDocument, now: PackDocument) -> Iterator[Difference]:
    held, reads = {one.number: one for one in before.points}, {one.number: one for one in now.points}
    for number in sorted(held | reads):
        was, then = held.get(number), reads.get(number)
        words = _words(was.text if was else "", then.text if then else "")
        if words[0] != words[1]:
            yield Difference("points", f"Discussion point {number}", "Its words", *words)
        elif was and then and was.asks != then.asks:
            yield Difference("points", f"Discussion point {number}", "Asks the board", was.asks, then.asks)


def _sections(before: PackDocument, now: PackDocument, back: LookedBack) -> Iterator[Difference]:
    held = {one.code: one for one in before.sections}
    reads = {one.code: one for one in now.sections}
    for code in _both(held, reads):
        was, then = held.get(code), reads.get(code)
        if was is None or then is None:
            anchor, name = then.anchor if then else "", (reads.get(code) or held[code]).name
            yield Difference(anchor, name, "In the pack", "yes" if was else "no", "yes" if then else "no")
            continue
        for what, one, other in _of_section(before, now, was, then, back):
            if one != other:
                yield Difference(then.anchor, then.name, what, one or NOTHING, other or NOTHING)


def _of_section(
    before: PackDocument, now: PackDocument, was: IndicatorSection, then: IndicatorSection, back: LookedBack
) -> Iterator[tuple[str, str, str]]:
    yield "Name", was.name, then.name
    figures, reads = shown_months(before, was), shown_months(now, then)
    for label in (one for one in reads if one in figures):
        yield label, *_cells(figures[label], reads[label], then.code, back)
    yield "Target", *_cells(was.target, then.target, then.code, back)
    yield "Kind of target", was.target_kind, then.target_kind
    held = {(back.places.get(one.geography, one.geography), one.year): one for one in was.comparators}
    compares = {(one.geography, one.year): one for one in then.comparators}
    for key in dict.fromkeys([*compares, *held]):
        cells = [one.figure if one else NOT_HELD for one in (held.get(key), compares.get(key))]
        yield " ".join(key), *_cells(cells[0], cells[1], then.code, back)
    yield "Its explanation in the annex", *_words(_explained(before, was), _explained(now, then))
    yield "Status", was.status.words, then.status.words
    yield "Direction of travel", was.direction.word, then.direction.word
    said, says_now = ("\n".join(_said(one)) for one in (was, then))
    yield "Commentary", *_words(said, says_now)
    yield "Commentary that is missing", was.gap, then.gap
    yield "Actions", _references(was.actions), _references(then.actions)


def _actions(before: PackDocument, now: PackDocument) -> Iterator[Difference]:
    held = {one.reference: one for one in before.actions}
    reads = {one.reference: one for one in now.actions}
    for reference in _both(held, reads):
        was, then = held.get(reference), reads.get(reference)
        where = place_words((reads.get(reference) or held[reference]).anchor, {})
        if was is None or then is None:
            anchor = then.anchor if then else ""
            yield Difference(anchor, where, "In the pack", "yes" if was else "no", "yes" if then else "no")
            continue
        for what, one, other in _of_action(was, then):
            if one != other:
                yield Difference(then.anchor, where, what, one or NOTHING, other or NOTHING)


def _of_action(was: ActionLine, then: ActionLine) -> Iterator[tuple[str, str, str]]:
    yield "Owner", was.owner, then.owner
    yield "Due", was.due, then.due
    yield "Status", was.status, then.status
    for what, field in (("Title", "title"), ("Detail", "detail"), ("Latest progress", "latest_update")):
        yield what, *_words(getattr(was, field), getattr(then, field))


def _both(held: Mapping[str, T], reads: Mapping[str, T]) -> Sequence[str]:
    """What stands in this edition in its order, then what only the one before had."""
    return [*reads, *(key for key in held if key not in reads)]


def _words(was: str, now: str) -> tuple[str, str]:
    """What may be told of words that people wrote: that they are there, or are others."""
    if was == now:
        return "", ""
    return (SAID if was else NOTHING), (REWORDED if was and now else SAID if now else NOTHING)


def _explained(document: PackDocument, section: IndicatorSection) -> str:
    """All that the annex says of it but its name and its code."""
    found = next((one for one in document.definitions if one.code == section.code), None)
    return repr(replace(found, code="", name="")) if found else ""


def _said(section: IndicatorSection) -> Iterable[str]:
    for text in section.texts:
        yield from (text.tells_us, text.analysis, text.next_steps, text.received_from)


def _cells(was: Cell, now: Cell, code: str, back: LookedBack) -> tuple[str, str]:
    if says(was) == says(now):
        return "", ""
    held = back.held.get(code)
    if now.shown == SHOWN_AS and code in back.careful:
        return KEPT_BACK_NOW.shown, now.shown
    if held is not None:
        was = masked(was, held.indicator, back)
        if was.shown == now.shown:
            was, now = exactly(was, held.indicator), exactly(now, held.indicator)
    return was.shown, now.shown


def _references(actions: Iterable[ActionLine]) -> str:
    return ", ".join(one.reference for one in actions)
