"""Commentary: what is said of indicators, and its way to being accepted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from indicators.models.fields import MonthField
from indicators.models.setup import Indicator
from partnership.models import User, Versioned


class CommentaryState(models.TextChoices):
    DRAFT = "draft", "draft"
    SUBMITTED = "submitted", "submitted"
    RETURNED = "returned", "returned"
    ACCEPTED = "accepted", "accepted"


class Commentary(Versioned):
    """What is said of one or several indicators for a month, in three texts."""

    month = MonthField()
    indicators = models.ManyToManyField(Indicator, related_name="commentaries")
    tells_us = models.TextField("what the data tells us", blank=True)
    analysis = models.TextField(blank=True)
    next_steps = models.TextField("action and next steps", blank=True)
    state = models.CharField(max_length=10, choices=CommentaryState, default=CommentaryState.DRAFT)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_from = models.CharField(max_length=150, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "commentary"
        ordering = ["-month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_by__isnull=False, accepted_at__isnull=False)
                | (~Q(state="accepted") & Q(accepted_by__isnull=True, accepted_at__isnull=True)),
                name="commentary_accepted_says_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Commentary {self.pk or ''} for {self.month.name}"
