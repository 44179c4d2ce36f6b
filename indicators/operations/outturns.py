"""
Recording, changing and removing an outturn.

One outturn per indicator and month; where the month is published a change gives its reason, which stays in the
history. The return and cell that a figure came from go with the figure: typed over by hand, it has none.
"""

from typing import Any

from django.db import transaction

from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Indicator, Outturn, Return
from indicators.operations.asking import require_of
from indicators.operations.published import OutturnAlreadyPublished, require_reason
from indicators.permissions import can_enter_data
from partnership.models import User
from partnership.operations.rows import create, erase, stands_already, write

__all__ = ["OutturnAlreadyPublished", "record_outturn", "remove_outturn"]


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

    `version` is what the figure was read at: 0 when there was none (then one that stands raises ChangedMeanwhile),
    None to write over whatever stands.
    """
    require_of(by, can_enter_data)
    held = Outturn.objects.filter(indicator=indicator, month=month).first()
    fields = reading_fields(reading)
    source: dict[str, Any] = {"source_return": source_return, "source_cell": source_cell}
    if held is None:
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
