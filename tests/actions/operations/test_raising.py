"""Raising actions and putting them right."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.operations.raising import raise_action, save_action
from partnership.operations.rows import ChangedMeanwhile, write
from partnership.verdicts import Refused
from tests.actions.conftest import TODAY


def test_raise_action_gives_the_years_next_reference(raised):
    assert [raised().reference, raised().reference] == ["SSCP-2021-01", "SSCP-2021-02"]
    assert raised(reference="SSCP-2021-41").reference == "SSCP-2021-41"
    assert raised().reference == "SSCP-2021-42"
    assert raised(today=date(2022, 1, 20)).reference == "SSCP-2022-01"


@pytest.mark.parametrize("reference", ["A/1", "A 1", "<b>"])
def test_raise_action_takes_only_references_that_can_stand_in_an_address(raised, reference):
    with pytest.raises(ValidationError) as refused:
        raised(reference=reference)
    assert set(refused.value.message_dict) == {"reference"}


def test_raise_action_keeps_the_original_deadline(raised, january):
    assert raised().original_deadline == date(2021, 11, 30)
    assert raised(due_before=january).original_deadline == date(2022, 1, 19)
    assert raised(review_meeting=january).original_deadline is None


def test_raise_action_takes_the_owners_agency(raised, childrens, police):
    assert raised().agency == childrens
    assert raised(agency=police).agency == police


def test_raise_action_asks_for_the_agency_of_an_owner_without_one(raised, chair):
    with pytest.raises(ValidationError) as refused:
        raised(owner=chair)
    assert refused.value.messages == ["Say which agency answers for it: Chair has none."]


def test_raise_action_refuses_an_owner_who_left(raised, owner):
    left = write(owner, by=None, is_active=False, left_on=date(2021, 10, 31))
    with pytest.raises(ValidationError) as refused:
        raised(owner=left)
    assert refused.value.messages == [
        "Head of Quality Assurance left on 31 October 2021. Choose somebody in post."
    ]


def test_raise_action_wants_exactly_one_kind_of_deadline(raised, officer, owner, january):
    words = ["Give exactly one of: a deadline, a meeting it must precede, or a meeting that reviews it."]
    with pytest.raises(ValidationError) as two:
        raised(due_before=january, deadline=date(2022, 1, 10))
    with pytest.raises(ValidationError) as none:
        raise_action(by=officer, today=TODAY, title="Launch", owner=owner)
    assert two.value.messages == words
    assert none.value.messages == words


def test_raise_action_puts_what_words_without_a_deadline_mean(officer, owner, november):
    with pytest.raises(ValidationError) as refused:
        raise_action(
            by=officer,
            today=TODAY,
            title="Audit",
            owner=owner,
            source_meeting=november,
            words_of_the_minutes="end-November 2021",
        )
    assert refused.value.message_dict == {
        "words_of_the_minutes": [
            "They are read as: 30 November 2021, the last day of November 2021. Give that, if it is what was meant."
        ]
    }


def test_raise_action_is_for_officers(raised, owner, chair):
    for by in (owner, chair):
        with pytest.raises(Refused):
            raised(by=by)


def test_raise_action_writes_its_history(raised, officer, conferences):
    action = raised(indicators=[conferences])
    assert [(row.history_user, row.history_type) for row in action.history.all()] == [(officer, "+")]
    assert list(action.indicators.all()) == [conferences]


def test_save_action_gives_it_to_another_and_ends_old_links(raised, officer, person):
    action = raised()
    other = person("Head of Service", "action_owner")
    saved = save_action(action=action, by=officer, owner=other, title="Audit with every partner")
    assert (saved.owner, saved.title, saved.link_version) == (other, "Audit with every partner", 2)


def test_save_action_moves_no_deadline_and_closes_nothing(raised, officer):
    action = raised()
    with pytest.raises(ValidationError) as moved:
        save_action(action=action, by=officer, deadline=date(2022, 3, 1))
    with pytest.raises(ValidationError) as closed:
        save_action(action=action, by=officer, status="done")
    assert moved.value.messages == ["Move the deadline with a reason and an agreement."]
    assert closed.value.messages == ["Close or reopen the action in words."]
    action.refresh_from_db()
    assert (action.deadline, action.status, action.version) == (date(2021, 11, 30), "not_started", 1)


def test_save_action_tells_the_second_of_two(raised, officer):
    action = raised()
    save_action(action=action, by=officer, version=1, title="First")
    with pytest.raises(ChangedMeanwhile):
        save_action(action=action, by=officer, version=1, title="Second")
    action.refresh_from_db()
    assert action.title == "First"


def test_save_action_is_for_officers(raised, owner):
    action = raised()
    with pytest.raises(Refused):
        save_action(action=action, by=owner, title="Something easier")
