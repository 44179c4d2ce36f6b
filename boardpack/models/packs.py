"""
Packs, the indicators in them, and discussion points.

A published pack holds its document as canonical text with its SHA-256 and is never written again, but to say that it
was superseded, withdrawn or redacted.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from indicators.models import Indicator, MonthField
from partnership.models import Meeting, User, Versioned


class PackStatus(models.TextChoices):
    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    PUBLISHED = "published", "published"
    SUPERSEDED = "superseded", "superseded"
    WITHDRAWN = "withdrawn", "withdrawn"


FROZEN = (PackStatus.PUBLISHED, PackStatus.SUPERSEDED, PackStatus.WITHDRAWN)
OPEN = (PackStatus.DRAFT, PackStatus.IN_REVIEW)


class PackQuerySet(models.QuerySet["Pack"]):
    def published(self) -> PackQuerySet:
        return self.filter(status=PackStatus.PUBLISHED)

    def drafts(self) -> PackQuerySet:
        return self.filter(status__in=OPEN)


class Pack(Versioned):
    """One edition of the papers for one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    month = MonthField("reporting month")
    as_at = models.DateField("as at", help_text="The day from which lateness is reckoned.")
    edition = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=PackStatus, default=PackStatus.DRAFT)
    edition_reason = models.CharField(max_length=300, blank=True, help_text="Why there is a further edition.")
    scrutineer_comment = models.TextField(blank=True)
    document = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_as = models.CharField(
        "in which quality", max_length=120, blank=True, help_text="Approver, chair, or deputy for whom."
    )
    approved_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    suppressions = models.JSONField(default=list, blank=True, editable=False)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__date", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "edition"], name="pack_edition_is_one_per_meeting"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(status="published"), name="pack_published_is_one_per_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(status__in=["draft", "in_review"]),
                name="pack_draft_is_one_per_meeting",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "in_review"], document="", sha256="", published_at__isnull=True
                )
                | (
                    Q(status__in=["published", "superseded", "withdrawn"], published_at__isnull=False)
                    & ~Q(document="")
                    & ~Q(sha256="")
                ),
                name="pack_published_is_frozen_and_a_draft_is_not",
            ),
            models.CheckConstraint(
                condition=(Q(status="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""))
                | (~Q(status="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_reason="")),
                name="pack_withdrawn_says_when_and_why",
                violation_error_message="Say why the edition is withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(edition_reason=""),
                name="pack_further_edition_says_why",
                violation_error_message="Say why there is a further edition.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.title} pack, {self.meeting.date:%B %Y}, edition {self.edition}"


class PackIndicator(Versioned):
    """An indicator's place in a pack, with what was said instead of an action."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="choices")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    no_action_reason = models.CharField(max_length=300, blank=True)
    standing_reason = models.CharField(max_length=300, blank=True)
    review_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    asked_of = models.CharField(
        "commentary asked of", max_length=150, blank=True, help_text="Who was asked and did not answer."
    )
    asked_on = models.DateField("asked on", null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_of="", asked_on__isnull=True)
                | (~Q(asked_of="") & Q(asked_on__isnull=False)),
                name="pack_not_received_says_of_whom_and_when",
                violation_error_message="Say of whom the commentary was asked, and on which day.",
            ),
            models.UniqueConstraint(fields=["pack", "indicator"], name="pack_holds_an_indicator_once"),
            models.CheckConstraint(
                condition=Q(standing_reason="") | Q(review_meeting__isnull=False),
                name="pack_standing_reason_has_its_review_meeting",
                violation_error_message="A standing reason needs the meeting at which it is reviewed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack}: {self.indicator}"


class Asks(models.TextChoices):
    NOTE = "note", "to note"
    DISCUSS = "discuss", "to discuss"
    DECIDE = "decide", "to decide"


class DiscussionPoint(Versioned):
    """What the board is asked to note, discuss or decide."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="points")
    order = models.PositiveSmallIntegerField()
    asks = models.CharField(max_length=10, choices=Asks, default=Asks.DISCUSS)
    text = models.CharField(max_length=400)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "order"], name="discussion_point_order_is_one_per_pack"),
        ]

    def __str__(self) -> str:
        return self.text
