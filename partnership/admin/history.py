"""
The history of a row: who did what and when, and field by field what it was and is.

The library's page with our words; it offers no form of an earlier state, and rows that are never changed have no page.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from partnership.models import Versioned
from partnership.operations.changes import Change, changes_between

_DONE = {"+": "made", "~": "changed", "-": "removed"}


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    by: str
    done: str
    reason: str
    changes: tuple[Change, ...]


class HistoryPage(SimpleHistoryAdmin):
    is_on_the_desk = True
    object_history_template = "partnership/desk/history.html"
    object_history_list_template = "partnership/desk/history_list.html"

    def get_urls(self) -> Any:
        return admin.ModelAdmin.get_urls(self)

    @property
    def keeps_history(self) -> bool:
        return issubclass(self.model, Versioned)

    def has_view_history_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.has_view_permission(request, obj))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if not self.keeps_history:
            raise Http404("This is recorded once and never changed, so it has no history.")
        try:
            self.model._meta.pk.to_python(object_id)
        except ValidationError as error:
            raise Http404("There is no such row.") from error
        response: HttpResponse = super().history_view(request, object_id, extra_context)
        return response

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Any, *_: Any, **__: Any
    ) -> None:
        """Each record gets its `line`: what it changed since the one before it."""
        records = list(historical_records)
        earlier = [record for _, record in pairwise(records)]
        earlier.append(records[-1].prev_record if records else None)
        for record, before in zip(records, earlier, strict=False):
            record.line = HistoryLine(
                at=record.history_date,
                by=record.history_user.name if record.history_user else "the system",
                done=_DONE[record.history_type],
                reason=record.history_change_reason or "",
                changes=changes_between(self.model, before, record) if before else (),
            )

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["keeps_history"] = self.keeps_history
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response
