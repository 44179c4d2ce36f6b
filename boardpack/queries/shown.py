"""When which months of an indicator were shown to the board: the publications of the packs that held it."""

from dataclasses import dataclass
from datetime import datetime

from boardpack.models import Pack, PackStatus
from indicators.measures.periods import Month

LONGEST = 24  # months of a chart


@dataclass(frozen=True)
class Showing:
    """A publication: its instant and the reporting month."""

    at: datetime
    month: Month

    def reaches(self, month: Month) -> bool:
        """Whether a pack of that reporting month shows this one."""
        return 0 <= self.month.since(month) < LONGEST


def showings_of(code: str, until: datetime | None) -> tuple[Showing, ...]:
    """Of that indicator, up to and with `until`; withdrawn packs are left out. One query."""
    seen = Pack.objects.filter(
        status__in=[PackStatus.PUBLISHED, PackStatus.SUPERSEDED], document__contains=f'"code":"{code}"'
    )
    if until is not None:
        seen = seen.filter(published_at__lte=until)
    rows = seen.order_by("published_at").values_list("published_at", "month")
    return tuple(Showing(at, month) for at, month in rows if at is not None)
