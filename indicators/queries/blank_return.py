"""What stands in a blank return for a month: the indicators that are due, each with the figure of the month before."""

from indicators.exporters.blank_return import BlankLine
from indicators.measures.kinds import KINDS, Kind
from indicators.measures.periods import Month
from indicators.models import Indicator, Outturn
from indicators.queries.calculated import calculated_ids
from indicators.queries.facts import outturn_reading, scorecard_order
from indicators.queries.months import due_frequencies


def blank_lines(month: Month) -> tuple[BlankLine, ...]:
    """In scorecard order. Two queries."""
    due = Indicator.objects.active_in(month).filter(frequency__in=due_frequencies(month))
    due = due.exclude(pk__in=calculated_ids())
    before = {row.indicator_id: outturn_reading(row) for row in Outturn.objects.filter(month=month.plus(-1))}
    return tuple(
        BlankLine(row.area.name, row.code, row.name, KINDS[Kind(row.kind)].name, before.get(row.pk))
        for row in scorecard_order(due)
    )
