"""The impact seen: added later, by somebody else."""

import pytest

from actions.models import Action
from actions.operations.closing import close_action, reopen_action
from actions.operations.impact import say_impact
from actions.operations.raising import save_action
from partnership.operations.rows import CannotBeDone
from partnership.verdicts import Refused
from tests.actions.conftest import TODAY

WORDS = "Fewer children wait for a conference."


def test_impact_is_said_by_somebody_other_than_owner_and_finisher(raised, owner, officer, chair):
    done = close_action(action=raised(), status="done", words="Held.", by=officer, today=TODAY)
    for person in (owner, officer):
        with pytest.raises(Refused):
            say_impact(action=done, words=WORDS, by=person)
    found = say_impact(action=done, words=WORDS, by=chair)
    assert (found.impact_seen, found.history.first().history_user) == (WORDS, chair)


def test_impact_may_be_said_by_the_officer_who_wrote_down_the_owners_mail(raised, officer):
    done = close_action(
        action=raised(), status="done", words="Held.", by=officer, today=TODAY, via="by e-mail from the owner"
    )
    assert say_impact(action=done, words=WORDS, by=officer).impact_seen == WORDS


def test_impact_waits_until_the_action_is_done(raised, owner, officer):
    action = raised()
    with pytest.raises(CannotBeDone):
        say_impact(action=action, words=WORDS, by=officer)
    done = close_action(action=action, status="done", words="Held.", by=owner, today=TODAY)
    said = say_impact(action=done, words=WORDS, by=officer)
    again = reopen_action(action=said, reason="Not yet.", by=officer)
    assert Action.objects.get().impact_seen == WORDS  # what was seen stays, and stands in the history
    with pytest.raises(Exception, match="somebody else"):
        save_action(action=again, by=officer, impact_seen="Better.")
