"""Every row of this app as it was made by 0.2.0, at once: a new database is ready in half the time. A site of before keeps its own way."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("actions", "0001_rows"), ("actions", "0002_requests_and_naming")]

    initial = True

    dependencies = [
        ("indicators", "0001_rows_of_0_2"),
        ("partnership", "0003_kinds_of_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("reference", models.SlugField(max_length=20, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("detail", models.TextField(blank=True)),
                (
                    "owner_note",
                    models.CharField(
                        blank=True,
                        help_text="How the owner came to it, when the minutes name none.",
                        max_length=200,
                    ),
                ),
                (
                    "success_looks_like",
                    models.TextField(blank=True, verbose_name="what success will look like"),
                ),
                ("deadline", models.DateField(blank=True, null=True)),
                ("words_of_the_minutes", models.CharField(blank=True, max_length=200)),
                ("original_deadline", models.DateField(blank=True, editable=False, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "not started"),
                            ("in_progress", "in progress"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                            ("superseded", "superseded"),
                        ],
                        default="not_started",
                        max_length=20,
                    ),
                ),
                ("what_was_done", models.TextField(blank=True)),
                ("impact_seen", models.TextField(blank=True)),
                ("closing_reason", models.CharField(blank=True, max_length=300)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("raised_on", models.DateField()),
                ("link_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "accepted_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="When the owner said yes, or first reported.",
                        null=True,
                    ),
                ),
                (
                    "named_on",
                    models.DateField(
                        blank=True, editable=False, help_text="When the present owner was named.", null=True
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="partnership.agency",
                    ),
                ),
                (
                    "due_before",
                    models.ForeignKey(
                        blank=True,
                        help_text="Due the day before this meeting.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions_due",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "indicators",
                    models.ManyToManyField(blank=True, related_name="actions", to="indicators.indicator"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review_meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions_reviewed",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "source_meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions_raised",
                        to="partnership.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["reference"],
                "indexes": [
                    models.Index(fields=["status", "deadline"], name="action_by_status_and_deadline")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deadline__isnull", False),
                                ("due_before__isnull", True),
                                ("review_meeting__isnull", True),
                            ),
                            models.Q(
                                ("deadline__isnull", True),
                                ("due_before__isnull", False),
                                ("review_meeting__isnull", True),
                            ),
                            models.Q(
                                ("deadline__isnull", True),
                                ("due_before__isnull", True),
                                ("review_meeting__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="action_has_one_kind_of_deadline",
                        violation_error_message="Give exactly one of: a deadline, a meeting it must precede, or a meeting that reviews it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "done"), _negated=True),
                            models.Q(("what_was_done", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_done_says_what_was_done",
                        violation_error_message="Say in a sentence what was done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["cancelled", "superseded"]), _negated=True),
                            models.Q(("closing_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_cancelled_says_why",
                        violation_error_message="Say why it was cancelled or superseded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", True), ("status__in", ["not_started", "in_progress"])
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("status__in", ["done", "cancelled", "superseded"]),
                            ),
                            _connector="OR",
                        ),
                        name="action_closed_has_its_day",
                        violation_error_message="A closed action has the day on which it was closed, an open one has none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("moved_from", models.DateField()),
                ("moved_to", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadline_changes",
                        to="actions.action",
                    ),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAction",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("reference", models.SlugField(max_length=20)),
                ("title", models.CharField(max_length=200)),
                ("detail", models.TextField(blank=True)),
                (
                    "owner_note",
                    models.CharField(
                        blank=True,
                        help_text="How the owner came to it, when the minutes name none.",
                        max_length=200,
                    ),
                ),
                (
                    "success_looks_like",
                    models.TextField(blank=True, verbose_name="what success will look like"),
                ),
                ("deadline", models.DateField(blank=True, null=True)),
                ("words_of_the_minutes", models.CharField(blank=True, max_length=200)),
                ("original_deadline", models.DateField(blank=True, editable=False, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "not started"),
                            ("in_progress", "in progress"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                            ("superseded", "superseded"),
                        ],
                        default="not_started",
                        max_length=20,
                    ),
                ),
                ("what_was_done", models.TextField(blank=True)),
                ("impact_seen", models.TextField(blank=True)),
                ("closing_reason", models.CharField(blank=True, max_length=300)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("raised_on", models.DateField()),
                ("link_version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "accepted_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="When the owner said yes, or first reported.",
                        null=True,
                    ),
                ),
                (
                    "named_on",
                    models.DateField(
                        blank=True, editable=False, help_text="When the present owner was named.", null=True
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnership.agency",
                    ),
                ),
                (
                    "due_before",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Due the day before this meeting.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review_meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "source_meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical action",
                "verbose_name_plural": "historical actions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOwnerRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("more_time", "more time"), ("not_mine", "not mine")], max_length=10
                    ),
                ),
                (
                    "deadline_asked",
                    models.DateField(blank=True, null=True, verbose_name="new deadline asked for"),
                ),
                (
                    "suggested",
                    models.CharField(blank=True, max_length=200, verbose_name="whose it is instead"),
                ),
                ("words", models.TextField(verbose_name="why")),
                (
                    "via",
                    models.CharField(default="the site", help_text="By which way it came.", max_length=100),
                ),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("nonce", models.CharField(blank=True, editable=False, max_length=43)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waits for an answer"),
                            ("agreed", "agreed"),
                            ("declined", "declined"),
                            ("withdrawn", "no longer needed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The owner who asks.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical owner request",
                "verbose_name_plural": "historical owner requests",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OwnerRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("more_time", "more time"), ("not_mine", "not mine")], max_length=10
                    ),
                ),
                (
                    "deadline_asked",
                    models.DateField(blank=True, null=True, verbose_name="new deadline asked for"),
                ),
                (
                    "suggested",
                    models.CharField(blank=True, max_length=200, verbose_name="whose it is instead"),
                ),
                ("words", models.TextField(verbose_name="why")),
                (
                    "via",
                    models.CharField(default="the site", help_text="By which way it came.", max_length=100),
                ),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("nonce", models.CharField(blank=True, editable=False, max_length=43)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waits for an answer"),
                            ("agreed", "agreed"),
                            ("declined", "declined"),
                            ("withdrawn", "no longer needed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="actions.action",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        help_text="The owner who asks.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("nonce", ""), _negated=True),
                        fields=("nonce",),
                        name="owner_request_once_per_form",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("action",),
                        name="owner_request_open_is_one_per_action",
                        violation_error_message="A request for this action waits for an answer already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "more_time"), _negated=True),
                            ("deadline_asked__isnull", False),
                            _connector="OR",
                        ),
                        name="owner_request_for_time_says_until_when",
                        violation_error_message="Say by when it can be done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True), ("answered_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="owner_request_answered_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                (
                    "via",
                    models.CharField(default="the site", help_text="By which way it came.", max_length=100),
                ),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("nonce", models.CharField(blank=True, editable=False, max_length=43)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="actions.action",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("nonce", ""), _negated=True),
                        fields=("nonce",),
                        name="progress_update_once_per_form",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.SmallIntegerField()),
                ("deadline", models.DateField()),
                ("missed", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="actions.action",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="partnership.message",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "recipient", "step", "deadline"), name="reminder_is_one_per_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("message__isnull", True), ("missed", True)),
                            models.Q(("message__isnull", False), ("missed", False)),
                            _connector="OR",
                        ),
                        name="reminder_is_in_a_message_or_missed",
                    ),
                ],
            },
        ),
    ]
