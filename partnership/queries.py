"""Reads of the ground floor, as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from partnership.models import Heartbeat


@dataclass(frozen=True)
class Health:
    """Whether the site can work, in words a monitor and a person can read."""

    ok: bool
    database: str
    last_sweep: datetime | None
    problems: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "status": "ok" if self.ok else "not ok",
            "database": self.database,
            "last_sweep": self.last_sweep.isoformat() if self.last_sweep else None,
            "problems": list(self.problems),
        }


def health(now: datetime) -> Health:
    """The database answers and is migrated; when reminders were last swept is told, not judged here."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        return Health(
            False, connection.vendor, None, ("The database is not migrated: run manage.py migrate.",)
        )
    beat = Heartbeat.objects.filter(job="sweep").first()
    return Health(True, connection.vendor, beat.last_ran_at if beat else None, ())
