"""What is recorded of actions and never changed: progress, moved deadlines, reminders. Looked at and searched only."""

from django.contrib import admin

from actions.models import DeadlineChange, ProgressUpdate, Reminder
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
    list_display = ["action", "recipient", "step", "deadline", "missed", "message"]
    list_select_related = ["action", "recipient__agency", "message"]
    list_filter = ["missed", "step"]
    search_fields = ["action__reference", "recipient__name", "recipient__email"]
    fields = ["action", "recipient", "step", "deadline", "missed", "message"]
