"""A Maildir's mails as values."""

from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path

import pytest

from partnership.importers.maildir import mail, mails


def put(folder: Path, to: str, subject: str) -> str:
    message = EmailMessage()
    message["To"], message["From"], message["Subject"] = to, "Board <board@example.org>", subject
    message["Message-ID"] = "<one@example.org>"
    message.set_content("Dear owner – two actions are late.\n")
    message.add_alternative("<p>Dear owner – two actions are late.</p>\n", subtype="html")
    return Maildir(folder, create=True).add(message)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mailbox"
    put(folder, "Owner <owner@example.org>", "First")
    put(folder, "lead@example.org", "Second")
    put(folder, "Owner@example.org", "Third")
    return folder


def test_mails_come_latest_first(folder: Path) -> None:
    assert [found.subject for found in mails(folder)] == ["Third", "Second", "First"]


def test_mails_to_one_address_are_that_persons_whatever_the_capitals(folder: Path) -> None:
    assert [found.subject for found in mails(folder, to="OWNER@example.org")] == ["Third", "First"]


def test_only_the_newest_are_given(folder: Path) -> None:
    assert [found.subject for found in mails(folder, newest=1)] == ["Third"]


def test_mail_has_both_its_texts(folder: Path) -> None:
    found = mails(folder)[0]

    assert found.text == "Dear owner – two actions are late.\n"
    assert found.html == "<p>Dear owner – two actions are late.</p>\n"
    assert (found.to, found.sender) == ("Owner@example.org", "Board <board@example.org>")


def test_mail_is_found_by_its_key_and_only_by_whom_it_is_to(folder: Path) -> None:
    key = mails(folder)[1].key

    assert mail(folder, key) == mail(folder, key, to="lead@example.org") == mails(folder)[1]
    assert mail(folder, key, to="owner@example.org") is None


@pytest.mark.parametrize("key", ["", "nothing", "../site.env", "../../etc/passwd", "new"])
def test_only_names_that_the_folder_lists_are_looked_up(folder: Path, key: str) -> None:
    (folder.parent / "site.env").write_text("REDIS_URL=secret\n")

    assert mail(folder, key) is None


def test_absent_folder_holds_none(tmp_path: Path) -> None:
    assert mails(tmp_path / "mailbox") == ()
    assert mail(tmp_path / "mailbox", "key") is None
