"""How an indicator's published figure is made of a file's columns: said once by an officer, and kept for later files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.models import ComparatorMap, Indicator
from indicators.operations.asking import require_of
from indicators.permissions import can_enter_data
from partnership.models import User
from partnership.operations.rows import create, erase, write


@transaction.atomic
def save_map(
    *, row: ComparatorMap | None, by: User | None, version: int | None = None, **fields: Any
) -> ComparatorMap:
    """ValidationError when it divides by columns and by the population at once, or adds nothing up."""
    require_of(by, can_enter_data)
    denominator = fields.get("denominator", row.denominator if row else [])
    if denominator and fields.get("by_population", row.by_population if row else False):
        raise ValidationError({"denominator": "Divide by columns or by the children, and not by both."})
    if row is None:
        return create(ComparatorMap, by=by, **fields)
    return write(row, by=by, version=version, **fields)


@transaction.atomic
def keep_map(*, indicator: Indicator, by: User | None, **fields: Any) -> ComparatorMap:
    """From now on the indicator's map is this one, whether it had one before or not."""
    row = ComparatorMap.objects.filter(indicator=indicator).first()
    return save_map(row=row, by=by, **(fields if row else {"indicator": indicator, **fields}))


@transaction.atomic
def remove_map(*, row: ComparatorMap, by: User | None) -> None:
    """The figures that it made stay; the product's own map, if it has one, holds again for the next file."""
    require_of(by, can_enter_data)
    erase(row, by=by)
