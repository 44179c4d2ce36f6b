"""
The notes with which officers confirmed warnings about figures, as long as the figures behind them stand as they were.

One query where nothing was confirmed, seven at most else. A note on how a return was written cannot be found again in
what is held, and stands for as long as it is newer than what the caller says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.measures.checks import CHECKS, findings_of_all
from indicators.measures.periods import Month
from indicators.models import DataNote
from indicators.queries.checks import checked_for
from indicators.queries.commentary_desk import comparators_brought

MONTHS = 24  # as many as a chart shows
OF_THE_RETURN = "written-otherwise"
_WORDS = {check.name: check.words for check in CHECKS}


@dataclass(frozen=True)
class StandingNote:
    """`about` says in a few words what was warned of, `note` is the officer's. `month` None: of the indicator as a whole."""

    code: str
    month: Month | None
    about: str
    note: str


def standing_notes(
    codes: Sequence[str], month: Month, newer_than: datetime | None
) -> tuple[StandingNote, ...]:
    """Of these indicators, for the months that a chart up to `month` shows: in the order of `codes`, then by month."""
    first = month.plus(1 - MONTHS)
    rows = [
        row
        for row in DataNote.objects.in_force()
        .filter(indicator__code__in=codes)
        .select_related("indicator")
        .order_by("pk")
        if row.month is None or first <= row.month <= month
    ]
    if not rows:
        return ()
    held = sorted({row.indicator.code for row in rows})
    months = {month, *(row.month for row in rows if row.month is not None)}
    found = findings_of_all(checked_for(held, months, given=comparators_brought(month)))
    stands = {each.key for each in found}
    told = [row for row in rows if _stands(row, stands, newer_than)]
    place = {code: at for at, code in enumerate(codes)}
    told.sort(key=lambda row: (place[row.indicator.code], row.month is not None, row.month or first, row.pk))
    return tuple(
        StandingNote(row.indicator.code, row.month, _WORDS.get(row.check_name, row.check_name), row.note)
        for row in told
    )


def _stands(row: DataNote, stands: set[tuple[str, str, str]], newer_than: datetime | None) -> bool:
    if row.check_name == OF_THE_RETURN:
        return newer_than is None or row.at > newer_than
    return (row.indicator.code, row.check_name, row.facts) in stands
