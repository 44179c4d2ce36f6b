"""Officers are told of what did not arrive: once, at most one notice a day, and never of a notice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from partnership.models import Message, MessageKind, MessageState
from partnership.operations.notices import compose_notice, owe_notices
from partnership.operations.outbox import owe_messages, send_again, set_aside

DAY = date(2021, 12, 6)
NOW = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _refused_by_hand(rows_by_hand):
    """What the server would have said is written straight into the row."""


def refused(person, day=DAY):
    made = owe_messages(addresses={person.pk: person.email}, kind=MessageKind.REMINDERS, day=day, now=NOW)
    Message.objects.filter(pk=made[person.pk].pk).update(
        state=MessageState.REFUSED, server_words="550 No such user", attempts=1
    )
    return Message.objects.get(pk=made[person.pk].pk)


def notices():
    return Message.objects.filter(kind=MessageKind.NOTICE).order_by("pk")


def test_each_officer_is_told_once(officer, action_owner, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert owe_notices(day=DAY, now=NOW) == 0
    refused(action_owner)
    assert [owe_notices(day=DAY + timedelta(days=days), now=NOW) for days in range(3)] == [1, 0, 0]
    mail = compose_notice(DAY, notices().get())
    assert (mail.to, mail.subject) == (
        officer.email,
        "Safeguarding Children Partnership: 1 message was not delivered",
    )
    assert (
        f"{action_owner.email}: reminders of 6 December 2021, refused by the server\n550 No such user\n"
        in mail.text
    )


def test_what_fails_after_todays_notice_is_told_of_tomorrow(officer, action_owner, chair):
    refused(action_owner)
    owe_notices(day=DAY, now=NOW)
    refused(chair)
    assert owe_notices(day=DAY, now=NOW) == 0
    assert owe_notices(day=DAY + timedelta(days=1), now=NOW) == 1


def test_what_was_sent_again_and_failed_again_is_told_of_again(officer, action_owner):
    message = refused(action_owner)
    owe_notices(day=DAY, now=NOW)
    send_again(message=message, by=officer, now=NOW)
    assert compose_notice(DAY, notices().get()) is None
    Message.objects.filter(pk=message.pk).update(state=MessageState.REFUSED)
    assert owe_notices(day=DAY + timedelta(days=1), now=NOW) == 1


def test_a_notice_that_failed_and_what_was_set_aside_is_told_of_by_nobody(officer, action_owner):
    message = refused(action_owner)
    owe_notices(day=DAY, now=NOW)
    notices().update(state=MessageState.REFUSED)
    set_aside(message=message, by=officer, now=NOW)
    assert owe_notices(day=DAY + timedelta(days=1), now=NOW) == 0
    message.refresh_from_db()
    assert message.state == MessageState.CANCELLED
