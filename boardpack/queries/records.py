"""
What was asked, challenged and decided about packs, as frozen values: of one meeting, or since another.

Knows nobody's role. Each list takes two queries, whatever its length.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from boardpack.document.places import indicator_of, place_words
from boardpack.models import Pack
from boardpack.models.record import MeetingRecord, RecordKind
from indicators.models import Indicator


@dataclass(frozen=True)
class RecordFacts:
    """
    A question, a challenge or a decision. `where` names the part of the pack; empty texts and None: not yet.

    `kind` is the stored word; `action_reference` the action that was raised on it.
    """

    pk: int
    version: int
    kind: str
    kind_words: str
    section: str
    where: str
    words: str
    raised_by: str
    raised_by_pk: int | None
    raised_on: date
    in_meeting: bool
    answer: str
    answered_by: str
    answered_on: date | None
    outcome: str
    action_reference: str
    action_title: str
    meeting: str
    meeting_date: date
    edition: int

    @property
    def code(self) -> str:
        """Of the indicator that it is about, if it is about one."""
        return indicator_of(self.section)

    @property
    def awaits_answer(self) -> bool:
        """Whether nobody has said anything to it: what the meeting itself settled has its outcome."""
        return self.kind != RecordKind.DECISION and not (self.answer or self.outcome)

    @property
    def said_when(self) -> str:
        return "in the meeting" if self.in_meeting else "outside the meeting"


def records_of(day: date) -> tuple[RecordFacts, ...]:
    """Of that day's meeting, whichever edition they were about, in the order in which they were raised."""
    return _facts(_rows().filter(meeting__date=day))


def record_of(day: date, pk: int) -> RecordFacts | None:
    found = _facts(_rows().filter(meeting__date=day, pk=pk))
    return found[0] if found else None


def record_row(pk: int) -> MeetingRecord:
    """The row, for an operation to write. One query."""
    return _rows().get(pk=pk)


def records_since(since: date | None, before: date) -> tuple[RecordFacts, ...]:
    """
    For the pack of the meeting on `before`: what was raised or answered since the meeting on `since` (None: ever).

    About the packs of earlier meetings only; what is asked of a meeting's own pack stands in the next one.
    """
    rows = _rows().filter(meeting__date__lt=before)
    if since is not None:
        newer = Q(meeting__date__gte=since) | Q(raised_on__gte=since) | Q(answered_on__gte=since)
        rows = rows.filter(newer)
    return _facts(rows)


def records_between(first: date, last: date) -> tuple[RecordFacts, ...]:
    """Of the meetings from `first` to `last`, both included."""
    return _facts(_rows().filter(meeting__date__range=(first, last)))


def standing_row(day: date) -> Pack | None:
    """The edition that stands, for writing about it. One query."""
    rows = Pack.objects.published().filter(meeting__date=day)
    return rows.select_related("meeting").defer("document").first()


def data_owner_ids(codes: Iterable[str]) -> dict[str, int | None]:
    """Who answers for each indicator, by its code. One query."""
    return dict(Indicator.objects.filter(code__in=set(codes)).values_list("code", "data_owner_id"))


def _rows() -> QuerySet[MeetingRecord]:
    rows = MeetingRecord.objects.select_related("meeting", "pack", "raised_by", "answered_by", "action")
    return rows.defer("pack__document").order_by("meeting__date", "raised_on", "pk")


def _facts(rows: QuerySet[MeetingRecord]) -> tuple[RecordFacts, ...]:
    held = list(rows)
    codes = {indicator_of(row.section) for row in held} - {""}
    names = dict(Indicator.objects.filter(code__in=codes).values_list("code", "short_name"))
    return tuple(
        RecordFacts(
            pk=row.pk,
            version=row.version,
            kind=row.kind,
            kind_words=row.get_kind_display(),
            section=row.section,
            where=place_words(row.section, names),
            words=row.words,
            raised_by=row.raised_by.name if row.raised_by else row.raised_by_words,
            raised_by_pk=row.raised_by_id,
            raised_on=row.raised_on,
            in_meeting=row.in_meeting,
            answer=row.answer,
            answered_by=row.answered_by.name if row.answered_by else "",
            answered_on=row.answered_on,
            outcome=row.outcome,
            action_reference=row.action.reference if row.action else "",
            action_title=row.action.title if row.action else "",
            meeting=row.meeting.title,
            meeting_date=row.meeting.date,
            edition=row.pack.edition,
        )
        for row in held
    )
