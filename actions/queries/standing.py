"""
Actions as frozen values: as at a day for a pack, a person's own, and one with all that happened to it.

Every answer takes a fixed number of queries. Lateness is reckoned for the day that is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Subquery

from actions import lifecycle
from actions.lifecycle import Status, day_in_words
from actions.models import Action, ActionQuerySet, ProgressUpdate
from actions.permissions import (
    can_ask_of_action,
    can_list_actions,
    can_list_every_action,
    can_manage_actions,
    can_read_requests,
    can_report_progress,
    can_say_impact,
    can_see_action,
)
from actions.queries.asked import RequestFacts, requests_of
from actions.queries.finished import who_finished
from actions.queries.happened import (
    MoveFacts,
    ReminderFacts,
    UpdateFacts,
    moves_of,
    reminders_of,
    updates_of,
)
from indicators.models import Indicator
from partnership.models import User
from partnership.verdicts import require


@dataclass(frozen=True)
class ActionFacts:
    """An action on a day. `due` is None for an arrangement that goes on; `lateness` says how it stands in words."""

    pk: int
    reference: str
    title: str
    detail: str
    owner: str
    owner_note: str
    agency: str
    due: date | None
    due_words: str
    minutes: str
    status: str
    lateness: str
    overdue: bool
    days_late: int
    indicators: tuple[tuple[str, str], ...]
    success_looks_like: str
    latest_update: str
    moves: int
    original_deadline: date | None
    review: str
    is_open: bool
    version: int
    closed_on: date | None
    source_meeting: str
    began_on: date | None = None  # when progress was first reported
    raised_on: date = date.min
    review_on: date | None = None
    moves_with_meeting: bool = False  # due before one, on whatever day that is

    @property
    def sort_due(self) -> date:
        """Where it stands in a list by deadline: arrangements that go on come after every date."""
        return self.due or date.max


@dataclass(frozen=True)
class ActionDetail:
    """One action with its progress, its moves and its reminders, and what the reader may do."""

    action: ActionFacts
    what_was_done: str
    impact_seen: str
    closing_reason: str
    updates: tuple[UpdateFacts, ...]
    moves: tuple[MoveFacts, ...]
    reminders: tuple[ReminderFacts, ...]
    may_report: bool
    may_manage: bool
    may_ask: bool
    may_answer: bool
    may_say_impact: bool
    requests: tuple[RequestFacts, ...]

    @property
    def request(self) -> RequestFacts | None:
        """The one that waits for an answer."""
        return next((one for one in self.requests if one.waits), None)


@dataclass(frozen=True)
class ActionList:
    """The list page: one's own actions, or for readers of drafts everybody's; open ones unless others were asked for."""

    everyones: bool
    may_manage: bool
    may_answer: bool
    actions: tuple[ActionFacts, ...]
    overdue: int


def actions_as_at(
    day: date, codes: Sequence[str] | None = None, meeting_id: int | None = None
) -> tuple[ActionFacts, ...]:
    """Every action raised by that day, as it stood on it: one closed later was still open then."""
    rows = Action.objects.filter(raised_on__lte=day)
    if codes is not None:
        rows = rows.filter(indicators__code__in=codes).distinct()
    if meeting_id is not None:
        rows = rows.filter(source_meeting_id=meeting_id)
    return facts_of(rows, day)


def my_actions(user: User, today: date) -> tuple[ActionFacts, ...]:
    """A person's own open actions, overdue first."""
    return facts_of(Action.objects.open().owned_by(user), today)


def open_actions(today: date) -> tuple[ActionFacts, ...]:
    """Everybody's open actions, overdue first."""
    return facts_of(Action.objects.open(), today)


def action_list(
    user: User, today: date, narrow: Callable[[ActionQuerySet], ActionQuerySet] = ActionQuerySet.open
) -> ActionList:
    """
    What the list page shows this person; Refused for roles that have no actions.

    `narrow` chooses among the rows that this person may see.
    """
    require(can_list_actions(user))
    everyones = bool(can_list_every_action(user))
    rows = Action.objects.all() if everyones else Action.objects.owned_by(user)
    found = facts_of(narrow(rows), today)
    overdue = sum(one.overdue for one in found)
    return ActionList(
        everyones, bool(can_manage_actions(user)), bool(can_read_requests(user)), found, overdue
    )


def action_facts(reference: str, user: User, today: date) -> ActionFacts | None:
    """One action on that day; None when there is none that this person may see."""
    row = _with_all(Action.objects.filter(reference=reference), today).first()
    return _fact(row, today) if row is not None and can_see_action(user, row) else None


def action_detail(reference: str, user: User, today: date) -> ActionDetail:
    """One action; Action.DoesNotExist when there is none, Refused when this person may not see it."""
    row = _with_all(Action.objects.filter(reference=reference), today).get()
    require(can_see_action(user, row))
    return ActionDetail(
        action=_fact(row, today),
        what_was_done=row.what_was_done,
        impact_seen=row.impact_seen,
        closing_reason=row.closing_reason,
        updates=updates_of(row),
        moves=moves_of(row),
        reminders=reminders_of(row),
        may_report=bool(can_report_progress(user, row)),
        may_manage=bool(can_manage_actions(user)),
        may_ask=bool(can_ask_of_action(user, row)),
        may_answer=bool(can_read_requests(user)),
        may_say_impact=row.status == Status.DONE and bool(can_say_impact(user, row, who_finished(row))),
        requests=requests_of(row.pk),
    )


def _with_all(rows: ActionQuerySet, day: date) -> ActionQuerySet:
    latest = ProgressUpdate.objects.filter(action=OuterRef("pk"), on__lte=day).order_by("-at", "-pk")
    short = Indicator.objects.only("pk", "code", "short_name")
    return (
        rows.with_people()
        .annotate(
            latest_words=Subquery(latest.values("words")[:1]),
            first_reported=Subquery(latest.reverse().values("on")[:1]),
            moves_counted=Count("deadline_changes", distinct=True),
        )
        .prefetch_related(Prefetch("indicators", queryset=short))
    )


def facts_of(rows: ActionQuerySet, day: date) -> tuple[ActionFacts, ...]:
    """These actions as they stood on that day, overdue first; two queries."""
    return in_order(_fact(row, day) for row in _with_all(rows, day))


def in_order(found: Iterable[ActionFacts]) -> tuple[ActionFacts, ...]:
    """Overdue first and the latest of them on top, then by deadline, then arrangements, then closed ones."""
    return tuple(
        sorted(found, key=lambda one: (not one.is_open, -one.days_late, one.sort_due, one.reference))
    )


def _fact(row: Action, day: date) -> ActionFacts:
    status = _status_on(row, day)
    due = row.due_on
    review = row.review_meeting
    late = lifecycle.lateness(status, due, review.date if review else None, day)
    return ActionFacts(
        pk=row.pk,
        reference=row.reference,
        title=row.title,
        detail=row.detail,
        owner=str(row.owner),
        owner_note=row.owner_note,
        agency=row.agency.name,
        due=due,
        due_words=_due_in_words(row),
        minutes=row.words_of_the_minutes,
        status=status.words,
        lateness=late.words,
        overdue=late.overdue,
        days_late=late.days,
        indicators=tuple((one.code, one.short_name) for one in row.indicators.all()),
        success_looks_like=row.success_looks_like,
        latest_update=getattr(row, "latest_words", None) or "",
        moves=getattr(row, "moves_counted", 0),
        original_deadline=row.original_deadline,
        review=f"{review.title}, {day_in_words(review.date)}" if review else "",
        is_open=status in lifecycle.OPEN,
        version=row.version,
        closed_on=row.closed_on if status in lifecycle.CLOSED else None,
        source_meeting=str(row.source_meeting) if row.source_meeting else "",
        began_on=getattr(row, "first_reported", None),
        raised_on=row.raised_on,
        review_on=review.date if review else None,
        moves_with_meeting=row.due_before is not None,
    )


def _status_on(row: Action, day: date) -> Status:
    """What it is now, unless it was closed only later: then it was open, and in progress if anything had been reported."""
    if row.closed_on is None or row.closed_on <= day:
        return Status(row.status)
    return Status.IN_PROGRESS if getattr(row, "latest_words", None) else Status.NOT_STARTED


def _due_in_words(row: Action) -> str:
    if row.due_on is None:
        return f"reviewed at {row.review_meeting}" if row.review_meeting else ""
    if row.due_before is None:
        return day_in_words(row.due_on)
    return f"{day_in_words(row.due_on)}, before {row.due_before}"
