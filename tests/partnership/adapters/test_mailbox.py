"""The demonstration's mailbox takes mail in over real SMTP, as the process that ./run starts."""

import os
import signal
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings

from partnership.importers.maildir import mails
from partnership.management import addresses, parts


@pytest.mark.processes
def test_mailbox_keeps_what_it_is_given_and_ends_when_told(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "mailbox"
    message = EmailMessage()
    message["To"], message["From"], message["Subject"] = "owner@example.org", "board@example.org", "Two late"
    message.set_content("Ärger: 2 actions are late.\n")
    with addresses.listen("127.0.0.1", 0) as listener:
        part = parts.mailbox(listener, folder)
        process = subprocess.Popen(
            part.command, cwd=settings.BASE_DIR, pass_fds=part.inherits, env=os.environ
        )
        with smtplib.SMTP("127.0.0.1", listener.getsockname()[1], timeout=20) as client:
            client.send_message(message)
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=10) == 0
    assert [(found.to, found.subject, found.text) for found in mails(folder)] == [
        ("owner@example.org", "Two late", "Ärger: 2 actions are late.\n")
    ]
    assert sys.executable in part.command
