"""
Whether every published edition is what it was: its document, what its history holds of it, and each file that is kept.

A redaction changes the document and says so by its own row, which names the hash before and after. A file is rendered
again as long as its renderer's version stands. Nothing is written here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from boardpack.document import PackDocument, digest, from_text
from boardpack.models import FROZEN, Pack, Redaction, Rendering, RenderingState
from boardpack.renderers import BY_KEY

HOLDS, AGAIN = "holds", "holds, and renders to the same bytes"
EARLIER = "holds; made by an earlier version of its renderer"


@dataclass(frozen=True)
class FileProof:
    """A kept file: `found` says how it stands, `is_broken` that it is not what was made."""

    format: str
    renderer: str
    sha256: str
    found: str
    is_broken: bool = False


@dataclass(frozen=True)
class EditionProof:
    """
    An edition: `breaches` are sentences, empty when it is what it was. `redactions` say when words were taken out and why.
    """

    title: str
    meeting_date: date
    edition: int
    status: str
    sha256: str
    redactions: tuple[str, ...]
    files: tuple[FileProof, ...]
    breaches: tuple[str, ...]


def proofs(day: date | None = None, *, render: bool = True) -> Iterator[EditionProof]:
    """
    Of every edition that was ever published (of that day's meeting), one after another, oldest first.

    Without `render` only the hashes are compared, which is quick.
    """
    rows = Pack.objects.filter(status__in=FROZEN).order_by("published_at", "pk")
    for pk in (rows if day is None else rows.filter(meeting__date=day)).values_list("pk", flat=True):
        yield _proof(Pack.objects.select_related("meeting").get(pk=pk), render=render)
    yield from _gone(day)


def _gone(day: date | None) -> Iterator[EditionProof]:
    """Editions of which the history holds that they were published, and which are none any more."""
    stand = Pack.objects.filter(status__in=FROZEN).values("pk")
    records = Pack.history.filter(status__in=FROZEN).exclude(id__in=stand).select_related("meeting")
    last = {record.id: record for record in records.order_by("history_id")}
    for record in last.values():
        if day is None or record.meeting.date == day:
            yield EditionProof(
                title=str(record.instance),
                meeting_date=record.meeting.date,
                edition=record.edition,
                status="gone",
                sha256=record.sha256,
                redactions=(),
                files=(),
                breaches=("Its history holds that it was published, and it is no edition any more.",),
            )


def _proof(pack: Pack, *, render: bool) -> EditionProof:
    redactions = list(
        pack.redactions.filter(agreed_at__isnull=False).order_by("agreed_at", "pk")
    )  # those that were done
    document, breaches = _document(pack)
    breaches += _redacted(pack, document, redactions) + _history(pack, redactions)
    files = tuple(
        _file(row, pack, redactions, document if render else None)
        for row in pack.renderings.filter(state=RenderingState.MADE).order_by("format", "asked_at", "pk")
    )
    return EditionProof(
        title=str(pack),
        meeting_date=pack.meeting.date,
        edition=pack.edition,
        status=pack.get_status_display(),
        sha256=pack.sha256,
        redactions=tuple(f"Redacted on {each.agreed_at:%-d %B %Y}: {each.reason}" for each in redactions),
        files=files,
        breaches=(
            *breaches,
            *(f"The {one.format} file {one.found}." for one in files if one.is_broken),
        ),
    )


def _document(pack: Pack) -> tuple[PackDocument | None, list[str]]:
    """What can be read of it, None when that is not what was published."""
    found = digest(pack.document)
    if found != pack.sha256:
        return None, [
            f"The document is not the one on record: its SHA-256 is {found}, and {pack.sha256} stands beside it."
        ]
    try:
        document = from_text(pack.document)
    except Exception as error:  # whatever is wrong with it is one breach
        return None, [f"The document cannot be read ({type(error).__name__}: {error})."]
    if (document.edition, document.month, document.as_at) != (pack.edition, str(pack.month), pack.as_at):
        return None, ["The document is another edition’s: its edition, month or day is not the row’s."]
    return document, []


def _redacted(pack: Pack, document: PackDocument | None, redactions: list[Redaction]) -> list[str]:
    """The redactions are those that the edition prints, lead from one hash to the next, and the last to the one that stands."""
    printed, held = len(document.redactions) if document else len(redactions), len(redactions)
    ends = [*(each.before_sha256 for each in redactions), pack.sha256][1:]
    lost = [f"It prints {printed} of its redactions, and {held} are on record."] if printed != held else []
    return lost + [
        f"The redaction of {each.agreed_at:%-d %B %Y} led to {each.after_sha256}, and {end} followed."
        for each, end in zip(redactions, ends, strict=True)
        if each.after_sha256 != end
    ]


def _history(pack: Pack, redactions: list[Redaction]) -> list[str]:
    """What the history holds of the edition: published once, with this document or one that was redacted since."""
    known = {pack.sha256, *(each.before_sha256 for each in redactions)}
    texts = {pack.sha256, *(each.after_sha256 for each in redactions)}
    records: list[Any] = list(pack.history.filter(status__in=FROZEN).order_by("history_id"))
    if not records:
        return ["Its history does not hold that it was published."]
    found = [
        f"Its history holds another document at version {record.version}."
        for record in records
        if record.sha256 not in known or digest(record.document) not in {*texts, record.sha256}
    ]
    last = records[-1]
    differing = [
        str(field.verbose_name)
        for field in Pack._meta.concrete_fields
        if getattr(last, field.attname) != getattr(pack, field.attname)
    ]
    if differing:
        found.append(f"It was changed past the site’s operations: {', '.join(differing)}.")
    if records[0].published_at != pack.published_at:
        found.append("Its instant of publication is not the one in its history.")
    return found


def _file(
    row: Rendering, pack: Pack, redactions: list[Redaction], document: PackDocument | None
) -> FileProof:
    found = _broken(row, pack, redactions)
    if found:
        return FileProof(row.format, row.renderer, row.sha256, found, is_broken=True)
    chosen = BY_KEY.get(row.format)
    if chosen is None or chosen.version != row.renderer:
        return FileProof(row.format, row.renderer, row.sha256, EARLIER)
    if document is None or pack.published_at is None:
        return FileProof(row.format, row.renderer, row.sha256, HOLDS)
    found = _again(row, document, pack.published_at)
    return FileProof(row.format, row.renderer, row.sha256, found or AGAIN, is_broken=bool(found))


def _broken(row: Rendering, pack: Pack, redactions: list[Redaction]) -> str:
    content = bytes(row.content or b"")
    if sha256(content).hexdigest() != row.sha256:
        return "is not the one that was made: its bytes have another SHA-256 than stands beside it"
    if row.document_sha256 == pack.sha256:
        return ""
    if row.document_sha256 in {each.before_sha256 for each in redactions}:
        return "was made before the redaction and is still kept"
    return "was made from another document"


def _again(row: Rendering, document: PackDocument, at: datetime) -> str:
    try:
        same = BY_KEY[row.format].render(document, at) == bytes(row.content or b"")
    except Exception as error:  # whatever stops it is one breach
        return f"cannot be rendered again ({type(error).__name__}: {error})"
    return "" if same else "does not render to the same bytes again"
