"""Statistical neighbours on the desk: whose, which, from when to when."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from indicators.measures.kinds import GeographyKind
from indicators.models import Geography, Neighbour
from indicators.operations.neighbours import remove_neighbour, save_neighbour
from indicators.permissions import can_set_up_indicators
from partnership.admin.rows import RowAdmin
from partnership.verdicts import Verdict

_AUTHORITIES = [GeographyKind.OWN.value, GeographyKind.AUTHORITY.value]


class ListFilter(admin.SimpleListFilter):
    """The lists by their first day."""

    title = "list in force from"
    parameter_name = "since"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = Neighbour.objects.order_by("-since").values_list("since", flat=True).distinct()
        return [(day.isoformat(), f"{day:%-d %B %Y}") for day in days]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        known = {value for value, _ in self.lookup_choices}
        return queryset.filter(since=self.value()) if self.value() in known else queryset


@admin.register(Neighbour)
class NeighbourAdmin(RowAdmin):
    can_save = staticmethod(can_set_up_indicators)
    fields = ["authority", "neighbour", "since", "until", "order"]
    list_display = ["neighbour", "authority", "from_day", "to_day", "order"]
    list_filter = [("authority", admin.RelatedOnlyFieldListFilter), ListFilter]
    list_select_related = ["authority", "neighbour"]
    change_list_template = "indicators/desk/published_list.html"
    search_fields = ["neighbour__name", "neighbour__code", "neighbour__la_code"]

    @admin.display(description="from", ordering="since")
    def from_day(self, row: Neighbour) -> str:
        return f"{row.since:%-d %B %Y}"

    @admin.display(description="to", ordering="until")
    def to_day(self, row: Neighbour) -> str:
        return f"{row.until:%-d %B %Y}" if row.until else "still in force"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = Geography.objects.filter(kind__in=_AUTHORITIES).order_by("name")
        if db_field.name == "authority":
            kwargs["initial"] = Geography.objects.filter(kind=GeographyKind.OWN.value).first()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Neighbour:
        return save_neighbour(row=row, by=by, version=version, **fields)

    @staticmethod
    def can_remove(user: Any, row: Neighbour) -> Verdict:
        return can_set_up_indicators(user)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_neighbour(row=row, by=by)
