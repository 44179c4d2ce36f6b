"""Areas and geographies on the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from indicators.admin.typed import TYPED
from indicators.models import Area, Geography
from indicators.operations.setup import remove_set_up, save_area, save_geography
from indicators.permissions import can_set_up_indicators
from partnership.admin.rows import RowAdmin
from partnership.verdicts import Verdict


@admin.register(Area)
class AreaAdmin(RowAdmin):
    can_save = staticmethod(can_set_up_indicators)
    fields = ["name", "order"]
    list_display = ["name", "order", "indicators_held"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Area]:
        return super().get_queryset(request).annotate(indicators_held=Count("indicators"))

    @admin.display(description="indicators", ordering="indicators_held")
    def indicators_held(self, row: Any) -> int:
        return int(row.indicators_held)

    @staticmethod
    def can_remove(user: Any, row: Area) -> Verdict:
        return can_set_up_indicators(user)

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Area:
        return save_area(area=row, by=by, version=version, **fields)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_set_up(row=row, by=by)


@admin.register(Geography)
class GeographyAdmin(RowAdmin):
    can_save = staticmethod(can_set_up_indicators)
    formfield_overrides = TYPED
    fields = ["code", "name", "kind", "la_code", "aliases", "order"]
    list_display = ["name", "code", "kind", "order"]
    list_filter = ["kind"]
    search_fields = ["name", "code", "la_code"]

    @staticmethod
    def can_remove(user: Any, row: Geography) -> Verdict:
        return can_set_up_indicators(user)

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Geography:
        return save_geography(geography=row, by=by, version=version, **fields)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_set_up(row=row, by=by)
