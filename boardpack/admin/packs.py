"""
Packs on the desk: a draft's month, day and comment, its indicators and its discussion points.

Everything goes through boardpack.operations; what is published is shown and never written, and nothing of it can
be deleted. Publishing and further editions have their own pages.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boardpack.models import OPEN, DiscussionPoint, Pack, PackIndicator
from boardpack.operations import packs as operations
from boardpack.permissions import can_compose
from boardpack.views.bar import page_of
from indicators.models import MonthField
from partnership.admin.rows import RowAdmin, RowForm
from partnership.verdicts import Verdict, no


def can_change(user: Any, pack: Pack) -> Verdict:
    """Composing, while it is a draft."""
    return can_compose(user) if pack.status in OPEN else no("It is published, so it stays as it is.")


class PartForm(RowForm):
    """A part of a draft: it goes into drafts only, and to the end unless it is told where."""

    order = forms.IntegerField(min_value=1, required=False, help_text="Empty: at the end.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "pack" in self.fields:
            drafts = Pack.objects.drafts().select_related("meeting").defer("document")
            self.fields["pack"].queryset = drafts  # type: ignore[attr-defined]  # a choice of rows


@admin.register(Pack)
class PackAdmin(RowAdmin):
    can_save = staticmethod(can_compose)
    formfield_overrides: dict[Any, dict[str, Any]] = {MonthField: {}}  # typed as a month, not picked as a day
    list_display = ["__str__", "month_label", "as_at", "status"]
    list_filter = ["status"]
    list_select_related = ["meeting"]
    search_fields = ["meeting__title"]
    date_hierarchy = "meeting__date"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pack]:
        return super().get_queryset(request).select_related("meeting").defer("document")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [("What is it for?", {"fields": ["meeting", "month", "as_at"]})]
        editable = self.has_change_permission(request, obj)
        reason = ["edition_reason"] if obj.edition > 1 else []
        record = ["published_by", "published_at", "sha256"] if obj.status not in OPEN else []
        record += ["approved_by", "approved_as", "approved_at"] if obj.approved_by else []
        return [
            ("Which pack is it?", {"fields": ["meeting", "edition", "status", "page", *record]}),
            (
                "What does it say?",
                {"fields": ["month" if editable else "month_label", "as_at", *reason, "scrutineer_comment"]},
            ),
            ("What stands in it?", {"fields": ["indicators", "points"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = ["page", "indicators", "points", "month_label", "published_by", "published_at", "sha256"]
        shown += ["approved_by", "approved_as", "approved_at"]
        return shown if obj is None else [*shown, "meeting", "edition", "status"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(can_compose(request.user) if obj is None else can_change(request.user, obj))

    @staticmethod
    def can_remove(user: Any, row: Pack) -> Verdict:
        return can_change(user, row)

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Pack:
        if row is None:
            return operations.draft_pack(by=by, **fields)
        return operations.change_pack(pack=row, by=by, version=version, **fields)

    def remove(self, *, row: Any, by: Any) -> None:
        operations.discard_draft(pack=row, by=by)

    @admin.display(description="reporting month", ordering="month")
    def month_label(self, row: Pack) -> str:
        return row.month.name

    @admin.display(description="page")
    def page(self, row: Pack) -> SafeString:
        return format_html('<a href="{}">Look at it on the site</a>', page_of(row))

    @admin.display(description="indicators")
    def indicators(self, row: Pack) -> SafeString:
        return self._list_of("packindicator", row, "Its indicators, with reasons and reviews")

    @admin.display(description="discussion points")
    def points(self, row: Pack) -> SafeString:
        return self._list_of("discussionpoint", row, "Its key discussion points")

    def _list_of(self, model: str, row: Pack, words: str) -> SafeString:
        address = reverse(f"admin:boardpack_{model}_changelist")
        return format_html('<a href="{}?pack__id__exact={}">{}</a>', address, row.pk, words)


class PartAdmin(RowAdmin):
    """What indicators and points of a pack have in common: they change while it is a draft, and never move."""

    form = PartForm
    can_save = staticmethod(can_compose)
    list_filter = [("pack", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["pack__meeting"]
    ordering = ["-pack__meeting__date", "-pack__edition", "order"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("pack__meeting").defer("pack__document")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if obj is None else ["pack"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(can_compose(request.user) if obj is None else can_change(request.user, obj.pack))

    @staticmethod
    def can_remove(user: Any, row: Any) -> Verdict:
        return can_change(user, row.pack)


@admin.register(PackIndicator)
class PackIndicatorAdmin(PartAdmin):
    list_display = ["indicator", "pack", "order", "standing_reason", "review_meeting"]
    search_fields = ["indicator__name", "indicator__code"]
    fieldsets = [
        ("Where does it stand?", {"fields": ["pack", "indicator", "order"]}),
        ("If it is a standing exception", {"fields": ["standing_reason", "review_meeting"]}),
        ("If there is no action", {"fields": ["no_action_reason"]}),
        ("If its commentary was asked for and did not come", {"fields": ["asked_of", "asked_on"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("indicator", "review_meeting")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if obj is None else ["pack", "indicator"]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> PackIndicator:
        if row is not None:
            fields |= {"pack": row.pack, "indicator": row.indicator}
        return operations.place_indicator(by=by, version=version, **fields)

    def remove(self, *, row: Any, by: Any) -> None:
        operations.take_out_indicator(choice=row, by=by)


@admin.register(DiscussionPoint)
class DiscussionPointAdmin(PartAdmin):
    list_display = ["text", "asks", "pack", "order"]
    search_fields = ["text"]
    fieldsets = [("What is asked of the board?", {"fields": ["pack", "order", "asks", "text"]})]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> DiscussionPoint:
        pack = fields.pop("pack", None) or row.pack
        return operations.save_point(pack=pack, point=row, by=by, version=version, **fields)

    def remove(self, *, row: Any, by: Any) -> None:
        operations.remove_point(point=row, by=by)
