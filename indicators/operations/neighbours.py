"""
Whose statistical neighbours an authority has, from which day: kept by hand, or a published list put in force.

A list is a fact of its time: a later one closes the earlier, which stays for the packs of its days.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from indicators.models import Geography, Neighbour
from indicators.operations.asking import require_of
from indicators.permissions import can_set_up_indicators
from partnership.models import User
from partnership.operations.rows import create, erase, write


@transaction.atomic
def save_neighbour(
    *, row: Neighbour | None, by: User | None, version: int | None = None, **fields: Any
) -> Neighbour:
    require_of(by, can_set_up_indicators)
    if row is None:
        return create(Neighbour, by=by, **fields)
    return write(row, by=by, version=version, **fields)


@transaction.atomic
def remove_neighbour(*, row: Neighbour, by: User | None) -> None:
    """One that was never a neighbour goes; one that is no longer is given a last day instead."""
    require_of(by, can_set_up_indicators)
    erase(row, by=by)


@transaction.atomic
def put_list_in_force(
    *, authority: Geography, neighbours: Sequence[Geography], since: date, by: User | None
) -> tuple[int, int]:
    """
    The list, nearest first, from that day on: how many neighbours are new, and how many stood already.

    Lists from earlier days end the day before; where a later list is held, this one ends the day before that. A list
    from the same day is put right.
    """
    require_of(by, can_set_up_indicators)
    rows = Neighbour.objects.filter(authority=authority)
    for earlier in rows.filter(Q(until__isnull=True) | Q(until__gte=since), since__lt=since):
        write(earlier, by=by, until=since - timedelta(days=1))
    later = rows.filter(since__gt=since).order_by("since").values_list("since", flat=True).first()
    until = later - timedelta(days=1) if later else None
    held = {row.neighbour_id: row for row in rows.filter(since=since)}
    wanted = {place.pk for place in neighbours}
    for former in held.values():
        if former.neighbour_id not in wanted:
            erase(former, by=by)
    new = 0
    for order, place in enumerate(neighbours, 1):
        if standing := held.get(place.pk):
            write(standing, by=by, order=order)
        else:
            new += 1
            create(
                Neighbour, by=by, authority=authority, neighbour=place, since=since, until=until, order=order
            )
    return new, len(neighbours) - new
