"""
How long a sweep over 100,000 open actions takes when nothing is owed, and how fast 500 digests of 20 actions leave.

Each is run on a fresh database of its own; the digests go to a real mail server in a process of its own, beside a bare
smtplib loop that hands it the same letters over one connection: once as bytes that lie ready, which is the bar, and once
as a person would write it, each an EmailMessage that smtplib has yet to put into bytes. README.md says how to run it.
"""

# ruff: noqa: PLC0415 -- the child imports rows only once Django is set up
import argparse
import asyncio
import email
import os
import smtplib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email.policy import SMTP as WIRE
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2021, 12, 6)
NOW = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
OWNERS, AGENCIES = 500, 20
LEAST = 0.5  # of the bare loop's rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--digests", type=int, default=500)
    parser.add_argument("--lines", type=int, default=20, help="actions in each digest")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--sink", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.sink:
        asyncio.run(take_everything())
        return
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


async def take_everything() -> None:
    """aiosmtpd's server, which throws every letter away; says on its output at which port it is."""
    from aiosmtpd.handlers import Sink
    from aiosmtpd.smtp import SMTP

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(), hostname="sink", loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def sink() -> Iterator[int]:
    """The port of a server in a process of its own."""
    with subprocess.Popen([sys.executable, __file__, "--sink"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def measure_sending(people: list[Any], digests: int, lines: int) -> None:
    """The digests of one day from the outbox, between two bare loops over the same letters to the same server."""
    from django.conf import settings

    from actions.models import Action
    from actions.operations.reminders import deliver, sweep

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
    assert sweep(today=TODAY, now=NOW).messages == digests
    letters = written_letters()
    assert len(letters) == digests
    messages = [email.message_from_bytes(one.data, policy=WIRE) for one in letters]
    with sink() as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        bare, bare_cpu = timed(lambda: send_bare(port, letters))
        ours, our_cpu = timed(lambda: deliver(today=TODAY, now=NOW))
        again, again_cpu = timed(lambda: send_bare(port, letters))
        plain, _ = timed(lambda: send_plainly(port, messages))
    assert sent() == digests
    bare, bare_cpu = (bare + again) / 2, (bare_cpu + again_cpu) / 2
    print(
        f"  {digests} digests of {lines} actions: {digests / ours:.0f} a second, bare loop {digests / bare:.0f} "
        f"a second: {bare / ours:.0%} of its rate ({1000 * our_cpu / digests:.1f} ms of this process for each, "
        f"bare {1000 * bare_cpu / digests:.1f} ms) {'kept' if bare / ours >= LEAST else 'NOT KEPT'}"
    )
    print(
        f"    as EmailMessages by send_message the bare loop hands over {digests / plain:.0f} a second: "
        f"{plain / ours:.0%} of that rate"
    )


def written_letters() -> list[Any]:
    """What the outbox is going to say, byte for byte."""
    from django.conf import settings

    from actions.operations.reminders import compose_digest
    from partnership.emails.letter import letter, mail_domain
    from partnership.models import Message
    from partnership.operations.written import message_id

    sender = settings.DEFAULT_FROM_EMAIL
    domain = mail_domain(settings.SITE_URL, sender)
    return [
        letter(mail, sender=sender, message_id=message_id(message), domain=domain, at=message.written_at)
        for message in Message.objects.filter(day=TODAY, kind="reminders").order_by("pk")
        if (mail := compose_digest(message, TODAY, NOW))
    ]


def send_bare(port: int, letters: list[Any]) -> None:
    with smtplib.SMTP("127.0.0.1", port) as server:
        for one in letters:
            server.sendmail(one.sender, one.to, one.data)


def send_plainly(port: int, messages: list[Any]) -> None:
    with smtplib.SMTP("127.0.0.1", port) as server:
        for one in messages:
            server.send_message(one)


def sent() -> int:
    from partnership.models import Message

    return Message.objects.filter(day=TODAY, kind="reminders", state="sent").count()


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of this process."""
    started, cpu = perf_counter(), process_time()
    work()
    return perf_counter() - started, process_time() - cpu


if __name__ == "__main__":
    main()
