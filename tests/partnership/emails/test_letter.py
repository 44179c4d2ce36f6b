"""A mail as bytes: what may stand in its headers, and what every part looks like on the wire."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from partnership.emails.letter import CannotBeAddressed, Mail, addressed, letter, mail_domain

AT = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)


def made(mail: Mail, sender: str = "Children’s Partnership, Southampton <no-reply@example.org>"):
    return letter(mail, sender=sender, message_id="<reminders-1@example.org>", domain="example.org", at=AT)


def read(mail: Mail):
    return message_from_bytes(made(mail).data, policy=default)


def test_letter_has_both_parts_and_says_that_a_machine_wrote_it():
    found = read(
        Mail(
            "owner@example.org",
            "2 actions overdue – Grüße",
            "Grüße\n.\nFrom here\n",
            "<p>Grüße</p>",
            ("officer@example.org", "second@example.org"),
            "reminders",
        )
    )
    assert dict(found.items()) | {"Content-Type": found.get_content_type()} == {
        "From": '"Children’s Partnership, Southampton" <no-reply@example.org>',
        "To": "owner@example.org",
        "Subject": "2 actions overdue – Grüße",
        "Date": "Mon, 06 Dec 2021 09:00:00 +0000",
        "Message-ID": "<reminders-1@example.org>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": "<reminders.example.org>",
        "Reply-To": "officer@example.org, second@example.org",
        "MIME-Version": "1.0",
        "Content-Type": "multipart/alternative",
    }
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]
    assert found.get_body(("plain",)).get_content() == "Grüße\r\n.\r\nFrom here\r\n"


def test_letter_is_seven_bit_with_crlf_and_short_lines():
    data = made(Mail("owner@example.org", "Ü" * 150, "ä" * 3000 + "\n", "<p>" + "ö" * 3000 + "</p>")).data
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 100


@pytest.mark.parametrize(
    "nasty", ["Hello\r\nBcc: all@example.org", "Hello\nBcc: all@example.org", "Hello\x00\x0bBcc"]
)
def test_letter_takes_no_header_from_a_subject(nasty):
    found = read(Mail("owner@example.org", nasty, "Text\n"))
    assert found["Bcc"] is None
    assert found["Subject"] == " ".join(nasty.replace("\x00", " ").replace("\x0b", " ").split())


@pytest.mark.parametrize(
    "nasty",
    [
        "",
        "owner",
        "@example.org",
        "owner@",
        "a@example.org\r\nBcc: all@example.org",
        "a@example.org, b@example.org",
        "a@example.org b@example.org",
        "Owner <owner@example.org>",
        "öwner@example.org",
        "a@" + "x" * 64 + ".org",
    ],
)
def test_addressed_refuses_what_no_server_takes(nasty):
    with pytest.raises(CannotBeAddressed):
        addressed(nasty)
    with pytest.raises(CannotBeAddressed):
        made(Mail(nasty, "Hello", "Text\n"))


def test_addressed_writes_the_domain_in_ascii():
    assert addressed("owner@büro.example").addr_spec == "owner@xn--bro-hoa.example"
    assert addressed("o'neill+sscp@example.org").addr_spec == "o'neill+sscp@example.org"


@pytest.mark.parametrize(
    ("site", "domain"),
    [
        ("https://sscp.example.org:8443", "sscp.example.org"),
        ("http://127.0.0.1:8000", "example.net"),
        ("http://localhost:8000", "example.net"),
        ("http://[::1]:8000", "example.net"),
    ],
)
def test_mail_domain_is_the_sites_or_the_senders(site, domain):
    assert mail_domain(site, "Board <board@example.net>") == domain
