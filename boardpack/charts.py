"""
A Chart in the words of Chart.js: what js/charts.js is sent.

Numbers leave as JSON numbers, a month without one as null, never as zero or NaN. Colours and dashes are
renderers.palette's, the same as in the static picture.
"""

from decimal import Decimal
from typing import Any

from boardpack.renderers.palette import LOOKS
from indicators.measures.chart import Chart, Line


def numbers(line: Line) -> list[float | int | None]:
    """A line's values for JSON; whole numbers stay whole."""
    return [None if value is None else _number(value) for value in line.values]


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def look(line: Line) -> dict[str, Any]:
    """How Chart.js draws a line."""
    chosen = LOOKS[line.role]
    return {
        "borderColor": chosen.colour,
        "borderDash": list(chosen.dash),
        "pointStyle": chosen.marker.value,
        "role": line.role.value,
    }


def options(chart: Chart) -> dict[str, Any]:
    return {
        "title": chart.title,
        "unit": chart.unit,
        "startsAtZero": chart.starts_at_zero,
        "marks": [{"at": mark.at, "label": mark.label} for mark in chart.marks],
    }


def chart_json(chart: Chart) -> dict[str, Any]:
    """The whole answer of a chart's address."""
    return {
        "labels": list(chart.labels),
        "datasets": [dataset(line) for line in chart.lines],
        "options": options(chart),
    }


def dataset(line: Line) -> dict[str, Any]:
    return {"label": line.label, "data": numbers(line), **look(line)}
