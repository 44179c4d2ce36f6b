"""Agencies on the desk: administrators look after them, officers see them."""

from typing import Any

from django.contrib import admin

from partnership.admin.choices import people_in_post
from partnership.admin.rows import RowAdmin, RowForm
from partnership.models import Agency
from partnership.operations.people import save_agency
from partnership.permissions import can_manage_people


class AgencyForm(RowForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people_in_post(self, "lead")


@admin.register(Agency)
class AgencyAdmin(RowAdmin):
    form = AgencyForm
    can_save = staticmethod(can_manage_people)
    fields = ["name", "short_name", "lead"]
    list_display = ["name", "short_name", "lead"]
    list_select_related = ["lead__agency"]
    search_fields = ["name", "short_name"]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Agency:
        return save_agency(agency=row, by=by, version=version, **fields)
