"""
The files of a pack asked for, and forgotten: a row for each format, which the worker finds and makes.

An edition's files are kept with it; a draft's only until they are asked for again, or it is published or discarded.
Knows no broker; `file_jobs` makes them.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from boardpack.models import OPEN, Pack, Rendering, RenderingState
from boardpack.permissions import can_read_pack
from boardpack.renderers import BY_KEY
from indicators.operations.asking import require_of
from partnership.models import User
from partnership.verdicts import Refused

ALL = tuple(BY_KEY)


@transaction.atomic
def ask_for_files(*, pack: Pack, by: User | None, now: datetime, keys: Iterable[str] = ALL) -> int:
    """
    These formats wait for the worker, but for those that are made already or on their way; how many more wait now.

    What could not be made is tried again. A draft's files are made anew. Refused where this person may not read the pack.
    """
    wanted = [key for key in keys if key in BY_KEY]
    row = Pack.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=pack.pk).first()
    if row is None:
        raise Refused("This draft is no longer there: somebody discarded it.")
    require_of(by, lambda user: can_read_pack(user, row))
    held = Rendering.objects.filter(pack=row, document_sha256=row.sha256, format__in=wanted)
    if row.status in OPEN:
        held.filter(state__in=[RenderingState.MADE, RenderingState.FAILED]).delete()
    before = held.filter(state=RenderingState.WAITING).count()
    for key in wanted:
        failed = held.filter(state=RenderingState.FAILED, format=key, renderer=BY_KEY[key].version)
        failed.update(state=RenderingState.WAITING, words="", asked_at=now)
    owe_files(pack=row, now=now, keys=wanted)
    return held.filter(state=RenderingState.WAITING).count() - before


def owe_files(*, pack: Pack, now: datetime, keys: Iterable[str] = ALL) -> None:
    """Rows for what has none yet, in the transaction of whatever owes them: publishing, or a redaction."""
    Rendering.objects.bulk_create(
        [
            Rendering(
                pack=pack, format=key, renderer=BY_KEY[key].version, document_sha256=pack.sha256, asked_at=now
            )
            for key in keys
        ],
        ignore_conflicts=True,
    )


def forget_files(*, pack: Pack) -> None:
    """None of the pack's files is kept any more, in the transaction that calls for it. A worker at one drops it."""
    Rendering.objects.filter(pack=pack).delete()
