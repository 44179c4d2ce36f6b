"""Actions as frozen values."""

from datetime import date, timedelta

import pytest

from actions.models import Action
from actions.operations.closing import close_action
from actions.operations.deadlines import move_deadline
from actions.operations.progress import record_progress
from actions.operations.reminders import sweep
from actions.queries import action_detail, action_list, actions_as_at, my_actions
from partnership.verdicts import Refused
from tests.actions.conftest import NOW, TODAY


def test_actions_as_at_says_everything_of_an_action(raised, conferences, owner, officer):
    action = raised(
        indicators=[conferences],
        detail="Files of three agencies",
        success_looks_like="Every agency takes part",
        words_of_the_minutes="end-November 2021",
        owner_note="The minutes name no owner",
    )
    record_progress(action=action, words="Half is read.", by=owner, today=date(2021, 12, 1), now=NOW)
    record_progress(
        action=action, words="All is read.", by=owner, today=date(2021, 12, 3), now=NOW + timedelta(hours=1)
    )
    move_deadline(
        action=Action.objects.get(),
        by=officer,
        agreed_by=officer,
        reason="Ill",
        now=NOW,
        deadline=date(2021, 12, 2),
    )
    [found] = actions_as_at(TODAY)
    assert (found.reference, found.title, found.detail) == (
        "SSCP-2021-01",
        "Audit with every agency",
        "Files of three agencies",
    )
    assert (found.owner, found.owner_note, found.agency) == (
        "Head of Quality Assurance, Children and Learning Service",
        "The minutes name no owner",
        "Children and Learning Service",
    )
    assert (found.due, found.due_words, found.minutes) == (
        date(2021, 12, 2),
        "2 December 2021",
        "end-November 2021",
    )
    assert (found.status, found.lateness, found.overdue, found.days_late) == (
        "in progress",
        "4 days overdue",
        True,
        4,
    )
    assert found.indicators == (("icpc-15-days", "ICPCs in 15 days"),)
    assert (found.success_looks_like, found.latest_update, found.moves, found.original_deadline) == (
        "Every agency takes part",
        "All is read.",
        1,
        date(2021, 11, 30),
    )
    assert (found.review, found.is_open, found.version, found.closed_on, found.source_meeting) == (
        "",
        True,
        3,
        None,
        "Board, 24 November 2021",
    )


def test_actions_as_at_knows_nothing_of_later_days(raised, owner, officer):
    action = raised()
    record_progress(action=action, words="All is read.", by=owner, today=date(2021, 12, 3), now=NOW)
    close_action(action=Action.objects.get(), status="done", words="Held.", by=owner, today=TODAY)
    raised(today=TODAY)
    [found] = actions_as_at(date(2021, 11, 24))
    assert (found.status, found.lateness, found.latest_update, found.is_open) == (
        "not started",
        "due in 6 days",
        "",
        True,
    )
    [found] = actions_as_at(date(2021, 12, 5))
    assert (found.status, found.lateness, found.overdue) == ("in progress", "5 days overdue", True)
    done = actions_as_at(TODAY)[-1]
    assert (done.status, done.lateness, done.overdue, done.is_open, done.closed_on) == (
        "done",
        "done",
        False,
        False,
        TODAY,
    )


def test_actions_as_at_for_indicators_and_for_a_meeting(raised, conferences, november, january):
    mine = raised(indicators=[conferences])
    other = raised(source_meeting=january)
    assert [one.pk for one in actions_as_at(TODAY, codes=["icpc-15-days"])] == [mine.pk]
    assert actions_as_at(TODAY, codes=[]) == ()
    assert [one.pk for one in actions_as_at(TODAY, meeting_id=january.pk)] == [other.pk]
    assert len(actions_as_at(TODAY)) == 2


def test_actions_come_overdue_first_then_by_deadline_then_arrangements_then_closed(raised, january, owner):
    closed = raised(title="closed")
    raised(title="goes on", review_meeting=january)
    raised(title="before the board", due_before=january)
    raised(title="a week late", deadline=date(2021, 11, 29))
    raised(title="a day late", deadline=date(2021, 12, 5))
    raised(title="soon", deadline=date(2021, 12, 10))
    close_action(action=closed, status="done", words="Held.", by=owner, today=TODAY)
    found = actions_as_at(TODAY)
    assert [(one.title, one.lateness) for one in found] == [
        ("a week late", "7 days overdue"),
        ("a day late", "1 day overdue"),
        ("soon", "due in 4 days"),
        ("before the board", "due in 44 days"),
        ("goes on", "goes on, reviewed at a meeting"),
        ("closed", "done"),
    ]
    assert (found[3].due_words, found[4].due_words, found[4].review) == (
        "19 January 2022, before Board, 20 January 2022",
        "reviewed at Board, 20 January 2022",
        "Board, 20 January 2022",
    )


def test_my_actions_are_my_open_ones(raised, owner, person, officer):
    other = person("Head of Service", "action_owner")
    mine = raised()
    raised(owner=other)
    close_action(action=raised(), status="cancelled", words="Not needed.", by=officer, today=TODAY)
    assert [one.pk for one in my_actions(owner, TODAY)] == [mine.pk]


def test_action_list_is_everybodys_for_readers_of_drafts_and_refused_to_the_board(
    raised, owner, chair, officer, person
):
    raised()
    raised(owner=person("Head of Service", "action_owner"))
    lists = [action_list(one, TODAY) for one in (owner, chair, officer)]
    assert [(one.everyones, one.may_manage, len(one.actions), one.overdue) for one in lists] == [
        (False, False, 1, 1),
        (True, False, 2, 2),
        (True, True, 2, 2),
    ]
    with pytest.raises(Refused):
        action_list(person("Lay member", "board_member"), TODAY)


def test_action_detail_has_progress_moves_and_reminders(raised, owner, officer):
    action = raised()
    sweep(today=TODAY, now=NOW)
    record_progress(action=action, words="Half is read.", by=owner, today=TODAY, now=NOW)
    move_deadline(
        action=Action.objects.get(),
        by=officer,
        agreed_by=officer,
        reason="Ill",
        now=NOW,
        deadline=date(2022, 2, 1),
    )
    found = action_detail("SSCP-2021-01", owner, TODAY)
    assert [(one.on, one.words, one.by, one.via) for one in found.updates] == [
        (TODAY, "Half is read.", "Head of Quality Assurance", "the site")
    ]
    assert [(one.moved_from, one.moved_to, one.reason, one.agreed_by) for one in found.moves] == [
        (date(2021, 11, 30), date(2022, 2, 1), "Ill", "Performance officer")
    ]
    assert sorted((one.step, one.state, one.day) for one in found.reminders if one.day) == [
        ("1 day after the deadline of 30 November 2021", "due", TODAY)
    ]
    assert (
        sorted(one.state for one in found.reminders if not one.day)
        == ["not sent: a later step, a fresh update or a change of the action took its place"] * 3
    )
    assert (found.may_report, found.may_manage) == (True, False)
    assert (action_detail("SSCP-2021-01", officer, TODAY).may_manage) is True


def test_action_detail_is_refused_to_others_and_unknown_ones_do_not_exist(raised, person, officer):
    raised()
    with pytest.raises(Refused):
        action_detail("SSCP-2021-01", person("Head of Service", "action_owner"), TODAY)
    with pytest.raises(Action.DoesNotExist):
        action_detail("SSCP-2021-99", officer, TODAY)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_take_a_fixed_number(raised, conferences, owner, count, django_assert_num_queries):
    for _ in range(count):
        action = raised(indicators=[conferences])
        record_progress(action=action, words="Started.", by=owner, today=TODAY, now=NOW)
    with django_assert_num_queries(2):
        assert len(actions_as_at(TODAY)) == count
    with django_assert_num_queries(2):
        assert len(my_actions(owner, TODAY)) == count
    sweep(today=TODAY, now=NOW)
    owner.role_keys  # noqa: B018 -- read once per request, before
    with django_assert_num_queries(6):
        action_detail("SSCP-2021-01", owner, TODAY)
