"""
The whole way of a reminder with nothing standing in for anything: a real Celery beat and worker on a real Redis, a
database file of their own, and a real SMTP server that the mail reaches.
"""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from tests.fixtures.environment import ROOT, variables
from tests.fixtures.servers import SmtpSink

pytestmark = pytest.mark.processes
SIXTH_OF_DECEMBER = date(2021, 12, 6)

SITE = """
import datetime, django
django.setup()
from actions.operations.raising import raise_action
from partnership.models import Agency
from partnership.operations.people import store_person
from partnership.operations.rows import create
agency = create(Agency, by=None, name="Children and Learning Service")
officer = store_person(person=None, by=None, email="officer@example.org", name="Performance officer",
    is_active=True, role_keys=frozenset({"performance_officer"}))
owner = store_person(person=None, by=None, email="owner@example.org", name="Head of Quality Assurance", agency=agency)
for title, deadline in (("Audit with every agency", (2021, 11, 30)), ("Discuss contacts", (2022, 1, 19))):
    raise_action(by=officer, today=datetime.date(2021, 11, 24), title=title, owner=owner,
        deadline=datetime.date(*deadline))
"""


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    found = SmtpSink()
    yield found
    found.stop()


@pytest.fixture
def environment(
    tmp_path: Path, new_site: Callable[[Path], Path], redis_url: str, sink: SmtpSink
) -> dict[str, str]:
    """What the processes see: 6 December 2021, a sweep every second, and this test's own servers and files."""
    kept = {name: value for name, value in os.environ.items() if name not in variables()}
    shift = SIXTH_OF_DECEMBER - datetime.now(UTC).date()
    return kept | {
        "DJANGO_SETTINGS_MODULE": "sscp.settings",
        "VAR_DIR": str(new_site(tmp_path)),
        "REDIS_URL": redis_url,
        "EMAIL_URL": sink.url,
        "SWEEP_SECONDS": "1",
        "SENDING_WINDOW": "always",
        "CLOCK_SHIFT_DAYS": str(shift.days),
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., None]]:
    """start("worker", …): a Celery process in a group of its own, ended with its children after the test."""
    running: list[subprocess.Popen[bytes]] = []

    def run(name: str, *options: str) -> None:
        log = (tmp_path / f"{name}.log").open("wb")
        with log:
            running.append(
                subprocess.Popen(
                    [sys.executable, "-m", "celery", "-A", "sscp", name, *options],
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )

    yield run
    for process in running:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
    assert process.returncode is not None


def rows(folder: Path, question: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "sscp.sqlite3", timeout=20)) as opened:
        return opened.execute(question).fetchall()


def sweeps_after(folder: Path, moment: str, count: int, seconds: float = 30) -> None:
    """Waits until so many further sweeps have noted that they ran."""
    seen, deadline = {moment}, monotonic() + seconds
    while len(seen) <= count:
        assert monotonic() < deadline, f"{len(seen) - 1} of {count} further sweeps ran within {seconds} s"
        seen.add(rows(folder, "select last_ran_at from partnership_heartbeat")[0][0])
        sleep(0.1)


def test_beat_and_worker_send_one_digest_for_an_overdue_action_and_no_second(
    tmp_path: Path, environment: dict[str, str], start: Callable[..., None], sink: SmtpSink
) -> None:
    subprocess.run([sys.executable, "-c", SITE], cwd=ROOT, env=environment, check=True, timeout=120)
    start("worker", "--concurrency=1", "--loglevel=INFO", "--without-gossip", "--without-mingle")
    start("beat", "--loglevel=INFO")

    [mail] = sink.wait_for(1, seconds=60)
    sweeps_after(tmp_path, rows(tmp_path, "select last_ran_at from partnership_heartbeat")[0][0], 3)

    assert len(sink.messages) == 1
    assert (mail["To"], mail["Auto-Submitted"]) == ("owner@example.org", "auto-generated")
    assert mail["Subject"].endswith(": 1 action overdue, 1 action to look at")
    text, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "6 days overdue (due 30 November 2021)" in text
    links = re.findall(r"http://127.0.0.1:8000/answer/\S+/", text)  # the owner may not sign in
    assert len(set(links)) == 2
    assert re.findall(r'href="(http://127.0.0.1:8000/answer/[^"]+)"', page) == links
    assert "SSCP-2021-02" in text.split("TO LOOK AT")[1]  # its owner hears of being named
    assert rows(tmp_path, "select kind, day, state, attempts, message_id from partnership_message") == [
        ("reminders", "2021-12-06", "sent", 1, mail["Message-ID"])
    ]
    assert rows(tmp_path, "select step, deadline, missed from actions_reminder order by step") == [
        (-14, "2021-11-30", 1),
        (-3, "2021-11-30", 1),
        (0, "2021-11-30", 1),
        (1, "2021-11-30", 0),
        (1000, "2021-11-24", 0),
    ]
