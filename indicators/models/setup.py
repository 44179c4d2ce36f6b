"""What is measured and with whom it is compared: areas, indicators, geographies."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from indicators.measures import kinds
from indicators.measures.periods import Month
from indicators.models.fields import (
    MonthField,
    basis_choices,
    frequency_choices,
    geography_kind_choices,
    kind_choices,
    number_field,
    order_field,
    polarity_choices,
    target_profile_choices,
    tolerance_kind_choices,
)
from partnership.models import Agency, User, Versioned


class Area(Versioned):
    """A heading of the scorecard, such as Front Door."""

    name = models.CharField(max_length=80, unique=True)
    order = order_field()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def active_in(self, month: Month) -> IndicatorQuerySet:
        return self.filter(
            Q(active_from__isnull=True) | Q(active_from__lte=month),
            Q(active_to__isnull=True) | Q(active_to__gte=month),
        )

    def to_confirm(self) -> IndicatorQuerySet:
        """Basis or polarity is still a guess."""
        return self.filter(Q(basis_confirmed=False) | Q(polarity_confirmed=False))


class Indicator(Versioned):
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    aliases = models.JSONField(
        default=list, blank=True, help_text="Other names that returns use for it, one a line."
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="indicators")
    order = order_field()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    definition = models.TextField(blank=True)
    numerator_words = models.CharField("numerator, in words", max_length=300, blank=True)
    denominator_words = models.CharField("denominator, in words", max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=kind_choices)
    rate_per = models.PositiveIntegerField("rate per", null=True, blank=True, help_text="For a rate: 10000.")
    decimal_places = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(4)])
    frequency = models.CharField(
        max_length=20, choices=frequency_choices, default=kinds.Frequency.MONTHLY.value
    )
    basis = models.CharField(max_length=20, choices=basis_choices)
    basis_confirmed = models.BooleanField(default=False)
    cumulates_from = MonthField(null=True, blank=True)
    polarity = models.CharField(max_length=20, choices=polarity_choices, default=kinds.Polarity.NONE.value)
    polarity_confirmed = models.BooleanField(default=False)
    acceptable_low = number_field(null=True, blank=True)
    acceptable_high = number_field(null=True, blank=True)
    high_means = models.CharField("a high figure may mean", max_length=300, blank=True)
    low_means = models.CharField("a low figure may mean", max_length=300, blank=True)
    tolerance = number_field(null=True, blank=True, help_text="Empty: 5 points, or 10% of the target.")
    tolerance_kind = models.CharField(
        max_length=20, choices=tolerance_kind_choices, default=kinds.ToleranceKind.ABSOLUTE.value
    )
    target_profile = models.CharField(
        max_length=20, choices=target_profile_choices, default=kinds.TargetProfile.FLAT.value
    )
    data_owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="answers_for"
    )
    source = models.CharField(max_length=200, blank=True)
    active_from = MonthField(null=True, blank=True)
    active_to = MonthField(null=True, blank=True)
    small_number_control = models.BooleanField(default=False)
    part_of_whole = models.BooleanField(
        "the numerator is part of the denominator",
        default=False,
        help_text="Then a percentage above 100 cannot be true.",
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["area__order", "order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cumulates_from__isnull=True) | Q(basis=kinds.Basis.SINCE_MONTH.value),
                name="indicator_cumulates_from_a_month_only_when_its_basis_says_so",
                violation_error_message="Only a running total from a stated month has a month to cumulate from.",
            ),
            models.CheckConstraint(
                condition=~Q(basis=kinds.Basis.SINCE_MONTH.value) | Q(cumulates_from__isnull=False),
                name="indicator_from_a_stated_month_says_which",
                violation_error_message="Say from which month the running total counts.",
            ),
            models.CheckConstraint(
                condition=~Q(polarity=kinds.Polarity.RANGE.value)
                | Q(
                    acceptable_low__isnull=False,
                    acceptable_high__isnull=False,
                    acceptable_low__lte=F("acceptable_high"),
                ),
                name="indicator_within_a_range_has_the_range",
                violation_error_message="An indicator judged within a range needs both ends of it.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=kinds.Kind.RATE.value) | Q(rate_per__isnull=False, rate_per__gt=0),
                name="indicator_rate_says_per_how_many",
                violation_error_message="Say per how many the rate is, for example 10000.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Geography(Versioned):
    """A place to compare with: own authority, region, England."""

    code = models.CharField(max_length=20, unique=True, help_text="The ONS code, such as E06000045.")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=geography_kind_choices)
    la_code = models.CharField(
        "three-digit authority number",
        max_length=3,
        blank=True,
        help_text="The number that DfE's neighbour lists use, such as 852.",
    )
    aliases = models.JSONField(default=list, blank=True, help_text="Other names for it, one a line.")
    order = order_field()

    class Meta:
        verbose_name_plural = "geographies"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=kinds.GeographyKind.OWN.value),
                name="geography_own_is_one",
                violation_error_message="There is an own authority already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
