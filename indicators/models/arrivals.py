"""Where figures came from and where they are shown: returns, and the months of published packs."""

from __future__ import annotations

from django.db import models

from indicators.models.fields import MonthField
from partnership.models import User


class Return(models.Model):
    """A file in which outturns arrived. Append-only: the table that was read is kept, never the rest of the file."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    layout = models.CharField(max_length=40)
    table = models.JSONField()
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name


class PublishedMonth(models.Model):
    """A month that a published pack shows: from then on, a change of its outturns needs a reason."""

    month = MonthField(unique=True)
    pack = models.CharField(max_length=120, help_text="The pack that shows it, in words.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return self.month.name
