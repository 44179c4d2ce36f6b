"""
Published figures on the desk: comparators and populations, each with the file it came from.

Recorded once and never changed: a corrected file is another vintage, and the newest recorded is the one compared with.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from indicators.admin import published_pages
from indicators.admin.figures import ReadingForm, figure_words
from indicators.admin.targets import YearFilter
from indicators.admin.typed import TYPED
from indicators.forms import FinancialYearField
from indicators.measures.kinds import Basis
from indicators.measures.periods import FinancialYear
from indicators.models import Comparator, Population
from indicators.operations.comparators import record_comparator, record_population
from indicators.permissions import can_enter_data
from partnership import clock
from partnership.admin.rows import AddOnlyAdmin, RowForm


class InForce:
    """The row that a form makes is in force, so it is held against the one of its name that is, too."""

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # the form beside it has it
        return excluded - {"withdrawn_at"}


class ComparatorForm(InForce, ReadingForm):
    pass


class PopulationForm(InForce, RowForm):
    pass


@admin.register(Comparator)
class ComparatorAdmin(AddOnlyAdmin):
    form = ComparatorForm
    can_save = staticmethod(can_enter_data)
    formfield_overrides = TYPED
    fieldsets = [
        ("What is compared, and with whom?", {"fields": ["indicator", "geography", "year", "basis"]}),
        ("What is the figure?", {"fields": ["figure", "missing", "provisional"]}),
        ("Which published file does it come from?", {"fields": ["vintage"]}),
    ]
    list_display = ["indicator", "geography", "year_label", "shown", "symbol", "vintage", "standing"]
    list_filter = ["indicator__area", "geography__kind", YearFilter]
    list_select_related = ["indicator", "geography"]
    search_fields = ["indicator__name", "indicator__code", "geography__name", "vintage"]
    change_list_template = "indicators/desk/published_list.html"

    def get_urls(self) -> Any:
        def on_desk(page: Any) -> Any:
            def answered(request: HttpRequest, **named: Any) -> HttpResponse:
                context = {**self.admin_site.each_context(request), "opts": self.model._meta}
                answer: HttpResponse = page(request, context, **named)
                return answer

            return self.admin_site.admin_view(answered)

        own = [
            path("import/", on_desk(published_pages.bring_in), name="indicators_comparator_bring"),
            path(
                "import/<str:token>/", on_desk(published_pages.preview), name="indicators_comparator_preview"
            ),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="year", ordering="year")
    def year_label(self, row: Comparator) -> str:
        return FinancialYear(row.year).label

    @admin.display(description="figure", ordering="value")
    def shown(self, row: Comparator) -> str:
        return figure_words(row)

    @admin.display(description="standing", ordering="provisional")
    def standing(self, row: Comparator) -> str:
        return "withdrawn" if row.withdrawn_at else "provisional" if row.provisional else "final"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        if db_field.name == "year":
            kwargs["form_class"] = FinancialYearField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.fieldsets
        return [
            (
                "What is compared, and with whom?",
                {"fields": ["indicator", "geography", "year_label", "basis"]},
            ),
            ("What is the figure?", {"fields": ["shown", "symbol", "provisional"]}),
            ("Which published file does it come from?", {"fields": ["vintage", "source_return"]}),
            ("Who recorded it?", {"fields": ["recorded_by", "recorded_at"]}),
        ]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Comparator:
        return record_comparator(
            indicator=fields["indicator"],
            geography=fields["geography"],
            year=fields["year"],
            reading=fields["reading"],
            vintage=fields["vintage"],
            by=by,
            now=clock.now(),
            basis=Basis(fields["basis"]),
            provisional=fields["provisional"],
        )


@admin.register(Population)
class PopulationAdmin(AddOnlyAdmin):
    form = PopulationForm
    can_save = staticmethod(can_enter_data)
    formfield_overrides = TYPED
    fields = ["geography", "year", "children", "vintage"]
    list_display = ["geography", "mid_year", "children_shown", "vintage"]
    list_filter = ["geography__kind"]
    list_select_related = ["geography"]
    search_fields = ["geography__name", "vintage"]
    change_list_template = "indicators/desk/published_list.html"

    @admin.display(description="mid-year", ordering="year")
    def mid_year(self, row: Population) -> str:
        return f"mid-{row.year}"

    @admin.display(description="children aged 0 to 17", ordering="children")
    def children_shown(self, row: Population) -> str:
        return f"{row.children:,}"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        if db_field.name == "year":
            return forms.IntegerField(
                min_value=1990, max_value=2190, help_text="The mid-year of the estimate: 2020."
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ["geography", "mid_year", "children_shown", "vintage", "recorded_by", "recorded_at"]
        return [(None, {"fields": shown if obj else self.fields})]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Population:
        return record_population(by=by, now=clock.now(), **fields)
