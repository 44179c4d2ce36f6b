"""
Settings that are each right and do not go together: found at the start instead of by a board member.

A single wrong value is refused by settings.py itself. Ids are never used again; the hint says what to do.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def register_all() -> None:
    register(settings_go_together, Tags.security)
    register(settings_fit_production, Tags.security, deploy=True)


def settings_go_together(**_: Any) -> list[CheckMessage]:
    """What is wrong whatever the site is for."""
    return list(_contradictions())


def settings_fit_production(**_: Any) -> list[CheckMessage]:
    """What will do on one's own machine and not for a partnership (check --deploy)."""
    return list(_not_for_production())


def _contradictions() -> Iterator[CheckMessage]:
    host = _host()
    if not _is_allowed(host, settings.ALLOWED_HOSTS):
        yield Error(
            f"SITE_URL leads to {host}, which ALLOWED_HOSTS does not name, so links in mails would be refused.",
            hint=f"Add {host} to ALLOWED_HOSTS, or correct SITE_URL.",
            id="sscp.E001",
        )
    if settings.CLOCK_SHIFT_DAYS and not settings.DEMONSTRATION:
        yield Error(
            "CLOCK_SHIFT_DAYS moves the date of a site that is no demonstration: deadlines would be wrong and nothing says so.",
            hint="Take CLOCK_SHIFT_DAYS away, from the environment or from var/site.env; or set DEMONSTRATION=yes.",
            id="sscp.E002",
        )
    if settings.DEBUG and host not in LOOPBACK:
        yield Error(
            "DEBUG shows settings and data to whoever meets an error, and SITE_URL leads to a site that others reach.",
            hint="Set DEBUG=no.",
            id="sscp.E003",
        )


def _not_for_production() -> Iterator[CheckMessage]:
    if not settings.MAIL_SERVER_IS_NAMED:
        yield Warning(
            "EMAIL_URL is not set, so reminders are offered to port 25 of this machine.",
            hint="Set EMAIL_URL to the partnership's mail server.",
            id="sscp.W001",
        )
    if not settings.REDIS_URL:
        yield Warning(
            "REDIS_URL is not set, so jobs pass through files on this machine.",
            hint="Set REDIS_URL.",
            id="sscp.W002",
        )
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield Warning(
            "The database is a file, which serves one machine and its local disk alone.",
            hint="Set DATABASE_URL to a PostgreSQL database.",
            id="sscp.W003",
        )
    if settings.DEMONSTRATION:
        yield Warning(
            "DEMONSTRATION is on: the date may be shifted, the mailbox is open, and sample accounts may exist.",
            hint="Take DEMONSTRATION away, and start with an empty database.",
            id="sscp.W004",
        )
    if not settings.OFFICER_CONTACT:
        yield Warning(
            "OFFICER_CONTACT is not set, so reminders cannot say whom to ring.",
            hint="Set OFFICER_CONTACT to a telephone number or an address.",
            id="sscp.W005",
        )


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


def _is_allowed(host: str, allowed: list[str]) -> bool:
    name = f"[{host}]" if ":" in host else host
    return any(name == entry or (entry.startswith(".") and name.endswith(entry)) for entry in allowed)
