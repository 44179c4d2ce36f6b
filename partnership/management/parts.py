"""
The processes of a site on one machine, as command lines: web, worker, beat, and the mailbox of a demonstration.

The same commands, under systemd, are production's (docs/how-to/install.md).
"""

import socket
import sys
from pathlib import Path

from partnership.management.supervisor import Part


def web(listener: socket.socket) -> Part:
    # The listening socket is handed down: no other program can take the port between the check and the start.
    number = listener.fileno()
    command = (
        *(sys.executable, "-m", "gunicorn", "sscp.wsgi:application", "--bind", f"fd://{number}"),
        *("--workers", "2", "--threads", "4", "--timeout", "60", "--graceful-timeout", "5"),
        *("--log-level", "warning", "--no-control-socket"),
    )
    return Part("web", command, inherits=(number,))


def worker() -> Part:
    command = (
        *(sys.executable, "-m", "celery", "--app", "sscp", "--quiet", "worker", "--concurrency", "1"),
        *("--loglevel", "WARNING", "--without-gossip", "--without-mingle"),
    )
    # A stop ends a task between two messages instead of waiting for all of them (Celery's soft shutdown).
    # The warning against running as root fills a screen; whoever tries the product in a container knows.
    environment = {"REMAP_SIGTERM": "SIGQUIT", "PYTHONWARNINGS": "ignore:You're running the worker"}
    return Part("worker", command, environment)


def beat() -> Part:
    command = (sys.executable, "-m", "celery", "--app", "sscp", "--quiet", "beat", "--loglevel", "WARNING")
    return Part("beat", command)


def mailbox(listener: socket.socket, folder: Path) -> Part:
    number = listener.fileno()
    command = (sys.executable, "-m", "partnership.adapters.mailbox", str(number), str(folder))
    return Part("mailbox", command, inherits=(number,), quiet=True, last=True)
