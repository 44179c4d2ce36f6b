"""
The rows behind digests: each message's lines of the ledger, joined with the actions as they stand.

Read for many messages at once, ahead of their claims; when one is claimed, a single query asks whether anything that
decides what may be said has been written since. Knows no rule: what is left out is decided in digests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from actions.assemble.people import OFFICER
from actions.models import Action, OwnerRequest, ProgressUpdate, Reminder, RequestState
from partnership.models import Agency, Meeting, Message, User
from partnership.operations.conditional import Columns, prepared

Written = tuple[Any, ...]
NOBODY = -1  # stands in the prepared question where the message's number goes
MORE_THAN_WRITES = 1_000_003  # of all the rows of a table while one batch is sent

PATHS = {
    "message": "message_id",
    "step": "step",
    "day": "deadline",
    "action": "action_id",
    "reference": "action__reference",
    "title": "action__title",
    "status": "action__status",
    "deadline": "action__deadline",
    "before": "action__due_before__date",
    "first_due": "action__original_deadline",
    "named_on": "action__named_on",
    "accepted_on": "action__accepted_on",
    "raised_on": "action__raised_on",
    "link_version": "action__link_version",
    "owner": "action__owner_id",
    "owner_name": "action__owner__name",
    "owner_agency": "action__owner__agency__name",
    "owner_left_on": "action__owner__left_on",
    "lead": "action__agency__lead_id",
    "lead_left_on": "action__agency__lead__left_on",
    "review": "action__review_meeting__title",
    "review_on": "action__review_meeting__date",
    "source": "action__source_meeting__title",
    "source_on": "action__source_meeting__date",
    "asked_kind": "waiting__kind",
    "asked_by": "waiting__by_id",
    "asked_on": "waiting__on",
    "asked_until": "waiting__deadline_asked",
    "asked_suggested": "waiting__suggested",
    "asked_words": "waiting__words",
    "written_at": "written_at",
    "updated_on": "updated_on",
    "updated_at": "updated_at",
    "reader": "recipient_id",
    "email": "recipient__email",
    "name": "recipient__name",
    "left_on": "recipient__left_on",
    "is_officer": "officer",
}
VERSIONS = ("pk", "action__version", "updates")


class DigestRow(NamedTuple):
    """One line of the ledger and its action; `day` is the one that the step counts from, the last five are the reader's."""

    message: int
    step: int
    day: date
    action: int
    reference: str
    title: str
    status: str
    deadline: date | None
    before: date | None
    first_due: date | None
    named_on: date | None
    accepted_on: date | None
    raised_on: date
    link_version: int
    owner: int
    owner_name: str
    owner_agency: str | None
    owner_left_on: date | None
    lead: int | None
    lead_left_on: date | None
    review: str | None
    review_on: date | None
    source: str | None
    source_on: date | None
    asked_kind: str | None
    asked_by: int | None
    asked_on: date | None
    asked_until: date | None
    asked_suggested: str | None
    asked_words: str | None
    written_at: datetime
    updated_on: date | None
    updated_at: datetime | None
    reader: int
    email: str
    name: str
    left_on: date | None
    is_officer: bool


@dataclass(frozen=True)
class DigestRows:
    """A message's lines by step, the indicators of each action by its id, and what was written by then."""

    rows: tuple[DigestRow, ...] = ()
    indicators: dict[int, tuple[str, ...]] | None = None
    written: Written = ()


def read_rows(messages: Collection[int], around: Written, today: date) -> dict[int, DigestRows]:
    """In two queries, however many messages there are. `around` was asked first: what is written since makes a difference."""
    named = _indicators(messages)
    found = _joined(Q(message__in=messages), today).order_by("message_id", "step", "pk")
    read = found.values_list(*PATHS.values(), *VERSIONS)
    return {
        message: DigestRows(
            rows=tuple(DigestRow._make(line[: len(PATHS)]) for line in lines),
            indicators=named,
            written=(
                sum(line[-3] * MORE_THAN_WRITES + line[-2] for line in lines),
                sum(line[-1] for line in lines),
                *around,
            ),
        )
        for message, lines in ((pk, list(some)) for pk, some in groupby(read, key=lambda line: line[0]))
    }


def _joined(which: Q, today: date) -> QuerySet[Reminder]:
    waiting = FilteredRelation(
        "action__requests", condition=Q(action__requests__state=RequestState.OPEN.value)
    )
    officers = User.objects.in_post(today).filter(pk=OuterRef("recipient"), groups__name=OFFICER)
    updates = ProgressUpdate.objects.filter(action=OuterRef("action"))
    latest = updates.order_by("-at", "-pk")
    return Reminder.objects.filter(which).annotate(
        waiting=waiting,
        officer=Exists(officers),
        updated_on=Subquery(latest.values("on")[:1]),
        updated_at=Subquery(latest.values("at")[:1]),
        updates=_numbers(updates),
    )


def _indicators(messages: Collection[int]) -> dict[int, tuple[str, ...]]:
    actions = Reminder.objects.filter(message__in=messages).order_by().values("action")
    found = (
        Action.objects.filter(pk__in=actions, indicators__isnull=False)
        .order_by("indicators__area__order", "indicators__order", "indicators__name")
        .values_list("pk", "indicators__short_name")
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for action, name in found:
        names[action].append(name)
    return {action: tuple(some) for action, some in names.items()}


def _figure(rows: QuerySet[Any], version: str = "version") -> Subquery:
    """
    One number that is another one after any write: a write raises a version by one, and a new row has a higher number
    than any row before it.
    """
    both = F("pk") * Value(MORE_THAN_WRITES) + F(version)
    return Subquery(rows.order_by().values(found=Func(both, function="SUM", output_field=BigIntegerField())))


def _numbers(updates: QuerySet[ProgressUpdate]) -> Coalesce:
    """The sum of the updates' own numbers: another one after any new update, which is never changed again."""
    found = updates.order_by().values(found=Func(F("pk"), function="SUM", output_field=BigIntegerField()))
    return Coalesce(Subquery(found), Value(0), output_field=BigIntegerField())


class WrittenNow:
    """
    What has been written of one message's actions and around them; put into SQL once and asked many times.

    Around them stand people with their roles, agencies, meetings, and requests that wait: tables of few rows. No line of
    the ledger leaves a message but in that message's own claim.
    """

    def __init__(self) -> None:
        figures = {
            "lines": _figure(Reminder.objects.filter(message=OuterRef("pk")), "action__version"),
            "updates": _numbers(ProgressUpdate.objects.filter(action__reminders__message=OuterRef("pk"))),
            "people": _figure(User.objects.all()),
            "agencies": _figure(Agency.objects.all()),
            "meetings": _figure(Meeting.objects.all()),
            "requests": _figure(OwnerRequest.objects.filter(state=RequestState.OPEN)),
        }
        asked = Message.objects.filter(pk=NOBODY).order_by().annotate(**figures).values_list(*figures)
        compiler = asked.query.get_compiler(connection=connection)
        self._sql, self._parameters = compiler.as_sql()
        each = [sql for _, sql, _ in compiler.select]
        self.columns = Columns(
            ", ".join(sql for sql, _ in each), tuple(one for _, parameters in each for one in parameters)
        )

    def of(self, message: int) -> Written:
        """The message's own two figures first; empty for one that there is not."""
        asked: Sequence[Any] = [message if one == NOBODY else one for one in self._parameters]
        with prepared() as cursor:
            cursor.execute(self._sql, asked)
            return tuple(cursor.fetchone() or ())
