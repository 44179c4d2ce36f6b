"""
One start of the site by ./run: the sample where there is nothing, then Redis, mailbox, web, worker and beat.

What is kept for the next start goes through kept.py; a line of the environment is never overruled. Knows nothing
of how processes live and die.
"""

import os
import sys
from datetime import date
from socket import socket
from urllib.parse import urlsplit

from django.conf import settings

from partnership.management import addresses, broker, kept, parts
from partnership.management.supervisor import Part, Supervisor

DEMONSTRATION_OPENS_ON = date(2021, 12, 6)
OF_ONE_START = ("REDIS_URL", "EMAIL_URL", "SITE_URL", "ALLOWED_HOSTS")
SECONDS_TO_ANSWER = 90


class CannotStart(Exception):
    """The site cannot start; the message says why."""


def demonstration_lines(real_today: date) -> dict[str, str]:
    """What makes a site the demonstration: its clock opens on a fixed day and runs on from there."""
    return {
        "DEMONSTRATION": "yes",
        "CLOCK_SHIFT_DAYS": str((DEMONSTRATION_OPENS_ON - real_today).days),
        "PARTNERSHIP_NAME": "Southampton Safeguarding Children Partnership",
        "SENDING_WINDOW": "always",
        "SWEEP_SECONDS": "30",
    }


class Site:
    """One start: where it listens, what its processes are told, and what is kept."""

    def __init__(self, host: str, port: int, supervisor: Supervisor) -> None:
        self.host, self.port = host, port
        self.names = addresses.names_for(host)
        self.demonstration = settings.DEMONSTRATION
        self.broker = broker.find_broker(os.environ.get("REDIS_URL", "").strip(), settings.VAR_DIR)
        self._supervisor = supervisor
        self._file = settings.VAR_DIR / "site.env"
        self._password_file = settings.VAR_DIR / "demonstration_password"
        self._mail_listener: socket | None = None

    @property
    def environment(self) -> dict[str, str]:
        return self._supervisor.environment

    @property
    def address(self) -> str:
        return self.environment["SITE_URL"]

    @property
    def password(self) -> str:
        """Of the demonstration's people; empty where ./run loaded no sample."""
        loaded = self.demonstration and self._password_file.is_file()
        return kept.password_in(self._password_file) if loaded else ""

    @property
    def has_mailbox(self) -> bool:
        return not os.environ.get("EMAIL_URL", "").strip()

    def load_sample(self, real_today: date) -> None:
        """Into an empty database. Fails without a trace: no site is half a demonstration."""
        lines = demonstration_lines(real_today)
        kept.keep(self._file, lines)
        password = kept.password_in(self._password_file)
        command = (sys.executable, "manage.py", "load_sample")
        part = Part("sample", command, environment={"DEMONSTRATION_PASSWORD": password}, quiet=True)
        loaded = False
        try:
            running = self._supervisor.finish(part)
            loaded = running.process.returncode == 0
            if not loaded:
                raise CannotStart(f"{running.how_it_ended()} The sample could not be loaded.")
        finally:
            if not loaded:
                self.forget_demonstration()
        self.demonstration = True

    def forget_demonstration(self) -> None:
        kept.keep(self._file, dict.fromkeys(demonstration_lines(DEMONSTRATION_OPENS_ON)))
        self._password_file.unlink(missing_ok=True)
        self.demonstration = False

    def start(self, listener: socket) -> None:
        """Every process; returns when the site answers."""
        for part in self._foundations():
            self._supervisor.start(part)
        if self.broker.part and not self._supervisor.watch(lambda: broker.answers(self.broker.url), 10):
            raise CannotStart("Redis was started and does not answer.")
        for part in (parts.web(listener), parts.worker(), parts.beat()):
            self._supervisor.start(part)
        name = self.environment["ALLOWED_HOSTS"].split(",")[0].strip()
        if not self._supervisor.watch(
            lambda: addresses.is_healthy(self.host, self.port, name), SECONDS_TO_ANSWER
        ):
            raise CannotStart(f"The site was started and {self.address}/health/ does not answer.")

    def _foundations(self) -> list[Part]:
        """Redis and the mailbox, and the lines that tell everybody where they are."""
        own = urlsplit(os.environ.get("SITE_URL", "")).hostname
        lines = {
            "SITE_URL": f"http://{self.names[0]}:{self.port}",
            "ALLOWED_HOSTS": ",".join([*([own] if own else []), *self.names]),
        }
        found = [self.broker.part] if self.broker.part else []
        if self.broker.part:
            lines["REDIS_URL"] = self.broker.url
        if self.has_mailbox:
            self._mail_listener = addresses.listen("127.0.0.1", 0)
            found.append(parts.mailbox(self._mail_listener, settings.MAILBOX_DIR))
            lines["EMAIL_URL"] = f"smtp://127.0.0.1:{self._mail_listener.getsockname()[1]}"
        made = {name: value for name, value in lines.items() if not os.environ.get(name, "").strip()}
        self.environment.update(made)
        self.environment.setdefault("LOG_LEVEL", "warning")
        kept.keep(self._file, {name: made.get(name) for name in OF_ONE_START})
        return found

    def forget_this_start(self) -> None:
        """What was true for this start alone is not kept beyond it."""
        if self._mail_listener is not None:
            self._mail_listener.close()
        kept.keep(self._file, dict.fromkeys(OF_ONE_START))
