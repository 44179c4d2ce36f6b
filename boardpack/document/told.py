"""
What changed since the last pack, as tables of finished words that every format lays out in its own way.

Chooses headings, columns and the words where there is nothing to tell; holds no figure of its own. No format says
anything of it but what stands here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from boardpack.document.figures import Cell
from boardpack.document.pack import PackDocument
from boardpack.document.places import places_of
from boardpack.document.since import (
    ActionAltered,
    ActionMoved,
    ActionTold,
    DoneAction,
    RecordLine,
    Restatement,
    Since,
    StatusChange,
)

FIRST = "This is the first pack, so there is none before it to compare it with."
NOT_TOLD = "This edition was made before packs told what changed since the last one."
NO_REASON = "No reason is on record."


@dataclass(frozen=True)
class Row:
    """
    A row of words; `anchor` is the place in the pack that its first cell is about, empty where there is none.

    `figures` are the numbers behind words, by column, for a format that keeps numbers as numbers.
    """

    cells: tuple[str, ...]
    anchor: str = ""
    figures: tuple[tuple[int, Cell], ...] = ()


@dataclass(frozen=True)
class Told:
    """
    One table under its heading: `heads` and the rows below them, or `nothing` where there are none.

    `intro` stands above it, `below` under it, each empty where there is nothing to say. `numbers` are the columns that
    hold figures, counted from 0; `widths` are the columns' parts of the whole, in the same unit.
    """

    heading: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    nothing: str
    intro: str = ""
    below: str = ""
    numbers: tuple[int, ...] = ()


_RESTATED = ("Indicator", "Restated", "Was", "Is", "Why")
_RESTATED_WIDTHS = (28, 16, 12, 12, 32)
_ACTION = ("Action", "Owner", "Due", "How it stands")
_ACTION_WIDTHS = (40, 24, 20, 16)


def intro_of(since: Since | None) -> str:
    """What stands under the part's heading, before its tables."""
    if since is None:
        return NOT_TOLD
    return f"Compared with {since.last}." if since.last else FIRST


def told_of(since: Since | None) -> tuple[Told, ...]:
    """The tables of the part, in the order in which a board takes them; those that compare only where there is a pack before."""
    if since is None:
        return ()
    return (
        *((_differences(since),) if since.before else ()),
        *((_matters(since),) if since.last_meeting else ()),
        *((_changing(since), _statuses(since)) if since.last else ()),
        *(_actions(since) if since.last else ()),
        _moved(since),
        _records(since),
        _notes(since),
        _not_received(since),
    )


def annexed(since: Since | None) -> tuple[Told, ...]:
    """What of it stands in the annex: restatements that change no status."""
    if since is None or not since.last:
        return ()
    return (
        Told(
            "Restated since the last pack, without changing a status",
            _RESTATED,
            _RESTATED_WIDTHS,
            tuple(_restated(since.others)),
            "Nothing else was restated.",
            numbers=(2, 3),
        ),
    )


def linked_within(document: PackDocument, several: Iterable[Told]) -> tuple[Told, ...]:
    """The same tables, whose rows lead only to places that this pack has."""
    places = {place.mark for place in places_of(document)}
    return tuple(
        replace(
            told, rows=tuple(row if row.anchor in places else replace(row, anchor="") for row in told.rows)
        )
        for told in several
    )


def _differences(since: Since) -> Told:
    return Told(
        f"What is different from {since.before}",
        ("Where", "What", "Was", "Is"),
        (34, 22, 22, 22),
        tuple(Row((one.where, one.what, one.was, one.now), one.anchor) for one in since.differences),
        "No figure, word or action in it differs.",
        intro=f"Why there is a further edition: {since.reason}",
    )


def _matters(since: Since) -> Told:
    return Told(
        f"Matters arising from {since.last_meeting}",
        _ACTION,
        _ACTION_WIDTHS,
        tuple(_action(one) for one in since.matters),
        "That meeting raised no action.",
    )


def _changing(since: Since) -> Told:
    count = len(since.others)
    rest = f"{count} {'restatement' if count == 1 else 'restatements'} that change{'s' if count == 1 else ''} no status"
    return Told(
        "Restated, with another status",
        _RESTATED,
        _RESTATED_WIDTHS,
        tuple(_restated(since.changing)),
        "Nothing was restated that changes a status." if count else "Nothing was restated.",
        below=f"{rest} {'stands' if count == 1 else 'stand'} in the annex." if count else "",
        numbers=(2, 3),
    )


def _restated(several: Iterable[Restatement]) -> Iterable[Row]:
    for one in several:
        why = " ".join(filter(None, (one.why or NO_REASON, one.status)))
        figures = tuple(
            (at, cell) for at, cell in ((2, one.was), (3, one.now)) if cell.value is not None and not cell.why
        )
        what = f"{one.what} (last shown in {one.shown_in})" if one.shown_in else one.what
        yield Row((one.name, what, _cell(one.was), _cell(one.now), why), one.anchor, figures)


def _statuses(since: Since) -> Told:
    return Told(
        "Statuses that changed",
        ("Indicator", "Was", "Is", "Why"),
        (28, 18, 18, 36),
        tuple(_status(one) for one in since.statuses),
        "No status changed.",
    )


def _status(one: StatusChange) -> Row:
    seen = f"{one.was_month}, last shown in {one.shown_in}" if one.shown_in else one.was_month
    was = f"{one.was.words} ({seen})" if one.was else "not in the last pack"
    now = f"{one.now.words} ({one.now_month})" if one.now else "not in this pack"
    why = one.now.sentence if one.now else "The indicator was left out."
    return Row((one.name, was, now, why), one.anchor if one.now else "")


def _actions(since: Since) -> tuple[Told, ...]:
    return (
        Told(
            "Actions closed",
            _ACTION,
            _ACTION_WIDTHS,
            tuple(_action(one) for one in since.closed),
            "No action was closed.",
        ),
        Told(
            "Actions that slipped",
            ("Action", "Owner", "First due", "Due in the last pack", "Due now", "Times moved"),
            (32, 20, 13, 13, 13, 9),
            tuple(_moved_action(one) for one in since.slipped),
            "No deadline slipped.",
            numbers=(5,),
        ),
        Told(
            "New actions",
            _ACTION,
            _ACTION_WIDTHS,
            tuple(_action(one) for one in since.new),
            "No action is new.",
        ),
        *((_altered(since.altered),) if since.altered else ()),
    )


def _altered(several: tuple[ActionAltered, ...]) -> Told:
    return Told(
        "Actions that changed otherwise",
        ("Action", "What", "Was", "Is"),
        (40, 20, 20, 20),
        tuple(
            Row((_named(one.reference, one.title), one.what, one.was, one.now), one.anchor) for one in several
        ),
        "",
    )


def _action(one: ActionTold) -> Row:
    return Row((_named(one.reference, one.title), one.owner, one.due, one.stands), one.anchor)


def _moved_action(one: ActionMoved) -> Row:
    cells = (_named(one.reference, one.title), one.owner, one.original, one.was, one.now, str(one.moves))
    return Row(cells, one.anchor)


def _named(reference: str, title: str) -> str:
    return f"{reference} {title}"


def _moved(since: Since) -> Told:
    return Told(
        "Did it move, since an action was done?",
        ("Action", "Indicator", "Did it move?", "Before and after"),
        (28, 22, 30, 20),
        tuple(row for one in since.done for row in _done(one)),
        "No action is done whose indicators could have moved.",
    )


def _done(one: DoneAction) -> Iterable[Row]:
    name = f"{_named(one.reference, one.title)}, {one.since}"
    if not one.moved:
        yield Row((name, "–", one.nothing, "–"), one.anchor)
    for each in one.moved:
        cells = (
            name,
            each.name,
            each.sentence
            if each.sentence.lower().startswith(each.word)
            else f"{capital(each.word)}. {each.sentence}",
            f"Before it: {each.before}. After it: {each.after}.",
        )
        yield Row(cells, one.anchor)


def _records(since: Since) -> Told:
    return Told(
        "Asked, challenged and decided",
        ("What", "About", "What was said", "What came of it"),
        (12, 22, 36, 30),
        tuple(_record(one) for one in since.records),
        "Nothing was asked, challenged or decided.",
    )


def _record(one: RecordLine) -> Row:
    came = [words for words in (one.answer, one.outcome, one.action) if words]
    about = f"{one.where}, {one.meeting}"
    return Row((capital(one.kind), about, f"{one.words}\n{one.who}", "\n".join(came) or "Nothing yet."))


def _notes(since: Since) -> Told:
    return Told(
        "Notes on the data",
        ("Indicator", "Month", "What was looked at", "What the officer says"),
        (28, 10, 24, 38),
        tuple(Row((one.name, one.month or "–", one.about, one.note), one.anchor) for one in since.notes),
        "No note on the data stands.",
    )


def _not_received(since: Since) -> Told:
    return Told(
        "Asked for, and not received",
        ("Indicator", "What is on record"),
        (40, 60),
        tuple(Row((one.name, f"{one.words}."), one.anchor) for one in since.not_received),
        "Nothing that was asked for is missing.",
    )


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _cell(cell: Cell) -> str:
    return f"{cell.shown} ({cell.why})" if cell.why else cell.shown
