"""
Agencies, people, meetings and the outbox.

Rows only: fields, constraints and querysets. Everything that people edit carries `version` and a history
(`Versioned`), both written by partnership.operations.rows and by nothing else.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from partnership import roles
from partnership.lifecycle import has_left


class Histories(HistoricalRecords):
    """Leaves secrets out of every history; a model without such a field has none to leave out."""

    SECRETS = ("password", "last_login")

    def create_history_model(self, model: Any, inherited: bool) -> Any:
        self.excluded_fields = [field.name for field in model._meta.fields if field.name in self.SECRETS]
        return super().create_history_model(model, inherited)


class Versioned(models.Model):
    """A row that people edit. `version` rises by one with every write; the history has a row for each."""

    version = models.PositiveIntegerField(default=1, editable=False)
    history = Histories(
        inherit=True,
        history_change_reason_field=models.TextField(null=True),  # reasons are kept whole
    )

    # History is written by operations.rows, with who and why; the library's own signal stays out of it, but for deletions.
    skip_history_when_saving = True

    class Meta:
        abstract = True


class Agency(Versioned):
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    lead = models.ForeignKey(
        "partnership.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        help_text="Is told of this agency's actions seven days after their deadline.",
    )

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def in_post_on(today: date, path: str = "") -> Q:
    """Whom lifecycle.has_left says no of, asked of the rows; `path` leads to the person ("owner__")."""
    return Q(**{f"{path}left_on__isnull": True}) | Q(**{f"{path}left_on__gt": today})


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        """E-mail addresses are one person's whatever their capitals."""
        return self.get(email__iexact=username)

    def in_post(self, today: date) -> models.QuerySet[User]:
        """People who have not left by that day: the ones who may own things and be written to."""
        return self.filter(in_post_on(today))

    def with_role(self, key: str, today: date) -> models.QuerySet[User]:
        return self.in_post(today).filter(groups__name=key).distinct()

    def with_role_keys(self, pk: Any) -> User | None:
        """The person with their roles read beside them, a row for each role: one query on either database."""
        found = list(self.filter(pk=pk).annotate(role_key=F("groups__name")))
        if not found:
            return None
        keys = frozenset(row.role_key for row in found if row.role_key is not None)
        person = found[0]
        person.role_keys = keys if person.is_active else frozenset()
        return person


class User(AbstractBaseUser, PermissionsMixin, Versioned):
    """
    Every person, with an account or without.

    `is_active` means "may sign in"; an owner without an account is inactive and still gets mail. From the day
    `left_on`, which may be still to come, no mail, no new work and no sign-in. Roles are the groups that
    partnership.roles names.
    """

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField(
        max_length=150, help_text="A person's name, or the post: Head of Quality Assurance."
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField("may sign in", default=False)
    left_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which they leave. From that day no mail, no new work and no sign-in; until then all is as it was.",
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_one_persons",
                violation_error_message="Somebody else has this e-mail address.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.agency}" if self.agency_id and self.agency else self.name

    def has_left(self, today: date) -> bool:
        return has_left(self.left_on, today)

    @cached_property
    def role_keys(self) -> frozenset[str]:
        """The person's roles, read once per request. Empty for somebody who may not sign in."""
        return frozenset(self.groups.values_list("name", flat=True)) if self.is_active else frozenset()

    @property
    def is_staff(self) -> bool:
        return roles.is_staff(self.role_keys)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def after(self, day: date) -> MeetingQuerySet:
        return self.filter(date__gt=day).order_by("date")


class Meeting(Versioned):
    """A meeting of the board."""

    date = models.DateField(unique=True)
    title = models.CharField(max_length=120, default="Board")
    papers_due_on = models.DateField(null=True, blank=True)
    agencies_present = models.ManyToManyField(Agency, blank=True)
    minutes_link = models.URLField(blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(papers_due_on__isnull=True) | Q(papers_due_on__lte=F("date")),
                name="meeting_papers_are_due_before_it",
                violation_error_message="Papers are due on or before the day of the meeting.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.date.day} {self.date:%B %Y}"


class MessageKind(models.TextChoices):
    REMINDERS = "reminders", "reminders"
    SIGN_IN = "sign_in", "sign-in"
    LINK = "link", "link asked for"
    CHASE = "chase", "request for what is missing"
    CIRCULATION = "circulation", "pack sent round"
    NOTICE = "notice", "notice to officers"


# Written whole when asked for, and as often as it is asked for; every other kind once per person and day.
ASKED_FOR = (MessageKind.SIGN_IN, MessageKind.LINK, MessageKind.CHASE, MessageKind.CIRCULATION)


class MessageState(models.TextChoices):
    """due → sending → sent, or retry (try again later), refused (the server said no), unknown (it never answered)."""

    DUE = "due", "due"
    SENDING = "sending", "being sent"
    SENT = "sent", "sent"
    RETRY = "retry", "to be tried again"
    REFUSED = "refused", "refused by the server"
    UNKNOWN = "unknown", "not known whether it arrived"
    CANCELLED = "cancelled", "cancelled"


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        return self.filter(state__in=[MessageState.DUE, MessageState.RETRY, MessageState.SENDING])

    def failed(self) -> MessageQuerySet:
        return self.filter(state__in=[MessageState.REFUSED, MessageState.UNKNOWN])


class Message(models.Model):
    """
    The outbox: one row per mail, its own history.

    A row is written in the transaction that owes it; sending claims it (state, lease) and records the
    server's words. Bodies are not kept after sending.
    """

    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="messages")
    to = models.EmailField(max_length=254)
    kind = models.CharField(max_length=20, choices=MessageKind)
    day = models.DateField(help_text="The London date that this is the message of.")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=36, blank=True)
    message_id = models.CharField(max_length=200, blank=True)
    server_words = models.TextField(blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "day"],
                condition=~Q(kind__in=ASKED_FOR),
                name="message_once_per_recipient_kind_and_day",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="message_by_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.to}, {self.day.isoformat()}"


class Heartbeat(models.Model):
    """When each recurring job last ran: what the watchdog looks at. One row per job."""

    job = models.CharField(max_length=40, unique=True)
    last_ran_at = models.DateTimeField()
    words = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.job
