"""Whose statistical neighbours the own authority has on a day, as querysets that other queries are built of."""

from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from indicators.measures.kinds import GeographyKind
from indicators.models import Neighbour


def in_force(day: date) -> QuerySet[Neighbour]:
    """The own authority's list of that day, nearest first."""
    return Neighbour.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day),
        authority__kind=GeographyKind.OWN.value,
        since__lte=day,
    ).order_by("order", "pk")


def count_in_force(day: date) -> Any:
    """How many there are, for a query to carry with its rows."""
    counted = in_force(day).order_by().values("authority").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted[:1], output_field=IntegerField()), Value(0))
