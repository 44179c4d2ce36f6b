"""The list of actions as a table. A shape for django-tables2 over frozen values; asks nothing of the database."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.queries import ActionFacts, ActionList


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

    caption = "Open actions"
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
