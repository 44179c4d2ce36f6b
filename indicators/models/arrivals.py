"""Where figures came from and where they are shown: returns, and the months of published packs."""

from __future__ import annotations

from django.db import models

from indicators.models.fields import MonthField
from partnership.models import User


class ReturnState(models.TextChoices):
    """Where a return stands on its way in: read and shown, waiting for the worker, applied, and perhaps undone."""

    READ = "read", "read, not applied"
    WAITING = "waiting", "waiting to be applied"
    APPLYING = "applying", "being applied"
    APPLIED = "applied", "applied"
    REFUSED = "refused", "refused: nothing written"
    DISCARDED = "discarded", "discarded: nothing written"
    UNDOING = "undoing", "being undone"
    UNDONE = "undone", "undone"


class Return(models.Model):
    """
    A file in which figures arrived. The table that was read is kept, never the rest of the file.

    Its own history: each state is reached once, and nothing that was read changes. `asked` is what the officer chose
    (names confirmed, what may be made, reasons by cell), `said` what came of it (problems, what could not be undone).
    """

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    layout = models.CharField(max_length=40)
    sheet = models.CharField(max_length=120, blank=True)
    sheets_not_read = models.JSONField(default=list, blank=True)
    table = models.JSONField()
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ReturnState.choices, default=ReturnState.APPLIED)
    asked = models.JSONField(default=dict, blank=True)
    said = models.JSONField(default=dict, blank=True)
    reason = models.CharField("why published figures change", max_length=500, blank=True)
    warnings_note = models.CharField("why the warnings are accepted", max_length=500, blank=True)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    to_do = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="returns_undone"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["sha256"], name="return_by_content"),
            models.Index(fields=["state"], name="return_by_state"),
        ]

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


class DataNoteQuerySet(models.QuerySet["DataNote"]):
    def in_force(self) -> DataNoteQuerySet:
        """Those whose return was not undone."""
        return self.filter(withdrawn_at__isnull=True)


class DataNote(models.Model):
    """
    A check's warning that a person has confirmed, with the note why. Append-only.

    It stays confirmed until the facts behind it change (`facts` is the digest of what the warning rested on), or until
    the return is undone that it came with.
    """

    indicator = models.ForeignKey("indicators.Indicator", on_delete=models.PROTECT, related_name="data_notes")
    check_name = models.CharField("check", max_length=40)
    facts = models.CharField(max_length=64)
    month = MonthField(null=True, blank=True)
    finding = models.TextField()
    note = models.CharField(max_length=500)
    source_return = models.ForeignKey(Return, on_delete=models.PROTECT, null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When its return was undone.")

    objects = DataNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "check_name", "facts"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="data_note_is_one_per_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.note}"
