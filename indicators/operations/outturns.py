"""
Recording, changing and removing an outturn, and recording many of them at once.

One outturn per indicator and month; where the month is published a change gives its reason, which stays in the
history. The return and cell that a figure came from go with the figure: typed over by hand, it has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Indicator, Outturn, PublishedMonth, Return
from indicators.operations.asking import require_of
from indicators.operations.calculated import require_entered
from indicators.operations.published import OutturnAlreadyPublished, require_reason
from indicators.permissions import can_enter_data
from partnership.models import User
from partnership.operations.bulk import ManyChange, create_many, write_many
from partnership.operations.rows import create, erase, gone_meanwhile, stands_already, write

__all__ = [
    "NewOutturn",
    "OutturnAlreadyPublished",
    "record_outturn",
    "record_outturns",
    "remove_outturn",
]


_PORTION = 5_000  # rows that are in memory at once: a return may bring a hundred thousand


@dataclass(frozen=True, slots=True)
class NewOutturn:
    """
    One of many outturns to record: what stands after it, where it came from and why.

    `pk` and `version` are those of the outturn that was read for its indicator and month; 0 when there was none.
    """

    indicator: Indicator
    month: Month
    reading: Reading
    note: str = ""
    pk: int = 0
    version: int = 0
    reason: str = ""
    source_cell: str = ""


@transaction.atomic
def record_outturn(
    *,
    indicator: Indicator,
    month: Month,
    reading: Reading,
    by: User | None,
    note: str = "",
    version: int | None = None,
    reason: str = "",
    source_return: Return | None = None,
    source_cell: str = "",
) -> Outturn:
    """
    The indicator's outturn for the month is this reading.

    `version` is what the figure was read at: 0 when there was none (then one that stands raises ChangedMeanwhile), None
    to write over whatever stands. CannotBeDone when the figure that was read has been removed since, or the indicator is
    calculated.
    """
    require_of(by, can_enter_data)
    require_entered([indicator])
    held = Outturn.objects.filter(indicator=indicator, month=month).first()
    fields = reading_fields(reading)
    source: dict[str, Any] = {"source_return": source_return, "source_cell": source_cell}
    if held is None:
        if version:
            raise gone_meanwhile()
        require_reason(indicator, month, reason)
        return create(
            Outturn, by=by, reason=reason, indicator=indicator, month=month, note=note, **fields, **source
        )
    if version == 0:
        raise stands_already(held)
    changes = {"note": note, **fields, **(source if _differs(held, fields) else {})}
    if _differs(held, changes):
        require_reason(indicator, month, reason)
    return write(held, by=by, version=version, reason=reason, **changes)


@transaction.atomic
def record_outturns(
    *, outturns: Iterable[NewOutturn], by: User | None, source_return: Return | None = None
) -> None:
    """
    All of these recorded, or none, in a number of queries that does not grow with them but for each 5,000.

    ChangedMeanwhile for the first whose figure is no longer the one that was read; OutturnAlreadyPublished for the
    first in a published month that gives no reason.
    """
    require_of(by, can_enter_data)
    packs = dict(PublishedMonth.objects.values_list("month", "pack"))
    source: dict[str, Any] = {"source_return": source_return}
    waiting = iter(outturns)
    while asked := list(islice(waiting, _PORTION)):
        _record_portion(asked, packs, by, source)


def _record_portion(
    asked: Sequence[NewOutturn], packs: Mapping[Month, str], by: User | None, source: dict[str, Any]
) -> None:
    require_entered({each.indicator for each in asked})
    for each in asked:
        if each.month in packs and not each.reason.strip():
            raise OutturnAlreadyPublished(each.indicator, each.month, packs[each.month])
    changes = [
        ManyChange(each.pk, each.version, _fields(each) | source, each.reason) for each in asked if each.pk
    ]
    if changes:
        write_many(Outturn, changes, by=by)
    new = [each for each in asked if not each.pk]
    rows = [Outturn(indicator=each.indicator, month=each.month, **_fields(each), **source) for each in new]
    try:
        create_many(Outturn, rows, by=by, reasons=[each.reason for each in new])
    except ValidationError:
        _tell_of_rival(new)
        raise


def _fields(outturn: NewOutturn) -> dict[str, Any]:
    return {**reading_fields(outturn.reading), "note": outturn.note, "source_cell": outturn.source_cell}


def _tell_of_rival(new: Sequence[NewOutturn]) -> None:
    """ChangedMeanwhile for the first of these that somebody else has recorded since it was not there."""
    held = Outturn.objects.filter(indicator__in={each.indicator for each in new})
    stands = {(row.indicator_id, row.month): row for row in held}
    for each in new:
        if rival := stands.get((each.indicator.pk, each.month)):
            raise stands_already(rival)


@transaction.atomic
def remove_outturn(*, outturn: Outturn, by: User | None, reason: str = "") -> None:
    """The month has no outturn again; what stood there stays in the history."""
    require_of(by, can_enter_data)
    require_reason(outturn.indicator, outturn.month, reason)
    erase(outturn, by=by, reason=reason)


def reading_fields(reading: Reading) -> dict[str, Any]:
    """A reading as the columns of an outturn."""
    return {
        "value": reading.value,
        "missing": reading.missing.value if reading.missing else "",
        "symbol": reading.symbol,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "provisional": reading.provisional,
    }


def _differs(row: Outturn, fields: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in fields.items())
