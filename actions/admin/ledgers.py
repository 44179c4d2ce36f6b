"""What is recorded of actions and not edited here: progress, requests, moved deadlines, reminders. Looked at and searched only."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from actions.assemble.preview import next_sweep
from actions.models import DeadlineChange, OwnerRequest, ProgressUpdate, Reminder
from partnership import clock
from partnership.admin.rows import ReadOnlyAdmin
from partnership.permissions import can_read_outbox


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ReadOnlyAdmin):
    list_display = ["action", "on", "words", "by", "via"]
    list_select_related = ["action", "by__agency"]
    list_filter = [("action__agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["action__reference", "action__title", "words"]
    date_hierarchy = "on"
    fields = ["action", "words", "by", "via", "on"]


@admin.register(OwnerRequest)
class OwnerRequestAdmin(ReadOnlyAdmin):
    """What owners asked; it is answered on the site, by whoever may."""

    list_display = ["action", "kind", "by", "on", "state", "answered_by"]
    list_select_related = ["action", "by__agency", "answered_by__agency"]
    list_filter = ["state", "kind"]
    search_fields = ["action__reference", "action__title", "words", "suggested"]
    fields = [
        "action",
        "kind",
        "deadline_asked",
        "suggested",
        "words",
        "by",
        "via",
        "on",
        "state",
        "answer",
        "answered_by",
    ]


@admin.register(DeadlineChange)
class DeadlineChangeAdmin(ReadOnlyAdmin):
    list_display = ["action", "moved_from", "moved_to", "reason", "agreed_by"]
    list_select_related = ["action", "agreed_by__agency"]
    search_fields = ["action__reference", "action__title", "reason"]
    fields = ["action", "moved_from", "moved_to", "reason", "agreed_by"]


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    """The ledger: who was reminded of what, at which step, in which message."""

    can_view = staticmethod(can_read_outbox)
    change_list_template = "actions/desk/reminders.html"
    list_display = ["action", "recipient", "step", "deadline", "missed", "message"]
    list_select_related = ["action", "recipient__agency", "message"]
    list_filter = ["missed", "step"]
    search_fields = ["action__reference", "recipient__name", "recipient__email"]
    fields = ["action", "recipient", "step", "deadline", "missed", "message"]

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.next_sweep)
        return [path("next/", page, name="actions_reminder_next"), *super().get_urls()]

    def next_sweep(self, request: HttpRequest) -> HttpResponse:
        """What would leave next, and to whom; refused to whoever may not read the outbox."""
        preview = next_sweep(by=request.user, today=clock.today(), window=settings.SENDING_WINDOW)
        page = self.admin_site.each_context(request) | {"title": "The next sweep", "preview": preview}
        return TemplateResponse(request, "actions/desk/next_sweep.html", page)
