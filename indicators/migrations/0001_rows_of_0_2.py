"""Every row of this app as it was made by 0.2.0, at once: a new database is ready in half the time. A site of before keeps its own way."""

import django.core.validators
import django.db.models.deletion
import indicators.models.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("indicators", "0001_rows"),
        ("indicators", "0002_returns_and_comparators"),
        ("indicators", "0003_events_and_concerns"),
    ]

    initial = True

    dependencies = [
        ("partnership", "0003_kinds_of_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=100, validators=[django.core.validators.MaxValueValidator(9999)]
                    ),
                ),
            ],
            options={
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="PublishedMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", indicators.models.fields.MonthField(unique=True)),
                ("pack", models.CharField(help_text="The pack that shows it, in words.", max_length=120)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-month"],
            },
        ),
        migrations.CreateModel(
            name="Relation",
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
                    models.CharField(choices=indicators.models.fields.relation_kind_choices, max_length=20),
                ),
                ("formula", models.CharField(blank=True, max_length=300)),
                ("note", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Geography",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "code",
                    models.CharField(
                        help_text="The ONS code, such as E06000045.", max_length=20, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(choices=indicators.models.fields.geography_kind_choices, max_length=20),
                ),
                (
                    "aliases",
                    models.JSONField(blank=True, default=list, help_text="Other names for it, one a line."),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=100, validators=[django.core.validators.MaxValueValidator(9999)]
                    ),
                ),
                (
                    "la_code",
                    models.CharField(
                        blank=True,
                        help_text="The number that DfE's neighbour lists use, such as 852.",
                        max_length=3,
                        verbose_name="three-digit authority number",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "geographies",
                "ordering": ["order", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "own")),
                        fields=("kind",),
                        name="geography_own_is_one",
                        violation_error_message="There is an own authority already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalArea",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("name", models.CharField(db_index=True, max_length=80)),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=100, validators=[django.core.validators.MaxValueValidator(9999)]
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                "verbose_name": "historical area",
                "verbose_name_plural": "historical areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommentary",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("month", indicators.models.fields.MonthField()),
                ("tells_us", models.TextField(blank=True, verbose_name="what the data tells us")),
                ("analysis", models.TextField(blank=True)),
                ("next_steps", models.TextField(blank=True, verbose_name="action and next steps")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("accepted", "accepted"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("received_from", models.CharField(blank=True, max_length=150)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "accepted_by",
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
                    "author",
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
                "verbose_name": "historical commentary",
                "verbose_name_plural": "historical commentary",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEvent",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("month", indicators.models.fields.MonthField()),
                (
                    "kind",
                    models.CharField(
                        choices=indicators.models.fields.event_kind_choices, default="mark", max_length=10
                    ),
                ),
                ("label", models.CharField(help_text="A few words that fit on a chart.", max_length=60)),
                ("reason", models.TextField(help_text="What happened, and why the chart should say so.")),
                (
                    "baseline_points",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The limits rest on this many readings from the month on. Empty: on all of them.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="readings in the baseline",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                "verbose_name": "historical event",
                "verbose_name_plural": "historical events",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGeography",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "code",
                    models.CharField(
                        db_index=True, help_text="The ONS code, such as E06000045.", max_length=20
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(choices=indicators.models.fields.geography_kind_choices, max_length=20),
                ),
                (
                    "aliases",
                    models.JSONField(blank=True, default=list, help_text="Other names for it, one a line."),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=100, validators=[django.core.validators.MaxValueValidator(9999)]
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "la_code",
                    models.CharField(
                        blank=True,
                        help_text="The number that DfE's neighbour lists use, such as 852.",
                        max_length=3,
                        verbose_name="three-digit authority number",
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
                "verbose_name": "historical geography",
                "verbose_name_plural": "historical geographies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIndicator",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(db_index=True, max_length=200)),
                ("short_name", models.CharField(max_length=60)),
                (
                    "aliases",
                    models.JSONField(
                        blank=True, default=list, help_text="Other names that returns use for it, one a line."
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=100, validators=[django.core.validators.MaxValueValidator(9999)]
                    ),
                ),
                ("definition", models.TextField(blank=True)),
                (
                    "numerator_words",
                    models.CharField(blank=True, max_length=300, verbose_name="numerator, in words"),
                ),
                (
                    "denominator_words",
                    models.CharField(blank=True, max_length=300, verbose_name="denominator, in words"),
                ),
                ("kind", models.CharField(choices=indicators.models.fields.kind_choices, max_length=20)),
                (
                    "rate_per",
                    models.PositiveIntegerField(
                        blank=True, help_text="For a rate: 10000.", null=True, verbose_name="rate per"
                    ),
                ),
                (
                    "decimal_places",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(4)]
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=indicators.models.fields.frequency_choices, default="monthly", max_length=20
                    ),
                ),
                ("basis", models.CharField(choices=indicators.models.fields.basis_choices, max_length=20)),
                ("basis_confirmed", models.BooleanField(default=False)),
                ("cumulates_from", indicators.models.fields.MonthField(blank=True, null=True)),
                (
                    "polarity",
                    models.CharField(
                        choices=indicators.models.fields.polarity_choices, default="none", max_length=20
                    ),
                ),
                ("polarity_confirmed", models.BooleanField(default=False)),
                (
                    "acceptable_low",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True),
                ),
                (
                    "acceptable_high",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True),
                ),
                (
                    "high_means",
                    models.CharField(blank=True, max_length=300, verbose_name="a high figure may mean"),
                ),
                (
                    "low_means",
                    models.CharField(blank=True, max_length=300, verbose_name="a low figure may mean"),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Empty: 5 points, or 10% of the target.",
                        max_digits=15,
                        null=True,
                    ),
                ),
                (
                    "tolerance_kind",
                    models.CharField(
                        choices=indicators.models.fields.tolerance_kind_choices,
                        default="absolute",
                        max_length=20,
                    ),
                ),
                (
                    "target_profile",
                    models.CharField(
                        choices=indicators.models.fields.target_profile_choices, default="flat", max_length=20
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                ("active_from", indicators.models.fields.MonthField(blank=True, null=True)),
                ("active_to", indicators.models.fields.MonthField(blank=True, null=True)),
                ("small_number_control", models.BooleanField(default=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "part_of_whole",
                    models.BooleanField(
                        default=False,
                        help_text="Then a percentage above 100 cannot be true.",
                        verbose_name="the numerator is part of the denominator",
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
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.area",
                    ),
                ),
                (
                    "data_owner",
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
                "verbose_name": "historical indicator",
                "verbose_name_plural": "historical indicators",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNeighbour",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "since",
                    models.DateField(
                        help_text="The first day on which the list is in force.", verbose_name="from"
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="The last day; empty: still in force.",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=100, validators=[django.core.validators.MaxValueValidator(9999)]
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.geography",
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
                    "neighbour",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.geography",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical neighbour",
                "verbose_name_plural": "historical neighbours",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRelation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "kind",
                    models.CharField(choices=indicators.models.fields.relation_kind_choices, max_length=20),
                ),
                ("formula", models.CharField(blank=True, max_length=300)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                "verbose_name": "historical relation",
                "verbose_name_plural": "historical relations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("short_name", models.CharField(max_length=60)),
                (
                    "aliases",
                    models.JSONField(
                        blank=True, default=list, help_text="Other names that returns use for it, one a line."
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=100, validators=[django.core.validators.MaxValueValidator(9999)]
                    ),
                ),
                ("definition", models.TextField(blank=True)),
                (
                    "numerator_words",
                    models.CharField(blank=True, max_length=300, verbose_name="numerator, in words"),
                ),
                (
                    "denominator_words",
                    models.CharField(blank=True, max_length=300, verbose_name="denominator, in words"),
                ),
                ("kind", models.CharField(choices=indicators.models.fields.kind_choices, max_length=20)),
                (
                    "rate_per",
                    models.PositiveIntegerField(
                        blank=True, help_text="For a rate: 10000.", null=True, verbose_name="rate per"
                    ),
                ),
                (
                    "decimal_places",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(4)]
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=indicators.models.fields.frequency_choices, default="monthly", max_length=20
                    ),
                ),
                ("basis", models.CharField(choices=indicators.models.fields.basis_choices, max_length=20)),
                ("basis_confirmed", models.BooleanField(default=False)),
                ("cumulates_from", indicators.models.fields.MonthField(blank=True, null=True)),
                (
                    "polarity",
                    models.CharField(
                        choices=indicators.models.fields.polarity_choices, default="none", max_length=20
                    ),
                ),
                ("polarity_confirmed", models.BooleanField(default=False)),
                (
                    "acceptable_low",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True),
                ),
                (
                    "acceptable_high",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True),
                ),
                (
                    "high_means",
                    models.CharField(blank=True, max_length=300, verbose_name="a high figure may mean"),
                ),
                (
                    "low_means",
                    models.CharField(blank=True, max_length=300, verbose_name="a low figure may mean"),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Empty: 5 points, or 10% of the target.",
                        max_digits=15,
                        null=True,
                    ),
                ),
                (
                    "tolerance_kind",
                    models.CharField(
                        choices=indicators.models.fields.tolerance_kind_choices,
                        default="absolute",
                        max_length=20,
                    ),
                ),
                (
                    "target_profile",
                    models.CharField(
                        choices=indicators.models.fields.target_profile_choices, default="flat", max_length=20
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                ("active_from", indicators.models.fields.MonthField(blank=True, null=True)),
                ("active_to", indicators.models.fields.MonthField(blank=True, null=True)),
                ("small_number_control", models.BooleanField(default=False)),
                (
                    "part_of_whole",
                    models.BooleanField(
                        default=False,
                        help_text="Then a percentage above 100 cannot be true.",
                        verbose_name="the numerator is part of the denominator",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="partnership.agency",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="indicators.area",
                    ),
                ),
                (
                    "data_owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["area__order", "order", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cumulates_from__isnull", True), ("basis", "since_month"), _connector="OR"
                        ),
                        name="indicator_cumulates_from_a_month_only_when_its_basis_says_so",
                        violation_error_message="Only a running total from a stated month has a month to cumulate from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "since_month"), _negated=True),
                            ("cumulates_from__isnull", False),
                            _connector="OR",
                        ),
                        name="indicator_from_a_stated_month_says_which",
                        violation_error_message="Say from which month the running total counts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("polarity", "range"), _negated=True),
                            models.Q(
                                ("acceptable_high__isnull", False),
                                ("acceptable_low__isnull", False),
                                ("acceptable_low__lte", models.F("acceptable_high")),
                            ),
                            _connector="OR",
                        ),
                        name="indicator_within_a_range_has_the_range",
                        violation_error_message="An indicator judged within a range needs both ends of it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "rate"), _negated=True),
                            models.Q(("rate_per__gt", 0), ("rate_per__isnull", False)),
                            _connector="OR",
                        ),
                        name="indicator_rate_says_per_how_many",
                        violation_error_message="Say per how many the rate is, for example 10000.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalConcern",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "side",
                    models.CharField(
                        choices=indicators.models.fields.concern_side_choices,
                        max_length=10,
                        verbose_name="concerned when it is",
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "since",
                    indicators.models.fields.MonthField(
                        help_text="The first month that is read so.", verbose_name="from"
                    ),
                ),
                (
                    "until",
                    indicators.models.fields.MonthField(
                        blank=True,
                        help_text="The last month; empty: still in force.",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The meeting that recorded it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical concern",
                "verbose_name_plural": "historical concerns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComparatorMap",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "numerator",
                    models.JSONField(help_text="The columns that are added up.", verbose_name="columns"),
                ),
                (
                    "denominator",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The columns whose sum it is divided by.",
                        verbose_name="divided by",
                    ),
                ),
                (
                    "by_population",
                    models.BooleanField(
                        default=False,
                        help_text="For a rate per 10,000.",
                        verbose_name="divided by the children of the year before",
                    ),
                ),
                (
                    "per",
                    models.PositiveIntegerField(
                        default=1, help_text="100 for a percentage, 10000 for a rate.", verbose_name="times"
                    ),
                ),
                (
                    "where",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Which rows count: a column's name and what must stand in it.",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=indicators.models.fields.basis_choices, default="year_to_date", max_length=20
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical comparator map",
                "verbose_name_plural": "historical comparator maps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("month", indicators.models.fields.MonthField()),
                (
                    "kind",
                    models.CharField(
                        choices=indicators.models.fields.event_kind_choices, default="mark", max_length=10
                    ),
                ),
                ("label", models.CharField(help_text="A few words that fit on a chart.", max_length=60)),
                ("reason", models.TextField(help_text="What happened, and why the chart should say so.")),
                (
                    "baseline_points",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The limits rest on this many readings from the month on. Empty: on all of them.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="readings in the baseline",
                    ),
                ),
                ("indicators", models.ManyToManyField(related_name="events", to="indicators.indicator")),
            ],
            options={
                "ordering": ["-month", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="event_month_is_its_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baseline_points__isnull", True), ("kind", "step"), _connector="OR"
                        ),
                        name="event_baseline_belongs_to_a_step",
                        violation_error_message="Only a step has a baseline: choose the step, or leave the readings empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "side",
                    models.CharField(
                        choices=indicators.models.fields.concern_side_choices,
                        max_length=10,
                        verbose_name="concerned when it is",
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "since",
                    indicators.models.fields.MonthField(
                        help_text="The first month that is read so.", verbose_name="from"
                    ),
                ),
                (
                    "until",
                    indicators.models.fields.MonthField(
                        blank=True,
                        help_text="The last month; empty: still in force.",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        help_text="The meeting that recorded it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="indicators.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "-since"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("indicator",),
                        name="concern_in_force_is_one",
                        violation_error_message="A concern is in force for this indicator: end that one first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="concern_ends_after_it_begins",
                        violation_error_message="The last month comes before the first: correct one of them.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorMap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "numerator",
                    models.JSONField(help_text="The columns that are added up.", verbose_name="columns"),
                ),
                (
                    "denominator",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The columns whose sum it is divided by.",
                        verbose_name="divided by",
                    ),
                ),
                (
                    "by_population",
                    models.BooleanField(
                        default=False,
                        help_text="For a rate per 10,000.",
                        verbose_name="divided by the children of the year before",
                    ),
                ),
                (
                    "per",
                    models.PositiveIntegerField(
                        default=1, help_text="100 for a percentage, 10000 for a rate.", verbose_name="times"
                    ),
                ),
                (
                    "where",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Which rows count: a column's name and what must stand in it.",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=indicators.models.fields.basis_choices, default="year_to_date", max_length=20
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparator_maps",
                        to="indicators.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator",),
                        name="comparator_map_is_one_per_indicator",
                        violation_error_message="This indicator has a map already: change that one.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commentary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("month", indicators.models.fields.MonthField()),
                ("tells_us", models.TextField(blank=True, verbose_name="what the data tells us")),
                ("analysis", models.TextField(blank=True)),
                ("next_steps", models.TextField(blank=True, verbose_name="action and next steps")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("accepted", "accepted"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("received_from", models.CharField(blank=True, max_length=150)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicators",
                    models.ManyToManyField(related_name="commentaries", to="indicators.indicator"),
                ),
            ],
            options={
                "verbose_name_plural": "commentary",
                "ordering": ["-month", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("state", "accepted"),
                            ),
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("accepted_at__isnull", True),
                                ("accepted_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="commentary_accepted_says_by_whom_and_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Neighbour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "since",
                    models.DateField(
                        help_text="The first day on which the list is in force.", verbose_name="from"
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="The last day; empty: still in force.",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=100, validators=[django.core.validators.MaxValueValidator(9999)]
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="neighbours",
                        to="indicators.geography",
                    ),
                ),
                (
                    "neighbour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="neighbour_of",
                        to="indicators.geography",
                    ),
                ),
            ],
            options={
                "ordering": ["authority", "-since", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "neighbour", "since"),
                        name="neighbour_is_once_in_a_list",
                        violation_error_message="That authority is a neighbour from that day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authority", models.F("neighbour")), _negated=True),
                        name="neighbour_is_another_authority",
                        violation_error_message="An authority is not its own neighbour: choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="neighbour_ends_after_it_begins",
                        violation_error_message="The last day comes before the first: correct one of them.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRelationMember",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "role",
                    models.CharField(choices=indicators.models.fields.relation_role_choices, max_length=20),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.relation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical relation member",
                "verbose_name_plural": "historical relation members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RelationMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "role",
                    models.CharField(choices=indicators.models.fields.relation_role_choices, max_length=20),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="indicators.relation",
                    ),
                ),
            ],
            options={
                "ordering": ["relation", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("relation", "indicator", "role"),
                        name="relation_member_is_once_in_a_role",
                        violation_error_message="That indicator plays this part already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("layout", models.CharField(max_length=40)),
                ("table", models.JSONField()),
                ("counts", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("asked", models.JSONField(blank=True, default=dict)),
                ("done", models.PositiveIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="why published figures change"),
                ),
                ("said", models.JSONField(blank=True, default=dict)),
                ("sheet", models.CharField(blank=True, max_length=120)),
                ("sheets_not_read", models.JSONField(blank=True, default=list)),
                ("stage", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "read, not applied"),
                            ("waiting", "waiting to be applied"),
                            ("applying", "being applied"),
                            ("applied", "applied"),
                            ("refused", "refused: nothing written"),
                            ("discarded", "discarded: nothing written"),
                            ("undone", "undone"),
                        ],
                        default="applied",
                        max_length=12,
                    ),
                ),
                ("to_do", models.PositiveIntegerField(default=0)),
                (
                    "warnings_note",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why the warnings are accepted"
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
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns_undone",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["sha256"], name="return_by_content"),
                    models.Index(fields=["state"], name="return_by_state"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Population",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="The mid-year of the estimate: 2020.",
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2190),
                        ],
                    ),
                ),
                ("children", models.PositiveIntegerField()),
                ("vintage", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, help_text="When its return was undone.", null=True),
                ),
                (
                    "geography",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="populations",
                        to="indicators.geography",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="populations",
                        to="indicators.return",
                    ),
                ),
            ],
            options={
                "ordering": ["geography", "-year", "-recorded_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("geography", "year", "vintage"),
                        name="population_is_one_per_vintage",
                        violation_error_message="That published file has an estimate for this already. A corrected file is another vintage: name it so.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("month", indicators.models.fields.MonthField()),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="figure"
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=indicators.models.fields.missing_choices,
                        max_length=20,
                        verbose_name="reason without a number",
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=20, verbose_name="as written")),
                ("numerator", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("denominator", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("source_cell", models.CharField(blank=True, max_length=40)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outturns",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "source_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outturns",
                        to="indicators.return",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "month"),
                        name="outturn_is_one_per_indicator_and_month",
                        violation_error_message="This indicator has an outturn for that month already: change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="outturn_month_is_its_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value__isnull", False), ("missing", "")),
                            models.Q(("value__isnull", True), models.Q(("missing", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="outturn_has_value_or_reason",
                        violation_error_message="Give a number, or the reason why there is none, and not both.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="The year it starts in: 2021 for 2021/22.",
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2190),
                        ],
                    ),
                ),
                (
                    "month",
                    indicators.models.fields.MonthField(
                        blank=True, help_text="Empty: for the whole year.", null=True
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="figure"
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=indicators.models.fields.missing_choices,
                        max_length=20,
                        verbose_name="reason without a number",
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=20, verbose_name="as written")),
                (
                    "kind",
                    models.CharField(
                        choices=indicators.models.fields.target_kind_choices,
                        default="not_stated",
                        max_length=20,
                    ),
                ),
                (
                    "change_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="change on the previous year, %",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                ("rationale", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("source_cell", models.CharField(blank=True, max_length=40)),
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
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "source_return",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.return",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical target",
                "verbose_name_plural": "historical targets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOutturn",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("month", indicators.models.fields.MonthField()),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="figure"
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=indicators.models.fields.missing_choices,
                        max_length=20,
                        verbose_name="reason without a number",
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=20, verbose_name="as written")),
                ("numerator", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("denominator", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("source_cell", models.CharField(blank=True, max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "source_return",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.return",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical outturn",
                "verbose_name_plural": "historical outturns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="DataNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_name", models.CharField(max_length=40, verbose_name="check")),
                ("facts", models.CharField(max_length=64)),
                ("month", indicators.models.fields.MonthField(blank=True, null=True)),
                ("finding", models.TextField()),
                ("note", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_notes",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "source_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="indicators.return",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "check_name", "facts"), name="data_note_is_one_per_finding"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comparator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="The year it starts in: 2020 for 2020/21.",
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2190),
                        ],
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=indicators.models.fields.basis_choices, default="year_to_date", max_length=20
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="figure"
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=indicators.models.fields.missing_choices,
                        max_length=20,
                        verbose_name="reason without a number",
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=20, verbose_name="as written")),
                ("vintage", models.CharField(help_text="Which published file it came from.", max_length=120)),
                ("provisional", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                ("source_cell", models.CharField(blank=True, max_length=40)),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, help_text="When its return was undone.", null=True),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "geography",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparators",
                        to="indicators.geography",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparators",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "source_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparators",
                        to="indicators.return",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "geography", "-year", "-recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value__isnull", False), ("missing", "")),
                            models.Q(("value__isnull", True), models.Q(("missing", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="comparator_has_value_or_reason",
                        violation_error_message="Give a number, or the reason why there is none, and not both.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("geography", "indicator", "year", "vintage"),
                        name="comparator_is_one_per_vintage",
                        violation_error_message="That published file has a figure for this already. A corrected file is another vintage: name it so.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="The year it starts in: 2021 for 2021/22.",
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2190),
                        ],
                    ),
                ),
                (
                    "month",
                    indicators.models.fields.MonthField(
                        blank=True, help_text="Empty: for the whole year.", null=True
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="figure"
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=indicators.models.fields.missing_choices,
                        max_length=20,
                        verbose_name="reason without a number",
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=20, verbose_name="as written")),
                (
                    "kind",
                    models.CharField(
                        choices=indicators.models.fields.target_kind_choices,
                        default="not_stated",
                        max_length=20,
                    ),
                ),
                (
                    "change_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="change on the previous year, %",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                ("rationale", models.TextField(blank=True)),
                ("source_cell", models.CharField(blank=True, max_length=40)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "source_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="indicators.return",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "-year", "month"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("month__isnull", True)),
                        fields=("indicator", "year"),
                        name="target_is_one_per_year",
                        violation_error_message="This indicator has a target for that year already: change that one.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("month__isnull", False)),
                        fields=("indicator", "year", "month"),
                        name="target_is_one_per_month",
                        violation_error_message="This indicator has a target for that month already: change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value__isnull", False), ("missing", "")),
                            models.Q(("value__isnull", True), models.Q(("missing", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="target_has_value_or_reason",
                        violation_error_message="Give a number, or the reason why there is none, and not both.",
                    ),
                ],
            },
        ),
    ]
