"""From what is owed to what arrives over real SMTP, and what changes in between."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.models import Reminder
from actions.operations import reminders
from actions.operations.closing import close_action
from actions.operations.deadlines import move_deadline
from actions.operations.link_mail import write_link_mail
from actions.operations.progress import record_progress
from actions.operations.raising import save_action
from actions.operations.reminders import compose_digest, deliver, remind, sweep
from actions.operations.requests import ask_officer
from actions.schedule import NAMED, PAPERS
from partnership.models import Heartbeat, Message
from partnership.operations.conditional import change_and_read
from partnership.operations.outbox import write_sign_in_message
from partnership.operations.rows import write
from tests.actions.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
ALWAYS, WORKING_DAYS = "always", "working-days"


def sent(today=TODAY, now=NOW, window=ALWAYS):
    return remind(today=today, now=now, window=window)


def test_remind_sends_one_digest_for_all_of_a_persons_actions(
    raised, conferences, smtp_sink, january, officer
):
    raised(indicators=[conferences])
    later = raised(title="Launch the hub", due_before=january, today=date(2021, 12, 1))
    write(later, by=None, accepted_on=date(2021, 12, 1))
    raised(title="Discuss contacts", deadline=date(2021, 12, 19))
    swept, delivered = sent()
    assert (swept.messages, delivered.sent, delivered.failed) == (1, 1, 0)
    [mail] = smtp_sink.messages
    assert mail["To"] == "head.of.quality.assurance@example.org"
    assert mail["Reply-To"] == "performance.officer@example.org"
    assert mail["Subject"].endswith(": 1 action overdue, 1 due soon")
    text = mail.get_body(("plain",)).get_content()
    assert (
        "SSCP-2021-01 Audit with every agency\n6 days overdue (due 30 November 2021)\nAbout: ICPCs in 15 days\nFrom: Board, 24 November 2021\nhttp://127.0.0.1:8000/actions/SSCP-2021-01/"
        in text.replace("\r", "")
    )
    assert "SSCP-2021-03 Discuss contacts\ndue in 13 days" in text.replace("\r", "")
    assert "SSCP-2021-02" not in text
    assert "The performance officer: Performance officer, performance.officer@example.org" in text
    assert mail.get_body(("html",)).get_content().count("<li>") == 2


def test_remind_again_sends_nothing(raised, smtp_sink):
    raised()
    sent()
    for _ in range(3):
        swept, delivered = sent()
        assert (swept.owed, delivered.sent) == ((), 0)
    assert len(smtp_sink.messages) == 1


def test_remind_rests_outside_the_sending_window_but_lets_sign_in_mail_leave(raised, owner, smtp_sink):
    raised()
    write_sign_in_message(recipient=owner, subject="Sign in", text="A link", day=TODAY, now=NOW)
    sunday = datetime(2021, 12, 5, 12, 0, tzinfo=UTC)
    swept, delivered = sent(today=date(2021, 12, 5), now=sunday, window=WORKING_DAYS)
    assert (swept.owed, delivered.sent) == ((), 1)
    assert [mail["Subject"] for mail in smtp_sink.messages] == ["Sign in"]
    assert Reminder.objects.count() == 0
    assert Heartbeat.objects.get().last_ran_at == sunday
    early = datetime(2021, 12, 6, 7, 29, tzinfo=UTC)
    assert sent(now=early, window=WORKING_DAYS)[0].owed == ()
    assert sent(now=early + timedelta(minutes=1), window=WORKING_DAYS)[1].sent == 1


def test_remind_holds_back_what_failed_until_the_window_opens(raised, smtp_sink):
    raised()
    smtp_sink.answer = "451 busy"
    friday = datetime(2021, 12, 3, 23, 50, tzinfo=UTC)
    assert sent(today=date(2021, 12, 3), now=friday, window=WORKING_DAYS)[1].retry == 1
    smtp_sink.answer = "250 OK"
    saturday = friday + timedelta(hours=12)
    assert sent(today=date(2021, 12, 4), now=saturday, window=WORKING_DAYS)[1].sent == 0
    swept, delivered = sent(window=WORKING_DAYS)
    assert (swept.owed, delivered.sent) == ((), 1)
    assert "6 days overdue" in smtp_sink.messages[0].get_body(("plain",)).get_content()


def between(change):
    """What a digest says when `change` happens after it was owed and before it is sent."""
    sweep(today=TODAY, now=NOW)
    message = Message.objects.get()
    change()
    return compose_digest(message, TODAY, NOW)


def test_an_action_done_between_owed_and_sent_is_left_out(raised, owner, smtp_sink):
    first = raised()
    raised(title="Launch the hub")
    mail = between(lambda: close_action(action=first, status="done", words="Held.", by=owner, today=TODAY))
    assert mail.subject.endswith(": 1 action overdue")
    assert "SSCP-2021-01" not in mail.text
    assert "SSCP-2021-02 Launch the hub" in mail.text


def test_a_digest_with_nothing_left_is_cancelled(raised, owner, smtp_sink):
    action = raised()
    sweep(today=TODAY, now=NOW)
    close_action(action=action, status="done", words="Held.", by=owner, today=TODAY)
    _, delivered = sent()
    assert (delivered.cancelled, delivered.sent, smtp_sink.messages) == (1, 0, [])
    assert Message.objects.get().state == "cancelled"


def test_an_action_given_to_another_between_owed_and_sent_goes_to_the_other_only(
    raised, officer, person, smtp_sink
):
    action = raised()
    sweep(today=TODAY, now=NOW)
    save_action(action=action, by=officer, owner=person("Head of Service", "action_owner"))
    _, delivered = sent()
    assert (delivered.cancelled, delivered.sent) == (1, 1)
    assert [mail["To"] for mail in smtp_sink.messages] == ["head.of.service@example.org"]


def test_a_deadline_moved_between_owed_and_sent_takes_the_action_out(raised, officer, smtp_sink):
    action = raised()
    mail = between(
        lambda: move_deadline(
            action=action, by=officer, agreed_by=officer, reason="Ill", now=NOW, deadline=date(2022, 2, 1)
        )
    )
    assert mail is None


def test_a_person_who_left_between_owed_and_sent_gets_no_mail(raised, owner, officer, smtp_sink):
    raised()
    sweep(today=TODAY, now=NOW)
    write(owner, by=None, left_on=TODAY, is_active=False)
    _, delivered = sent()
    assert (delivered.cancelled, delivered.sent) == (1, 1)
    assert [mail["To"] for mail in smtp_sink.messages] == ["performance.officer@example.org"]
    assert (
        "Owner: Head of Quality Assurance, Children and Learning Service, who has left"
        in smtp_sink.messages[0].get_body(("plain",)).get_content().replace("\r", "")
    )


def test_a_person_whose_address_changed_is_written_to_at_the_new_one(raised, owner, smtp_sink):
    raised()
    sweep(today=TODAY, now=NOW)
    write(owner, by=None, email="new.address@example.org")
    sent()
    assert smtp_sink.recipients == [["new.address@example.org"]]
    assert Message.objects.get().to == "new.address@example.org"


def test_a_lead_is_told_as_lead_and_an_officer_as_officer(raised, lead, officer, smtp_sink):
    raised()
    sent(today=date(2021, 12, 21))
    by_address = {mail["To"]: mail.get_body(("plain",)).get_content() for mail in smtp_sink.messages}
    assert sorted(by_address) == [
        "director.of.children@example.org",
        "head.of.quality.assurance@example.org",
        "performance.officer@example.org",
    ]
    assert ["Owner: Head" in by_address[address] for address in sorted(by_address)] == [True, False, True]


def test_the_officers_contact_from_the_settings_comes_first(raised, officer, smtp_sink, settings):
    settings.OFFICER_CONTACT = "023 8000 0000 or partnership@example.org"
    raised()
    sent()
    [mail] = smtp_sink.messages
    assert mail["Reply-To"] == "partnership@example.org"
    assert (
        "The performance officer: 023 8000 0000 or partnership@example.org"
        in mail.get_body(("plain",)).get_content()
    )


def test_links_come_from_the_settings_and_ids_from_the_site(raised, smtp_sink, settings):
    settings.SITE_URL = "https://sscp.example.org"
    raised()
    sent()
    [mail] = smtp_sink.messages
    assert mail["Message-ID"].endswith("@sscp.example.org>")
    assert mail["List-Id"] == "<reminders.sscp.example.org>"
    assert "https://sscp.example.org/actions/SSCP-2021-01/" in mail.get_body(("plain",)).get_content()


def closed(action, owner, **_):
    close_action(action=action, status="done", words="Held.", by=owner, today=TODAY)


def given_away(action, officer, person, **_):
    save_action(action=action, by=officer, owner=person("Head of Service", "action_owner"))


def moved_with_its_meeting(january, **_):
    write(january, by=None, date=date(2022, 1, 7))


def left_by_its_owner(owner, **_):
    write(owner, by=None, left_on=TODAY, is_active=False)


def asked_about(action, owner, **_):
    ask = {"words": "Ill.", "kind": "more_time", "deadline_asked": date(2022, 2, 1)}
    ask_officer(action=action, by=owner, today=TODAY, now=NOW, **ask)


def as_the_claim_finds(digests):
    """What the claim of the only message tells of what was written."""
    [(pk, day)] = Message.objects.values_list("pk", "day")
    return change_and_read({"pk": pk}, {"day": day}, digests.columns)


@pytest.mark.parametrize(
    "change", [closed, given_away, moved_with_its_meeting, left_by_its_owner, asked_about]
)
def test_what_is_written_after_a_digest_was_read_ahead_takes_the_action_out(
    raised, owner, officer, person, january, change
):
    day = date(2022, 1, 10)
    action = raised(due_before=january)
    sweep(today=day, now=NOW)
    message = Message.objects.get(recipient=owner)
    digests = reminders._digests(day, NOW)
    digests.look([message.pk])
    change(action=action, owner=owner, officer=officer, person=person, january=january)
    assert digests.still(message.pk, as_the_claim_finds(digests)) is None
    assert digests.mail(message.pk) is None


def test_digests_of_one_run_each_say_all_that_their_reader_is_owed(raised, lead, officer, smtp_sink):
    raised(deadline=date(2021, 12, 15))
    raised(deadline=date(2021, 12, 18), title="Launch the hub")
    sent(today=date(2022, 1, 12), now=datetime(2022, 1, 12, 9, tzinfo=UTC))
    assert sorted((mail["To"], mail["Subject"].partition(": ")[2]) for mail in smtp_sink.messages) == [
        ("director.of.children@example.org", "2 actions overdue"),
        ("head.of.quality.assurance@example.org", "2 actions overdue"),
        ("performance.officer@example.org", "2 actions overdue"),
    ]


def test_a_digest_says_that_a_deadline_moves_with_its_meeting(raised, january):
    raised(due_before=january)
    write(january, by=None, date=date(2022, 2, 10))
    sweep(today=date(2022, 1, 26), now=NOW)
    mail = compose_digest(Message.objects.get(), date(2022, 1, 26), NOW)
    assert (
        "due in 14 days (due 9 February 2022)\nFrom: Board, 24 November 2021\n"
        "To be done before the meeting of 10 February 2022, with which it moves (at first due 19 January 2022).\n"
    ) in mail.text


def test_a_digest_read_ahead_is_what_is_sent_and_costs_one_query(raised, django_assert_num_queries):
    raised()
    sweep(today=TODAY, now=NOW)
    message = Message.objects.get()
    digests = reminders._digests(TODAY, NOW)
    digests.look([message.pk])
    found = as_the_claim_finds(digests)
    with django_assert_num_queries(0):
        still = digests.still(message.pk, found)
    digests.look([message.pk])
    with django_assert_num_queries(1):
        mail = digests.mail(message.pk)
    assert still == mail == compose_digest(message, TODAY, NOW)


def test_a_link_asked_for_is_answered_to_the_officers_and_goes_to_no_leaver(raised, person, smtp_sink):
    nurse = person("Designated Nurse", is_active=False)
    action = raised(owner=nurse)
    for _ in range(2):
        write_link_mail(action=action, to=nurse, today=TODAY, now=NOW)
        deliver(today=TODAY, now=NOW)
        nurse = write(nurse, by=None, left_on=TODAY)
    [mail] = smtp_sink.messages
    assert mail["Reply-To"] == "performance.officer@example.org"
    assert mail["List-Id"].startswith("<links.")
    assert "  From: Board, 24 November 2021\n" in mail.get_body(("plain",)).get_content().replace("\r", "")
    assert [one.state for one in Message.objects.order_by("pk")] == ["sent", "cancelled"]


def test_what_was_left_out_of_a_digest_is_not_in_the_ledger_as_sent(raised, owner, smtp_sink):
    first, second = raised(), raised(title="Launch the hub")
    sweep(today=TODAY, now=NOW)
    close_action(action=first, status="done", words="Held.", by=owner, today=TODAY)
    sent()
    told = {one.step: (one.missed, one.message_id) for one in first.reminders.all()}
    assert told[1] == (True, None)
    assert second.reminders.get(step=1).message.state == "sent"


def test_an_owner_who_signs_in_but_may_not_report_is_sent_the_link(raised, chair, officer, smtp_sink):
    raised(owner=chair, agency=officer.agency)
    sent()
    [mail] = smtp_sink.messages
    assert "/answer/" in mail.get_body(("plain",)).get_content()


def test_papers_that_became_due_on_another_day_take_their_line_out(raised, owner, january, smtp_sink):
    day = date(2021, 12, 30)
    write(raised(deadline=date(2022, 6, 30)), by=None, accepted_on=TODAY)
    january = write(january, by=None, papers_due_on=date(2022, 1, 13))
    assert sweep(today=day, now=NOW).messages == 1
    write(january, by=None, papers_due_on=date(2022, 1, 19))
    assert compose_digest(Message.objects.get(), day, NOW) is None


def test_a_digest_that_waited_for_the_server_takes_in_what_is_owed_since(raised, owner, smtp_sink):
    raised()
    raised(title="Launch the hub", deadline=date(2021, 12, 7))
    sweep(today=TODAY, now=NOW)
    later = date(2021, 12, 7)
    assert sweep(today=later, now=NOW).messages == 1
    sent(today=later)
    [mail] = smtp_sink.messages
    text = mail.get_body(("plain",)).get_content().replace("\r", "")
    assert "7 days overdue (due 30 November 2021)" in text
    assert "you and the agency's lead will be reminded" not in text
    assert "due today (due 7 December 2021)" in text
    assert [(one.day, one.state) for one in Message.objects.filter(recipient=owner)] == [(later, "sent")]


def reported(action, minutes=5):
    """An update by the owner, some minutes after the sweep."""
    later = NOW + timedelta(minutes=minutes)
    record_progress(action=action, words="It goes on.", by=action.owner, today=TODAY, now=later)


def test_an_update_between_owed_and_sent_takes_out_this_step_and_not_the_next(raised, owner, smtp_sink):
    quiet, heard = raised(), raised(title="Launch the hub")
    for action in (quiet, heard):
        write(action, by=None, accepted_on=TODAY, status="in_progress")
    sweep(today=TODAY, now=NOW)
    digests = reminders._digests(TODAY, NOW)
    digests.look([Message.objects.get().pk])
    reported(heard)
    assert heard.reference not in digests.mail(Message.objects.get().pk).text
    assert deliver(today=TODAY, now=NOW + timedelta(minutes=10)).sent == 1
    [mail] = smtp_sink.messages
    assert heard.reference not in mail.get_body(("plain",)).get_content()
    line = heard.reminders.get(step=1)
    assert (line.missed, line.message, quiet.reminders.get(step=1).missed) == (True, None, False)
    day = timedelta(days=1)
    owed = sweep(today=TODAY + day, now=NOW + day).owed
    assert [(one.reference, one.step) for one in owed] == [(quiet.reference, 7), (heard.reference, 7)]


def test_a_digest_of_which_all_was_reported_on_is_cancelled_and_papers_are_not_asked_for(
    raised, owner, january, smtp_sink
):
    write(january, by=None, papers_due_on=date(2021, 12, 13))
    action = raised(deadline=date(2022, 6, 30))
    write(action, by=None, accepted_on=TODAY)
    assert [one.step for one in sweep(today=TODAY, now=NOW).owed] == [PAPERS]
    reported(action)
    assert deliver(today=TODAY, now=NOW + timedelta(minutes=10)).cancelled == 1
    assert (smtp_sink.messages, action.reminders.get().missed) == ([], True)


def test_who_was_to_be_told_of_being_named_by_a_mail_that_was_cancelled_still_is(raised, owner, smtp_sink):
    raised(deadline=date(2022, 6, 30), today=TODAY)
    assert [one.step for one in sweep(today=TODAY, now=NOW).owed] == [NAMED]
    write(owner, by=None, left_on=TODAY, is_active=False)
    assert deliver(today=TODAY, now=NOW).cancelled == 1
    owner.refresh_from_db()
    write(owner, by=None, left_on=None, is_active=True)
    day = timedelta(days=1)
    assert [one.step for one in sweep(today=TODAY + day, now=NOW + day).owed] == [NAMED]
    line = Reminder.objects.get(step=NAMED)  # the same line of the ledger, in the mail that tells of it
    assert (line.missed, line.message.day) == (False, TODAY + day)
    assert deliver(today=TODAY + day, now=NOW + day).sent == 1
    assert sweep(today=TODAY + 2 * day, now=NOW + 2 * day).owed == ()
