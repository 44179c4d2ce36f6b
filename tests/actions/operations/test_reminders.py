"""The sweep: what is owed, to whom, and once only. Nothing is sent here; see test_reminders_sent."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from actions import schedule
from actions.models import Action, Reminder
from actions.operations import reminders
from actions.operations.closing import close_action
from actions.operations.deadlines import move_deadline
from actions.operations.raising import save_action
from actions.operations.reminders import sweep
from partnership.models import Heartbeat, Message
from partnership.operations.rows import write
from tests.actions.conftest import NOW, TODAY

DUE = date(2021, 11, 30)


def ledger(**having):
    """Recipient's name, step, and whether it went or was missed."""
    return [
        (row.recipient.name, row.step, "missed" if row.missed else "owed")
        for row in Reminder.objects.filter(**having).order_by("recipient__name", "step")
    ]


def accept(action):
    write(action, by=None, accepted_on=action.raised_on)


def on(day):
    return sweep(today=day, now=NOW + (day - TODAY))


def test_sweep_owes_the_owner_one_message(raised, owner):
    raised()
    report = on(TODAY)
    assert [(one.reference, one.person.address, one.step, one.days_late) for one in report.owed] == [
        ("SSCP-2021-01", "head.of.quality.assurance@example.org", 1, 6)
    ]
    assert (report.messages, report.missed, report.as_of) == (1, 3, TODAY)
    message = Message.objects.get()
    assert (message.recipient, message.to, message.kind, message.day, message.state) == (
        owner,
        owner.email,
        "reminders",
        TODAY,
        "due",
    )
    assert ledger() == [
        ("Head of Quality Assurance", -14, "missed"),
        ("Head of Quality Assurance", -3, "missed"),
        ("Head of Quality Assurance", 0, "missed"),
        ("Head of Quality Assurance", 1, "owed"),
    ]


def test_sweep_again_owes_nothing(raised):
    raised()
    on(TODAY)
    assert on(TODAY).owed == ()
    assert on(TODAY + timedelta(days=1)).messages == 1  # the seventh day
    assert on(TODAY + timedelta(days=2)).owed == ()
    assert Reminder.objects.filter(missed=False).count() == 2


def test_sweep_owes_every_step_on_its_day_and_no_other(raised, owner):
    raised(today=DUE - timedelta(days=20))
    sent = [
        day for days in range(-25, 60) if on(day := DUE + timedelta(days=days)).messages and day is not None
    ]
    assert [(day - DUE).days for day in sent] == [-20, -14, -3, 0, 1, 7, 14, 21, 28]
    assert Reminder.objects.get(step=schedule.NAMED).deadline == DUE - timedelta(days=20)
    assert Reminder.objects.filter(missed=False, recipient=owner).count() == 9
    assert not Reminder.objects.filter(missed=True, recipient=owner).exists()


@pytest.mark.parametrize(("away", "step", "missed"), [(3, 1, 1), (10, 7, 2), (40, 28, 5)])
def test_sweep_missed_for_days_ends_in_one_digest_at_the_right_step(raised, owner, away, step, missed):
    """The last sweep before it ran three days before the deadline; then nobody swept for so many days after it."""
    first, second = raised(), raised(title="Launch the hub")
    on(DUE - timedelta(days=3))
    report = on(DUE + timedelta(days=away))
    mine = [one for one in report.owed if one.person.pk == owner.pk]
    assert sorted((one.reference, one.step) for one in mine) == [
        (first.reference, step),
        (second.reference, step),
    ]
    assert [len(one.missed) for one in mine] == [missed, missed]
    assert Message.objects.filter(recipient=owner, day=DUE + timedelta(days=away)).count() == 1
    assert on(DUE + timedelta(days=away)).owed == ()


def test_sweep_tells_the_lead_from_the_seventh_day_and_officers_from_the_twenty_first(raised, lead, officer):
    raised()
    told = {
        days: sorted({one.person.address for one in on(DUE + timedelta(days=days)).owed})
        for days in (1, 7, 21)
    }
    owner, director, performance = (
        "head.of.quality.assurance@example.org",
        "director.of.children@example.org",
        "performance.officer@example.org",
    )
    assert told == {1: [owner], 7: [director, owner], 21: [director, owner, performance]}
    assert ledger(recipient=lead) == [
        ("Director of Children", 7, "owed"),
        ("Director of Children", 14, "missed"),
        ("Director of Children", 21, "owed"),
    ]
    assert ledger(recipient=officer) == [("Performance officer", 21, "owed")]


def test_sweep_tells_a_lead_who_owns_it_once(raised, lead):
    raised(owner=lead)
    assert [one.person.pk for one in on(DUE + timedelta(days=7)).owed] == [lead.pk]


def test_sweep_gives_a_leavers_actions_to_the_officers(raised, owner, officer):
    raised()
    owner = write(owner, by=None, left_on=TODAY + timedelta(days=1))  # in post until then
    assert [(one.person.pk, one.step) for one in sweep(today=TODAY, now=NOW, dry_run=True).owed] == [
        (owner.pk, 1)
    ]
    write(owner, by=None, left_on=TODAY)
    assert [(one.person.pk, one.step) for one in on(TODAY).owed] == [(officer.pk, 1)]
    assert not Message.objects.filter(recipient=owner).exists()


def test_sweep_writes_to_owners_without_an_account(raised, person):
    silent = person("Designated Doctor", "action_owner", is_active=False)
    raised(owner=silent)
    assert [one.person.pk for one in on(TODAY).owed] == [silent.pk]


def test_sweep_leaves_out_arrangements_closed_actions_and_those_not_due_for_long(raised, january, officer):
    accept(raised(review_meeting=january))
    accept(raised(deadline=TODAY + timedelta(days=15)))
    done = raised()
    close_action(action=done, status="done", words="Held.", by=officer, today=TODAY)
    assert on(TODAY).owed == ()
    assert on(date(2022, 3, 1)).messages == 2  # the owner and the officer, of the second one


def test_sweep_follows_the_meeting_that_an_action_must_precede(raised, january):
    raised(due_before=january)
    assert [(one.step, one.deadline) for one in on(date(2022, 1, 5)).owed] == [(-14, date(2022, 1, 19))]
    write(january, by=None, date=date(2022, 2, 3))
    assert on(date(2022, 1, 18)).owed == ()
    assert [(one.step, one.deadline) for one in on(date(2022, 1, 20)).owed] == [(-14, date(2022, 2, 2))]


def test_sweep_starts_new_steps_for_a_deadline_moved_after_its_reminder(raised, officer, owner):
    action = raised()
    on(TODAY)
    move_deadline(
        action=action, by=officer, agreed_by=officer, reason="Ill", now=NOW, deadline=date(2021, 12, 21)
    )
    assert [(one.step, one.deadline) for one in on(date(2021, 12, 7)).owed] == [(-14, date(2021, 12, 21))]
    assert on(date(2021, 12, 17)).owed == ()
    assert [one.step for one in on(date(2021, 12, 20)).owed] == [-3]
    assert ledger(deadline=date(2021, 12, 21)) == [
        ("Head of Quality Assurance", -14, "owed"),
        ("Head of Quality Assurance", -3, "owed"),
    ]


def test_sweep_tells_a_new_owner_at_once_and_the_old_one_no_more(raised, officer, owner, person):
    action = raised()
    on(TODAY)
    other = person("Head of Service", "action_owner")
    save_action(action=action, by=officer, owner=other)
    assert [(one.person.pk, one.step) for one in on(TODAY).owed] == [(other.pk, 1)]
    assert [one.person.pk for one in on(DUE + timedelta(days=7)).owed] == [other.pk]


def test_sweep_keeps_what_is_newly_owed_for_tomorrows_digest(raised):
    raised()
    on(TODAY)
    raised(title="Launch the hub", deadline=date(2021, 12, 5))
    assert on(TODAY).owed == ()
    assert Reminder.objects.filter(action__title="Launch the hub").count() == 0
    assert [(one.reference, one.step) for one in on(TODAY + timedelta(days=1)).owed] == [
        ("SSCP-2021-01", 7),
        ("SSCP-2021-02", 1),
    ]


def test_sweep_whose_look_was_overtaken_looks_again_and_writes_nothing_twice(raised, monkeypatch):
    raised()
    before = reminders.owing_on(TODAY)
    on(TODAY)
    looks = iter([before, reminders.owing_on(TODAY)])
    monkeypatch.setattr(reminders, "owing_on", lambda today: next(looks))
    assert on(TODAY).owed == ()
    assert (Message.objects.count(), Reminder.objects.filter(missed=False).count()) == (1, 1)


def test_sweep_dry_writes_nothing(raised):
    raised()
    report = sweep(today=TODAY, now=NOW, dry_run=True)
    assert [(one.reference, one.step) for one in report.owed] == [("SSCP-2021-01", 1)]
    assert (Reminder.objects.count(), Message.objects.count(), Heartbeat.objects.count()) == (0, 0, 0)


def test_sweep_notes_that_it_ran(raised):
    raised()
    on(TODAY)
    beat = Heartbeat.objects.get()
    assert (beat.job, beat.last_ran_at, beat.words) == ("sweep", NOW, "1 message, 1 reminder, 3 missed")
    on(TODAY + timedelta(days=2))
    assert Heartbeat.objects.get().last_ran_at == NOW + timedelta(days=2)


@pytest.mark.parametrize("count", [1, 3])
def test_sweep_with_nothing_owed_takes_a_fixed_number_of_queries(
    raised, lead, count, django_assert_num_queries
):
    for _ in range(count):
        raised()
    on(TODAY + timedelta(days=60))
    turn = 1 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(14 + turn):
        on(TODAY + timedelta(days=60))


@pytest.mark.parametrize("count", [1, 3])
def test_sweep_with_something_owed_takes_a_fixed_number_of_queries(
    raised, lead, count, django_assert_num_queries
):
    for _ in range(count):
        raised()
    turn = 1 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(25 + turn):
        on(TODAY + timedelta(days=60))


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_write_the_ledger_once(raised, lead, officer):
    for number in range(20):
        raised(title=f"Action {number}", deadline=DUE - timedelta(days=number))
    start = Barrier(4)
    failures, reports = [], []

    def run():
        try:
            start.wait(timeout=10)
            reports.append(on(TODAY))
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failures == []
    assert sorted(report.messages for report in reports) == [0, 0, 0, 3]
    assert Message.objects.count() == 3
    owed = Reminder.objects.filter(missed=False)
    assert owed.count() == len({(one.action_id, one.recipient_id, one.step, one.deadline) for one in owed})
    assert owed.filter(recipient__name="Head of Quality Assurance").count() == 20


@pytest.mark.django_db(transaction=True)
def test_actions_raised_at_once_get_different_references(raised, officer, owner, november):
    start = Barrier(4)
    failures = []

    def run():
        try:
            start.wait(timeout=10)
            for _ in range(3):
                raised()
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failures == []
    assert sorted(Action.objects.values_list("reference", flat=True)) == [
        f"SSCP-2021-{number:02d}" for number in range(1, 13)
    ]
