"""
The files of a pack as frozen values: what is made, what is on its way, what could not be made; and one file's bytes.

Read without the bytes but for the one file. Knows nobody's role, and no worker: that none has taken a file is seen in
its row.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models.functions import Length

from boardpack.models import Rendering, RenderingState
from boardpack.renderers import FORMATS, Format

PATIENCE = timedelta(seconds=30)  # a worker that runs takes a waiting file sooner


@dataclass(frozen=True)
class FileFacts:
    """
    A format and how its file stands: `state` is RenderingState's word, empty when it was never asked for.

    `size` in bytes and `sha256` of what is made; `words` say in a sentence how it stands otherwise.
    """

    key: str
    name: str
    state: str
    words: str
    size: int
    sha256: str
    made_at: datetime | None
    asked_at: datetime | None = None

    @property
    def is_made(self) -> bool:
        return self.state == RenderingState.MADE

    @property
    def is_on_its_way(self) -> bool:
        return self.state in (RenderingState.WAITING, RenderingState.MAKING)

    @property
    def can_be_asked_for(self) -> bool:
        return self.state in ("", RenderingState.FAILED)


@dataclass(frozen=True)
class File:
    """A file's bytes, and what a browser is told of them."""

    format: Format
    content: bytes
    sha256: str


def files_of(pack_pk: int, document_sha256: str, now: datetime) -> tuple[FileFacts, ...]:
    """Of the edition with this document, one for each format. One query."""
    rows = Rendering.objects.filter(pack_id=pack_pk, document_sha256=document_sha256)
    found: dict[str, Rendering] = {}
    for row in rows.defer("content").annotate(size=Length("content")).order_by("asked_at", "pk"):
        held = found.get(row.format)
        if held is None or row.state == RenderingState.MADE or held.state != RenderingState.MADE:
            found[row.format] = row
    return tuple(_facts(one, found.get(one.key), now) for one in FORMATS)


def file_of(pack_pk: int, document_sha256: str, chosen: Format) -> File | None:
    """The newest that is made; None when none is. One query."""
    rows = Rendering.objects.filter(
        pack_id=pack_pk, document_sha256=document_sha256, format=chosen.key, state=RenderingState.MADE
    )
    row = rows.order_by("-asked_at", "-pk").first()
    return None if row is None or row.content is None else File(chosen, bytes(row.content), row.sha256)


def _facts(one: Format, row: Rendering | None, now: datetime) -> FileFacts:
    if row is None:
        return FileFacts(one.key, one.name, "", "Not made yet.", 0, "", None)
    return FileFacts(
        key=one.key,
        name=one.name,
        state=row.state,
        words=_words(row, now),
        size=getattr(row, "size", None) or 0,
        sha256=row.sha256,
        made_at=row.made_at,
        asked_at=row.asked_at,
    )


def _words(row: Rendering, now: datetime) -> str:
    if row.state == RenderingState.WAITING:
        if now - row.asked_at > PATIENCE:
            return "No worker has taken it yet: it may be busy, or none is running. It is made as soon as one runs."
        return "Waiting for the worker, which takes it in a few seconds."
    if row.state == RenderingState.MAKING:
        if row.lease_until and row.lease_until < now:
            return "The worker that was at it has stopped. The next one makes it."
        return "Being made."
    return row.words
