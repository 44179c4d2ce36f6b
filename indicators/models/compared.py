"""With whom an authority is compared, and how a published file's columns become an indicator's comparator."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from indicators.measures import kinds
from indicators.models.fields import basis_choices, order_field
from indicators.models.setup import Geography, Indicator
from partnership.models import Versioned


class Neighbour(Versioned):
    """A statistical neighbour of an authority, from a day on, until a day where that is known."""

    authority = models.ForeignKey(Geography, on_delete=models.PROTECT, related_name="neighbours")
    neighbour = models.ForeignKey(Geography, on_delete=models.PROTECT, related_name="neighbour_of")
    since = models.DateField("from", help_text="The first day on which the list is in force.")
    until = models.DateField("to", null=True, blank=True, help_text="The last day; empty: still in force.")
    order = order_field()

    class Meta:
        ordering = ["authority", "-since", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "neighbour", "since"],
                name="neighbour_is_once_in_a_list",
                violation_error_message="That authority is a neighbour from that day already.",
            ),
            models.CheckConstraint(
                condition=~Q(authority=F("neighbour")),
                name="neighbour_is_another_authority",
                violation_error_message="An authority is not its own neighbour: choose another one.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="neighbour_ends_after_it_begins",
                violation_error_message="The last day comes before the first: correct one of them.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.neighbour}, neighbour of {self.authority} from {self.since:%-d %B %Y}"


class ComparatorMap(Versioned):
    """
    How an indicator's published figure is made from the columns of a published file; kept for every later edition.

    Σ numerator columns, divided by Σ denominator columns or by the children of the year before, times `per`.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="comparator_maps")
    numerator = models.JSONField("columns", help_text="The columns that are added up.")
    denominator = models.JSONField(
        "divided by", default=list, blank=True, help_text="The columns whose sum it is divided by."
    )
    by_population = models.BooleanField(
        "divided by the children of the year before", default=False, help_text="For a rate per 10,000."
    )
    per = models.PositiveIntegerField("times", default=1, help_text="100 for a percentage, 10000 for a rate.")
    where = models.JSONField(
        default=dict, blank=True, help_text="Which rows count: a column's name and what must stand in it."
    )
    basis = models.CharField(max_length=20, choices=basis_choices, default=kinds.Basis.YEAR_TO_DATE.value)

    class Meta:
        ordering = ["indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"],
                name="comparator_map_is_one_per_indicator",
                violation_error_message="This indicator has a map already: change that one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} from {', '.join(self.numerator)}"
