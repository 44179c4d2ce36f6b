"""
What ./run does once .venv stands: an up-to-date database, the sample where there is nothing, and every process.

Reads the command line and the clock, and words what happens. How a site is put together is management/site.py's,
how processes live and die supervisor.py's.
"""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections

from partnership import clock, roles
from partnership.management import addresses, kept, static_files
from partnership.management.site import CannotStart, Site
from partnership.management.supervisor import PartEnded, Stopped, Supervisor
from partnership.models import User


def port_number(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


class Command(BaseCommand):
    help = "Starts the whole site on this machine: web, worker, beat, and what they need. Ctrl-C stops all of it."
    requires_system_checks: list[str] = []  # migrate runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000, help="where to listen (8000)")
        parser.add_argument(
            "--host", default="127.0.0.1", help="on which address (127.0.0.1: this machine only)"
        )
        parser.add_argument(
            "--empty", action="store_true", help="do not load the sample into an empty database"
        )
        parser.add_argument(
            "--today",
            choices=["kept", "real"],
            default="kept",
            help="real: a demonstration runs on the real date this time (kept: on its own)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)  # whatever lies under var/ is its owner's alone
        try:
            with ExitStack() as held:
                self._serve(held, **options)
        except Stopped:
            self._say("Stopped.")
        except (CannotStart, PartEnded, addresses.CannotListen, kept.AlreadyRunning) as problem:
            self.stderr.write(str(problem))
            sys.exit(1)

    def _serve(self, held: ExitStack, *, host: str, port: int, empty: bool, today: str, **_: Any) -> None:
        listener = held.enter_context(addresses.listen(host, port))
        held.enter_context(kept.claimed(settings.VAR_DIR))
        supervisor = held.enter_context(Supervisor(settings.BASE_DIR, self._say))
        site = Site(host, port, supervisor)
        held.callback(site.forget_this_start)
        self._bring_up_to_date()
        self._settle(site, with_sample=not empty)
        if today == "real":
            supervisor.environment["CLOCK_SHIFT_DAYS"] = "0"
        self._say("Starting …")
        site.start(listener)
        self._say(self._in_words(site))
        supervisor.watch()

    def _bring_up_to_date(self) -> None:
        self._say("Bringing the database up to date …")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError as error:
            raise CannotStart(f"The database cannot be brought up to date: {str(error).strip()}") from error
        static_files.collect()

    def _settle(self, site: Site, *, with_sample: bool) -> None:
        """An empty database gets the sample, or is no demonstration any more; any other stays as it is."""
        self._is_new = not User.objects.exists()
        connections.close_all()
        if self._is_new and with_sample:
            self._say("Loading the sample, November 2021 …")
            site.load_sample(clock.now().astimezone(clock.LONDON).date())
        elif self._is_new:
            site.forget_demonstration()

    def _in_words(self, site: Site) -> str:
        lines = [f"The site is ready: {site.address}/", site.broker.words, *self._mail_in_words(site)]
        if not addresses.is_loopback(site.host):
            lines.append(
                f"It answers to {', '.join(site.names)} (set ALLOWED_HOSTS for other names), and to everybody who "
                "can reach this machine, without encryption."
            )
        return "\n".join(["", *lines, "", *self._sign_ins_in_words(site), "Ctrl-C stops all of it."])

    def _mail_in_words(self, site: Site) -> list[str]:
        if not site.has_mailbox:
            return ["Mail leaves through the server that EMAIL_URL names."]
        if site.demonstration:
            return [f"Mail stays on this machine: {site.address}/mailbox/"]
        return [f"EMAIL_URL is not set: mail is kept in {settings.MAILBOX_DIR} and goes to nobody."]

    def _sign_ins_in_words(self, site: Site) -> list[str]:
        if site.password:
            rows = [f"  {role.name:<20}  {role.key.replace('_', '-')}@example.org" for role in roles.ROLES]
            return ["Sign in with one of these addresses:", *rows, f"Password of each: {site.password}", ""]
        if self._is_new:
            make = ".venv/bin/python manage.py make_person EMAIL --name NAME --role administrator"
            return [
                "Nobody can sign in yet. Make the first administrator, in another terminal, with:",
                f"  {make}",
                "",
            ]
        return []

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
