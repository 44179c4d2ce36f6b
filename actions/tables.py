"""
The list of actions as a table, and as the grid that leaves as a file.

Shapes over frozen values; they ask nothing of the database.
"""

from decimal import Decimal

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.queries import ActionFacts, ActionList
from indicators.exporters.grid import Field, Grid


class ActionTable(tables.Table):
    """In the order of the query, overdue first, until a reader sorts it otherwise."""

    title = tables.Column(
        verbose_name="Action",
        order_by="reference",
        attrs={"td": {"scope": "row"}, "th": {"class": "hs-row-head"}},
    )
    lateness = tables.Column(verbose_name="How it stands", orderable=False)
    due = tables.Column(accessor="due_words", order_by="sort_due")
    owner = tables.Column()
    status = tables.Column()
    indicators = tables.Column(orderable=False)

    caption = "Actions"
    caption_unseen = True

    class Meta:
        template_name = "django_tables2/house.html"
        attrs = {"id": "actions", "class": "hs-table"}

    def render_title(self, record: ActionFacts) -> SafeString:
        return render_to_string("actions/title.html", {"action": record})

    def render_due(self, value: str) -> str:
        return value[:1].upper() + value[1:]

    def render_lateness(self, record: ActionFacts) -> SafeString:
        words = {"words": record.lateness, "overdue": record.overdue}
        return render_to_string("components/lateness.html", words)

    def render_status(self, value: str) -> str:
        return value.capitalize()

    def render_indicators(self, value: tuple[tuple[str, str], ...]) -> str:
        return ", ".join(name for _, name in value)


def action_table(found: ActionList) -> ActionTable:
    """One's own list needs no column of owners."""
    return ActionTable(found.actions, exclude=() if found.everyones else ("owner",))


HEADINGS = (
    "Reference",
    "Action",
    "Detail",
    "Owner",
    "Agency",
    "Raised at",
    "In the minutes’ words",
    "Due",
    "Due on",
    "Original deadline",
    "Times moved",
    "State",
    "How it stands",
    "Days late",
    "Indicators",
    "What success will look like",
    "Latest progress",
    "Closed on",
)


def action_grid(found: ActionList, today_in_words: str) -> Grid:
    """Every action of the list, a line each; dates as 2021-11-30, so that they sort."""
    return Grid(f"Actions on {today_in_words}", HEADINGS, tuple(_line(one) for one in found.actions))


def _line(one: ActionFacts) -> tuple[Field, ...]:
    return (
        one.reference,
        one.title,
        one.detail,
        one.owner,
        one.agency,
        one.source_meeting,
        one.minutes,
        one.due_words,
        one.due.isoformat() if one.due else "",
        one.original_deadline.isoformat() if one.original_deadline else "",
        Decimal(one.moves),
        one.status,
        one.lateness,
        Decimal(one.days_late),
        "; ".join(name for _, name in one.indicators),
        one.success_looks_like,
        one.latest_update,
        one.closed_on.isoformat() if one.closed_on else "",
    )
