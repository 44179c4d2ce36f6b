"""
Every reading that a pack showed of an indicator, in its charts and on its scorecard.

Read off the document's own cells, so that frozen packs have them too.
"""

from boardpack.document.anchors import month_of
from boardpack.document.figures import Cell
from boardpack.document.pack import PackDocument
from boardpack.document.sections import IndicatorSection
from indicators.measures.periods import Month

_EARLIEST = Month(1900, 1)


def shown_months(document: PackDocument, section: IndicatorSection) -> dict[str, Cell]:
    """By the month's label, oldest first; the scorecard says more of a reading than the chart, and goes before it."""
    chart, found = section.chart, dict[str, Cell]()
    texts = chart.table[1][1:] if len(chart.table) > 1 else ()
    values = chart.lines[0].values if chart.lines else ()
    for label, text, value in zip(chart.labels, texts, values, strict=False):
        found[label] = Cell(text, value, why="" if value is not None else text)
    row = next((one for one in document.scorecard.rows if one.code == section.code), None)
    if row is not None:
        found |= zip(document.scorecard.months, row.readings, strict=True)
    return dict(sorted(found.items(), key=lambda item: month_of(item[0]) or _EARLIEST))
