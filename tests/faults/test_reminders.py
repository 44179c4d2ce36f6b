"""
Reminders while everything around them fails, with real processes: two workers, two beats, Redis, a database, mail.

Workers are killed at random moments, Redis is emptied and killed, the mail server stalls, refuses and goes away. Small
in ./test; in full by FAULTS=full .venv/bin/pytest tests/faults (10,000 actions of 500 owners, 25 kills).
"""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any

import psycopg
import pytest

from partnership.management import broker
from tests.faults.sink import Sink
from tests.fixtures import postgres
from tests.fixtures.environment import ROOT, variables

pytestmark = pytest.mark.processes
FULL = os.environ.get("FAULTS") == "full"
OWNERS, ACTIONS, KILLS, SECONDS = (500, 10_000, 25, 900) if FULL else (60, 300, 4, 120)

SITE = """
import datetime, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from actions.models import Action
from partnership.models import Agency, User
owners, actions = map(int, sys.argv[1:])
agency = Agency.objects.create(name="Children and Learning Service")
people = User.objects.bulk_create(
    User(email=f"owner{number}@example.org", name=f"Owner {number}", agency=agency) for number in range(owners))
Action.objects.bulk_create((
    Action(reference=f"F-{number}", title=f"Action {number}", owner=people[number % owners], agency=agency,
        deadline=datetime.date(2021, 11, 30), raised_on=datetime.date(2021, 11, 24))
    for number in range(actions)), batch_size=1000)
"""


class Run:
    """The site's processes, and the means to hurt them."""

    def __init__(self, folder: Path, database: str, sink: Sink) -> None:
        self.folder, self.database, self.sink = folder, database, sink
        self.redis = broker.private_redis(broker.redis_server(), folder)
        kept = {name: value for name, value in os.environ.items() if name not in variables()}
        shift = date(2021, 12, 6) - datetime.now(UTC).date()
        self.environment = kept | {
            "DJANGO_SETTINGS_MODULE": "sscp.settings",
            "VAR_DIR": str(folder),
            "DATABASE_URL": database,
            "REDIS_URL": self.redis.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            "SWEEP_SECONDS": "1",
            "SENDING_WINDOW": "always",
            "CLOCK_SHIFT_DAYS": str(shift.days),
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start_redis(self) -> None:
        assert self.redis.part is not None
        process = subprocess.Popen(
            self.redis.part.command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
        )
        assert process.stdin is not None
        process.stdin.write(self.redis.part.standard_input.encode())
        process.stdin.close()
        self.running["redis"] = process

    def start(self, name: str, *options: str) -> None:
        command = [sys.executable, "-m", "celery", "-A", "tests.faults.quick_worker", *options]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_worker(self, number: int) -> None:
        quiet = ("--without-gossip", "--without-mingle", "--loglevel=INFO")
        self.start(f"worker{number}", "worker", "--concurrency=1", f"--hostname=w{number}@%h", *quiet)

    def start_beat(self, number: int) -> None:
        self.start(f"beat{number}", "beat", "-s", str(self.folder / f"beat{number}"), "--loglevel=INFO")

    def kill(self, name: str) -> None:
        """With -9, the process and its children."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

    def ask(self, question: str) -> list[Any]:
        with psycopg.connect(self.database, connect_timeout=5) as opened:
            return opened.execute(question).fetchall()

    def has_delivered(self, many: float) -> bool:
        return len(self.sink.got()) >= many

    def states(self) -> dict[str, int]:
        return dict(self.ask("select state, count(*) from partnership_message group by state"))


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgres.server() as address:
        with psycopg.connect(f"{address.removesuffix('/sscp')}/postgres", autocommit=True) as opened:
            opened.execute("create database sscp")
        yield address


@pytest.fixture
def run(tmp_path: Path, database: str) -> Iterator[Run]:
    if not broker.redis_server():
        pytest.skip("No Redis server: install redis-server, or use Python 3.11 or 3.12 on x86-64 Linux.")
    sink = Sink(Random(7))
    found = Run(tmp_path, database, sink)
    found.start_redis()
    command = [sys.executable, "-c", SITE, str(OWNERS), str(ACTIONS)]
    subprocess.run(command, cwd=ROOT, env=found.environment, check=True, timeout=300)
    yield found
    for name in list(found.running):
        found.kill(name)
    sink.stop()


def wait_until(holds: Callable[[], bool], seconds: float, words: Callable[[], object]) -> None:
    deadline = monotonic() + seconds
    while not holds():
        assert monotonic() < deadline, words()
        sleep(0.2)


def test_every_owner_has_one_digest_whatever_fails(run: Run) -> None:
    random, started = Random(11), monotonic()
    for number in (1, 2):
        run.start_worker(number)
        run.start_beat(number)
    wait_until(lambda: len(run.sink.got()) > 0, 60, run.states)

    for number in range(KILLS):
        share = (number + 1) * OWNERS * 0.8 / KILLS
        sleep(random.uniform(0.05, 0.6))
        name = random.choice(("worker1", "worker2"))
        run.kill(name)
        if number == KILLS // 2:
            run.sink.away = True
            run.kill("redis")  # keeps nothing: what was in it is lost
            run.start_redis()
        if number == KILLS // 2 + 1:
            run.sink.away = False
        run.start_worker(int(name[-1]))
        if not run.sink.away:
            wait_until(partial(run.has_delivered, share), SECONDS, run.states)

    run.sink.away = False
    wait_until(lambda: run.states() == {"sent": OWNERS}, SECONDS - (monotonic() - started), run.states)
    got = run.sink.got()
    letters = set(got)
    assert Counter(address for address, _ in letters) == {
        f"owner{number}@example.org": 1 for number in range(OWNERS)
    }
    print(f"{len(got) - len(letters)} duplicates after {KILLS} kills, {monotonic() - started:.0f} s")
    assert len(got) - len(letters) <= KILLS
    ledger = run.ask("select count(*), count(distinct action_id) from actions_reminder where not missed")
    assert ledger == [(ACTIONS, ACTIONS)]
