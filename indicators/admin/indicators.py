"""
Indicators on the desk: each fieldset asks a question, and what is still a guess is flagged in list and form.

A code stays as it is once given: packs and addresses name it.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from indicators.admin.typed import TYPED
from indicators.models import Indicator, IndicatorQuerySet
from indicators.operations.setup import remove_set_up, save_indicator
from indicators.permissions import can_set_up_indicators
from indicators.queries.setup import unconfirmed
from partnership.admin.choices import people_in_post
from partnership.admin.rows import RowAdmin, RowForm
from partnership.verdicts import Verdict

_TO_CONFIRM = {
    "basis": "To be confirmed: this is a guess. Put it right and tick “basis confirmed”.",
    "polarity": "To be confirmed: this is a guess. Put it right and tick “polarity confirmed”.",
}
_BASIS = "Over what time does a figure count?"
_POLARITY = "Is a high figure good or bad?"


class IndicatorForm(RowForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people_in_post(self, "data_owner")


class ToConfirmFilter(admin.SimpleListFilter):
    title = "to be confirmed"
    parameter_name = "to_confirm"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "basis or polarity to be confirmed"), ("no", "confirmed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Indicator]) -> QuerySet[Indicator]:
        guesses = IndicatorQuerySet(Indicator).to_confirm().values("pk")
        match self.value():
            case "yes":
                return queryset.filter(pk__in=guesses)
            case "no":
                return queryset.exclude(pk__in=guesses)
        return queryset


@admin.register(Indicator)
class IndicatorAdmin(RowAdmin):
    form = IndicatorForm
    can_save = staticmethod(can_set_up_indicators)
    formfield_overrides = TYPED
    prepopulated_fields = {"code": ["short_name"]}
    fieldsets = [
        ("What is it?", {"fields": ["name", "short_name", "code", "aliases", "area", "order", "definition"]}),
        (
            "How is it counted?",
            {
                "fields": [
                    "kind",
                    "rate_per",
                    "decimal_places",
                    "numerator_words",
                    "denominator_words",
                    "frequency",
                ]
            },
        ),
        (_BASIS, {"fields": ["basis", "basis_confirmed", "cumulates_from"]}),
        (
            _POLARITY,
            {
                "fields": [
                    "polarity",
                    "polarity_confirmed",
                    "acceptable_low",
                    "acceptable_high",
                    "high_means",
                    "low_means",
                ]
            },
        ),
        (
            "How is it judged against its target?",
            {"fields": ["target_profile", "tolerance", "tolerance_kind"]},
        ),
        ("Who answers for it, and where does it come from?", {"fields": ["agency", "data_owner", "source"]}),
        ("When is it reported?", {"fields": ["active_from", "active_to"]}),
        (
            "Does it count few children?",
            {"fields": ["small_number_control"]},
        ),
    ]
    list_display = ["name", "area", "order", "kind", "basis", "polarity", "to_be_confirmed"]
    list_filter = ["area", "kind", "basis", ToConfirmFilter]
    list_select_related = ["area"]
    search_fields = ["name", "short_name", "code"]

    def view_on_site(self, row: Indicator) -> str:
        """Its page over time."""
        return reverse("boardpack:indicator", args=[row.code])

    @admin.display(description="to be confirmed")
    def to_be_confirmed(self, row: Indicator) -> str:
        return ", ".join(unconfirmed(row))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        flagged = {_BASIS: "basis", _POLARITY: "polarity"}
        guesses = unconfirmed(obj) if obj else ()
        return [
            (question, options | {"description": _TO_CONFIRM[guess]})
            if (guess := flagged.get(question, "")) in guesses
            else (question, options)
            for question, options in self.fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields

    @staticmethod
    def can_remove(user: Any, row: Indicator) -> Verdict:
        return can_set_up_indicators(user)

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Indicator:
        return save_indicator(indicator=row, by=by, version=version, **fields)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_set_up(row=row, by=by)
