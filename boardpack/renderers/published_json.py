"""
What a published pack shows of one indicator, as JSON with the keys of the live answer.

The frozen document's words and numbers, and nothing else: what it does not hold is null, and so is most of a pack that
was frozen without it. Of the checks only what an officer has confirmed is published.
"""

from typing import Any

from boardpack.document import (
    Cell,
    ComparatorShown,
    IndicatorSection,
    LimitsShown,
    PackDocument,
    ProcessShown,
)
from boardpack.document.anchors import month_of
from indicators.exporters.measured_json import number
from indicators.measures.chart import LineRole
from indicators.measures.kinds import BASES, KINDS

Json = dict[str, Any]


def published_json(document: PackDocument, section: IndicatorSection) -> Json:
    chart = section.chart
    return {
        "code": section.code,
        "name": section.name,
        "area": section.area,
        **_set_up(document, section.code),
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
        "in_month_readings": _in_month(section.process),
        "in_month_sentence": section.in_month,
        "target": {**_cell(section.target), "kind": section.target_kind, "source": section.target_source},
        "target_to_date": {
            "value": number(section.target_to_date_number),
            "sentence": section.target_to_date,
        },
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
        "spc": _process(section.process),
        "signal": {"sentence": section.signal},
        "exception": _exception(document, section.code),
        "projection": {"value": number(section.projection_number), "sentence": section.projection},
        "benchmarks": [_benchmark(other) for other in section.comparators],
        "comparisons": [_comparison(other) for other in section.comparators if other.compared] or None,
        "concern": None,
        "events": None,
        "notes": list(section.notes),
        "calculated": None,
        "checks": None,
        "narrative": _narrative(section),
    }


def _set_up(document: PackDocument, code: str) -> Json:
    """Kind and basis by the words of the scorecard; what is written out at length elsewhere is null."""
    row = next((one for one in document.scorecard.rows if one.code == code), None)
    kinds = {one.name: kind.value for kind, one in KINDS.items()}
    bases = {one.name: basis.value for basis, one in BASES.items()}
    return {
        "kind": kinds.get(row.kind) if row else None,
        "basis": bases.get(row.basis) if row else None,
        "basis_confirmed": "basis" not in row.to_confirm if row else None,
        "polarity": None,
        "frequency": None,
    }


def _in_month(process: ProcessShown | None) -> list[Json] | None:
    """What happened in each month alone, of the months that the picture shows."""
    if process is None:
        return None
    return [
        {"month": _month(point.month), "value": number(point.value)}
        for point in process.points
        if point.value is not None
    ]


def _process(process: ProcessShown | None) -> Json | None:
    if process is None:
        return None
    last = process.limits[-1] if process.limits else None
    points = []
    for point in process.points:
        stretch = _stretch(process, point.month)
        points.append(
            {
                "month": _month(point.month),
                "value": number(point.value),
                "mean": number(stretch.mean) if stretch else None,
                "lower": number(stretch.lower) if stretch else None,
                "upper": number(stretch.upper) if stretch else None,
                "special_cause": point.special_cause,
                "judgement": point.judgement,
            }
        )
    return {
        "mean": number(last.mean) if last else None,
        "lower": number(last.lower) if last else None,
        "upper": number(last.upper) if last else None,
        "variation": process.variation or None,
        "assurance": process.assurance or None,
        "shown": process.shown,
        "sentence": process.sentence,
        "starts": [_month(one.start) for one in process.limits],
        "points": points,
    }


def _stretch(process: ProcessShown, label: str) -> LimitsShown | None:
    """The limits that hold in the month: those that began in it or last before it."""
    month = month_of(label)
    begun = [one for one in process.limits if (start := month_of(one.start)) and month and start <= month]
    return begun[-1] if begun else None


def _exception(document: PackDocument, code: str) -> Json | None:
    """As the page of exceptions names it; None where the indicator is not on it."""
    page = document.exceptions
    line = next((one for one in (*page.new, *page.standing) if one.code == code), None)
    if line is None:
        return None
    return {"kind": line.kind, "month": _month(line.month), "sentence": line.sentence}


def _benchmark(other: ComparatorShown) -> Json:
    return {
        "geography": other.geography,
        "year": other.year,
        "vintage": other.vintage,
        "value": number(other.figure.value),
        "shown": other.figure.shown,
        "gap": number(other.gap_number),
        "gap_sentence": other.gap,
        "rank": other.place,
        "of": other.of,
        "quartile": other.quartile or None,
        "rank_sentence": other.rank,
        "change": number(other.change_number),
        "change_sentence": other.change,
    }


def _comparison(other: ComparatorShown) -> Json:
    return {
        "geography": other.geography,
        "year": other.year,
        "vintage": other.vintage,
        "word": other.compared,
        "lower": number(other.lower),
        "upper": number(other.upper),
        "sentence": other.why,
    }


def _narrative(section: IndicatorSection) -> Json | None:
    if not section.narrative:
        return None
    return {
        "text": " ".join(one.words for one in section.narrative),
        "sentences": [
            {"name": one.name, "words": one.words, "rests_on": list(one.rests_on)}
            for one in section.narrative
        ],
    }


def _month(label: str) -> str | None:
    """2021-10 of Oct-21."""
    month = month_of(label)
    return str(month) if month else None


def _cell(cell: Cell) -> Json:
    return {
        "value": number(cell.value),
        "shown": cell.shown,
        "why": cell.why,
        "provisional": cell.provisional,
    }
