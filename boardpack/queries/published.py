"""
The published packs as a source of figures: which months they report, and the documents that hold an indicator.

Superseded and withdrawn editions are not among them. Knows nobody's role.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from boardpack.document import PackDocument, from_text
from boardpack.models import Pack
from boardpack.queries.packs import PackFacts, facts
from indicators.measures.periods import Month
from indicators.models import Indicator


@dataclass(frozen=True)
class Published:
    """An edition that stands, with its document."""

    pack: PackFacts
    document: PackDocument

    @property
    def month(self) -> Month:
        return self.pack.month


def published_months() -> tuple[Month, ...]:
    """The reporting months of published packs, newest first. One query."""
    rows = Pack.objects.published().order_by("-month").values_list("month", flat=True)
    return tuple(dict.fromkeys(rows))


def published_on(month: Month) -> Published | None:
    """The published pack that reports on the month, that of the later meeting where two do. One query."""
    row = _whole(Pack.objects.published().filter(month=month)).first()
    return None if row is None else Published(facts(row), from_text(row.document))


def published_holding(code: str, most: int) -> tuple[Published, ...]:
    """At most so many published packs that hold the indicator, the latest meeting first. One query."""
    rows = _whole(Pack.objects.published().filter(document__contains=f'"code":"{code}"'))[:most]
    found = [Published(facts(row), from_text(row.document)) for row in rows]
    return tuple(one for one in found if any(section.code == code for section in one.document.sections))


def agencies_of(codes: Iterable[str]) -> dict[str, str]:
    """Which agency answers for each indicator now; an indicator without one is left out. One query."""
    rows = Indicator.objects.filter(code__in=list(codes), agency__isnull=False)
    return dict(rows.values_list("code", "agency__name"))


def _whole(rows: QuerySet[Pack]) -> QuerySet[Pack]:
    return rows.select_related("meeting", "published_by").order_by("-meeting__date", "-edition")
