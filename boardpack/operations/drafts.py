"""
The one question before every change of a pack: is it still a draft? And one moment for all that is read of it.

Locks the pack's row until the transaction ends, so that nothing is added to a pack while it is being published.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from boardpack.models import OPEN, Pack
from partnership.verdicts import Refused

SERIALIZATION_FAILURE = "40001"  # PostgreSQL: another transaction changed what this one had read


class NotADraft(Refused):
    """A published pack is a record: it is never written again."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        super().__init__(
            f"{pack} is {pack.get_status_display()}, so it stays as it is. Start a further edition to correct it."
        )


class DraftGone(Refused):
    """The draft was discarded by somebody else."""

    def __init__(self) -> None:
        super().__init__("This draft is no longer there: somebody discarded it.")


class PublishedMeanwhile(Refused):
    """Somebody else published or changed this pack in the same moment."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else published or changed this pack in the same moment. Look at it again before publishing."
        )


def open_draft(pack: Pack) -> Pack:
    """The pack as it stands in the database, locked; NotADraft when it is published, DraftGone when there is none."""
    row = Pack.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=pack.pk).first()
    if row is None:
        raise DraftGone
    if row.status not in OPEN:
        raise NotADraft(row)
    return row


@contextmanager
def one_moment() -> Iterator[None]:
    """
    A transaction in which every read sees the same moment, so that no pack mixes two.

    SQLite's immediate transactions do that by themselves; PostgreSQL is asked for one snapshot, unless a caller's
    transaction is open already.
    """
    snapshot = connection.vendor == "postgresql" and not connection.in_atomic_block
    try:
        with transaction.atomic():
            if snapshot:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == SERIALIZATION_FAILURE:
            raise PublishedMeanwhile from error
        raise
