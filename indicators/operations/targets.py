"""
Setting a target: the one in force for an indicator and year, or for one month of it.

A target is a number or the reason why there is none, with its kind, source and rationale.
"""

from decimal import Decimal
from typing import Any

from django.db import transaction

from indicators.measures.kinds import TargetKind
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Indicator, Return, Target
from indicators.operations.asking import require_of
from indicators.operations.published import is_any_published
from indicators.permissions import can_enter_data
from partnership.models import User
from partnership.operations.rows import CannotBeDone, create, erase, gone_meanwhile, stands_already, write


class TargetIsPublished(CannotBeDone):
    """A published pack has judged by it."""


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    year: int,
    by: User | None,
    reading: Reading,
    kind: TargetKind | None = None,
    month: Month | None = None,
    change_percent: Decimal | None = None,
    source: str = "",
    rationale: str = "",
    version: int | None = None,
    source_return: Return | None = None,
    source_cell: str = "",
) -> Target:
    """
    `kind` None leaves the kind as it is (a new target: not stated); `version` as in record_outturn.

    The return and cell that a figure came from go with the figure, as with an outturn.
    """
    require_of(by, can_enter_data)
    held = Target.objects.filter(indicator=indicator, year=year, month=month).first()
    fields: dict[str, Any] = {
        "value": reading.value,
        "missing": reading.missing.value if reading.missing else "",
        "symbol": reading.symbol,
        "change_percent": change_percent,
        "source": source,
        "rationale": rationale,
        **({"kind": kind.value} if kind else {}),
    }
    place: dict[str, Any] = {"source_return": source_return, "source_cell": source_cell}
    if held is None:
        if version:
            raise gone_meanwhile()
        return create(Target, by=by, indicator=indicator, year=year, month=month, **fields, **place)
    if version == 0:
        raise stands_already(held)
    figure = ("value", "missing", "symbol")
    another = any(getattr(held, name) != fields[name] for name in figure)
    return write(held, by=by, version=version, **fields, **(place if another else {}))


@transaction.atomic
def remove_target(*, target: Target, by: User | None) -> None:
    """A target that no published pack has judged by goes; else it stays, and may be changed."""
    require_of(by, can_enter_data)
    if is_any_published(target.year):
        raise TargetIsPublished("A published pack judges by the targets of this year, so this one stays.")
    erase(target, by=by)
