"""
Actions and commentary in the document's words: an action's line, its short name on another page, a text.

Chooses words; lateness and order are actions' own.
"""

from actions.lifecycle import day_in_words
from actions.queries import ActionFacts
from actions.schedule import FOR_THE_CHAIR
from boardpack.document import ActionLine, ActionRef, LateAction, Text
from indicators.queries import CommentaryFacts


def action_line(one: ActionFacts) -> ActionLine:
    return ActionLine(
        reference=one.reference,
        title=one.title,
        detail=one.detail,
        owner=one.owner,
        owner_note=one.owner_note,
        agency=one.agency,
        due=one.due_words,
        due_on=one.due,
        minutes=one.minutes,
        status=one.status,
        lateness="goes on" if one.lateness.startswith("goes on") else one.lateness,  # `due` names the meeting
        overdue=one.overdue,
        indicators=tuple(name for _, name in one.indicators),
        success_looks_like=one.success_looks_like,
        latest_update=one.latest_update,
        moves=one.moves,
        original_deadline=day_in_words(one.original_deadline) if one.original_deadline else "",
    )


def action_ref(one: ActionFacts) -> ActionRef:
    due = f"due {one.due_words}" if one.due else one.due_words
    return ActionRef(one.reference, one.title, one.owner, due if one.is_open else one.status, one.overdue)


def late_action(one: ActionFacts) -> LateAction:
    """After the last of the reminders it is the chair's to take up, and says so."""
    chairs = one.days_late >= FOR_THE_CHAIR
    words = f"{one.lateness}, all reminders sent: for the chair" if chairs else one.lateness
    return LateAction(one.reference, one.title, one.owner, one.due_words, words)


def text_of(one: CommentaryFacts, code: str) -> Text:
    return Text(
        tells_us=one.tells_us,
        analysis=one.analysis,
        next_steps=one.next_steps,
        received_from=one.received_from,
        state=one.state,
        also_speaks_for=tuple(name for other, name in one.indicators if other != code),
    )
