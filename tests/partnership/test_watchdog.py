"""The watchdog: fifteen minutes show on officers' pages, twenty-six hours and failed messages fail /health/."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from partnership import clock, queries
from partnership.models import Message, MessageKind, MessageState
from partnership.operations.outbox import owe_messages, record_heartbeat
from partnership.queries import DEAD, LATE, watch

LATE_WORDS = "Reminders have not been looked through for {}: see that the worker and the beat are running."
NEXT_SWEEP = "/admin/actions/reminder/next/"


@pytest.fixture
def swept(db):
    """swept(minutes=20): the last sweep was so long ago."""

    def note(**ago):
        record_heartbeat(job="sweep", now=clock.now() - timedelta(**ago), words="")

    return note


@pytest.mark.parametrize(
    ("ago", "on_pages", "health"),
    [
        ({"minutes": 14}, None, 200),
        ({"minutes": 16}, "16 minutes", 200),
        ({"hours": 25}, "25 hours", 200),
        ({"hours": 27}, "27 hours", 503),
        ({"days": 3}, "3 days", 503),
    ],
)
def test_a_missing_sweep_is_told_in_time(swept, client, ago, on_pages, health):
    swept(**ago)
    seen = watch(clock.now())
    assert seen.problems(LATE) == ((LATE_WORDS.format(on_pages),) if on_pages else ())
    answer = client.get("/health/")
    told = answer.json()
    assert (answer.status_code, told["serving"], told["problems"]) == (
        health,
        True,
        [] if health == 200 else list(seen.problems(DEAD)),
    )


def test_a_site_that_never_swept_counts_from_when_it_was_set_up(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        fresh = watch(timezone.now())
    assert (fresh.last_sweep, fresh.problems(DEAD)) == (None, ())
    assert len(watch(timezone.now() + timedelta(hours=27)).problems(DEAD)) == 1


@pytest.mark.parametrize(
    ("role", "told"),
    [("performance_officer", True), ("administrator", True), ("chair", False), ("action_owner", False)],
)
def test_officers_are_told_on_every_page(swept, signed_in, role, told):
    swept(minutes=20)
    client = signed_in(role)
    pages = ["/", "/admin/"] if told else ["/"]
    shown = [LATE_WORDS.format("20 minutes") in client.get(page).content.decode() for page in pages]
    assert set(shown) == {told}


def test_messages_that_failed_are_told_on_pages_and_fail_health(
    swept, signed_in, action_owner, client, rows_by_hand
):
    swept(minutes=1)
    owe_messages(
        addresses={action_owner.pk: action_owner.email},
        kind=MessageKind.REMINDERS,
        day=date(2021, 12, 6),
        now=clock.now(),
    )
    Message.objects.update(state=MessageState.REFUSED)
    words = "1 message was not delivered: see the outbox."
    assert client.get("/health/").json()["problems"] == [words]
    assert words in signed_in("performance_officer").get("/").content.decode()


def test_the_next_sweep_can_be_looked_at_by_whoever_may_read_the_outbox(signed_in):
    page = signed_in("performance_officer").get(NEXT_SWEEP)
    assert page.status_code == 200
    assert "Nothing is owed: nobody would be sent anything." in page.content.decode()
    assert signed_in("chair").get(NEXT_SWEEP).status_code == 403


def test_a_mail_server_that_takes_nothing_is_told_after_an_hour(swept, action_owner, rows_by_hand):
    swept(minutes=1)
    now = clock.now()
    to = {action_owner.pk: action_owner.email}
    owe_messages(addresses=to, kind=MessageKind.REMINDERS, day=date(2021, 12, 6), now=now)
    assert watch(now + timedelta(hours=2)).waits == timedelta(0)
    Message.objects.update(state=MessageState.RETRY)
    assert watch(now + timedelta(minutes=59)).waits < queries.STUCK
    found = watch(now + timedelta(hours=2))
    assert (found.waits, found.problems(DEAD), len(found.warnings())) == (timedelta(hours=2), (), 2)
