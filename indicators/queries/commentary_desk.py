"""
What the page of a commentary needs besides the figures: whom it may speak for, what was said before, what was remarked.

Small reads, none of which grows with the number of indicators. Who may see them is asked above.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from indicators.importers import long, wide
from indicators.measures import facts
from indicators.measures.kinds import Basis, GeographyKind
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Reading
from indicators.models import Commentary, Comparator, DataNote, Indicator
from indicators.queries.checks import Given
from indicators.queries.commentary import CommentaryFacts, commentary_of
from indicators.queries.facts import scorecard_order
from partnership.models import User

BACK = 12  # months looked back over for what was said last
RETURNED = "returned: "
RECEIVED = "received "


@dataclass(frozen=True)
class Subject:
    """An indicator that commentary may speak for. `data_owner_pk` None: nobody answers for it."""

    pk: int
    code: str
    name: str
    short_name: str
    area: str
    data_owner: str
    data_owner_pk: int | None


@dataclass(frozen=True)
class Confirmed:
    """A data warning that somebody has confirmed: what was found, and the note why it stands."""

    check: str
    finding: str
    note: str


def subjects(month: Month) -> tuple[Subject, ...]:
    """The indicators active in the month, in scorecard order. One query."""
    return tuple(
        Subject(
            row.pk,
            row.code,
            row.name,
            row.short_name,
            row.area.name,
            row.data_owner.name if row.data_owner else "",
            row.data_owner_id,
        )
        for row in scorecard_order(Indicator.objects.active_in(month))
    )


def said_before(code: str, month: Month) -> tuple[CommentaryFacts, ...]:
    """The commentary of the last month before this one that has any, at most a year back. Two queries."""
    earlier = commentary_of(code, month.plus(-BACK), month.plus(-1))
    return tuple(each for each in earlier if each.month == earlier[0].month)


def remark_on(pk: int) -> str:
    """What was wanted when it was last returned; empty when it never was. One query."""
    reasons = Commentary.history.filter(id=pk, history_change_reason__startswith=RETURNED)
    found = reasons.order_by("-history_date", "-history_id").values_list("history_change_reason", flat=True)
    return str(found[0]).removeprefix(RETURNED) if found else ""


def came_by(said: CommentaryFacts) -> str:
    """
    By which way it was received, as in "by link sent to head@example.org"; empty when it was typed in. One query, or none.
    """
    if not said.received_from:
        return ""
    reasons = Commentary.history.filter(
        id=said.pk, received_from=said.received_from, history_change_reason__startswith=RECEIVED
    )
    found = reasons.order_by("-history_date", "-history_id").values_list("history_change_reason", flat=True)
    return str(found[0]).removeprefix(RECEIVED).partition(";")[0] if found else ""


def confirmed_for(code: str, month: Month) -> tuple[Confirmed, ...]:
    """Confirmed warnings of the month and of the indicator as a whole. One query."""
    rows = DataNote.objects.in_force().filter(indicator__code=code).order_by("-at", "-pk")
    return tuple(
        Confirmed(row.check_name, row.finding, row.note) for row in rows if row.month in (None, month)
    )


def names_of_people(today: date) -> tuple[str, ...]:
    """The persons and posts that can own a step. One query."""
    return tuple(User.objects.in_post(today).values_list("name", flat=True))


def comparators_brought(month: Month) -> dict[str, Given]:
    """By the indicator's code, the comparators that a council's own return brought, for the checks. One query."""
    rows = Comparator.objects.filter(
        source_return__layout__in=(wide.NAME, long.NAME), withdrawn_at__isnull=True, year__lte=month.year
    ).select_related("geography", "indicator")
    found: dict[str, list[facts.Comparator]] = defaultdict(list)
    for row in rows.order_by("pk"):
        if row.value is not None:
            found[row.indicator.code].append(
                facts.Comparator(
                    geography=row.geography.name,
                    geography_kind=GeographyKind(row.geography.kind),
                    year=FinancialYear(row.year),
                    reading=Reading.of(row.value),
                    vintage=row.vintage,
                    basis=Basis(row.basis),
                )
            )
    return {code: Given(comparators=tuple(each)) for code, each in found.items()}
