"""Returns and published months on the desk: what came in, and the way to bring in, look at and undo a return."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.admin import return_pages, return_progress
from indicators.importers.grid import index_of
from indicators.importers.kept import first_rows
from indicators.models import PublishedMonth, Return, ReturnState
from indicators.permissions import can_enter_data
from partnership.admin.rows import ReadOnlyAdmin

_SHOWN = 500  # rows of a kept table that the page shows
_NAMED = 200  # figures that an undoing left, each with its sentence


@admin.register(Return)
class ReturnAdmin(ReadOnlyAdmin):
    fields = [
        "file_name",
        "state",
        "why_refused",
        "layout",
        "sheet",
        "not_read",
        "by",
        "at",
        "applied_at",
        "counts_in_words",
        "reason",
        "warnings_note",
        "undone_at",
        "undone_by",
        "of_undoing",
        "table_read",
        "sha256",
    ]
    list_display = ["file_name", "state", "at", "by", "layout", "counts_in_words"]
    list_filter = ["state"]
    list_select_related = ["by__agency"]
    search_fields = ["file_name", "sha256"]
    change_list_template = "indicators/desk/returns.html"
    change_form_template = "indicators/desk/return.html"

    def get_urls(self) -> Any:
        def on_desk(page: Any) -> Any:
            def answered(request: HttpRequest, **named: Any) -> HttpResponse:
                context = {**self.admin_site.each_context(request), "opts": self.model._meta}
                answer: HttpResponse = page(request, context, **named)
                return answer

            return self.admin_site.admin_view(answered)

        own = [
            path("import/", on_desk(return_pages.bring_in), name="indicators_return_bring"),
            path("blank/<str:month>/", on_desk(return_pages.blank), name="indicators_return_blank"),
            path("<int:pk>/preview/", on_desk(return_pages.preview), name="indicators_return_preview"),
            path("<int:pk>/progress/", on_desk(return_progress.progress), name="indicators_return_progress"),
            path(
                "<int:pk>/progress/state/",
                on_desk(return_progress.progress_state),
                name="indicators_return_progress_state",
            ),
            path("<int:pk>/back/", on_desk(return_progress.back), name="indicators_return_back"),
            path("<int:pk>/undo/", on_desk(return_pages.undo), name="indicators_return_undo"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may = {"may_bring_in": bool(can_enter_data(request.user))}
        response: HttpResponse = super().changelist_view(request, may | (extra_context or {}))
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        kept = self.get_object(request, object_id)
        may = bool(can_enter_data(request.user))
        offered = {
            "may_undo": may and kept is not None and kept.state == ReturnState.APPLIED,
            "may_go_on": may and kept is not None and kept.state == ReturnState.READ,
            "on_its_way": may
            and kept is not None
            and kept.state in {ReturnState.WAITING, ReturnState.APPLYING, ReturnState.UNDOING},
        }
        response: HttpResponse = super().change_view(
            request, object_id, form_url, offered | (extra_context or {})
        )
        return response

    @admin.display(description="sheets not read")
    def not_read(self, row: Return) -> str:
        return ", ".join(row.sheets_not_read)

    @admin.display(description="why it was refused")
    def why_refused(self, row: Return) -> str:
        return format_html_join("", "<p>{}</p>", ((said,) for said in row.said.get("refused", ())))

    @admin.display(description="what its undoing did")
    def of_undoing(self, row: Return) -> str:
        return format_html_join("", "<p>{}</p>", ((said,) for said in undoing_words(row.said)))

    @admin.display(description="what it did")
    def counts_in_words(self, row: Return) -> str:
        return ", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in row.counts.items())

    @admin.display(description="the table as it was read")
    def table_read(self, row: Return) -> SafeString:
        headings, lines = table_lines(row.table)
        head = format_html_join("", '<th scope="col">{}</th>', ((heading,) for heading in headings))
        body = format_html_join(
            "",
            "<tr>{}</tr>",
            ((format_html_join("", "<td>{}</td>", ((cell,) for cell in line)),) for line in lines),
        )
        return format_html(
            '<div class="desk-table" role="region" tabindex="0" aria-label="The table as it was read">'
            "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
            head,
            body,
        )


def undoing_words(said: dict[str, Any]) -> list[str]:
    """Why it could not be undone, or how many figures were put back and which were not."""
    if not (undone := said.get("undone")):
        return [said["not_undone"]] if "not_undone" in said else []
    kept_back = undone["kept_back"]
    more = [f"And {len(kept_back) - _NAMED:,} more that stay."] if len(kept_back) > _NAMED else []
    return [f"Put back: {undone['put_back']:,} figures.", *kept_back[:_NAMED], *more]


def table_lines(table: Any) -> tuple[list[str], list[list[str]]]:
    """The kept table as headings and rows of text, each cell under its column."""
    if not isinstance(table, dict):
        return [], []
    columns = [index_of(letter) for letter in table.get("columns", [])]
    rows = first_rows(table, _SHOWN) if columns else ()
    return table.get("headings", []), [
        [row.cells[index] if index < len(row.cells) else "" for index in columns] for row in rows
    ]


@admin.register(PublishedMonth)
class PublishedMonthAdmin(ReadOnlyAdmin):
    fields = ["month_label", "pack", "at"]
    list_display = ["month_label", "pack", "at"]

    @admin.display(description="month", ordering="month")
    def month_label(self, row: PublishedMonth) -> str:
        return row.month.label
