"""
What happens round a pack: who was asked for what, who opened it, what was said of it, its files, and words taken out.

Rows only. Chases, receipts, renderings and redactions are append-only: each is its own history.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from actions.models import Action
from boardpack.models.packs import Pack
from indicators.models import Indicator
from partnership.models import Meeting, Message, User, Versioned


class Asked(models.TextChoices):
    OUTTURN = "outturn", "an outturn"
    COMMENTARY = "commentary", "commentary"
    SIGN_OFF = "sign_off", "agreement to publish"


class Chase(models.Model):
    """That somebody was asked for something a draft lacks: by whom, when, in which message. The chase log."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="chases")
    what = models.CharField(max_length=12, choices=Asked)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    link_version = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="sign_off", indicator__isnull=True)
                | (~Q(what="sign_off") & Q(indicator__isnull=False)),
                name="chase_names_its_indicator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} asked of {self.person.name}"


class Receipt(models.Model):
    """That a person opened an edition, and when first."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["pack", "person"], name="receipt_is_one_per_person")]

    def __str__(self) -> str:
        return f"{self.pack} opened by {self.person.name}"


class RecordKind(models.TextChoices):
    QUESTION = "question", "question"
    CHALLENGE = "challenge", "challenge"
    DECISION = "decision", "decision"


class MeetingRecord(Versioned):
    """A question, a challenge or a decision on a section of a pack, and what came of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="records")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="records")
    section = models.CharField(max_length=80, help_text="The part of the pack, by its address there.")
    kind = models.CharField(max_length=10, choices=RecordKind)
    words = models.TextField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    raised_by_words = models.CharField("who said it", max_length=150, blank=True)
    raised_on = models.DateField()
    in_meeting = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["raised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(raised_by__isnull=False) | ~Q(raised_by_words=""),
                name="meeting_record_says_who",
                violation_error_message="Say who asked or decided.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="meeting_record_answered_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.raised_on:%-d %B %Y}"


class RenderingState(models.TextChoices):
    WAITING = "waiting", "waiting to be made"
    MAKING = "making", "being made"
    MADE = "made", "made"
    FAILED = "failed", "could not be made"


class Rendering(models.Model):
    """A published edition in one format, as the renderer's version made it."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="renderings")
    format = models.CharField(max_length=10)
    renderer = models.CharField("renderer's version", max_length=40)
    document_sha256 = models.CharField(max_length=64, help_text="Of the document that it was made from.")
    state = models.CharField(max_length=8, choices=RenderingState, default=RenderingState.WAITING)
    content = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    words = models.CharField(max_length=300, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pack", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "format", "renderer", "document_sha256"], name="rendering_is_one_per_renderer"
            ),
            models.CheckConstraint(
                condition=(Q(state="made", content__isnull=False) & ~Q(sha256=""))
                | (~Q(state="made") & Q(content__isnull=True, sha256="")),
                name="rendering_made_has_its_bytes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack}, {self.format}"


class Redaction(models.Model):
    """Words taken out of an edition by two people together. The words are kept until both have agreed, then forgotten."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="redactions")
    words = models.TextField(blank=True, help_text="What is to be taken out; emptied when it is.")
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="When it was decided not to.")
    before_sha256 = models.CharField(max_length=64, blank=True)
    after_sha256 = models.CharField(max_length=64, blank=True)
    places = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="redaction_is_agreed_by_somebody_else",
                violation_error_message="Somebody else has to agree to it.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True, after_sha256="")
                | (Q(agreed_at__isnull=False, agreed_by__isnull=False, words="") & ~Q(after_sha256="")),
                name="redaction_done_has_forgotten_the_words",
            ),
        ]

    def __str__(self) -> str:
        return f"Redaction in {self.pack}"
