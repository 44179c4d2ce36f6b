"""Concerns on the desk: what the board worries about, since when, and until when."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from indicators.models import Concern
from indicators.operations.concerns import remove_concern, save_concern
from indicators.permissions import can_record_concerns
from partnership.admin.rows import RowAdmin
from partnership.verdicts import Verdict


@admin.register(Concern)
class ConcernAdmin(RowAdmin):
    can_save = staticmethod(can_record_concerns)
    fieldsets = [
        ("What is the board concerned about?", {"fields": ["indicator", "side", "reason"]}),
        ("Which meeting recorded it?", {"fields": ["meeting"]}),
        ("Which months are read so?", {"fields": ["since", "until"]}),
    ]
    list_display = ["indicator", "side", "from_month", "to_month", "meeting"]
    list_filter = ["indicator__area", "side"]
    list_select_related = ["indicator", "meeting"]
    search_fields = ["indicator__name", "indicator__code", "reason"]

    @admin.display(description="from", ordering="since")
    def from_month(self, row: Concern) -> str:
        return row.since.label

    @admin.display(description="to", ordering="until")
    def to_month(self, row: Concern) -> str:
        return row.until.label if row.until else "still in force"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["indicator", "from_month", "to_month"] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        months = ("Which months are read so?", {"fields": ["from_month", "to_month"]})
        return [*self.fieldsets[:2], months]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Concern:
        return save_concern(concern=row, by=by, version=version, **fields)

    @staticmethod
    def can_remove(user: Any, row: Concern) -> Verdict:
        return can_record_concerns(user)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_concern(concern=row, by=by)
