"""Moving deadlines."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, DeadlineChange
from actions.operations.closing import close_action
from actions.operations.deadlines import move_deadline
from partnership.operations.rows import CannotBeDone, write
from partnership.verdicts import Refused
from tests.actions.conftest import NOW, TODAY

FEBRUARY = date(2022, 2, 28)


def test_move_deadline_keeps_the_original_and_says_who_agreed(raised, officer, chair):
    moved = move_deadline(
        action=raised(), by=officer, agreed_by=chair, reason="Auditors are ill", now=NOW, deadline=FEBRUARY
    )
    assert (moved.deadline, moved.original_deadline) == (FEBRUARY, date(2021, 11, 30))
    change = DeadlineChange.objects.get()
    assert (change.moved_from, change.moved_to, change.agreed_by, change.reason) == (
        date(2021, 11, 30),
        FEBRUARY,
        chair,
        "Auditors are ill",
    )


def test_move_deadline_to_a_meeting_follows_it(raised, officer, january):
    move_deadline(
        action=raised(), by=officer, agreed_by=officer, reason="To the board", now=NOW, due_before=january
    )
    action = Action.objects.with_people().get()
    assert (action.deadline, action.due_on) == (None, date(2022, 1, 19))
    write(january, by=None, date=date(2022, 1, 27))
    assert Action.objects.with_people().get().due_on == date(2022, 1, 26)


def test_move_deadline_needs_agreement_and_a_reason(raised, officer, owner):
    action = raised()
    with pytest.raises(ValidationError) as nobody:
        move_deadline(action=action, by=officer, agreed_by=owner, reason="Busy", now=NOW, deadline=FEBRUARY)
    with pytest.raises(ValidationError) as silent:
        move_deadline(action=action, by=officer, agreed_by=officer, reason="", now=NOW, deadline=FEBRUARY)
    assert nobody.value.messages == [
        "A new deadline is agreed by the chair or a performance officer: name one of them."
    ]
    assert silent.value.messages == ["Say why the deadline moves."]
    assert Action.objects.get().deadline == date(2021, 11, 30)


def test_move_deadline_refuses_what_is_no_move(raised, officer, january):
    given = {"by": officer, "agreed_by": officer, "reason": "Wanted", "now": NOW}
    action = raised()
    for deadline, words in (
        (date(2021, 11, 30), "This is the deadline that it has already."),
        (None, "Give the new deadline: a date, or a meeting it must precede."),
    ):
        with pytest.raises(ValidationError) as refused:
            move_deadline(action=action, deadline=deadline, **given)
        assert refused.value.messages == [words]
    with pytest.raises(CannotBeDone) as arrangement:
        move_deadline(action=raised(review_meeting=january), deadline=FEBRUARY, **given)
    assert str(arrangement.value) == (
        "This arrangement goes on and has a review meeting. Supersede it by an action that has a deadline."
    )


def test_move_deadline_of_a_closed_action_is_refused(raised, officer):
    action = close_action(action=raised(), status="done", words="Held.", by=officer, today=TODAY)
    with pytest.raises(CannotBeDone) as refused:
        move_deadline(action=action, by=officer, agreed_by=officer, reason="Late", now=NOW, deadline=FEBRUARY)
    assert str(refused.value) == "The action is done. Reopen it first."


def test_move_deadline_is_for_officers(raised, owner, chair):
    action = raised()
    with pytest.raises(Refused):
        move_deadline(action=action, by=owner, agreed_by=chair, reason="Busy", now=NOW, deadline=FEBRUARY)
    assert DeadlineChange.objects.count() == 0
