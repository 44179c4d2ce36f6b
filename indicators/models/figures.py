"""The figures: outturns, targets, comparators, populations. Each says what it is, or why there is none."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from indicators.measures import kinds
from indicators.measures.periods import FinancialYear
from indicators.models.fields import (
    MonthField,
    basis_choices,
    missing_choices,
    number_field,
    target_kind_choices,
    value_or_reason,
    year_field,
)
from indicators.models.setup import Geography, Indicator
from partnership.models import User, Versioned


class Outturn(Versioned):
    """An indicator's value for a month: a number, or the reason why there is none."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="outturns")
    month = MonthField()
    value = number_field("figure", null=True, blank=True)
    missing = models.CharField("reason without a number", max_length=20, choices=missing_choices, blank=True)
    symbol = models.CharField("as written", max_length=20, blank=True)
    numerator = number_field(null=True, blank=True)
    denominator = number_field(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    source_return = models.ForeignKey(
        "indicators.Return", on_delete=models.PROTECT, null=True, blank=True, related_name="outturns"
    )
    source_cell = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "month"],
                name="outturn_is_one_per_indicator_and_month",
                violation_error_message="This indicator has an outturn for that month already: change that one.",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="outturn_month_is_its_first_day"),
            value_or_reason("outturn"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.month.label}"


class Target(Versioned):
    """The one in force for an indicator and year, or for one month of it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    year = year_field("The year it starts in: 2021 for 2021/22.")
    month = MonthField(null=True, blank=True, help_text="Empty: for the whole year.")
    value = number_field("figure", null=True, blank=True)
    missing = models.CharField("reason without a number", max_length=20, choices=missing_choices, blank=True)
    symbol = models.CharField("as written", max_length=20, blank=True)
    kind = models.CharField(
        max_length=20, choices=target_kind_choices, default=kinds.TargetKind.NOT_STATED.value
    )
    change_percent = models.DecimalField(
        "change on the previous year, %", max_digits=6, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(max_length=200, blank=True)
    rationale = models.TextField(blank=True)
    source_return = models.ForeignKey(
        "indicators.Return", on_delete=models.PROTECT, null=True, blank=True, related_name="targets"
    )
    source_cell = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["indicator", "-year", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"],
                condition=Q(month__isnull=True),
                name="target_is_one_per_year",
                violation_error_message="This indicator has a target for that year already: change that one.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "year", "month"],
                condition=Q(month__isnull=False),
                name="target_is_one_per_month",
                violation_error_message="This indicator has a target for that month already: change that one.",
            ),
            value_or_reason("target"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.indicator}, target {self.month.label if self.month else FinancialYear(self.year).label}"
        )


class Comparator(models.Model):
    """
    A published figure. Append-only: a later edition is another row, and the earlier one stays.

    Undoing the return that brought it marks it withdrawn: it stays as a record and is compared with no more.
    """

    geography = models.ForeignKey(Geography, on_delete=models.PROTECT, related_name="comparators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="comparators")
    year = year_field("The year it starts in: 2020 for 2020/21.")
    basis = models.CharField(max_length=20, choices=basis_choices, default=kinds.Basis.YEAR_TO_DATE.value)
    value = number_field("figure", null=True, blank=True)
    missing = models.CharField("reason without a number", max_length=20, choices=missing_choices, blank=True)
    symbol = models.CharField("as written", max_length=20, blank=True)
    vintage = models.CharField(max_length=120, help_text="Which published file it came from.")
    provisional = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    source_return = models.ForeignKey(
        "indicators.Return", on_delete=models.PROTECT, null=True, blank=True, related_name="comparators"
    )
    source_cell = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When its return was undone.")

    class Meta:
        ordering = ["indicator", "geography", "-year", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["geography", "indicator", "year", "vintage"],
                condition=Q(withdrawn_at__isnull=True),
                name="comparator_is_one_per_vintage",
                violation_error_message="That published file has a figure for this already. A corrected file is another vintage: name it so.",
            ),
            value_or_reason("comparator"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.geography} {FinancialYear(self.year).label}"


class Population(models.Model):
    """Children aged 0 to 17 at mid-year. Append-only: a rebased estimate is another vintage."""

    geography = models.ForeignKey(Geography, on_delete=models.PROTECT, related_name="populations")
    year = year_field("The mid-year of the estimate: 2020.")
    children = models.PositiveIntegerField()
    vintage = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    source_return = models.ForeignKey(
        "indicators.Return", on_delete=models.PROTECT, null=True, blank=True, related_name="populations"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When its return was undone.")

    class Meta:
        ordering = ["geography", "-year", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["geography", "year", "vintage"],
                condition=Q(withdrawn_at__isnull=True),
                name="population_is_one_per_vintage",
                violation_error_message="That published file has an estimate for this already. A corrected file is another vintage: name it so.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.geography}, mid-{self.year}"
