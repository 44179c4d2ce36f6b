"""
A file that waits made by the worker: claimed under a lease, rendered, kept if the pack is still the one it was made from.

All of it stands in the rendering's row, so a page can show it and a killed worker loses nothing: its lease runs out, and
the next run makes the file. Two workers never keep two of the same.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from time import monotonic
from typing import Any

from django.db import InterfaceError, InternalError, OperationalError, transaction
from django.db.models import Q

from boardpack.assemble import document_of
from boardpack.document import PackDocument, UnknownFormat, digest, from_text
from boardpack.models import OPEN, Pack, Rendering, RenderingState
from boardpack.queries.moment import one_reading
from boardpack.renderers import BY_KEY
from boardpack.renderers.pdf.rendered import CannotBeRendered
from boardpack.renderers.pptx.rendered import TemplateUnusable

LEASE = timedelta(seconds=120)  # well above what the longest file takes
TURN = 60  # seconds after which a run takes no further file: the next run does
TRIES = 3
FAULT = "It could not be made, because of a fault of this site: tell its administrator."
_AWAY = (OperationalError, InterfaceError, InternalError)
logger = logging.getLogger(__name__)


class CannotBeMade(Exception):
    """The message is the sentence that the page shows in place of the file."""


def make_waiting(*, now: datetime) -> int:
    """
    Files that wait, or whose worker has gone, made one after another for about a minute; how many were taken.

    Not to be called within a transaction. Two runs at once never take the same file.
    """
    started, taken = monotonic(), 0
    while monotonic() - started < TURN and (job := _claimed(now, started)):
        taken += 1
        job.run()
    return taken


@dataclass
class _Job:
    """One claimed file. Its lease is its token: whoever finds another in the row has lost it."""

    row: Rendering
    now: datetime
    started: float

    @property
    def moment(self) -> datetime:
        """`now` and what has passed since, so that no lease is dated back."""
        return self.now + timedelta(seconds=monotonic() - self.started)

    def run(self) -> None:
        try:
            content = self._content()
        except (CannotBeMade, CannotBeRendered, TemplateUnusable, UnknownFormat) as no:
            self._end(state=RenderingState.FAILED, words=str(no)[:300])
        except Pack.DoesNotExist:
            return  # the draft was discarded, and its files with it
        except _AWAY:
            raise  # the database is away or busy: the lease runs out, and the file is taken up again
        except Exception:
            logger.exception("%s of pack %s could not be made.", self.row.format, self.row.pack_id)
            self._end(state=RenderingState.FAILED, words=FAULT)
        else:
            self._end(
                state=RenderingState.MADE,
                words="",
                content=content,
                sha256=sha256(content).hexdigest(),
                made_at=self.moment,
            )

    def _content(self) -> bytes:
        if _tries(self.row) > TRIES:
            raise CannotBeMade(
                f"The worker stopped {TRIES} times while it was at this file, so it was given up. Tell the site's administrator."
            )
        document, at = self._source()
        return BY_KEY[self.row.format].render(document, at)

    def _source(self) -> tuple[PackDocument, datetime]:
        """What the file is made from, and the instant that it carries."""
        with one_reading():
            pack = Pack.objects.select_related("meeting").get(pk=self.row.pack_id)
            if pack.status in OPEN:
                return document_of(pack), self.moment
        if pack.published_at is None or digest(pack.document) != pack.sha256:
            raise CannotBeMade(
                "The edition is not as it was published, so nothing is made from it: ask the site's administrator to run "
                "verify_packs."
            )
        return from_text(pack.document), pack.published_at

    def _end(self, **changes: Any) -> None:
        """Kept only while the row is ours, and the pack still holds the document that it is to be a file of."""
        held = Rendering.objects.filter(
            pk=self.row.pk,
            state=RenderingState.MAKING,
            lease_until=self.row.lease_until,
            pack__sha256=self.row.document_sha256,
        )
        held.update(lease_until=None, **changes)


def _claimed(now: datetime, started: float) -> _Job | None:
    left_behind = Q(state=RenderingState.MAKING, lease_until__lt=now)
    free = Rendering.objects.filter(Q(state=RenderingState.WAITING) | left_behind, format__in=BY_KEY)
    if not free.exists():  # most often: then SQLite's one place for a writer is left to others
        return None
    with transaction.atomic(durable=True):  # RuntimeError inside another: progress could not be seen there
        row = (
            free.select_for_update(skip_locked=True, of=("self",))
            .defer("content")
            .order_by("asked_at", "pk")
            .first()
        )
        if row is None:
            return None
        job = _Job(row, now, started)
        row.state, row.words = RenderingState.MAKING, str(_tries(row) + 1)
        row.lease_until = job.moment + LEASE
        _by_this_renderer(row)
        row.save(update_fields=["state", "words", "lease_until", "renderer"])
    return job


def _by_this_renderer(row: Rendering) -> None:
    """A file asked for before an upgrade is made as it is made now; where that was asked for too, one of the two goes."""
    now_made = BY_KEY[row.format].version
    if row.renderer != now_made:
        row.renderer = now_made
        same = {name: getattr(row, name) for name in ("pack_id", "format", "renderer", "document_sha256")}
        Rendering.objects.filter(**same).exclude(pk=row.pk).delete()


def _tries(row: Rendering) -> int:
    """How often it was begun: while a file is being made its words hold that."""
    return int(row.words or 0)
