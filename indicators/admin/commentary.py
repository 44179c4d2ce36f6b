"""
Commentary on the desk: the three texts, whom they speak for, and their way to being accepted.

Submitting, accepting and returning are actions of the list; the form offers them for its own commentary.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from indicators.admin.months import MonthFilter
from indicators.measures.periods import Month
from indicators.models import Commentary, CommentaryState, Indicator
from indicators.operations import commentary as operations
from indicators.permissions import can_accept_commentary, can_write_commentary
from indicators.queries import commentary_months, published_in
from partnership import clock
from partnership.admin.choices import RowsField, people_in_post
from partnership.admin.problems import Problem
from partnership.admin.rows import RowAdmin, RowForm
from partnership.verdicts import Verdict, no


class CommentaryForm(RowForm):
    indicators = RowsField(
        Indicator.objects.select_related("area").order_by("area__order", "order", "name"),
        label="Which indicators does it speak for?",
        error_messages={"required": "Choose at least one indicator that this speaks for."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people_in_post(self, "author")


class CommentaryActionForm(ActionForm):
    reason = forms.CharField(label="What is wanted, if it is returned", required=False, max_length=300)


class CommentaryMonthFilter(MonthFilter):
    def months(self) -> Iterable[Month]:
        return commentary_months()


@admin.register(Commentary)
class CommentaryAdmin(RowAdmin):
    form = CommentaryForm
    action_form = CommentaryActionForm
    can_save = staticmethod(can_write_commentary)
    change_form_template = "indicators/desk/commentary.html"
    actions = ["submit", "accept", "send_back"]
    fieldsets = [
        ("What is it about?", {"fields": ["month", "indicators"]}),
        ("What is said?", {"fields": ["tells_us", "analysis", "next_steps"], "classes": ["desk-texts"]}),
        ("Who says it?", {"fields": ["author", "received_from"]}),
    ]
    list_display = ["month_label", "speaks_for", "state", "author", "received_from"]
    list_display_links = ["month_label", "speaks_for"]
    list_filter = [CommentaryMonthFilter, "state", "indicators__area"]
    list_select_related = ["author__agency"]
    search_fields = ["indicators__name", "indicators__code", "tells_us", "analysis", "next_steps"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commentary]:
        return super().get_queryset(request).prefetch_related("indicators")

    @admin.display(description="month", ordering="month")
    def month_label(self, row: Commentary) -> str:
        return row.month.label

    @admin.display(description="speaks for")
    def speaks_for(self, row: Commentary) -> str:
        return ", ".join(indicator.short_name for indicator in row.indicators.all())

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.fieldsets
        where = ("Where does it stand?", {"fields": ["state", "accepted_by", "accepted_at"]})
        if not self.has_change_permission(request, obj):
            about = ("What is it about?", {"fields": ["month_label", "speaks_for"]})
            return [about, *self.fieldsets[1:], where]
        return [*self.fieldsets, where]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["state", "accepted_by", "accepted_at"]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Commentary:
        return operations.save_commentary(commentary=row, by=by, version=version, **fields)

    @staticmethod
    def can_remove(user: Any, row: Commentary) -> Verdict:
        if published_in(row.month):
            return no("A published pack shows its month.")
        return can_write_commentary(user)

    def remove(self, *, row: Any, by: Any) -> None:
        operations.remove_commentary(commentary=row, by=by)

    def has_accept_permission(self, request: HttpRequest) -> bool:
        return bool(can_accept_commentary(request.user))

    @admin.action(description="Submit: it is finished", permissions=["change"])
    def submit(self, request: HttpRequest, queryset: QuerySet[Commentary]) -> None:
        self._each(
            request,
            queryset,
            "submitted",
            lambda row, by: operations.submit_commentary(commentary=row, by=by),
        )

    @admin.action(description="Accept: it may go into a pack", permissions=["accept"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Commentary]) -> None:
        self._each(
            request,
            queryset,
            "accepted",
            lambda row, by: operations.accept_commentary(commentary=row, by=by, now=clock.now()),
        )

    @admin.action(description="Return to its author", permissions=["accept"])
    def send_back(self, request: HttpRequest, queryset: QuerySet[Commentary]) -> None:
        reason = request.POST.get("reason", "")[:300]
        self._each(
            request,
            queryset,
            "returned",
            lambda row, by: operations.return_commentary(commentary=row, by=by, reason=reason),
        )

    def _each(
        self,
        request: HttpRequest,
        rows: QuerySet[Commentary],
        done: str,
        operation: Callable[[Commentary, Any], Any],
    ) -> None:
        """The operation for each; what it says no to is told, and the others are done."""
        for row in rows:
            try:
                operation(row, request.user)
            except Problem as problem:
                words = " ".join(word for words in self.in_words(problem).values() for word in words)
                self.message_user(request, words, messages.ERROR)
            else:
                self.message_user(request, f"{row} is {done}.", messages.SUCCESS)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = kwargs.get("obj")
        context["steps"] = self._steps(request, row) if row else ()
        return super().render_change_form(request, context, *args, **kwargs)

    def _steps(self, request: HttpRequest, row: Commentary) -> list[tuple[str, str]]:
        """What may happen to this one now: the action's name and the button's words."""
        offered = {
            CommentaryState.DRAFT: [("submit", "Submit")],
            CommentaryState.RETURNED: [("submit", "Submit again")],
            CommentaryState.SUBMITTED: [("accept", "Accept"), ("send_back", "Return")],
            CommentaryState.ACCEPTED: [("send_back", "Return")],
        }
        allowed = self.get_actions(request)
        return [step for step in offered[CommentaryState(row.state)] if step[0] in allowed]
