"""Meetings of the board on the desk."""

from typing import Any

from django import forms
from django.contrib import admin

from partnership.admin.choices import RowsField
from partnership.admin.rows import RowAdmin, RowForm
from partnership.models import Agency, Meeting
from partnership.operations.meetings import remove_meeting, save_meeting
from partnership.permissions import can_manage_meetings
from partnership.verdicts import Verdict


class MeetingForm(RowForm):
    agencies_present = RowsField(Agency.objects.all(), required=False)
    minutes_link = forms.URLField(required=False, assume_scheme="https", label="Link to the minutes")


@admin.register(Meeting)
class MeetingAdmin(RowAdmin):
    form = MeetingForm
    can_save = staticmethod(can_manage_meetings)
    fields = ["date", "title", "papers_due_on", "agencies_present", "minutes_link"]
    list_display = ["on", "title", "papers_due_on"]
    search_fields = ["title"]

    @admin.display(description="date", ordering="date")
    def on(self, row: Meeting) -> str:
        return f"{row.date:%-d %B %Y}"

    @staticmethod
    def can_remove(user: Any, row: Meeting) -> Verdict:
        return can_manage_meetings(user)

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Meeting:
        return save_meeting(meeting=row, by=by, version=version, **fields)

    def remove(self, *, row: Any, by: Any) -> None:
        remove_meeting(meeting=row, by=by)
