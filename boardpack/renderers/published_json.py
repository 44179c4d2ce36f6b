"""
What a published pack shows of one indicator, as JSON with the keys of the live answer.

The frozen document's words and numbers, and nothing else: what it does not hold is null.
"""

from typing import Any

from boardpack.document import Cell, IndicatorSection, PackDocument
from boardpack.document.anchors import month_of
from indicators.exporters.measured_json import number
from indicators.measures.chart import LineRole

Json = dict[str, Any]


def published_json(document: PackDocument, section: IndicatorSection) -> Json:
    chart = section.chart
    return {
        "code": section.code,
        "name": section.name,
        "area": section.area,
        "month": document.month,
        "source": f"{document.title}, edition {document.edition}",
        "rules_version": document.rules_version,
        "reading": _cell(section.latest),
        "readings": [
            {"month": str(month), "value": number(value)}
            for line in chart.lines
            if line.role is LineRole.OUTTURN
            for label, value in zip(chart.labels, line.values, strict=True)
            if (month := month_of(label)) is not None and value is not None
        ],
        "in_month_readings": None,
        "in_month_sentence": section.in_month,
        "target": {**_cell(section.target), "kind": section.target_kind, "source": section.target_source},
        "target_to_date": {"value": None, "sentence": section.target_to_date},
        "rag": {
            "status": section.status.word.partition(":")[0],  # without "the board's concern"
            "reason": section.status.sentence,
            "beside": section.status.beside,
        },
        "forecast": {"status": section.forecast.word.partition(":")[0], "reason": section.forecast.sentence},
        "direction": {
            "travel": section.direction.word,
            "arrow": section.direction.arrow,
            "sentence": section.direction.sentence,
        },
        "spc": None,
        "signal": {"sentence": section.signal},
        "exception": None,
        "projection": {"value": None, "sentence": section.projection},
        "benchmarks": [
            {
                "geography": other.geography,
                "year": other.year,
                "vintage": other.vintage,
                "value": number(other.figure.value),
                "shown": other.figure.shown,
                "gap_sentence": other.gap,
            }
            for other in section.comparators
        ],
        "comparisons": None,
        "concern": None,
        "events": None,
        "notes": list(section.notes),
        "calculated": None,
        "checks": None,
        "narrative": None,
    }


def _cell(cell: Cell) -> Json:
    return {
        "value": number(cell.value),
        "shown": cell.shown,
        "why": cell.why,
        "provisional": cell.provisional,
    }
