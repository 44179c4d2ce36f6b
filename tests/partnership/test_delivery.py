"""Sending what the outbox owes, over real SMTP to servers that take, refuse, hang up or say nothing."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from partnership.emails.letter import Mail
from partnership.models import Message, MessageKind, MessageState, User
from partnership.operations import delivery
from partnership.operations.delivery import LEASE, deliver_due
from partnership.operations.outbox import owe_messages, send_again, write_sign_in_message
from partnership.operations.people import store_person
from partnership.operations.rows import CannotBeDone
from partnership.verdicts import Refused
from tests.partnership.faulty_smtp import DROP, STALL, FaultySmtp

NOW = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
DAY = date(2021, 12, 6)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: Any) -> Iterator[FaultySmtp]:
    found = FaultySmtp()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, 1
    yield found
    found.stop()


@pytest.fixture
def owe() -> Callable[..., list[Message]]:
    """Digests owed to so many people, in the order of their names."""

    def make(count: int = 1) -> list[Message]:
        people = [
            store_person(person=None, by=None, email=f"owner-{number}@example.org", name=f"Owner {number}")
            for number in range(count)
        ]
        addresses = {person.pk: person.email for person in people}
        owe_messages(addresses=addresses, kind=MessageKind.REMINDERS, day=DAY, now=NOW)
        return list(Message.objects.order_by("pk"))

    return make


def say(message: Message) -> Mail:
    return Mail(message.recipient.email, f"For {message.recipient.name}", ".dot\nGrüße\n", "<p>Grüße</p>")


def deliver(now: datetime = NOW, **options: Any) -> Any:
    return deliver_due(now=now, compose={"reminders": say}, **options)


def test_delivery_sends_text_and_html_with_the_headers_of_a_machine(server, owe):
    [message] = owe()
    report = deliver()
    message.refresh_from_db()
    assert (report.sent, report.failed) == (1, 0)
    assert (message.state, message.attempts, message.server_words, message.subject) == (
        "sent",
        1,
        "250 taken",
        "For Owner 0",
    )
    assert (message.text, message.html, message.lease_token, message.lease_until) == ("", "", "", None)
    assert timedelta(0) <= message.sent_at - NOW < MINUTE
    [mail] = server.taken
    assert mail["Message-ID"] == message.message_id == f"<reminders-{message.pk}-2021-12-06@example.org>"
    assert (mail["To"], mail["Subject"], mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == (
        "owner-0@example.org",
        "For Owner 0",
        "auto-generated",
        "All",
    )
    assert mail.get_body(("plain",)).get_content() == ".dot\nGrüße\n"
    assert mail.get_body(("html",)).get_content() == "<p>Gr&#252;&#223;e</p>\n"


def test_delivery_keeps_one_connection_for_many(server, owe):
    owe(120)
    assert deliver().sent == 120
    assert server.connections == 1
    assert [mail["To"] for mail in server.taken] == [f"owner-{number}@example.org" for number in range(120)]


def test_delivery_once_sends_nothing_more(server, owe):
    owe(3)
    deliver()
    report = deliver(NOW + timedelta(days=1))
    assert (report.sent, report.failed, len(server.taken)) == (0, 0, 3)


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "end"])
def test_delivery_tries_again_later_after_4xx(server, owe, phase):
    [message] = owe()
    server.fail(phase, "451 4.7.1 come back")
    assert deliver().retry == 1
    message.refresh_from_db()
    assert (message.state, message.server_words, message.sent_at) == ("retry", "451 4.7.1 come back", None)
    assert timedelta(seconds=50) <= message.not_before - NOW <= timedelta(seconds=65)
    assert deliver(NOW + timedelta(seconds=45)).sent == 0
    assert deliver(NOW + timedelta(seconds=70)).sent == 1
    assert len(server.taken) == 1


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "end"])
def test_delivery_stops_at_5xx_and_keeps_the_servers_words(server, owe, phase):
    first, second = owe(2)
    server.fail(phase, "550 5.1.1 no such person")
    report = deliver()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (report.refused, report.sent) == (1, 1)
    assert (first.state, first.server_words, second.state) == ("refused", "550 5.1.1 no such person", "sent")
    assert deliver(NOW + timedelta(days=2)).sent == 0


def test_delivery_backs_off_and_gives_up_within_a_day(server, owe):
    [message] = owe()
    server.fail("rcpt", *["450 busy"] * 20)
    now, waits = NOW, []
    for _ in range(9):
        deliver(now)
        message.refresh_from_db()
        if message.not_before is None:
            break
        waits.append((message.not_before - now) / MINUTE)
        now = message.not_before + timedelta(seconds=1)
    limits = [1, 5, 15, 60, 120, 240, 480, 480]
    assert len(waits) == len(limits)
    assert all(limit * 0.9 <= wait <= limit + 0.1 for wait, limit in zip(waits, limits, strict=True))
    assert (message.state, message.attempts, message.server_words) == ("refused", 9, "450 busy")
    assert now - NOW < timedelta(hours=24)


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("fault", [DROP, STALL])
def test_delivery_after_a_connection_lost_before_the_letter_tries_again(server, owe, phase, fault):
    [message] = owe()
    server.fail(phase, fault)
    assert deliver().retry == 1
    assert server.taken == []
    assert deliver(NOW + 2 * MINUTE).sent == 1
    assert len(server.taken) == 1
    message.refresh_from_db()
    assert message.state == "sent"


@pytest.mark.parametrize("fault", [DROP, STALL])
def test_delivery_after_a_connection_lost_behind_the_letter_sends_one_copy_more_and_no_third(
    server, owe, fault
):
    [message] = owe()
    server.fail("end", fault, fault, fault)
    now = NOW
    for _ in range(5):
        deliver(now)
        now += timedelta(hours=1)
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("unknown", 2)
    assert len(server.taken) == 2
    assert {mail["Message-ID"] for mail in server.taken} == {message.message_id}
    assert server.taken[0].as_bytes() == server.taken[1].as_bytes()


def test_delivery_opens_a_new_connection_when_the_server_hung_up_between_two(server, owe):
    owe(3)
    server.fail("mail", "250 yes", "421 enough for one connection", "250 yes", DROP)
    assert deliver().sent == 3
    assert (server.connections, len(server.taken)) == (3, 3)


def test_delivery_with_no_server_leaves_everything_owed(owe, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    owe(10)
    report = deliver()
    assert (report.sent, report.retry, report.left, report.failed) == (0, 3, 7, 10)
    assert set(Message.objects.values_list("state", "attempts")) == {("due", 0), ("retry", 0)}


def test_delivery_after_days_without_a_server_loses_nothing(owe, settings, server):
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 9
    owe(4)
    for hours in range(0, 72, 4):
        deliver(NOW + timedelta(hours=hours))
    settings.EMAIL_PORT = port
    server.fail("rcpt", "451 grey")
    later = NOW + timedelta(hours=72)
    assert (deliver(later).sent, deliver(later + 2 * MINUTE).sent) == (3, 1)


def test_delivery_of_a_bad_row_stops_no_other(server, owe):
    messages = owe(4)

    def compose(message: Message) -> Mail | None:
        if message == messages[0]:
            raise KeyError("template")
        if message == messages[1]:
            return Mail("not an address", "Hello", "Hello\n")
        if message == messages[2]:
            return Mail("owner-2@example.org", "Two\r\nBcc: everybody@example.org", "Hello\n")
        return say(message)

    report = deliver_due(now=NOW, compose={"reminders": compose})
    assert [message.state for message in Message.objects.order_by("pk")] == [
        "retry",
        "refused",
        "sent",
        "sent",
    ]
    assert (report.sent, report.retry, report.refused) == (2, 1, 1)
    assert [mail["Subject"] for mail in server.taken] == ["Two Bcc: everybody@example.org", "For Owner 3"]
    assert [mail["Bcc"] for mail in server.taken] == [None, None]
    words = [message.server_words for message in Message.objects.order_by("pk")[:2]]
    assert words == [
        "It could not be composed (KeyError).",
        "'not an address' is not an address that mail can go to.",
    ]


def test_a_bad_row_behind_a_good_one_is_put_off_and_stops_no_other(server, owe):
    messages = owe(3)

    def compose(message: Message) -> Mail | None:
        if message == messages[1]:
            raise KeyError("template")
        return say(message)

    report = deliver_due(now=NOW, compose={"reminders": compose})
    assert (report.sent, report.retry) == (2, 1)
    assert list(Message.objects.order_by("pk").values_list("state", "attempts")) == [
        ("sent", 1),
        ("retry", 1),
        ("sent", 1),
    ]


def test_what_was_claimed_while_the_server_thought_for_long_is_said_anew(server, owe, monkeypatch):
    first, second = owe(2)
    said: list[int] = []

    def compose(message: Message) -> Mail | None:
        said.append(message.pk)
        return Mail(message.to, f"Said {len(said)}", "Hello\n")

    monkeypatch.setattr(delivery, "SOON", 0.2)
    server.fail("end", STALL)
    deliver_due(now=NOW, compose={"reminders": compose})
    assert said == [first.pk, second.pk, second.pk]
    second.refresh_from_db()
    assert (second.state, second.attempts, second.subject) == ("sent", 1, "Said 3")


def test_delivery_stops_at_its_limit_with_nothing_claimed_beyond(server, owe):
    owe(3)
    assert deliver(limit=2).sent == 2
    assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "sent", "due"]


def test_delivery_with_nothing_left_to_say_cancels(server, owe):
    [message] = owe()
    report = deliver_due(now=NOW, compose={"reminders": lambda _: None})
    message.refresh_from_db()
    assert (report.cancelled, report.sent, message.state, server.taken) == (1, 0, "cancelled", [])
    assert (message.message_id, message.server_words) == ("", "")


def killed_before_the_note(monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(delivery, "_note", kill)
        with pytest.raises(Killed):
            deliver()


def test_delivery_says_of_what_was_left_behind_and_cancelled_that_a_copy_may_have_arrived(
    server, owe, monkeypatch
):
    [message] = owe()
    killed_before_the_note(monkeypatch)
    assert deliver_due(now=NOW + LEASE + MINUTE, compose={"reminders": lambda _: None}).cancelled == 1
    message.refresh_from_db()
    assert (message.state, message.server_words) == (
        "cancelled",
        "It is not known whether this copy arrived.",
    )
    assert [mail["Message-ID"] for mail in server.taken] == [message.message_id]


def test_delivery_takes_up_what_a_killed_sender_left_behind(server, owe, monkeypatch):
    """Killed between the server's yes and our note of it: the one case in which a second copy cannot be avoided."""
    [message] = owe()
    killed_before_the_note(monkeypatch)
    message.refresh_from_db()
    assert message.state == "sending"
    assert deliver(NOW + LEASE - timedelta(seconds=5)).sent == 0
    assert deliver(NOW + LEASE + MINUTE).sent == 1
    assert [mail["Message-ID"] for mail in server.taken] == [message.message_id] * 2


def test_a_sender_that_lost_its_lease_overwrites_nothing(server, owe):
    [message] = owe()
    slow = delivery.Run(NOW, {"reminders": say})
    claim = delivery._claim(slow, message)
    assert deliver(NOW + LEASE + MINUTE).sent == 1
    delivery._note(slow, claim, say(message), delivery.Answer(delivery.Outcome.REFUSED, "550 too late"))
    message.refresh_from_db()
    assert (message.state, message.server_words) == ("sent", "250 taken")


def test_two_senders_at_once_send_each_message_once(server, owe):
    owe(60)
    start = Barrier(2)
    reports, failures = [], []

    def run() -> None:
        try:
            start.wait(timeout=10)
            reports.append(deliver())
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert sum(report.sent for report in reports) == 60
    assert sorted(mail["To"] for mail in server.taken) == sorted(
        f"owner-{number}@example.org" for number in range(60)
    )


def test_delivery_of_chosen_kinds_leaves_the_others(server, owe):
    [message] = owe()
    write_sign_in_message(recipient=message.recipient, subject="Sign in", text="A link", day=DAY, now=NOW)
    assert deliver(kinds=["sign_in"]).sent == 1
    assert [mail["Subject"] for mail in server.taken] == ["Sign in"]
    assert server.taken[0]["List-Id"] is None
    assert Message.objects.get(kind="sign_in").text == ""
    assert deliver().sent == 1


def test_delivery_within_a_transaction_is_refused(server, owe):
    owe()
    with pytest.raises(RuntimeError), transaction.atomic():
        deliver()
    assert server.taken == []


def test_delivery_stops_after_its_time(server, owe):
    owe(2)
    assert deliver(seconds=-1).sent == 0
    assert Message.objects.filter(state=MessageState.DUE).count() == 2


@pytest.fixture
def officer() -> User:
    return store_person(
        person=None,
        by=None,
        email="officer@example.org",
        name="Performance officer",
        is_active=True,
        role_keys=frozenset({"performance_officer"}),
    )


def test_send_again_owes_a_failed_message_once_more(server, owe, officer):
    [message] = owe()
    server.fail("rcpt", "550 full")
    deliver()
    send_again(message=message, by=officer, now=NOW)
    assert deliver().sent == 1
    message.refresh_from_db()
    assert message.server_words.splitlines() == [
        "550 full",
        "Asked to be sent again by Performance officer on 6 December 2021 at 09:00 UTC.",
        "250 taken",
    ]


def test_send_again_gives_an_unknown_one_its_two_copies_anew(server, owe, officer):
    [message] = owe()
    server.fail("end", DROP, DROP)
    deliver()
    deliver(NOW + 2 * MINUTE)
    send_again(message=message, by=officer, now=NOW)
    server.fail("end", DROP)
    deliver(NOW + 3 * MINUTE)
    message.refresh_from_db()
    assert message.state == "retry"


def test_send_again_is_for_failed_messages_and_for_those_who_read_the_outbox(server, owe, officer):
    [message] = owe()
    with pytest.raises(CannotBeDone) as early:
        send_again(message=message, by=officer, now=NOW)
    with pytest.raises(Refused):
        send_again(message=message, by=message.recipient, now=NOW)
    assert str(early.value) == "Only a message that failed can be sent again."


def test_send_again_of_sign_in_mail_is_refused_because_its_words_are_gone(server, officer):
    message = write_sign_in_message(recipient=officer, subject="Sign in", text="A link", day=DAY, now=NOW)
    server.fail("rcpt", "550 no")
    deliver()
    message.refresh_from_db()
    assert (message.state, message.text) == ("refused", "")
    with pytest.raises(CannotBeDone) as refused:
        send_again(message=message, by=officer, now=NOW)
    assert str(refused.value) == "Sign-in mail is not kept: ask the person to request a new one."
