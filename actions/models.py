"""
Actions, what was reported on them, moved deadlines, and the ledger of reminders.

Rows only; lateness is computed in actions.lifecycle and never stored.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from actions import lifecycle
from indicators.models import Indicator
from partnership.models import Agency, Meeting, Message, User, Versioned


class Status(models.TextChoices):
    NOT_STARTED = lifecycle.Status.NOT_STARTED.value, "not started"
    IN_PROGRESS = lifecycle.Status.IN_PROGRESS.value, "in progress"
    DONE = lifecycle.Status.DONE.value, "done"
    CANCELLED = lifecycle.Status.CANCELLED.value, "cancelled"
    SUPERSEDED = lifecycle.Status.SUPERSEDED.value, "superseded"


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> ActionQuerySet:
        return self.filter(status__in=[status.value for status in lifecycle.OPEN])

    def overdue_on(self, day: date) -> ActionQuerySet:
        """Open and past the deadline; before a meeting means by the day before it, so late from its day on."""
        return self.open().filter(Q(deadline__lt=day) | Q(due_before__date__lte=day))

    def owned_by(self, user: User) -> ActionQuerySet:
        return self.filter(owner=user)

    def with_people(self) -> ActionQuerySet:
        return self.select_related(
            "owner__agency", "agency", "due_before", "review_meeting", "source_meeting"
        )


class Action(Versioned):
    """
    Something the board asked for: who, what, by when.

    The deadline is a date, or the meeting it must precede, or (for an arrangement that goes on) the meeting that
    reviews it: exactly one of the three.
    """

    reference = models.SlugField(max_length=20, unique=True)  # it stands in addresses
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="actions")
    owner_note = models.CharField(
        max_length=200, blank=True, help_text="How the owner came to it, when the minutes name none."
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="actions")
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="actions")
    source_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="actions_raised"
    )
    success_looks_like = models.TextField("what success will look like", blank=True)
    deadline = models.DateField(null=True, blank=True)
    due_before = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions_due",
        help_text="Due the day before this meeting.",
    )
    review_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="actions_reviewed"
    )
    words_of_the_minutes = models.CharField(max_length=200, blank=True)
    original_deadline = models.DateField(null=True, blank=True, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.NOT_STARTED)
    what_was_done = models.TextField(blank=True)
    impact_seen = models.TextField(blank=True)
    closing_reason = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    raised_on = models.DateField()
    named_on = models.DateField(
        null=True, blank=True, editable=False, help_text="When the present owner was named."
    )
    accepted_on = models.DateField(
        null=True, blank=True, editable=False, help_text="When the owner said yes, or first reported."
    )
    link_version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__isnull=False, due_before__isnull=True, review_meeting__isnull=True)
                | Q(deadline__isnull=True, due_before__isnull=False, review_meeting__isnull=True)
                | Q(deadline__isnull=True, due_before__isnull=True, review_meeting__isnull=False),
                name="action_has_one_kind_of_deadline",
                violation_error_message="Give exactly one of: a deadline, a meeting it must precede, or a meeting that reviews it.",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | ~Q(what_was_done=""),
                name="action_done_says_what_was_done",
                violation_error_message="Say in a sentence what was done.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["cancelled", "superseded"]) | ~Q(closing_reason=""),
                name="action_cancelled_says_why",
                violation_error_message="Say why it was cancelled or superseded.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["not_started", "in_progress"], closed_on__isnull=True)
                | Q(status__in=["done", "cancelled", "superseded"], closed_on__isnull=False),
                name="action_closed_has_its_day",
                violation_error_message="A closed action has the day on which it was closed, an open one has none.",
            ),
        ]
        indexes = [models.Index(fields=["status", "deadline"], name="action_by_status_and_deadline")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def due_on(self) -> date | None:
        """The last day in time; reads `due_before`, which with_people() has fetched."""
        return lifecycle.due_on(
            deadline=self.deadline, meeting_it_precedes=self.due_before.date if self.due_before else None
        )


class ProgressUpdate(models.Model):
    """What an owner reported. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    via = models.CharField(max_length=100, default="the site", help_text="By which way it came.")
    at = models.DateTimeField()
    on = models.DateField()
    nonce = models.CharField(max_length=43, blank=True, editable=False)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["nonce"], condition=~Q(nonce=""), name="progress_update_once_per_form"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.on.isoformat()}"


class RequestKind(models.TextChoices):
    MORE_TIME = "more_time", "more time"
    NOT_MINE = "not_mine", "not mine"


class RequestState(models.TextChoices):
    OPEN = "open", "waits for an answer"
    AGREED = "agreed", "agreed"
    DECLINED = "declined", "declined"
    WITHDRAWN = "withdrawn", "no longer needed"


class OwnerRequest(Versioned):
    """What an owner asks of the officer: more time, or that the action is somebody else's."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=10, choices=RequestKind)
    deadline_asked = models.DateField("new deadline asked for", null=True, blank=True)
    suggested = models.CharField("whose it is instead", max_length=200, blank=True)
    words = models.TextField("why")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="The owner who asks.")
    via = models.CharField(max_length=100, default="the site", help_text="By which way it came.")
    at = models.DateTimeField()
    on = models.DateField()
    nonce = models.CharField(max_length=43, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["nonce"], condition=~Q(nonce=""), name="owner_request_once_per_form"
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(state="open"),
                name="owner_request_open_is_one_per_action",
                violation_error_message="A request for this action waits for an answer already.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="more_time") | Q(deadline_asked__isnull=False),
                name="owner_request_for_time_says_until_when",
                violation_error_message="Say by when it can be done.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
                name="owner_request_answered_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.get_kind_display()}"


class DeadlineChange(models.Model):
    """A deadline that was moved, with the reason and who agreed. Append-only; agreed changes only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="deadline_changes")
    moved_from = models.DateField()
    moved_to = models.DateField()
    reason = models.CharField(max_length=300)
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.moved_from.isoformat()} to {self.moved_to.isoformat()}"


class Reminder(models.Model):
    """
    The ledger: one row per action, recipient, step and deadline, ever.

    `step` is calendar days from the deadline. In a message, or marked missed when a later step overtook it.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="reminders")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reminders")
    step = models.SmallIntegerField()
    deadline = models.DateField()
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    missed = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "recipient", "step", "deadline"], name="reminder_is_one_per_step"
            ),
            models.CheckConstraint(
                condition=Q(missed=True, message__isnull=True) | Q(missed=False, message__isnull=False),
                name="reminder_is_in_a_message_or_missed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, step {self.step:+d}"
