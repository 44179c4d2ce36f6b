"""What people add to a series with a reason: a dated mark on its chart, and what the board is concerned about."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from indicators.measures import kinds
from indicators.models.fields import MonthField, concern_side_choices, event_kind_choices
from indicators.models.setup import Indicator
from partnership.models import Meeting, Versioned


class Event(Versioned):
    """Something that happened to what is counted. A step begins new limits on the process chart from its month on."""

    indicators = models.ManyToManyField(Indicator, related_name="events")
    month = MonthField()
    kind = models.CharField(max_length=10, choices=event_kind_choices, default=kinds.EventKind.MARK.value)
    label = models.CharField(max_length=60, help_text="A few words that fit on a chart.")
    reason = models.TextField(help_text="What happened, and why the chart should say so.")
    baseline_points = models.PositiveSmallIntegerField(
        "readings in the baseline",
        null=True,
        blank=True,
        validators=[MinValueValidator(2), MaxValueValidator(120)],
        help_text="The limits rest on this many readings from the month on. Empty: on all of them.",
    )

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="event_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(baseline_points__isnull=True) | Q(kind=kinds.EventKind.STEP.value),
                name="event_baseline_belongs_to_a_step",
                violation_error_message="Only a step has a baseline: choose the step, or leave the readings empty.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.month.label}"


class Concern(Versioned):
    """That the board worries about an indicator without polarity when it is high, low or either, from a month on."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="concerns")
    side = models.CharField("concerned when it is", max_length=10, choices=concern_side_choices)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="+", help_text="The meeting that recorded it."
    )
    reason = models.CharField(max_length=300)
    since = MonthField("from", help_text="The first month that is read so.")
    until = MonthField("to", null=True, blank=True, help_text="The last month; empty: still in force.")

    class Meta:
        ordering = ["indicator", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(until__isnull=True),
                name="concern_in_force_is_one",
                violation_error_message="A concern is in force for this indicator: end that one first.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="concern_ends_after_it_begins",
                violation_error_message="The last month comes before the first: correct one of them.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_side_display()}"
