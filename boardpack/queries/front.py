"""
What the front page shows to whom: the month's gaps, checks and chasing; my actions; packs; what needs an administrator.

Each part is there for those whose roles allow the work, and None for everybody else. A fixed number of queries per
role, whatever is waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.queries import ActionFacts, my_actions
from boardpack.models import Pack, PackQuerySet
from boardpack.queries.earlier import earlier_editions
from indicators.assemble import measured_in
from indicators.measures.measured import ExceptionKind
from indicators.measures.periods import Month
from indicators.models import Outturn
from indicators.permissions import audience_of, can_enter_data, can_read_drafts
from indicators.queries import Gap, ToConfirm, commentary_to_chase, gaps, latest_month, to_confirm
from partnership.clock import business_date
from partnership.models import Heartbeat, Message, User
from partnership.permissions import can_manage_people, may
from partnership.roles import May

AT_MOST = 10  # lines of a list on the front page; the desk has the rest
LATEST_PACKS = 6


@dataclass(frozen=True)
class MonthOwed:
    """The month to enter and what it still lacks. `opens_on` is set when that month is not over yet."""

    month: Month
    gaps: tuple[Gap, ...]
    latest: Month | None
    opens_on: date | None


@dataclass(frozen=True)
class ProvisionalReading:
    pk: int
    name: str
    month: Month


@dataclass(frozen=True)
class Checks:
    """What a person must look at: guesses to confirm, provisional readings (`more` beyond those listed)."""

    to_confirm: tuple[ToConfirm, ...]
    provisional: tuple[ProvisionalReading, ...]
    more: int


@dataclass(frozen=True)
class Chase:
    """An exception of the month without accepted commentary: why it is one, how its commentary stands, who answers."""

    indicator_pk: int
    commentary_pk: int | None
    name: str
    why: str
    state: str
    data_owner: str


@dataclass(frozen=True)
class Chasing:
    month: Month
    lines: tuple[Chase, ...]


@dataclass(frozen=True)
class PackLine:
    """A pack in one line. `on` is the day it was published, None for a draft."""

    meeting: str
    meeting_date: date
    month: Month
    edition: int
    status: str
    on: date | None


@dataclass(frozen=True)
class Failed:
    """A message that did not arrive, or may not have: what it was, and the server's words."""

    what: str
    state: str
    words: str


@dataclass(frozen=True)
class Upkeep:
    """What needs an administrator. `swept_at` is when reminders were last looked for, None for never."""

    without_role: tuple[tuple[int, str], ...]
    failed: tuple[Failed, ...]
    swept_at: datetime | None


@dataclass(frozen=True)
class FrontPage:
    """None where the person has no such work; an empty tuple where there is none to do."""

    owed: MonthOwed | None
    checks: Checks | None
    chasing: Chasing | None
    drafts: tuple[PackLine, ...] | None
    actions: tuple[ActionFacts, ...] | None
    packs: tuple[PackLine, ...] | None
    upkeep: Upkeep | None

    @property
    def is_bare(self) -> bool:
        """Nothing at all for this person: somebody without a role."""
        return self == NOTHING


NOTHING = FrontPage(None, None, None, None, None, None, None)


def front_page(user: Any, today: date) -> FrontPage:
    enters = bool(can_enter_data(user))
    latest = latest_month() if enters else None
    return FrontPage(
        owed=_owed(latest, today) if enters else None,
        checks=_checks() if enters else None,
        chasing=_chasing(user, latest) if latest else None,
        drafts=_packs(Pack.objects.drafts()) if can_read_drafts(user) else None,
        actions=my_actions(user, today) if may(user, May.UPDATE_OWN_ACTIONS) else None,
        packs=_packs(Pack.objects.published()) if may(user, May.READ_PACKS) else None,
        upkeep=_upkeep(today) if can_manage_people(user) else None,
    )


def _owed(latest: Month | None, today: date) -> MonthOwed:
    """The latest month while it has gaps, then the one after it; before any month is held, the last one that is over."""
    over = Month.of(today).plus(-1)
    if latest is None:
        return MonthOwed(over, gaps(over), None, None)
    lacking = gaps(latest)
    if lacking:
        return MonthOwed(latest, lacking, latest, None)
    following = latest.plus(1)
    if following > over:
        return MonthOwed(following, (), latest, following.plus(1).first_day)
    return MonthOwed(following, gaps(following), latest, None)


def _checks() -> Checks:
    rows = (
        Outturn.objects.filter(provisional=True).select_related("indicator").order_by("-month", "indicator")
    )
    provisional = [ProvisionalReading(row.pk, row.indicator.short_name, row.month) for row in rows]
    return Checks(to_confirm(), tuple(provisional[:AT_MOST]), max(len(provisional) - AT_MOST, 0))


def _chasing(user: Any, month: Month) -> Chasing:
    measured = measured_in(month, audience=audience_of(user), earlier=earlier_editions)
    findings = {one.indicator.code: one.exception for one in measured}
    silent = {ExceptionKind.NONE, ExceptionKind.NOT_JUDGED}
    return Chasing(
        month,
        tuple(
            Chase(
                line.indicator_pk,
                line.commentary_pk,
                line.short_name,
                findings[line.code].sentence,
                line.state,
                line.data_owner,
            )
            for line in commentary_to_chase(month)
            if line.code in findings and findings[line.code].kind not in silent
        ),
    )


def _packs(packs: PackQuerySet) -> tuple[PackLine, ...]:
    rows = packs.select_related("meeting").defer("document").order_by("-meeting__date", "-edition")
    return tuple(
        PackLine(
            meeting=row.meeting.title,
            meeting_date=row.meeting.date,
            month=row.month,
            edition=row.edition,
            status=row.get_status_display(),
            on=business_date(row.published_at) if row.published_at else None,
        )
        for row in rows[:LATEST_PACKS]
    )


def _upkeep(today: date) -> Upkeep:
    people = User.objects.in_post(today).filter(is_active=True, groups__isnull=True).select_related("agency")
    failed = Message.objects.failed().select_related("recipient__agency").defer("text", "html")[:AT_MOST]
    beat = Heartbeat.objects.filter(job="sweep").first()
    return Upkeep(
        tuple((person.pk, str(person)) for person in people),
        tuple(
            Failed(
                f"{row.get_kind_display()} to {row.recipient}",
                row.get_state_display(),
                row.server_words,
            )
            for row in failed
        ),
        beat.last_ran_at if beat else None,
    )
