"""
The record of a meeting: what was asked, challenged and decided about its pack, the answers, and the actions raised.

Every row is about a place of the edition that stood when it was written, and stays when that is superseded. The pack
itself is never written here.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action
from actions.operations.raising import raise_action
from boardpack.document import from_text
from boardpack.document.places import indicator_of, places_of
from boardpack.models import MeetingRecord, Pack, PackStatus, RecordKind
from boardpack.permissions import can_answer_about, can_ask, can_record
from boardpack.queries.records import data_owner_ids
from indicators.models import Indicator
from partnership.models import User
from partnership.operations.rows import CannotBeDone, create, erase, write
from partnership.verdicts import Refused, require

THE_BOARD = "The board"
WHO = ("raised_by", "raised_by_words")


@transaction.atomic
def ask(
    *, pack: Pack, section: str, words: str, by: User, today: date, kind: str = RecordKind.QUESTION
) -> MeetingRecord:
    """A reader's own question or challenge, before the meeting or after it. The same twice in a day is one."""
    require(can_ask(by))
    if kind == RecordKind.DECISION:
        raise Refused(
            "A decision is the board's: it is recorded in the meeting, by whoever keeps the record."
        )
    return _kept(pack, section, kind, words, today, by=by, raised_by=by, raised_by_words="", in_meeting=False)


@transaction.atomic
def record(
    *,
    pack: Pack,
    section: str,
    kind: str,
    words: str,
    by: User,
    today: date,
    raised_by: User | None = None,
    raised_by_words: str = "",
    outcome: str = "",
) -> MeetingRecord:
    """What was said in the meeting: by whom, and what came of it."""
    require(can_record(by))
    who = _who(kind, raised_by, raised_by_words)
    return _kept(
        pack,
        section,
        kind,
        words,
        today,
        by=by,
        raised_by=raised_by,
        raised_by_words=who,
        in_meeting=True,
        outcome=outcome.strip(),
    )


@transaction.atomic
def answer(
    *, row: MeetingRecord, words: str, by: User, today: date, version: int | None = None
) -> MeetingRecord:
    """The answer to a question or a challenge, by an officer, the chair, or the indicator's data owner."""
    code = indicator_of(row.section)
    require(can_answer_about(by, data_owner_ids([code]).get(code) if code else None))
    if row.kind == RecordKind.DECISION:
        raise CannotBeDone("A decision has an outcome, not an answer: write down what came of it.")
    if not words.strip():
        raise ValidationError({"answer": "Say the answer in a sentence."})
    said: dict[str, Any] = {"answer": words.strip(), "answered_by": by, "answered_on": today}
    return write(row, by=by, version=version, reason="answered", **said)


@transaction.atomic
def put_right(
    *,
    row: MeetingRecord,
    words: str,
    by: User,
    raised_by: User | None = None,
    raised_by_words: str = "",
    outcome: str = "",
    version: int | None = None,
) -> MeetingRecord:
    """What was written down of it, and what came of it; what it was before stays in its history."""
    require(can_record(by))
    who = _who(row.kind, raised_by, raised_by_words)
    if raised_by is None and not who:
        raise ValidationError({"raised_by": "Say who asked or decided."})
    said: dict[str, Any] = {
        "words": words.strip(),
        "raised_by": raised_by,
        "raised_by_words": who,
        "outcome": outcome.strip(),
    }
    return write(row, by=by, version=version, **said)


@transaction.atomic
def strike_out(*, row: MeetingRecord, reason: str, by: User) -> None:
    """What was written down by mistake goes; its history stays, with the reason."""
    require(can_record(by))
    if row.action_id is not None:
        raise CannotBeDone("An action rests on this, so it stays. Put its words right instead.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is struck out."})
    erase(row, by=by, reason=reason.strip())


@transaction.atomic
def raise_action_on(
    *, pack: Pack, section: str, by: User, today: date, row: MeetingRecord | None = None, **fields: Any
) -> Action:
    """
    An action of this meeting, on the indicator whose section it is; `row` is the decision or question it comes from.

    `fields` as for raise_action. Refused for a row that has its action already, or that is of another meeting.
    """
    if row is not None:
        row = MeetingRecord.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if row.action_id is not None:
            raise CannotBeDone("An action was raised on this already.")
        if row.meeting_id != pack.meeting_id:
            raise CannotBeDone("This was said in another meeting: raise the action there.")
    held = _standing(pack)
    _require_place(held, section)
    code = indicator_of(section)
    raised = raise_action(
        by=by,
        today=today,
        source_meeting=held.meeting,
        indicators=Indicator.objects.filter(code=code) if code else (),
        **fields,
    )
    if row is not None:
        write(row, by=by, reason=f"action {raised.reference} raised", action=raised)
    return raised


def _who(kind: str, raised_by: User | None, words: str) -> str:
    """A decision that nobody is named for is the board's."""
    nobody = raised_by is None and kind == RecordKind.DECISION
    return words.strip() or (THE_BOARD if nobody else "")


def _kept(
    pack: Pack, section: str, kind: str, words: str, today: date, *, by: User, **said: Any
) -> MeetingRecord:
    if not words.strip():
        raise ValidationError({"words": "Say in a sentence what was asked or decided."})
    held = _standing(pack)
    _require_place(held, section)
    about: dict[str, Any] = {
        "meeting": held.meeting,
        "section": section,
        "kind": kind,
        "words": words.strip(),
    }
    same: dict[str, Any] = {"raised_on": today, **{name: said[name] for name in WHO}}
    twice = MeetingRecord.objects.filter(**about, **same).first()
    return twice or create(MeetingRecord, by=by, **about, pack=held, raised_on=today, **said)


def _standing(pack: Pack) -> Pack:
    """The pack as it stands, locked, so that the same press twice is seen; only what is published is spoken of."""
    held = Pack.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=pack.pk)
    if held.status != PackStatus.PUBLISHED:
        raise Refused(f"{held} is {held.get_status_display()}: the record is of the edition that stands.")
    return held


def _require_place(pack: Pack, section: str) -> None:
    if section not in {place.anchor for place in places_of(from_text(pack.document))}:
        raise ValidationError({"section": "Choose a part of this pack."})
