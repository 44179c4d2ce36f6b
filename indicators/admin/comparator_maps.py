"""Maps on the desk: which columns of a published file make an indicator's comparator."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from indicators.admin.typed import TYPED
from indicators.forms import TypedField
from indicators.models import ComparatorMap
from indicators.operations.comparator_maps import remove_map, save_map
from indicators.permissions import can_enter_data
from partnership.admin.rows import RowAdmin, RowForm
from partnership.verdicts import Verdict


class PairsField(TypedField):
    """What must stand in which column, one a line: category = All children."""

    widget: forms.Widget = forms.Textarea(attrs={"rows": 3, "cols": 60})
    longest = 4_000
    empty: Any = {}

    def read(self, text: str) -> dict[str, str]:
        pairs = {}
        for line in filter(None, map(str.strip, text.splitlines())):
            column, sign, value = (part.strip() for part in line.partition("="))
            if not (column and sign):
                raise ValidationError(
                    "Write each line as a column, “=” and what must stand in it: category = All children."
                )
            pairs[column] = value
        return pairs

    def show(self, value: dict[str, str]) -> str:
        return "\n".join(f"{column} = {words}" for column, words in value.items())


class MapForm(RowForm):
    where = PairsField(
        label="Which rows count",
        required=False,
        help_text="A column and what must stand in it, one a line, for example: category = All children. Empty: all rows.",
    )


@admin.register(ComparatorMap)
class ComparatorMapAdmin(RowAdmin):
    form = MapForm
    can_save = staticmethod(can_enter_data)
    formfield_overrides = TYPED
    fieldsets = [
        ("Which indicator's figure is it?", {"fields": ["indicator", "basis"]}),
        ("How is it made?", {"fields": ["numerator", "denominator", "by_population", "per"]}),
        ("Which rows of the file count?", {"fields": ["where"]}),
    ]
    list_display = ["indicator", "columns", "divided_by", "per"]
    list_select_related = ["indicator"]
    search_fields = ["indicator__name", "indicator__code"]

    @admin.display(description="columns")
    def columns(self, row: ComparatorMap) -> str:
        return " + ".join(row.numerator)

    @admin.display(description="divided by")
    def divided_by(self, row: ComparatorMap) -> str:
        return "children of the year before" if row.by_population else " + ".join(row.denominator)

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> ComparatorMap:
        return save_map(row=row, by=by, version=version, **fields)

    @staticmethod
    def can_remove(user: Any, row: ComparatorMap) -> Verdict:
        return can_enter_data(user)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_map(row=row, by=by)
