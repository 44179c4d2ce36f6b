"""Closing and reopening."""

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action
from actions.operations.closing import close_action, reopen_action
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused
from tests.actions.conftest import TODAY


def test_close_action_done_by_its_owner_says_what_was_done(raised, owner):
    closed = close_action(action=raised(), status="done", words="Audit held.", by=owner, today=TODAY)
    assert (closed.status, closed.what_was_done, closed.closed_on, closed.link_version) == (
        "done",
        "Audit held.",
        TODAY,
        2,
    )


@pytest.mark.parametrize("status", ["cancelled", "superseded"])
def test_close_action_otherwise_is_for_officers(raised, owner, officer, status):
    action = raised()
    with pytest.raises(Refused):
        close_action(action=action, status=status, words="No longer needed.", by=owner, today=TODAY)
    closed = close_action(action=action, status=status, words="No longer needed.", by=officer, today=TODAY)
    assert (closed.status, closed.closing_reason, closed.what_was_done) == (status, "No longer needed.", "")


@pytest.mark.parametrize(
    ("status", "words"),
    [("done", "Say in a sentence what was done."), ("cancelled", "Say why it is closed.")],
)
def test_close_action_wants_words(raised, officer, status, words):
    with pytest.raises(ValidationError) as refused:
        close_action(action=raised(), status=status, words=" ", by=officer, today=TODAY)
    assert refused.value.messages == [words]


def test_close_action_of_a_closed_one_is_refused(raised, officer):
    action = close_action(action=raised(), status="done", words="Held.", by=officer, today=TODAY)
    with pytest.raises(CannotBeDone) as refused:
        close_action(action=action, status="cancelled", words="Not wanted.", by=officer, today=TODAY)
    assert str(refused.value) == "The action is done. Reopen it first."


def test_close_action_only_closes(raised, officer):
    with pytest.raises(CannotBeDone) as refused:
        close_action(action=raised(), status="in_progress", words="Going on.", by=officer, today=TODAY)
    assert str(refused.value) == "Close it as done, cancelled or superseded."


def test_close_action_tells_the_second_of_two(raised, officer, owner):
    action = raised()
    close_action(action=action, status="done", words="Held.", by=owner, today=TODAY)
    reopened = reopen_action(action=Action.objects.get(), reason="Police were missing", by=officer)
    with pytest.raises(ChangedMeanwhile):
        close_action(action=reopened, status="done", words="Held.", by=owner, today=TODAY, version=1)


def test_reopen_action_goes_on_and_keeps_what_was_said_in_the_history(raised, officer, owner):
    action = close_action(action=raised(), status="done", words="Held.", by=owner, today=TODAY)
    reopened = reopen_action(action=action, reason="Police were missing", by=officer)
    assert (reopened.status, reopened.closed_on, reopened.what_was_done) == ("in_progress", None, "")
    newest, before = reopened.history.all()[:2]
    assert (newest.history_change_reason, before.what_was_done) == ("reopened: Police were missing", "Held.")


def test_reopen_action_is_for_officers_and_closed_actions(raised, officer, owner):
    action = raised()
    with pytest.raises(CannotBeDone) as refused:
        reopen_action(action=action, reason="Why not", by=officer)
    assert str(refused.value) == "The action is open already."
    closed = close_action(action=action, status="done", words="Held.", by=owner, today=TODAY)
    with pytest.raises(Refused):
        reopen_action(action=closed, reason="Not finished", by=owner)
    with pytest.raises(ValidationError) as silent:
        reopen_action(action=closed, reason="", by=officer)
    assert silent.value.messages == ["Say why it is reopened."]
