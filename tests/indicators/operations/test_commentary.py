"""Commentary from draft to accepted."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from indicators.measures.periods import Month
from indicators.models import Commentary, CommentaryState
from indicators.operations.commentary import (
    CommentaryStays,
    accept_commentary,
    remove_commentary,
    return_commentary,
    save_commentary,
    submit_commentary,
)
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
OCTOBER = Month(2021, 10)


@pytest.fixture
def texts(plans_ended):
    return {"month": OCTOBER, "indicators": [plans_ended], "tells_us": "Fewer plans ended."}


@pytest.fixture
def draft(texts, officer):
    return save_commentary(commentary=None, by=officer, **texts)


def test_save_commentary_starts_as_a_draft_for_its_indicators(draft, plans_ended):
    assert (draft.state, list(draft.indicators.all())) == (CommentaryState.DRAFT, [plans_ended])
    assert draft.history.get().history_change_reason == "indicators: Number of plans ended"


def test_save_commentary_for_no_indicator_is_refused_in_words(officer, texts):
    with pytest.raises(ValidationError) as told:
        save_commentary(commentary=None, by=officer, **texts | {"indicators": []})
    assert told.value.messages == ["Choose at least one indicator that this speaks for."]
    assert Commentary.objects.count() == 0


def test_save_commentary_with_another_indicator_is_a_change_with_history(
    draft, texts, officer, make_indicator
):
    other = make_indicator("contacts")
    row = save_commentary(
        commentary=draft, by=officer, **texts | {"indicators": [*texts["indicators"], other]}
    )
    assert (row.version, row.indicators.count()) == (2, 2)
    assert row.history.first().history_change_reason == "indicators: Contacts, Number of plans ended"


def test_commentary_is_submitted_returned_submitted_and_accepted(draft, officer, person):
    owner = person("data_owner")
    row = submit_commentary(commentary=draft, by=owner)
    row = return_commentary(commentary=row, by=officer, reason="say what changed in October")
    assert row.state == CommentaryState.RETURNED
    assert row.history.first().history_change_reason == "returned: say what changed in October"
    row = accept_commentary(commentary=submit_commentary(commentary=row, by=owner), by=officer, now=NOW)
    assert (row.state, row.accepted_by, row.accepted_at) == (CommentaryState.ACCEPTED, officer, NOW)


def test_a_draft_cannot_be_accepted(draft, officer):
    with pytest.raises(CommentaryStays) as told:
        accept_commentary(commentary=draft, by=officer, now=NOW)
    assert str(told.value) == f"Commentary {draft.pk} for October 2021 is draft, so it cannot be accepted."


def test_an_empty_commentary_cannot_be_submitted(officer, texts):
    row = save_commentary(commentary=None, by=officer, **texts | {"tells_us": ""})
    with pytest.raises(ValidationError):
        submit_commentary(commentary=row, by=officer)
    assert Commentary.objects.get().state == CommentaryState.DRAFT


def test_a_data_owner_may_write_and_not_accept(draft, person):
    owner = person("data_owner")
    row = submit_commentary(commentary=draft, by=owner)
    with pytest.raises(Refused):
        accept_commentary(commentary=row, by=owner, now=NOW)
    assert Commentary.objects.get().state == CommentaryState.SUBMITTED


def test_a_board_member_may_not_write(texts, board_member):
    with pytest.raises(Refused):
        save_commentary(commentary=None, by=board_member, **texts)
    assert Commentary.objects.count() == 0


def test_an_accepted_text_that_changes_is_to_be_accepted_again(draft, texts, officer):
    row = accept_commentary(commentary=submit_commentary(commentary=draft, by=officer), by=officer, now=NOW)
    same = save_commentary(commentary=row, by=officer, **texts)
    assert same.state == CommentaryState.ACCEPTED
    changed = save_commentary(commentary=row, by=officer, **texts | {"analysis": "Staff left."})
    assert (changed.state, changed.accepted_by, changed.accepted_at) == (
        CommentaryState.SUBMITTED,
        None,
        None,
    )


def test_the_second_of_two_decisions_is_told(draft, officer, person):
    row = submit_commentary(commentary=draft, by=officer)
    accept_commentary(commentary=row, by=person("performance_officer", name="Second officer"), now=NOW)
    with pytest.raises(ChangedMeanwhile) as told:
        return_commentary(commentary=row, by=officer)
    assert told.value.by == "Second officer"


def test_commentary_of_a_published_month_stays(draft, officer, october_published):
    with pytest.raises(CommentaryStays):
        remove_commentary(commentary=draft, by=officer)
    assert Commentary.objects.count() == 1


def test_commentary_of_another_month_goes(draft, officer):
    remove_commentary(commentary=draft, by=officer)
    assert Commentary.objects.count() == 0
