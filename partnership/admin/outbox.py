"""
The outbox on the desk: what was owed to whom, how it went, the server's words; failed messages can be sent again or
set aside.

What a message says is not shown: sign-in mail holds a link that is its reader's alone.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from partnership import clock
from partnership.admin.problems import Problem
from partnership.admin.rows import ReadOnlyAdmin
from partnership.models import Heartbeat, Message
from partnership.operations.outbox import send_again, set_aside
from partnership.permissions import can_read_outbox


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    can_view = staticmethod(can_read_outbox)
    actions = ["owe_again", "put_aside"]
    list_display = ["to", "kind", "day", "state", "attempts", "server_words"]
    list_filter = ["state", "kind"]
    search_fields = ["to", "recipient__name", "subject", "message_id"]
    date_hierarchy = "day"
    fields = [
        "recipient",
        "to",
        "kind",
        "day",
        "subject",
        "state",
        "attempts",
        "not_before",
        "server_words",
        "message_id",
        "written_at",
        "sent_at",
    ]

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return bool(can_read_outbox(request.user))

    @admin.action(description="Send again what failed", permissions=["resend"])
    def owe_again(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self._each(request, queryset, send_again, "leaves with the next sweep.")

    @admin.action(description="Set aside what failed and need not be sent", permissions=["resend"])
    def put_aside(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self._each(request, queryset, set_aside, "is set aside.")

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Message], operation: Callable[..., None], done: str
    ) -> None:
        by: Any = request.user
        for message in queryset:
            try:
                operation(message=message, by=by, now=clock.now())
            except Problem as problem:
                self.message_user(request, f"{message}: {problem}", messages.ERROR)
            else:
                self.message_user(request, f"{message}: {done}", messages.SUCCESS)


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    can_view = staticmethod(can_read_outbox)
    list_display = ["job", "last_ran_at", "words"]
    fields = ["job", "last_ran_at", "words"]
