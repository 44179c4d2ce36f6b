"""The sweep by hand."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from actions.models import Reminder
from partnership.models import Message
from tests.actions.conftest import TODAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _sixth_of_december(monkeypatch):
    """A Monday; the hour is whatever it is, because by hand it does not matter."""
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)


def run(*arguments):
    out = StringIO()
    call_command("send_reminders", *arguments, stdout=out)
    return out.getvalue()


def test_send_reminders_sends_at_once_and_says_so_in_json(raised, smtp_sink):
    raised()
    assert json.loads(run("--json")) == {
        "as_of": "2021-12-06",
        "owed": [
            {
                "reference": "SSCP-2021-01",
                "recipient": "head.of.quality.assurance@example.org",
                "step": 1,
                "deadline": "2021-11-30",
                "days_late": 6,
            }
        ],
        "messages": 1,
        "sent": 1,
        "failed": 0,
        "missed": 3,
    }
    assert len(smtp_sink.messages) == 1


def test_send_reminders_is_not_held_back_by_the_sending_window(raised, smtp_sink, settings, monkeypatch):
    settings.SENDING_WINDOW = "working-days"
    monkeypatch.setattr("partnership.clock.today", lambda: date(2021, 12, 5))  # a Sunday
    raised()
    assert json.loads(run("--json"))["sent"] == 1


def test_send_reminders_dry_writes_and_sends_nothing(raised, smtp_sink):
    raised()
    told = json.loads(run("--dry-run", "--as-of", "2021-12-28", "--json"))
    assert (told["as_of"], told["owed"][0]["step"], told["owed"][0]["days_late"], told["sent"]) == (
        "2021-12-28",
        28,
        28,
        0,
    )
    assert run("--dry-run", "--as-of", "2021-12-28").splitlines()[-1] == (
        "28 December 2021 is no working day: the scheduled sweep waits until 29 December 2021."
    )
    assert (Message.objects.count(), Reminder.objects.count(), smtp_sink.messages) == (0, 0, [])


def test_send_reminders_counts_what_did_not_leave(raised, smtp_sink):
    raised()
    smtp_sink.answer = "451 busy"
    told = json.loads(run("--json"))
    assert (told["messages"], told["sent"], told["failed"]) == (1, 0, 1)


def test_send_reminders_in_words(raised, smtp_sink):
    raised()
    assert run("--dry-run") == (
        "head.of.quality.assurance@example.org: SSCP-2021-01, 1 day after the deadline of 30 November 2021\n"
        "Nothing was written. A sweep would write 1 message, 1 reminder, 3 missed.\n"
    )
    assert run().splitlines()[-1] == "Written: 1 message, 1 reminder, 3 missed. Sent: 1. Not sent: 0."
    assert run() == (
        "Nothing is owed on 6 December 2021.\n"
        "Written: 0 messages, 0 reminders, 0 missed. Sent: 0. Not sent: 0.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", "2021-12-28"], "--as-of works only with --dry-run: reminders are sent as on today."),
        (["--dry-run", "--as-of", "28/12/2021"], "--as-of takes a date such as 2021-12-06."),
        (
            ["--dry-run", "--as-of", "0001-01-01"],
            "--as-of takes a date from 1990 to 2190, such as 2021-12-06.",
        ),
    ],
)
def test_send_reminders_refuses_in_words(raised, smtp_sink, arguments, words):
    raised()
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert str(refused.value) == words
    assert Message.objects.count() == 0
