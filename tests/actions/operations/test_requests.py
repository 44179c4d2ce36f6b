"""What owners ask, and what is answered by whom."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, DeadlineChange, OwnerRequest
from actions.operations.closing import close_action
from actions.operations.deadlines import move_deadline
from actions.operations.raising import save_action
from actions.operations.requests import (
    agree_to_more_time,
    ask_officer,
    decline_request,
    hand_over,
    record_asked,
)
from actions.queries.asked import waiting
from partnership.models import Message
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused
from tests.actions.conftest import NOW, TODAY

WHEN = {"today": TODAY, "now": NOW}
LATER = date(2022, 1, 14)


@pytest.fixture
def ask(raised, owner):
    def made(kind="more_time", **fields):
        values = {"deadline_asked": LATER} if kind == "more_time" else {"suggested": "The police"}
        action = fields.pop("action", None) or raised()
        return ask_officer(
            action=action, by=owner, kind=kind, words="Two auditors are ill.", **WHEN, **values | fields
        )

    return made


@pytest.mark.parametrize("answers", ["officer", "chair"])
def test_agree_moves_the_deadline_with_the_owners_reason(ask, request, answers, owner):
    by = request.getfixturevalue(answers)
    answered = agree_to_more_time(request=ask(), by=by, deadline=LATER, **WHEN)
    assert (answered.state, answered.answer, answered.answered_by) == (
        "agreed",
        "Due on 14 January 2022.",
        by,
    )
    action = Action.objects.get()
    assert (action.deadline, action.original_deadline) == (LATER, date(2021, 11, 30))
    move = DeadlineChange.objects.get()
    assert (move.reason, move.agreed_by) == ("Two auditors are ill.", by)
    told = Message.objects.get()
    assert (told.to, told.subject.startswith("Agreed: more time, until 14 January 2022")) == (
        owner.email,
        True,
    )


def test_agree_may_give_another_day_and_another_reason(ask, officer):
    agree_to_more_time(
        request=ask(), by=officer, deadline=date(2021, 12, 24), answer="Before Christmas.", **WHEN
    )
    assert DeadlineChange.objects.get().reason == "Before Christmas."
    assert OwnerRequest.objects.get().answer == "Due on 24 December 2021. Before Christmas."


def test_a_deadline_moved_by_the_officer_lets_go_of_the_request_for_time(ask, officer):
    asked = ask()
    move_deadline(
        action=asked.action,
        by=officer,
        agreed_by=officer,
        reason="Agreed by telephone.",
        now=NOW,
        deadline=LATER,
    )

    found = OwnerRequest.objects.get()
    assert (found.state, found.answer) == ("withdrawn", "The deadline was moved to 14 January 2022.")
    assert list(waiting()) == []


def test_hand_over_names_the_new_owner_and_tells_the_former_one_without_a_link(ask, officer, person, owner):
    other = person("Detective Inspector")
    hand_over(request=ask("not_mine"), by=officer, owner=other, **WHEN)
    action = Action.objects.get()
    assert (action.owner, action.link_version, action.named_on, action.accepted_on) == (
        other,
        2,
        TODAY,
        None,
    )
    told = Message.objects.get()
    assert told.to == owner.email
    assert "/answer/" not in told.text + told.html


def test_decline_changes_nothing_and_says_why(ask, chair):
    answered = decline_request(request=ask(), by=chair, answer="The board needs it in time.", **WHEN)
    assert (answered.state, answered.answer) == ("declined", "The board needs it in time.")
    assert Action.objects.get().deadline == date(2021, 11, 30)
    assert "The board needs it in time." in Message.objects.get().text
    with pytest.raises(CannotBeDone) as refused:
        decline_request(request=OwnerRequest.objects.get(), by=chair, answer="Again.", **WHEN)
    assert str(refused.value) == "This request has its answer already: declined."


def test_answers_are_refused_to_whoever_may_not_give_them(ask, raised, chair, owner, person):
    for_time, other = ask(), ask("not_mine", action=raised(title="Another"))
    for by in (owner, person("Approver", "approver"), person("Administrator", "administrator")):
        with pytest.raises(Refused):
            agree_to_more_time(request=for_time, by=by, deadline=LATER, **WHEN)
        with pytest.raises(Refused):
            decline_request(request=for_time, by=by, answer="No.", **WHEN)
    with pytest.raises(Refused):
        hand_over(request=other, by=chair, owner=person("Somebody"), **WHEN)
    assert waiting().count() == 2


def test_a_reply_in_words_that_asks_waits_like_one_from_the_link(raised, officer, chair, owner):
    said = {"received_from": "Ann  Reed", "today": TODAY, "now": NOW, "words": "Two are off sick."}
    day = {"kind": "more_time", "deadline_asked": date(2022, 1, 14)}
    asked = record_asked(action=raised(), by=officer, **day, **said)
    assert (asked.by, asked.via, asked.history.first().history_user, asked.state) == (
        owner,
        "by e-mail from Ann Reed",
        officer,
        "open",
    )
    agreed = agree_to_more_time(request=asked, by=chair, deadline=date(2022, 1, 14), today=TODAY, now=NOW)
    assert (agreed.state, Message.objects.get().recipient) == ("agreed", owner)
    other = record_asked(action=raised(), by=officer, kind="not_mine", suggested="The nurse", **said)
    assert (other.suggested, other.deadline_asked) == ("The nurse", None)
    with pytest.raises(Refused):
        record_asked(action=raised(), by=chair, kind="not_mine", **said)
    with pytest.raises(ValidationError):
        record_asked(action=raised(), by=officer, kind="not_mine", **said | {"received_from": " "})


def test_asking_is_the_owners(raised, officer, person):
    for by in (officer, person("Head of Service", "action_owner")):
        with pytest.raises(Refused):
            ask_officer(action=raised(), by=by, kind="not_mine", words="No.", **WHEN)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (None, "Say by when it can be done."),
        (date(2021, 11, 30), "Ask for a day after the deadline, 30 November 2021."),
        (date(2021, 12, 5), "Ask for a day that is still to come."),
        (date(2202, 1, 14), "Ask for a day in the next two years."),
    ],
)
def test_a_day_that_is_no_more_time_is_refused(ask, asked, says):
    with pytest.raises(ValidationError) as refused:
        ask(deadline_asked=asked)
    assert refused.value.message_dict == {"deadline_asked": [says]}


def test_a_request_waits_for_nobody_once_the_action_closed_or_changed_hands(ask, officer, person, raised):
    first = ask()
    close_action(action=Action.objects.get(), status="cancelled", words="Overtaken.", by=officer, today=TODAY)
    second = ask(action=raised(title="Another"))
    other = person("Head of Service", "action_owner")
    save_action(action=Action.objects.get(pk=second.action_id), by=officer, today=TODAY, owner=other)
    assert waiting().count() == 0
    for request in (first, second):
        with pytest.raises(CannotBeDone):
            agree_to_more_time(request=request, by=officer, deadline=LATER, **WHEN)
    # The new owner may ask although the former one's stands.
    ask_officer(action=second.action, by=other, kind="not_mine", words="Nor mine.", **WHEN)
    assert sorted(OwnerRequest.objects.values_list("state", flat=True)) == ["open", "open", "withdrawn"]


def test_two_who_answer_at_once_are_told(ask, officer, chair):
    asked = ask()
    agree_to_more_time(request=asked, by=chair, deadline=LATER, version=1, **WHEN)
    with pytest.raises((ChangedMeanwhile, CannotBeDone)):
        decline_request(request=OwnerRequest.objects.get(), by=officer, answer="No.", version=1, **WHEN)
    assert OwnerRequest.objects.get().state == "agreed"
