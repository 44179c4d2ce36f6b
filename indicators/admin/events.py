"""Events on the desk: dated marks on the charts, and the steps from which new limits are reckoned."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from indicators.models import Event, Indicator
from indicators.operations.events import remove_event, save_event
from indicators.permissions import can_mark_events
from partnership.admin.choices import RowsField
from partnership.admin.rows import RowAdmin, RowForm
from partnership.verdicts import Verdict


class EventForm(RowForm):
    indicators = RowsField(
        Indicator.objects.select_related("area").order_by("area__order", "order", "name"),
        label="To which indicators did it happen?",
        error_messages={"required": "Choose at least one indicator that this happened to."},
    )


@admin.register(Event)
class EventAdmin(RowAdmin):
    form = EventForm
    can_save = staticmethod(can_mark_events)
    fieldsets = [
        ("What happened, and when?", {"fields": ["month", "label", "reason"]}),
        ("What does it do to the chart?", {"fields": ["kind", "baseline_points"]}),
        ("Which charts show it?", {"fields": ["indicators"]}),
    ]
    list_display = ["label", "month_label", "kind", "happened_to"]
    list_filter = ["kind", "indicators__area"]
    search_fields = ["label", "reason", "indicators__name", "indicators__code"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).prefetch_related("indicators")

    @admin.display(description="month", ordering="month")
    def month_label(self, row: Event) -> str:
        return row.month.label

    @admin.display(description="indicators")
    def happened_to(self, row: Event) -> str:
        return ", ".join(indicator.short_name for indicator in row.indicators.all())

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        what = ("What happened, and when?", {"fields": ["month_label", "label", "reason"]})
        return [what, self.fieldsets[1], ("Which charts show it?", {"fields": ["happened_to"]})]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Event:
        return save_event(event=row, by=by, version=version, **fields)

    @staticmethod
    def can_remove(user: Any, row: Event) -> Verdict:
        return can_mark_events(user)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_event(event=row, by=by)
