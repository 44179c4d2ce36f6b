"""
How long a sweep over 100,000 open actions takes when nothing is owed, and how fast 500 digests of 20 actions leave.

Each is run on a fresh database of its own; the digests go to a sink on this machine, beside a bare smtplib loop that
hands the same letters to the same sink. README.md beside this says how to run it.
"""

# ruff: noqa: PLC0415 -- the child imports rows only once Django is set up
import argparse
import os
import signal
import smtplib
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from socket import create_server, socket
from threading import Thread
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2021, 12, 6)
NOW = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
OWNERS, AGENCIES = 500, 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--digests", type=int, default=500)
    parser.add_argument("--lines", type=int, default=20, help="actions in each digest")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        measure(asked.actions, asked.digests, asked.lines)
        return
    for name, url in ({"SQLite": ""} | ({"PostgreSQL": named} if (named := _postgres()) else {})).items():
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "DATABASE_URL": url, "VAR_DIR": folder}
            environment |= {"DJANGO_SETTINGS_MODULE": "sscp.settings", "PYTHONPATH": str(ROOT)}
            print(f"{name}:", flush=True)
            subprocess.run([sys.executable, __file__, *sys.argv[1:], "--child"], env=environment, check=True)


def _postgres() -> str:
    return os.environ.get("DATABASE_URL", "")


def measure(actions: int, digests: int, lines: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    people = owners()
    write_actions(people, actions)
    measure_sweep(actions)
    measure_sending(people, digests, lines)


def owners() -> list[Any]:
    """Owners in agencies that have a lead, and one officer."""
    from partnership.models import Agency, User
    from partnership.operations.people import store_person

    store_person(
        person=None,
        by=None,
        email="officer@example.org",
        name="Performance officer",
        is_active=True,
        role_keys=frozenset({"performance_officer"}),
    )
    agencies = Agency.objects.bulk_create(Agency(name=f"Agency {number}") for number in range(AGENCIES))
    people = User.objects.bulk_create(
        User(email=f"owner{number}@example.org", name=f"Owner {number}", agency=agencies[number % AGENCIES])
        for number in range(OWNERS)
    )
    for agency, lead in zip(agencies, people, strict=False):
        Agency.objects.filter(pk=agency.pk).update(lead=lead)
    return people


def write_actions(people: list[Any], many: int) -> None:
    """Open actions with deadlines from 60 days ago to 60 days ahead; whatever was owed for them is in the ledger."""
    from django.db import connection

    from actions.models import Action, Reminder
    from actions.schedule import STEPS, Told
    from partnership.models import Agency, Message, User

    leads = dict(Agency.objects.values_list("pk", "lead_id"))
    officer = User.objects.get(email="officer@example.org")
    messages = {
        (message.recipient_id, (TODAY - message.day).days): message
        for message in Message.objects.bulk_create(
            Message(
                recipient_id=person,
                to="somebody@example.org",
                kind="reminders",
                day=TODAY - timedelta(days=ago),
                state="sent",
                sent_at=NOW,
                written_at=NOW,
            )
            for person in [officer.pk, *(one.pk for one in people)]
            for ago in range(1, len(STEPS) + 1)
        )
    }
    made = Action.objects.bulk_create(
        (
            Action(
                reference=f"B-{number}",
                title=f"Action {number}",
                owner=people[number % len(people)],
                agency_id=people[number % len(people)].agency_id,
                deadline=TODAY + timedelta(days=number % 121 - 60),
                raised_on=TODAY - timedelta(days=90),
                named_on=TODAY - timedelta(days=90),
                accepted_on=TODAY - timedelta(days=80),
            )
            for number in range(many)
        ),
        batch_size=5_000,
    )
    whom = {
        Told.OWNER: lambda action: action.owner_id,
        Told.LEAD: lambda action: leads[action.agency_id],
        Told.OFFICERS: lambda action: officer.pk,
    }
    Reminder.objects.bulk_create(
        (
            Reminder(
                action=action,
                recipient_id=person,
                step=step.days,
                deadline=action.deadline,
                message=messages[person, STEPS.index(step) + 1],
                written_at=NOW,
            )
            for action in made
            for step in STEPS
            if action.deadline + timedelta(days=step.days) <= TODAY
            for person in {whom[told](action) for told in step.told}
        ),
        batch_size=5_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure_sweep(actions: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from actions.operations.reminders import sweep

    seconds, of_cpu = [], []
    for _ in range(5):
        started, cpu = perf_counter(), process_time()
        report = sweep(today=TODAY, now=NOW)
        seconds.append(perf_counter() - started)
        of_cpu.append(process_time() - cpu)
        assert report.owed == (), f"{len(report.owed)} reminders were owed"
    with CaptureQueriesContext(connection) as asked:
        sweep(today=TODAY, now=NOW)
    print(
        f"  sweep of {actions:,} open actions, nothing owed: {min(seconds):.2f} s "
        f"({min(of_cpu):.2f} s of this process), {len(asked)} queries"
    )


class Sink:
    """An SMTP server in a process of its own that says yes to everything."""

    def __init__(self) -> None:
        self._listener: socket = create_server(("127.0.0.1", 0), backlog=50)
        self.port = self._listener.getsockname()[1]
        self._child = os.fork()
        if self._child == 0:
            self._serve()
            os._exit(0)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            Thread(target=self._converse, args=(self._listener.accept()[0],), daemon=True).start()

    @staticmethod
    def _converse(connection: socket) -> None:
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 ready\r\n")
            for line in lines:
                if line[:4].upper() == b"DATA":
                    connection.sendall(b"354 go on\r\n")
                    while next(lines) != b".\r\n":
                        pass
                connection.sendall(b"221 bye\r\n" if line[:4].upper() == b"QUIT" else b"250 yes\r\n")

    def stop(self) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)


def measure_sending(people: list[Any], digests: int, lines: int) -> None:
    """The digests of one day; then the same letters by a bare loop."""
    from django.conf import settings

    from actions.models import Action
    from actions.operations.reminders import compose_digest, remind
    from partnership.emails.letter import letter
    from partnership.models import Message

    sink = Sink()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    Action.objects.bulk_create(
        Action(
            reference=f"D-{person.pk}-{number}",
            title=f"Action {number}",
            owner=person,
            agency_id=person.agency_id,
            deadline=TODAY,
            raised_on=TODAY - timedelta(days=30),
        )
        for person in people[:digests]
        for number in range(lines)
    )
    try:
        started, cpu = perf_counter(), process_time()
        swept, delivered = remind(today=TODAY, now=NOW, window="always")
        ours, our_cpu = perf_counter() - started, process_time() - cpu
        assert (swept.messages, delivered.sent) == (digests, digests), (swept.words, delivered)
        letters = [
            letter(
                mail,
                sender="board@example.org",
                message_id="<bench@example.org>",
                domain="example.org",
                at=NOW,
            )
            for message in Message.objects.filter(day=TODAY, kind="reminders").select_related("recipient")
            if (mail := compose_digest(message, TODAY, NOW))
        ]
        started = perf_counter()
        with smtplib.SMTP("127.0.0.1", sink.port) as server:
            for one in letters:
                server.sendmail(one.sender, one.to, one.data)
        bare = perf_counter() - started
    finally:
        sink.stop()
    print(
        f"  {digests} digests of {lines} actions: {digests / ours:.0f} a second ({our_cpu:.1f} s of this process), "
        f"bare loop {digests / bare:.0f} a second, {bare / ours:.0%} of its rate"
    )


if __name__ == "__main__":
    main()
