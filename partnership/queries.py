"""Reads of the ground floor, as frozen values: whether the site works, and whether its reminders do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count, Subquery, Value

from partnership.models import Heartbeat, Message, MessageState

SWEEP = "sweep"
LATE = timedelta(minutes=15)  # then every officer's page says so
STUCK = timedelta(hours=1)  # a message that was tried and waits: every officer's page says so
DEAD = timedelta(hours=26)  # then /health/ fails: a night's pause is none


@dataclass(frozen=True)
class Watch:
    """
    How long nothing was swept (since the site was set up, where nothing ever was), what did not arrive, and how long
    the oldest message that was tried in vain has waited.
    """

    last_sweep: datetime | None
    quiet_for: timedelta
    failed: int
    waits: timedelta = timedelta(0)

    def problems(self, patience: timedelta) -> tuple[str, ...]:
        """
        What to tell, in sentences.

        >>> Watch(None, timedelta(minutes=20), 1).problems(LATE)[0]
        'Reminders have not been looked through for 20 minutes: see that the worker and the beat are running.'
        """
        late = (
            f"Reminders have not been looked through for {in_words(self.quiet_for)}: "
            "see that the worker and the beat are running."
        )
        lost = (
            "1 message was not delivered: see the outbox."
            if self.failed == 1
            else f"{self.failed} messages were not delivered: see the outbox."
        )
        said = ((late, self.quiet_for > patience), (lost, self.failed > 0))
        return tuple(words for words, holds in said if holds)

    def warnings(self) -> tuple[str, ...]:
        """
        What officers are told on every page: a mail server that does not answer is no failure of a message yet.

        >>> Watch(None, timedelta(0), 0, timedelta(hours=3)).warnings()
        ('Mail has waited for 3 hours because the mail server does not take it: see its words in the outbox.',)
        """
        stuck = (
            f"Mail has waited for {in_words(self.waits)} because the mail server does not take it: "
            "see its words in the outbox."
        )
        return self.problems(LATE) + ((stuck,) if self.waits > STUCK else ())


def in_words(time: timedelta) -> str:
    """
    >>> in_words(timedelta(minutes=20)), in_words(timedelta(hours=47)), in_words(timedelta(days=3))
    ('20 minutes', '47 hours', '3 days')
    """
    minutes = int(time.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"


def watch(now: datetime) -> Watch:
    """What the watchdog sees, in one query."""
    beat = Heartbeat.objects.filter(job=SWEEP).values("last_ran_at")[:1]
    failed = Message.objects.failed().order_by().annotate(one=Value(1)).values("one")
    tried = Message.objects.filter(state=MessageState.RETRY).order_by("written_at").values("written_at")[:1]
    found = (
        MigrationRecorder(connection)
        .migration_qs.order_by("pk")
        .annotate(
            swept=Subquery(beat),
            failed=Subquery(failed.annotate(many=Count("pk")).values("many")),
            tried=Subquery(tried),
        )
        .values_list("applied", "swept", "failed", "tried")
        .first()
    )
    set_up, swept, many, oldest = found or (now, None, 0, None)
    return Watch(swept, max(timedelta(0), now - (swept or set_up)), many or 0, now - (oldest or now))


@dataclass(frozen=True)
class Health:
    """Whether the site can work, in words a monitor and a person can read. `serving`: its pages can be used."""

    ok: bool
    serving: bool
    database: str
    last_sweep: datetime | None
    problems: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "status": "ok" if self.ok else "not ok",
            "serving": self.serving,
            "database": self.database,
            "last_sweep": self.last_sweep.isoformat() if self.last_sweep else None,
            "problems": list(self.problems),
        }


def health(now: datetime) -> Health:
    """Fails when the database is not migrated, when nothing was swept for 26 hours, and when messages failed."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        words = ("The database is not migrated: run manage.py migrate.",)
        return Health(False, False, connection.vendor, None, words)
    seen = watch(now)
    problems = seen.problems(DEAD)
    return Health(not problems, True, connection.vendor, seen.last_sweep, problems)
