"""
Recording published figures: comparators and populations. Append-only, each with the published file it came from.

The same figure from the same file twice is one row; another figure under the same file is refused.
"""

from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indicators.measures.kinds import Basis
from indicators.measures.readings import Reading
from indicators.models import Comparator, Geography, Indicator, Population, Return
from indicators.operations.asking import require_of
from indicators.permissions import can_enter_data
from partnership.models import User

P = TypeVar("P", Comparator, Population)


@transaction.atomic
def record_comparator(
    *,
    indicator: Indicator,
    geography: Geography,
    year: int,
    reading: Reading,
    vintage: str,
    by: User | None,
    now: datetime,
    basis: Basis | None = None,
    provisional: bool = False,
    source_return: Return | None = None,
    source_cell: str = "",
) -> Comparator:
    """
    What that file says of that geography for the year that starts in `year`.

    `basis` None is what published yearly figures are: the level at the year's end for a stock, else the whole year.
    """
    require_of(by, can_enter_data)
    row = Comparator(
        geography=geography,
        indicator=indicator,
        year=year,
        basis=(basis or usual_basis(indicator)).value,
        value=reading.value,
        missing=reading.missing.value if reading.missing else "",
        symbol=reading.symbol,
        vintage=vintage,
        provisional=provisional,
        recorded_at=now,
        recorded_by=by,
        source_return=source_return,
        source_cell=source_cell,
    )
    figures = ("basis", "value", "missing", "symbol", "provisional")
    return _append(row, figures, geography=geography, indicator=indicator, year=year, vintage=vintage)


@transaction.atomic
def record_population(
    *, geography: Geography, year: int, children: int, vintage: str, by: User | None, now: datetime
) -> Population:
    """Children aged 0 to 17 in the middle of `year`, as that file estimates them."""
    require_of(by, can_enter_data)
    row = Population(
        geography=geography, year=year, children=children, vintage=vintage, recorded_at=now, recorded_by=by
    )
    return _append(row, ("children",), geography=geography, year=year, vintage=vintage)


def usual_basis(indicator: Indicator) -> Basis:
    """What published yearly figures are: the level at the year's end for a stock, else the whole year."""
    return Basis.MONTH_END if indicator.basis == Basis.MONTH_END.value else Basis.YEAR_TO_DATE


def _append(row: P, figures: tuple[str, ...], **named: Any) -> P:
    """The row stored, or the one that is held under the same names when it says the same."""
    rows = type(row)._default_manager.filter(withdrawn_at__isnull=True)
    held = rows.filter(**named).first()
    if held is None:
        row.full_clean()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
            return row
        except IntegrityError:
            held = rows.get(**named)
    if _figures(held, figures) != _figures(row, figures):
        raise ValidationError(
            f"{held} is recorded with another figure from “{held.vintage}”. A corrected file is another vintage: "
            "name it so."
        )
    return held


def _figures(row: Comparator | Population, names: tuple[str, ...]) -> list[Any]:
    return [getattr(row, name) for name in names]
