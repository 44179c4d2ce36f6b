"""What is owed beside the deadline's steps, and what takes the place of one: naming, papers, requests, fresh updates."""

import re
from datetime import date, timedelta

import pytest

from actions import schedule
from actions.assemble.preview import next_sweep
from actions.models import Reminder
from actions.operations.progress import record_progress
from actions.operations.raising import save_action
from actions.operations.reminders import compose_digest, sweep
from actions.operations.requests import ask_officer
from partnership.models import Message
from partnership.operations.rows import write
from tests.actions.conftest import NOW, TODAY

DUE = date(2021, 11, 30)
FAR = date(2022, 6, 30)


def at(day):
    """The moment of that day's sweep."""
    return NOW + (day - TODAY)


def on(day):
    """Who is told of which step on that day, by the first word of their address."""
    report = sweep(today=day, now=at(day))
    return sorted((re.split(r"[.@]", one.person.address)[0], one.step) for one in report.owed)


def mail_of(person, day):
    message = Message.objects.get(recipient=person, day=day)
    return compose_digest(message, day, at(day))


def updated(action, day, hours=1):
    """An update an hour after that day's sweep."""
    moment = at(day) + timedelta(hours=hours)
    record_progress(action=action, words="It goes on.", by=action.owner, today=day, now=moment)


def asks(action, day, kind="more_time", until=date(2021, 12, 31)):
    return ask_officer(
        action=action,
        by=action.owner,
        kind=kind,
        words="The auditor is ill.",
        today=day,
        now=at(day),
        deadline_asked=until if kind == "more_time" else None,
        suggested="" if kind == "more_time" else "Head of Service",
    )


# ---- on being named ----


def test_an_owner_is_told_on_being_named_and_once(raised, owner):
    action = raised(deadline=FAR, today=TODAY)
    assert on(TODAY) == [("head", schedule.NAMED)]
    assert on(TODAY + timedelta(days=40)) == []
    mail = mail_of(owner, TODAY)
    assert mail.subject.endswith(": 1 action to look at")
    assert "You were named as its owner on 6 December 2021: say yes, or that it is not yours.\n" in mail.text
    assert "If it is still open, you will be reminded on 16 June 2022." in mail.text
    write(action, by=None, accepted_on=TODAY)
    assert mail_of(owner, TODAY) is None


def test_an_arrangement_that_goes_on_tells_its_owner_too(raised, january, owner):
    raised(review_meeting=january, today=TODAY)
    assert on(TODAY) == [("head", schedule.NAMED)]
    assert "goes on, reviewed at a meeting (Board, 20 January 2022)\n" in mail_of(owner, TODAY).text


def test_a_reminder_of_the_deadline_tells_a_new_owner_enough(raised, officer, person):
    action = raised()
    on(TODAY)
    other = person("Deputy head", "action_owner")
    save_action(action=action, by=officer, owner=other, today=TODAY)
    assert on(TODAY) == [("deputy", 1)]
    assert "You were named as its owner on 6 December 2021" in mail_of(other, TODAY).text
    assert on(TODAY + timedelta(days=1)) == [("deputy", 7)]


def test_whoever_said_yes_is_not_told_of_being_named(raised):
    write(raised(deadline=FAR), by=None, accepted_on=TODAY)
    assert on(TODAY) == []


# ---- before papers are due ----


@pytest.fixture
def papers(january):
    """Papers are due on 13 January 2022; ten working days before is 29 December."""
    return write(january, by=None, papers_due_on=date(2022, 1, 13))


def test_owners_without_an_update_since_the_last_meeting_are_asked_before_papers_are_due(
    raised, papers, owner
):
    quiet, heard = raised(deadline=FAR), raised(deadline=FAR)
    for action in (quiet, heard):
        write(action, by=None, accepted_on=TODAY)
    updated(heard, TODAY)
    assert on(date(2021, 12, 28)) == []
    assert on(date(2021, 12, 31)) == [("head", schedule.PAPERS)]
    assert on(date(2022, 1, 13)) == []
    said = mail_of(owner, date(2021, 12, 31)).text
    assert "Papers for the next meeting are due on 13 January 2022: say how it stands.\n" in said
    assert (quiet.reference in said, heard.reference in said) == (True, False)


def test_papers_that_were_due_meanwhile_are_asked_for_no_more(raised, papers):
    write(raised(deadline=FAR), by=None, accepted_on=TODAY)
    assert on(date(2022, 1, 14)) == []


# ---- a fresh update ----


def test_a_fresh_update_takes_the_place_of_the_next_step_and_of_no_other(raised, lead):
    action = raised()
    assert on(TODAY) == [("head", 1)]
    updated(action, TODAY)
    assert on(DUE + timedelta(days=7)) == []
    assert on(DUE + timedelta(days=8)) == []
    assert on(DUE + timedelta(days=14)) == [("director", 14), ("head", 14)]
    skipped = (
        Reminder.objects.filter(step=7).values_list("missed", "recipient__name").order_by("recipient__name")
    )
    assert list(skipped) == [(True, "Director of Children"), (True, "Head of Quality Assurance")]


@pytest.mark.parametrize("hours", [-1, 0.01])  # before the sweep, and between its start and its look
def test_an_update_on_the_morning_of_a_step_takes_the_place_of_that_step(raised, hours):
    action = raised()
    on(TODAY)
    updated(action, DUE + timedelta(days=7), hours=hours)
    assert on(DUE + timedelta(days=7)) == []
    assert on(DUE + timedelta(days=14)) == [("head", 14)]


def test_an_old_update_is_not_fresh(raised):
    action = raised(deadline=FAR)
    updated(action, TODAY)
    assert on(FAR - timedelta(days=14)) == [("head", -14)]


# ---- what an owner asked ----


def test_a_request_for_more_time_stops_the_owners_reminders_and_chases_the_officers(
    raised, owner, lead, officer
):
    action = raised()
    on(TODAY)
    asks(action, TODAY)
    assert on(TODAY) == [("performance", 3000)]
    assert on(TODAY + timedelta(days=1)) == [("director", 7)]
    assert on(TODAY + timedelta(days=5)) == [("performance", 3003)]
    said = mail_of(officer, TODAY + timedelta(days=5))
    assert said.subject.endswith(": 1 request to answer")
    assert (
        "Head of Quality Assurance, Children and Learning Service asks for more time, until 31 December 2021: "
        '"The auditor is ill."\nAsked on 6 December 2021, unanswered for 5 days. 11 days overdue'
    ) in said.text


def test_an_answered_request_lets_the_owners_reminders_go_on(raised, officer):
    action = raised()
    request = asks(action, TODAY)
    assert on(TODAY) == [("performance", 3000)]
    write(request, by=officer, state="declined", answered_at=NOW)
    assert on(TODAY + timedelta(days=1)) == [("head", 7)]
    assert mail_of(officer, TODAY) is None


def test_saying_that_it_is_somebody_elses_chases_the_officers_and_stops_nothing(raised, officer):
    asks(raised(), TODAY, kind="not_mine")
    assert on(TODAY) == [("head", 1), ("performance", 3000)]
    assert "says that it is somebody else's, and names Head of Service" in mail_of(officer, TODAY).text


def test_a_request_is_the_chairs_to_answer_where_no_officer_is_in_post(raised, officer, chair):
    asks(raised(), TODAY)
    write(officer, by=None, is_active=False, left_on=TODAY)
    assert on(TODAY) == [("chair", 3000)]


def test_a_former_owners_request_waits_for_nobody(raised, officer, person):
    action = raised()
    asks(action, TODAY)
    save_action(action=action, by=officer, owner=person("Deputy head", "action_owner"), today=TODAY)
    assert on(TODAY) == [("deputy", 1)]


# ---- the link ----


def test_only_an_owner_who_may_not_sign_in_has_a_link_of_their_own(raised, lead, owner):
    raised()
    silent = write(owner, by=None, is_active=False)
    day = DUE + timedelta(days=7)
    on(day)
    assert "http://127.0.0.1:8000/answer/" in mail_of(owner, day).text
    assert "/answer/" not in mail_of(lead, day).text
    write(silent, by=None, is_active=True)
    assert "http://127.0.0.1:8000/actions/SSCP-2021-01/\n" in mail_of(owner, day).text


# ---- looking ahead ----


def test_the_next_sweep_is_of_the_next_working_day_and_looking_writes_nothing(raised, officer, client):
    raised()
    saturday = date(2021, 12, 4)
    preview = next_sweep(by=officer, today=saturday, window="working-days")
    [digest] = preview.digests
    [line] = digest.lines
    assert (preview.as_of, digest.name, line.reference, line.why) == (
        TODAY,
        "Head of Quality Assurance",
        "SSCP-2021-01",
        "1 day after the deadline of 30 November 2021",
    )
    assert next_sweep(by=officer, today=saturday, window="always").as_of == saturday
    client.force_login(officer)
    page = client.get("/admin/actions/reminder/next/").content.decode()
    assert '<a href="/actions/SSCP-2021-01/">SSCP-2021-01 Audit with every agency</a>: ' in page
    assert Reminder.objects.count() == 0
