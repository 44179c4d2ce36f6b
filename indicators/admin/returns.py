"""Returns and published months on the desk: read, never written."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.models import PublishedMonth, Return
from partnership.admin.rows import ReadOnlyAdmin


@admin.register(Return)
class ReturnAdmin(ReadOnlyAdmin):
    fields = ["file_name", "layout", "by", "at", "undone_at", "counts_in_words", "table_read", "sha256"]
    list_display = ["file_name", "at", "by", "layout", "counts_in_words"]
    list_select_related = ["by__agency"]
    search_fields = ["file_name", "sha256"]

    @admin.display(description="what it did")
    def counts_in_words(self, row: Return) -> str:
        return ", ".join(f"{count} {what.replace('_', ' ')}" for what, count in row.counts.items())

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


def table_lines(table: Any) -> tuple[list[str], list[list[str]]]:
    """The kept table as headings and rows of text, each cell under its column."""
    if not isinstance(table, dict):
        return [], []
    columns = table.get("columns", [])
    lines = [
        [row["cells"].get(f"{letter}{row['row']}", "") for letter in columns] for row in table.get("rows", [])
    ]
    return table.get("headings", []), lines


@admin.register(PublishedMonth)
class PublishedMonthAdmin(ReadOnlyAdmin):
    fields = ["month_label", "pack", "at"]
    list_display = ["month_label", "pack", "at"]

    @admin.display(description="month", ordering="month")
    def month_label(self, row: PublishedMonth) -> str:
        return row.month.label
