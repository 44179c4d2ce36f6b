"""Targets on the desk: the one in force for an indicator and year, or for one month of it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from indicators.admin.figures import ReadingForm, figure_words
from indicators.admin.typed import TYPED
from indicators.forms import FinancialYearField
from indicators.measures.kinds import TargetKind
from indicators.measures.periods import FinancialYear
from indicators.models import Target
from indicators.operations.targets import remove_target, set_target
from indicators.permissions import can_enter_data
from partnership.admin.rows import RowAdmin
from partnership.verdicts import Verdict


class TargetForm(ReadingForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        month, year = cleaned.get("month"), cleaned.get("year")
        if month and year and month.financial_year.start != year:
            self.add_error("month", f"{month.name} is not in {FinancialYear(year).label}.")
        return cleaned


class YearFilter(admin.SimpleListFilter):
    title = "year"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        held = model_admin.model.objects.order_by("-year").values_list("year", flat=True).distinct()
        return [(str(year), FinancialYear(year).label) for year in held]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(year=int(value)) if value.isdecimal() and len(value) == 4 else queryset


@admin.register(Target)
class TargetAdmin(RowAdmin):
    form = TargetForm
    can_save = staticmethod(can_enter_data)
    formfield_overrides = TYPED
    fieldsets = [
        ("What is it the target of?", {"fields": ["indicator", "year", "month"]}),
        ("What is it?", {"fields": ["figure", "missing"]}),
        ("What kind is it?", {"fields": ["kind", "change_percent", "source", "rationale"]}),
    ]
    list_display = ["indicator", "period", "shown", "symbol", "kind", "source"]
    list_filter = ["indicator__area", YearFilter, "kind"]
    list_select_related = ["indicator__area"]
    search_fields = ["indicator__name", "indicator__short_name", "indicator__code"]

    @admin.display(description="period", ordering="year")
    def period(self, row: Target) -> str:
        return row.month.label if row.month else FinancialYear(row.year).label

    @admin.display(description="target", ordering="value")
    def shown(self, row: Target) -> str:
        return figure_words(row)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        if db_field.name == "year":
            kwargs["form_class"] = FinancialYearField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["indicator", "period"] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.fieldsets
        which = ("What is it the target of?", {"fields": ["indicator", "period"]})
        if not self.has_change_permission(request, obj):
            return [which, ("What is it?", {"fields": ["shown", "symbol"]}), self.fieldsets[2]]
        return [which, *self.fieldsets[1:]]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Target:
        return set_target(
            indicator=row.indicator if row else fields["indicator"],
            year=row.year if row else fields["year"],
            month=row.month if row else fields["month"],
            by=by,
            reading=fields["reading"],
            kind=TargetKind(fields["kind"]),
            change_percent=fields["change_percent"],
            source=fields["source"],
            rationale=fields["rationale"],
            version=version if row else 0,
        )

    @staticmethod
    def can_remove(user: Any, row: Target) -> Verdict:
        return can_enter_data(user)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_target(target=row, by=by)
