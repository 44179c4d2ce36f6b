"""The sweep by hand: what is owed is written down and sent at once, or with --dry-run only told."""

import json
from argparse import RawDescriptionHelpFormatter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actions.lifecycle import day_in_words
from actions.operations.reminders import SweepReport, remind_by_hand, sweep
from actions.schedule import next_working_day, why_in_words
from partnership import clock
from partnership.operations.delivery import DeliveryReport
from partnership.operations.rows import FIRST_YEAR, LAST_YEAR

HELP = """\
Does by hand what the scheduled sweep does: writes down the reminders that are owed (one digest a person a day,
never one that the ledger has already) and sends them at once. You asked for it, so the sending window (working
days from 07:30) does not hold it back.

With --json it prints one object:
  {"as_of": "2021-12-06",
   "owed": [{"reference": "SSCP-2021-03", "recipient": "head.of.qa@example.org", "step": 1,
             "deadline": "2021-11-30", "days_late": 6}],
   "messages": 1, "sent": 1, "failed": 0, "missed": 3}
owed: the reminders written by this run, or with --dry-run those it would write; step: days from the deadline,
or 1000 on being named, 2000 before papers are due, 3000 and the days waited for a request (deadline is then that day);
messages: the digests they are in; sent: messages that the mail server took in this run; failed: messages that
were due and did not leave (those are tried again, or stand in the outbox with the server's words); missed:
earlier steps that are marked as missed because a later one took their place.
"""


def a_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CommandError("--as-of takes a date such as 2021-12-06.") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CommandError(f"--as-of takes a date from {FIRST_YEAR} to {LAST_YEAR}, such as 2021-12-06.")
    return day


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only tell; write and send nothing.")
        parser.add_argument("--as-of", type=a_day, help="As on this date (YYYY-MM-DD); only with --dry-run.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["as_of"] and not options["dry_run"]:
            raise CommandError("--as-of works only with --dry-run: reminders are sent as on today.")
        today, now = options["as_of"] or clock.today(), clock.now()
        if options["dry_run"]:
            swept, delivered = sweep(today=today, now=now, dry_run=True), DeliveryReport()
        else:
            swept, delivered = remind_by_hand(today=today, now=now)
        answer = (
            in_json(swept, delivered) if options["json"] else in_words(swept, delivered, options["dry_run"])
        )
        self.stdout.write(answer)


def in_json(swept: SweepReport, delivered: DeliveryReport) -> str:
    return json.dumps(
        {
            "as_of": swept.as_of.isoformat(),
            "owed": [
                {
                    "reference": one.reference,
                    "recipient": one.person.address,
                    "step": one.step,
                    "deadline": one.deadline.isoformat(),
                    "days_late": one.days_late,
                }
                for one in swept.owed
            ],
            "messages": swept.messages,
            "sent": delivered.sent,
            "failed": delivered.failed,
            "missed": swept.missed,
        },
        indent=2,
    )


def in_words(swept: SweepReport, delivered: DeliveryReport, dry: bool) -> str:
    lines = [
        f"{one.person.address}: {one.reference}, {why_in_words(one.step, one.deadline)}" for one in swept.owed
    ]
    if swept.busy:
        lines.append("Another sweep is at work; this one wrote nothing down.")
    elif not swept.owed:
        lines.append(f"Nothing is owed on {day_in_words(swept.as_of)}.")
    if dry:
        lines.append(f"Nothing was written. A sweep would write {swept.words}.")
        if (leaves := next_working_day(swept.as_of)) != swept.as_of:
            day = f"{day_in_words(swept.as_of)} is no working day"
            lines.append(f"{day}: the scheduled sweep waits until {day_in_words(leaves)}.")
    else:
        lines.append(f"Written: {swept.words}. Sent: {delivered.sent}. Not sent: {delivered.failed}.")
    return "\n".join(lines)
