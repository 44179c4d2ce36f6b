"""Reporting progress."""

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, ProgressUpdate
from actions.operations.closing import close_action
from actions.operations.progress import record_progress
from partnership.operations.rows import CannotBeDone
from partnership.verdicts import Refused
from tests.actions.conftest import NOW, TODAY


def test_record_progress_starts_the_action(raised, owner):
    update = record_progress(
        action=raised(), words=" Half the files are read. ", by=owner, today=TODAY, now=NOW
    )
    assert (update.words, update.by, update.on, update.via) == (
        "Half the files are read.",
        owner,
        TODAY,
        "the site",
    )
    assert Action.objects.get().status == "in_progress"


def test_record_progress_by_an_officer_says_by_which_way(raised, officer):
    update = record_progress(
        action=raised(), words="Started.", by=officer, today=TODAY, now=NOW, via="by telephone"
    )
    assert update.via == "by telephone"


def test_record_progress_again_leaves_the_version(raised, owner):
    action = raised()
    for words in ("Started.", "Nearly there."):
        record_progress(action=action, words=words, by=owner, today=TODAY, now=NOW)
    assert Action.objects.get().version == 2
    assert ProgressUpdate.objects.count() == 2


def test_record_progress_is_not_for_other_owners(raised, person, chair):
    action = raised()
    for by in (person("Head of Service", "action_owner"), chair):
        with pytest.raises(Refused):
            record_progress(action=action, words="Done by me.", by=by, today=TODAY, now=NOW)
    assert ProgressUpdate.objects.count() == 0
    assert Action.objects.get().status == "not_started"


def test_record_progress_wants_words(raised, owner):
    with pytest.raises(ValidationError) as refused:
        record_progress(action=raised(), words="  ", by=owner, today=TODAY, now=NOW)
    assert refused.value.messages == ["Say in a sentence how it goes."]


def test_record_progress_on_a_closed_action_is_refused(raised, owner):
    action = raised()
    close_action(action=action, status="done", words="Audit held.", by=owner, today=TODAY)
    with pytest.raises(CannotBeDone) as refused:
        record_progress(action=action, words="More.", by=owner, today=TODAY, now=NOW)
    assert str(refused.value) == "The action is done. Reopen it first."
