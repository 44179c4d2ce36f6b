"""
The filters above the list of actions: agency, owner, meeting, state, lateness, indicator.

Only narrows rows that the query has allowed; a choice that is not on offer narrows nothing.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

import django_filters
from django.db.models import Q

from actions.models import Action, ActionQuerySet, Status
from indicators.models import Indicator
from partnership.models import Agency, Meeting, User

OPEN, ALL = "open", "all"
SOON = 14  # days
OFFICERS_ONLY = ("agency", "owner", "meeting", "indicator")


class Owners(django_filters.filters.ModelChoiceField):
    today: date  # the filters' own, once they are bound

    def label_from_instance(self, obj: User) -> str:
        return f"{obj} (left)" if obj.has_left(self.today) else str(obj)


class OwnerFilter(django_filters.ModelChoiceFilter):
    field_class = Owners


class ActionFilter(django_filters.FilterSet):
    """Bound to what the address asks for; open actions where it asks for no state."""

    status = django_filters.ChoiceFilter(
        label="State",
        choices=[*Status.choices, (ALL, "open and closed")],
        empty_label="open",
        method="by_state",
    )
    late = django_filters.ChoiceFilter(
        label="Lateness",
        choices=[
            ("overdue", "overdue"),
            ("soon", f"due within {SOON} days"),
            ("in_time", "not overdue"),
            ("review", "for review"),
        ],
        empty_label="any",
        method="by_lateness",
    )
    agency = django_filters.ModelChoiceFilter(
        label="Agency", queryset=Agency.objects.filter(actions__isnull=False).distinct(), empty_label="any"
    )
    owner = OwnerFilter(
        label="Owner",
        queryset=User.objects.filter(actions__isnull=False).select_related("agency").distinct(),
        empty_label="any",
    )
    meeting = django_filters.ModelChoiceFilter(
        field_name="source_meeting",
        label="Meeting",
        queryset=Meeting.objects.filter(actions_raised__isnull=False).distinct(),
        empty_label="any",
    )
    indicator = django_filters.ModelChoiceFilter(
        field_name="indicators",
        label="Indicator",
        queryset=Indicator.objects.filter(actions__isnull=False).order_by("short_name").distinct(),
        to_field_name="code",
        empty_label="any",
    )

    def __init__(self, asked: Mapping[str, Any], *, today: date, everyones: bool) -> None:
        """`everyones` offers also what would tell an owner of other people's actions."""
        readable = {name: value for name, value in asked.items() if str(value).isprintable()}
        super().__init__(readable, queryset=Action.objects.none())
        self.today = today
        if not everyones:
            for name in OFFICERS_ONLY:
                del self.filters[name]
        else:
            cast(Owners, self.form.fields["owner"]).today = today

    def narrow(self, rows: ActionQuerySet) -> ActionQuerySet:
        """The rows that were asked for."""
        self.form.is_valid()
        if not self.form.cleaned_data.get("status"):
            rows = rows.open()
        found: ActionQuerySet = self.filter_queryset(rows)
        return found

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.cleaned_data.values())

    def by_state(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows if value == ALL else rows.filter(status=value)

    def by_lateness(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        late = Action.objects.overdue_on(self.today)
        match value:
            case "overdue":
                return rows.filter(pk__in=late.values("pk"))
            case "soon":
                return rows.open().filter(_due_between(self.today, self.today + timedelta(days=SOON)))
            case "review":
                return rows.open().filter(review_meeting__date__lte=self.today)
            case _:
                return rows.open().exclude(pk__in=late.values("pk"))


def _due_between(first: date, last: date) -> Q:
    """By a date, or before a meeting, which means by the day before it."""
    day = timedelta(days=1)
    return Q(deadline__range=(first, last)) | Q(due_before__date__range=(first + day, last + day))
