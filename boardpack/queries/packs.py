"""
Packs as frozen values: the list, a meeting's editions, and the frozen document of a published one.

Knows nobody's role: callers say whether drafts are wanted. A page takes one query, whatever number of editions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When

from boardpack.document import PackDocument, from_text
from boardpack.models import FROZEN, OPEN, Pack, PackStatus
from indicators.measures.periods import Month
from indicators.models import Indicator
from partnership.models import Meeting, User
from partnership.verdicts import Refused


@dataclass(frozen=True)
class PackFacts:
    """One edition without its document. `status` is the stored word, `status_words` the one shown."""

    pk: int
    meeting: str
    meeting_date: date
    month: Month
    as_at: date
    edition: int
    status: str
    status_words: str
    edition_reason: str
    published_at: datetime | None
    published_by: str
    sha256: str
    version: int
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def title(self) -> str:
        return f"{self.meeting} pack, {self.meeting_date:%B %Y}"


@dataclass(frozen=True)
class PackOnPage:
    """An edition with its document and the other editions of the same meeting, newest first."""

    pack: PackFacts
    document: PackDocument
    editions: tuple[PackFacts, ...]

    @property
    def draft(self) -> PackFacts | None:
        return next((one for one in self.editions if one.is_open), None)

    @property
    def published(self) -> PackFacts | None:
        """The edition that stands."""
        return next((one for one in self.editions if one.status == PackStatus.PUBLISHED), None)


@dataclass(frozen=True)
class MeetingPacks:
    """A meeting's editions in the list: the one that stands, the draft, and what was superseded or withdrawn."""

    meeting: str
    meeting_date: date
    month: Month
    published: PackFacts | None
    draft: PackFacts | None
    superseded: tuple[PackFacts, ...]
    withdrawn: tuple[PackFacts, ...] = ()


def packs(with_drafts: bool) -> tuple[MeetingPacks, ...]:
    """Every meeting that has a pack to be seen, newest first. One query."""
    wanted = [*FROZEN, *(OPEN if with_drafts else ())]
    rows = _light(Pack.objects.filter(status__in=wanted))
    found = [facts(row) for row in rows.order_by("-meeting__date", "-edition")]
    return tuple(_meeting(list(group)) for _, group in groupby(found, key=lambda one: one.meeting_date))


def published_page(day: date, edition: int | None = None) -> PackOnPage | None:
    """The edition of that day's meeting that stands, or the numbered one if it was ever published. One query."""
    wanted = Q(status=PackStatus.PUBLISHED) if edition is None else Q(edition=edition)
    rows = _light(Pack.objects.filter(meeting__date=day)).annotate(
        text=Case(When(wanted, then=F("document")), default=Value(""), output_field=TextField())
    )
    held = list(rows.order_by("-edition"))
    shown = next((row for row in held if row.text), None)
    if shown is None:
        return None
    return PackOnPage(facts(shown), from_text(shown.text), tuple(map(facts, held)))


def draft_row(day: date) -> Pack | None:
    """The draft of that day's meeting, for assembling. One query."""
    return _light(Pack.objects.drafts().filter(meeting__date=day)).first()


def edition_row(day: date, edition: int) -> Pack | None:
    """A numbered edition of that day's meeting, if it was ever published. One query."""
    return _light(Pack.objects.filter(meeting__date=day, edition=edition, status__in=FROZEN)).first()


def pack_row(pk: int) -> Pack:
    """The row, for an operation to write. One query."""
    return _light(Pack.objects.filter(pk=pk)).get()


def indicator_row(code: str) -> Indicator:
    """The indicator of this code, for an operation; Refused when there is none. One query."""
    row = Indicator.objects.filter(code=code).first()
    if row is None:
        raise Refused("There is no such indicator any more.")
    return row


def person_row(pk: int | None, today: date) -> User | None:
    """The person of this key who is in post that day, for an operation. One query, or none."""
    return None if pk is None else User.objects.in_post(today).filter(pk=pk).first()


def meetings_without_pack() -> QuerySet[Meeting]:
    """Meetings to choose from when a pack is drafted, the next ones first."""
    return Meeting.objects.filter(packs__isnull=True).order_by("-date")


def editions_of(day: date) -> tuple[PackFacts, ...]:
    """Every edition of that day's meeting, newest first. One query."""
    return tuple(map(facts, _light(Pack.objects.filter(meeting__date=day)).order_by("-edition")))


def facts(row: Pack) -> PackFacts:
    return PackFacts(
        pk=row.pk,
        meeting=row.meeting.title,
        meeting_date=row.meeting.date,
        month=row.month,
        as_at=row.as_at,
        edition=row.edition,
        status=row.status,
        status_words=row.get_status_display(),
        edition_reason=row.edition_reason,
        published_at=row.published_at,
        published_by=row.published_by.name if row.published_by else "",
        sha256=row.sha256,
        version=row.version,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        withdrawn_reason=row.withdrawn_reason,
    )


def _light(rows: QuerySet[Pack]) -> QuerySet[Pack]:
    """Without the documents, which are long."""
    return rows.select_related("meeting", "published_by", "withdrawn_by").defer("document")


def _meeting(editions: Iterable[PackFacts]) -> MeetingPacks:
    held = tuple(editions)
    return MeetingPacks(
        meeting=held[0].meeting,
        meeting_date=held[0].meeting_date,
        month=held[0].month,
        published=next((one for one in held if one.status == PackStatus.PUBLISHED), None),
        draft=next((one for one in held if one.is_open), None),
        superseded=tuple(one for one in held if one.status == PackStatus.SUPERSEDED),
        withdrawn=tuple(one for one in held if one.status == PackStatus.WITHDRAWN),
    )
