"""Choosing a month in a list: the months that are held, newest first, as Oct-21."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from indicators.importers.months import read_month
from indicators.measures.periods import Month


class MonthFilter(admin.SimpleListFilter):
    """Subclasses give `months`, the query of what to offer."""

    title = "month"
    parameter_name = "month"

    def months(self) -> Iterable[Month]:
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(month), month.label) for month in self.months()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        month = read_month(self.value() or "")
        return queryset.filter(month=month) if month else queryset
