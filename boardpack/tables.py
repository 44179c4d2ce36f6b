"""
The scorecard, of a pack or of any month, and the action tracker.

Shapes for django-tables2 over frozen values; a figure that is not there sorts last, whichever way. Asks nothing
of the database.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

from boardpack.document import INDICATORS, ActionLine, Cell, PackDocument, Scorecard, ScorecardRow
from boardpack.document.anchors import BLANK, scorecard_anchors
from boardpack.document.month import MonthScorecard
from boardpack.renderers import sparkline

NUMBER = {"td": {"class": "hs-number"}, "th": {"class": "hs-number"}}
NARROW = {"td": {"class": "hs-number hs-narrow"}, "th": {"class": "hs-number hs-narrow"}}
TARGET = {"td": {"class": "hs-number hs-target"}, "th": {"class": "hs-number"}}
LATEST = {"td": {"class": "hs-number hs-number--latest"}, "th": {"class": "hs-number"}}
HEAD = {"td": {"scope": "row"}, "th": {"class": "hs-row-head"}}
# The order in which a reader wants them: what is wrong first.
STATUSES = ("red", "amber", "above", "below", "in line", "green", "not judged")

T = TypeVar("T", bound="ScorecardTable")


class MissingLast(TableListData):
    """Rows sorted by each column's own value; rows without one stay below, in either direction."""

    def order_by(self, aliases: Sequence[str]) -> None:
        for alias in reversed(aliases):
            order = OrderBy(alias)
            keyed = [(self.table.sort_value(row, order.bare), row) for row in self.data]
            held = [pair for pair in keyed if pair[0] is not None]
            held.sort(key=lambda pair: pair[0], reverse=order.is_descending)
            self.data[:] = [row for _, row in held] + [row for value, row in keyed if value is None]


class FigureColumn(tables.Column):
    """A Cell: the figure, or what stands in its place with the reason; a link to where it came from."""

    def render(self, value: Cell, record: ScorecardRow, bound_column: Any, table: Any) -> SafeString:
        words = {"cell": value, "href": table.origin(record, bound_column.name, value)}
        return render_to_string("components/cell.html", words)


class ScorecardTable(tables.Table):
    """The scorecard. Months are columns of their own, added by `scorecard_table`."""

    area = tables.Column()
    name = tables.Column(verbose_name="Indicator", attrs=HEAD)
    shape = tables.Column(
        verbose_name="Shape", accessor="readings", orderable=False, attrs={"td": {"class": "hs-spark"}}
    )
    target = FigureColumn(attrs=TARGET)
    status = tables.Column()
    direction = tables.Column()
    own_previous_year = FigureColumn(attrs=NARROW)
    region = FigureColumn(attrs=NARROW)
    england = FigureColumn(attrs=NARROW)

    caption = "Scorecard"
    caption_unseen = True
    figures_at = ""  # where the pages of figures are; empty: no figure is a link
    anchors: Mapping[str, Mapping[str, str]] = {}

    class Meta:
        template_name = "django_tables2/house.html"
        attrs = {"id": "scorecard-table", "class": "hs-table hs-table--dense hs-table--wide"}

    def origin(self, row: ScorecardRow, column: str, cell: Cell) -> str:
        """Where this figure's row is on its indicator's page of figures; empty when there is no figure."""
        if not self.figures_at or cell.shown == BLANK:
            return ""
        anchor = self.anchors[row.code][column]
        return f"{self.figures_at}{row.code}/" + (f"#{anchor}" if anchor else "")

    def render_name(self, record: ScorecardRow) -> SafeString:
        words = {"row": record, "part": INDICATORS.number}
        return render_to_string("boardpack/parts/scorecard_name.html", words)

    def render_shape(self, value: Sequence[Cell]) -> SafeString:
        return mark_safe(sparkline([cell.value for cell in value]))  # noqa: S308 - holds numbers only

    def render_target(self, record: ScorecardRow) -> SafeString:
        words = {"row": record, "href": self.origin(record, "target", record.target)}
        return render_to_string("boardpack/parts/scorecard_target.html", words)

    def render_status(self, record: ScorecardRow) -> SafeString:
        return render_to_string("components/status.html", {"status": record.status})

    def render_direction(self, record: ScorecardRow) -> SafeString:
        return render_to_string("components/direction.html", {"direction": record.direction})

    def sort_value(self, row: ScorecardRow, column: str) -> Any:
        """What a row is sorted by in this column; None when there is no figure."""
        if column.startswith("month_"):
            return row.readings[int(column.removeprefix("month_"))].value
        if column == "status":
            return STATUSES.index(row.status.word.partition(":")[0])
        if column == "direction":
            return row.direction.word
        value = getattr(row, column)
        return value.value if isinstance(value, Cell) else value


class MonthTable(ScorecardTable):
    """The scorecard of any month: the same columns; an indicator leads to its own page, and an exception is named."""

    indicators_at = ""

    class Meta(ScorecardTable.Meta):
        attrs = {"id": "month-table", "class": "hs-table hs-table--dense hs-table--wide"}

    def render_name(self, record: ScorecardRow) -> SafeString:
        words = {"row": record, "indicators_at": self.indicators_at}
        return render_to_string("boardpack/parts/month_scorecard_name.html", words)


def scorecard_table(document: PackDocument, figures_at: str = "") -> ScorecardTable:
    """`figures_at`: the address under which each indicator has its page of figures; empty for no links."""
    card = document.scorecard
    table = _laid_out(ScorecardTable, card, card.rows)
    table.figures_at, table.anchors = figures_at, scorecard_anchors(document)
    return table


def month_table(found: MonthScorecard, figures_at: str, indicators_at: str) -> MonthTable:
    """`indicators_at`: the address under which each indicator has its page; `figures_at` as in scorecard_table."""
    table = _laid_out(MonthTable, found.card, found.rows)
    table.figures_at, table.anchors, table.indicators_at = figures_at, found.anchors, indicators_at
    return table


def _laid_out(kind: type[T], card: Scorecard, rows: Sequence[ScorecardRow]) -> T:
    last = len(card.months) - 1
    months = [
        (
            f"month_{at}",
            FigureColumn(
                verbose_name=label, accessor=f"readings__{at}", attrs=LATEST if at == last else NUMBER
            ),
        )
        for at, label in enumerate(card.months)
    ]
    table = kind(
        MissingLast(list(rows)),
        extra_columns=months,
        sequence=("area", "name", *(name for name, _ in months), "..."),
        order_by=(),
    )
    table.columns["own_previous_year"].column.verbose_name = card.own_heading
    table.columns["region"].column.verbose_name = card.region_heading
    table.columns["england"].column.verbose_name = card.england_heading
    return table


class ActionTable(tables.Table):
    """The action tracker, each row an address of its own."""

    reference = tables.Column(attrs=HEAD)
    title = tables.Column(verbose_name="Action")
    owner = tables.Column()
    due = tables.Column()
    lateness = tables.Column(verbose_name="How it stands")
    latest_update = tables.Column(
        verbose_name="Latest progress", orderable=False, default="Nothing reported yet."
    )

    caption = "Action tracker"
    caption_unseen = True

    class Meta:
        template_name = "django_tables2/house.html"
        attrs = {"id": "action-table", "class": "hs-table hs-table--actions"}
        row_attrs = {"id": lambda record: record.anchor}
        prefix = "actions-"

    def render_title(self, record: ActionLine) -> SafeString:
        return render_to_string("boardpack/parts/action_title.html", {"action": record})

    def render_owner(self, record: ActionLine) -> SafeString:
        return render_to_string("boardpack/parts/action_owner.html", {"action": record})

    def render_due(self, record: ActionLine) -> SafeString:
        return render_to_string("boardpack/parts/action_due.html", {"action": record})

    def render_lateness(self, record: ActionLine) -> SafeString:
        return render_to_string("boardpack/parts/action_state.html", {"action": record})

    def render_latest_update(self, value: str) -> SafeString:
        return format_html('<span class="hs-prose">{}</span>', value)

    def sort_value(self, row: ActionLine, column: str) -> Any:
        if column == "due":
            return row.due_on
        return getattr(row, column) or None


def action_table(document: PackDocument) -> ActionTable:
    return ActionTable(MissingLast(list(document.actions)), order_by=())
