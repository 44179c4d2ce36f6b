"""The demonstration's mailbox in the browser: who sees whose mail, and that no other site has one."""

from collections.abc import Callable
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from partnership import roles


@pytest.fixture
def keys(tmp_path: Path, settings) -> dict[str, str]:
    """Two mails in a demonstration's mailbox: recipient → key."""
    settings.DEMONSTRATION = True
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    return {to: put(settings.MAILBOX_DIR, to) for to in ("action-owner@example.org", "lead@example.org")}


def put(folder: Path, to: str) -> str:
    message = EmailMessage()
    message["To"], message["Subject"] = to, f"Reminder for {to}"
    message.set_content("See http://127.0.0.1:8000/actions/A-1/\n")
    message.add_alternative("<p style='color: red'>See it</p>", subtype="html")
    return Maildir(folder, create=True).add(message)


def test_whoever_may_read_the_outbox_sees_everybodys_mail(signed_in: Callable[[str], Client], keys) -> None:
    for key in ("administrator", "performance_officer"):
        response = signed_in(key).get(reverse("mailbox"))

        assert [found.to for found in response.context["mails"]] == [
            "lead@example.org",
            "action-owner@example.org",
        ]
        assert response.status_code == 200


def test_others_see_their_own_mail_and_no_other(signed_in: Callable[[str], Client], keys) -> None:
    client = signed_in("action_owner")

    listed = client.get(reverse("mailbox"))
    own = client.get(reverse("mailbox_mail", args=[keys["action-owner@example.org"]]))
    others = [
        client.get(reverse(name, args=[keys["lead@example.org"]]))
        for name in ("mailbox_mail", "mailbox_page")
    ]

    assert [found.to for found in listed.context["mails"]] == ["action-owner@example.org"]
    assert b"lead@example.org" not in listed.content
    assert own.status_code == 200
    assert [response.status_code for response in others] == [404, 404]


def test_mail_links_and_its_page_loads_nothing_and_runs_nothing(
    signed_in: Callable[[str], Client], keys
) -> None:
    client = signed_in("administrator")

    mail = client.get(reverse("mailbox_mail", args=[keys["lead@example.org"]]))
    page = client.get(reverse("mailbox_page", args=[keys["lead@example.org"]]))

    assert b'<a href="http://127.0.0.1:8000/actions/A-1/"' in mail.content
    assert page.content.strip() == b"<p style='color: red'>See it</p>"
    policy = {part.strip() for part in page["Content-Security-Policy"].split(";")}
    assert policy == {"default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'none'", "sandbox"}


def test_nobody_sees_mail_without_signing_in(client: Client, db, keys) -> None:
    response = client.get(reverse("mailbox"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [role.key for role in roles.ROLES])
def test_site_that_is_no_demonstration_has_no_mailbox(
    signed_in: Callable[[str], Client], keys, settings, role: str
) -> None:
    settings.DEMONSTRATION = False
    client = signed_in(role)

    addresses = [reverse("mailbox"), reverse("mailbox_mail", args=[keys["lead@example.org"]])]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
