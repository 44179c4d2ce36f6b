"""The outbox on the desk."""

from datetime import UTC, date, datetime

import pytest

from partnership.emails.letter import Mail
from partnership.models import Heartbeat, Message, MessageKind
from partnership.operations.delivery import deliver_due
from partnership.operations.outbox import owe_messages, record_heartbeat, write_sign_in_message

NOW = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
DAY = date(2021, 12, 6)
LIST = "/admin/partnership/message/"


def again(client, *messages):
    chosen = {"action": "owe_again", "_selected_action": [message.pk for message in messages]}
    return client.post(LIST, chosen, follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["performance_officer", "administrator"])
def test_failed_messages_are_sent_again_from_the_list(signed_in, action_owner, chair, settings, role):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    addresses = {action_owner.pk: "no address", chair.pk: "chair@example.org"}
    owe_messages(addresses=addresses, kind=MessageKind.REMINDERS, day=DAY, now=NOW)
    deliver_due(now=NOW, compose={"reminders": lambda message: Mail(message.to, "Hello", "Hello\n")})
    refused, waiting = Message.objects.order_by("pk")
    assert (refused.state, waiting.state) == ("refused", "retry")
    page = again(signed_in(role), refused, waiting)
    assert "Reminders to no address, 2021-12-06: leaves with the next sweep." in page
    assert "Reminders to chair@example.org, 2021-12-06: Only a message that failed can be sent again." in page
    assert sorted(Message.objects.values_list("state", flat=True)) == ["due", "retry"]


def test_what_a_message_says_is_never_shown(signed_in, chair):
    message = write_sign_in_message(
        recipient=chair,
        subject="Your sign-in",
        text="https://sscp.example.org/secret-link/",
        day=DAY,
        now=NOW,
    )
    client = signed_in("administrator")
    for address in (LIST, f"{LIST}{message.pk}/change/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "secret-link" not in page.content.decode()


def test_the_outbox_is_looked_at_only(signed_in, chair):
    message = write_sign_in_message(recipient=chair, subject="Sign-in", text="A link", day=DAY, now=NOW)
    client = signed_in("administrator")
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{message.pk}/change/", {"to": "other@example.org"}).status_code == 403
    assert client.post(f"{LIST}{message.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Message.objects.get().to == chair.email


def test_heartbeats_are_looked_at_only(signed_in):
    record_heartbeat(job="sweep", now=NOW, words="1 message")
    record_heartbeat(job="sweep", now=NOW, words="x" * 300)
    beat = Heartbeat.objects.get()
    assert beat.words == "x" * 200
    client = signed_in("performance_officer")
    assert client.get("/admin/partnership/heartbeat/").status_code == 200
    assert client.get(f"/admin/partnership/heartbeat/{beat.pk}/change/").status_code == 200
    assert client.post(f"/admin/partnership/heartbeat/{beat.pk}/change/", {"job": "other"}).status_code == 403
