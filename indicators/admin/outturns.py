"""
Outturns on the desk: entering a month's figures, and seeing which are still owed.

The list opens with the month's gaps, each a link to the form with indicator and month filled in. A month that a
published pack shows asks for the reason of every change.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.admin.entry import entry_urls, month_address
from indicators.admin.figures import ReadingForm, figure_words
from indicators.admin.months import MonthFilter
from indicators.admin.typed import TYPED
from indicators.importers.months import read_month
from indicators.measures.periods import Month
from indicators.models import Outturn
from indicators.operations.outturns import OutturnAlreadyPublished, record_outturn, remove_outturn
from indicators.permissions import can_enter_data
from indicators.queries import Gap, gaps, month_to_fill, months_held, published_in
from partnership import clock
from partnership.admin.rows import RowAdmin
from partnership.verdicts import Verdict, no


class OutturnForm(ReadingForm):
    reason = forms.CharField(
        label="Reason for the change",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Asked for when a published pack shows the month. It stays in the history.",
    )
    this_month: Month | None = None  # set by the admin, which reads the clock

    def clean_month(self) -> Month:
        month: Month = self.cleaned_data["month"]
        if self.this_month and month > self.this_month:
            raise ValidationError(f"{month.name} has not begun.")
        return month

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if reading := cleaned.get("reading"):
            beside = {name: cleaned.get(name) for name in ("numerator", "denominator")}
            provisional = bool(cleaned.get("provisional"))
            cleaned["reading"] = type(reading)(
                value=reading.value,
                missing=reading.missing,
                symbol=reading.symbol,
                provisional=provisional,
                **beside,
            )
        return cleaned


class OutturnMonthFilter(MonthFilter):
    def months(self) -> Iterable[Month]:
        return months_held()


class NumberFilter(admin.SimpleListFilter):
    title = "figure"
    parameter_name = "figure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("number", "a number"), ("none", "a reason without a number")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Outturn]) -> QuerySet[Outturn]:
        return queryset.filter(value__isnull=self.value() == "none") if self.value() else queryset


@admin.register(Outturn)
class OutturnAdmin(RowAdmin):
    form = OutturnForm
    can_save = staticmethod(can_enter_data)
    problem_fields = {OutturnAlreadyPublished: "reason"}
    formfield_overrides = TYPED
    change_list_template = "indicators/desk/outturns.html"
    fieldsets = [
        ("Which figure is it?", {"fields": ["indicator", "month"]}),
        ("What is it?", {"fields": ["figure", "missing", "provisional", "note"]}),
        ("What is it made of?", {"fields": [("numerator", "denominator")]}),
        ("Why does it change?", {"fields": ["reason"]}),
    ]
    list_display = ["area", "indicator_name", "month_label", "shown", "symbol", "standing", "source"]
    list_display_links = ["indicator_name"]
    list_filter = ["indicator__area", OutturnMonthFilter, NumberFilter, "provisional"]
    list_select_related = ["indicator__area", "source_return"]
    ordering = ["-month", "indicator__area__order", "indicator__order", "indicator__name"]
    search_fields = ["indicator__name", "indicator__short_name", "indicator__code", "aliases_text"]
    search_help_text = "The indicator's name, its code, or another name it goes by."

    def get_urls(self) -> Any:
        return [*entry_urls(self), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outturn]:
        aliases = Cast("indicator__aliases", TextField())
        return super().get_queryset(request).annotate(aliases_text=aliases)

    @admin.display(description="area", ordering="indicator__area__order")
    def area(self, row: Outturn) -> str:
        return row.indicator.area.name

    @admin.display(description="indicator", ordering="indicator__name")
    def indicator_name(self, row: Outturn) -> str:
        return row.indicator.name

    @admin.display(description="month", ordering="month")
    def month_label(self, row: Outturn) -> str:
        return row.month.label

    @admin.display(description="figure", ordering="value")
    def shown(self, row: Outturn) -> str:
        return figure_words(row)

    @admin.display(description="provisional or final", ordering="provisional")
    def standing(self, row: Outturn) -> str:
        return "provisional" if row.provisional else "final"

    @admin.display(description="from")
    def source(self, row: Outturn) -> SafeString:
        words = f"{row.source_return}, {row.source_cell}" if row.source_return else "typed in"
        address = f"{reverse('boardpack:figures', args=[row.indicator.code])}#{row.month}"
        return format_html('<a href="{}">{}</a>', address, words)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["indicator", "month_label"] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.fieldsets
        which = ("Which figure is it?", {"fields": ["indicator", "month_label"]})
        if not self.has_change_permission(request, obj):
            shown = ["shown", "symbol", "provisional", "numerator", "denominator", "note", "source"]
            return [which, ("What is it?", {"fields": shown})]
        return [which, *self.fieldsets[1:]]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.this_month = Month.of(clock.today())
        if obj is not None and (pack := published_in(obj.month)) and "reason" in form.base_fields:
            form.base_fields["reason"].help_text = f"{obj.month.name} is published ({pack}): say why."
        return form

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Outturn:
        return record_outturn(
            indicator=row.indicator if row else fields["indicator"],
            month=row.month if row else fields["month"],
            reading=fields["reading"],
            by=by,
            note=fields["note"],
            version=version if row else 0,
            reason=fields["reason"],
        )

    @staticmethod
    def can_remove(user: Any, row: Outturn) -> Verdict:
        if published_in(row.month):
            return no("A published pack shows it.")
        return can_enter_data(user)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_outturn(outturn=row, by=by)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        asked = read_month(request.GET.get(OutturnMonthFilter.parameter_name, ""))
        this_month = Month.of(clock.today())
        found = month_to_fill(asked, this_month)
        may_add = self.has_add_permission(request)
        panel = {
            "to_fill": found,
            "gap_links": [(gap, add_address(gap) if may_add else "") for gap in found.gaps],
            "grid_address": month_address(found.month) if may_add and found.month <= this_month else "",
            "earlier": found.month.plus(-1),
            "later": found.month.plus(1),
        }
        return super().changelist_view(request, panel | (extra_context or {}))

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        """“Save and add another” goes on to the month's next gap, and back to the list when there is none."""
        response: HttpResponse = super().response_add(request, obj, post_url_continue)
        if "_addanother" not in request.POST:
            return response
        left = gaps(obj.month)
        month_list = f"{reverse('admin:indicators_outturn_changelist')}?month={obj.month}"
        return redirect(add_address(left[0]) if left else month_list)


def add_address(gap: Gap) -> str:
    """The form with indicator and month filled in, which returns to the list of that month."""
    month = str(gap.month)
    asked = {
        "indicator": gap.indicator_pk,
        "month": month,
        "_changelist_filters": urlencode({"month": month}),
    }
    return f"{reverse('admin:indicators_outturn_add')}?{urlencode(asked)}"
