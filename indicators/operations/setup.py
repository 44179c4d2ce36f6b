"""Setting up what is measured: areas, indicators and the places to compare with."""

from typing import Any

from django.db import transaction

from indicators.models import Area, Geography, Indicator
from indicators.operations.asking import require_of
from indicators.operations.formulas import rename_in_formulas
from indicators.permissions import can_set_up_indicators
from partnership.models import User
from partnership.operations.rows import create, erase, write


@transaction.atomic
def save_area(*, area: Area | None, by: User | None, version: int | None = None, **fields: Any) -> Area:
    require_of(by, can_set_up_indicators)
    if area is None:
        return create(Area, by=by, **fields)
    return write(area, by=by, version=version, **fields)


@transaction.atomic
def save_indicator(
    *, indicator: Indicator | None, by: User | None, version: int | None = None, **fields: Any
) -> Indicator:
    require_of(by, can_set_up_indicators)
    if indicator is None:
        return create(Indicator, by=by, **fields)
    old = Indicator.objects.values_list("code", flat=True).get(pk=indicator.pk)  # a form has changed the row
    row = write(indicator, by=by, version=version, **fields)
    if row.code != old:
        rename_in_formulas(indicator=row, old=old, by=by)
    return row


@transaction.atomic
def save_geography(
    *, geography: Geography | None, by: User | None, version: int | None = None, **fields: Any
) -> Geography:
    require_of(by, can_set_up_indicators)
    if geography is None:
        return create(Geography, by=by, **fields)
    return write(geography, by=by, version=version, **fields)


@transaction.atomic
def remove_set_up(*, row: Area | Indicator | Geography, by: User | None) -> None:
    """An area, indicator or geography that nothing rests on goes; StillNeeded says what rests on it."""
    require_of(by, can_set_up_indicators)
    erase(row, by=by)
