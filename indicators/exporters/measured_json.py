"""
Everything the rules say of one indicator in one month, as JSON: the command line's and the API's answer.

Numbers are JSON numbers, unrounded; months are 2021-10; what there is none of is null and has its reason beside it. The
process chart's points are given from two readings on: `shown` says whether there are enough to draw it.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.measures.across import Across
from indicators.measures.calculated import Calculation
from indicators.measures.checks import Finding
from indicators.measures.facts import Comparator, Concern, Event, Target
from indicators.measures.measured import (
    RULES_VERSION,
    Benchmark,
    Comparison,
    Measured,
    Process,
    Status,
)
from indicators.measures.narrative import Said
from indicators.measures.readings import Reading, Series

Json = dict[str, Any]


@dataclass(frozen=True)
class Confirmed:
    """A finding of the checks, and the note with which somebody has confirmed it; empty where nobody has."""

    finding: Finding
    note: str = ""


@dataclass(frozen=True)
class Told:
    """One indicator measured in a month, what the checks find, the draft of its narrative, and how it is calculated."""

    measured: Measured
    checks: tuple[Confirmed, ...]
    narrative: tuple[Said, ...]
    calculation: Calculation | None = None
    across: tuple[Across, ...] = ()


def to_json(answer: Json) -> str:
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2)


def measured_json(told: Told) -> Json:
    """The answer as plain values; its keys are those of docs/reference."""
    one, of = told.measured, told.measured.indicator
    return {
        "code": of.code,
        "name": of.name,
        "area": of.area,
        "kind": of.kind.value,
        "basis": of.basis.value,
        "basis_confirmed": of.basis_confirmed,
        "polarity": of.polarity.value,
        "frequency": of.frequency.value,
        "month": str(one.month),
        "source": "live",
        "rules_version": RULES_VERSION,
        "reading": _reading(one.reading),
        "readings": _series(one.series),
        "in_month_readings": _series(one.in_month),
        "in_month_sentence": one.in_month_sentence,
        "target": _target(one.target),
        "target_to_date": _value(one.target_to_date),
        "rag": _status(one.status),
        "forecast": _status(one.forecast),
        "direction": {
            "travel": one.direction.travel.value,
            "arrow": one.direction.arrow,
            "sentence": one.direction.sentence,
        },
        "spc": _process(one.process),
        "signal": {
            "special_cause": one.signal.special_cause,
            "possible": one.signal.possible,
            "improvement": one.signal.improvement,
            "sentence": one.signal.sentence,
        },
        "exception": {
            "kind": one.exception.kind.value,
            "month": str(one.exception.month),
            "sentence": one.exception.sentence,
        },
        "projection": _value(one.projection),
        "benchmarks": [_benchmark(each) for each in one.benchmarks],
        "comparisons": [_comparison(each) for each in one.comparisons],
        "concern": _concern(one.concern),
        "events": [_event(each) for each in one.events],
        "notes": list(one.notes),
        "calculated": _calculated(told),
        "checks": [*(_check(each) for each in told.checks), *(_across(each) for each in told.across)],
        "narrative": {
            "text": " ".join(said.words for said in told.narrative),
            "sentences": [
                {"name": said.name, "words": said.words, "rests_on": list(said.rests_on)}
                for said in told.narrative
            ],
        },
    }


def number(value: Decimal | float | None) -> int | float | None:
    """
    >>> number(Decimal("62.50")), number(Decimal(62)), number(None)
    (62.5, 62, None)
    """
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _reading(reading: Reading) -> Json:
    return {
        "value": number(reading.value),
        "missing": reading.missing.value if reading.missing else None,
        "symbol": reading.symbol,
        "numerator": number(reading.numerator),
        "denominator": number(reading.denominator),
        "provisional": reading.provisional,
    }


def _series(series: Series) -> list[Json]:
    return [{"month": str(month), **_reading(reading)} for month, reading in series]


def _target(target: Target | None) -> Json | None:
    if target is None:
        return None
    return {
        **_reading(target.reading),
        "year": target.year.label,
        "month": str(target.month) if target.month else None,
        "kind": target.kind.value,
        "source": target.source,
        "rationale": target.rationale,
    }


def _value(found: Any) -> Json:
    return {"value": number(found.value), "sentence": found.sentence}


def _status(status: Status) -> Json:
    return {
        "status": status.word.value,
        "reason": status.sentence,
        "beside": status.beside,
        "tolerance_is_default": status.tolerance_is_default,
        "outside_band": status.outside_band,
    }


def _process(process: Process) -> Json:
    last = process.points[-1] if process.points else None
    return {
        "mean": last.mean if last else None,
        "lower": last.lower if last else None,
        "upper": last.upper if last else None,
        "variation": process.variation.value if process.variation else None,
        "assurance": process.assurance.value if process.assurance else None,
        "shown": process.shown,
        "sentence": process.sentence,
        "starts": [str(process.months[at]) for at in process.starts if at < len(process.months)],
        "points": [
            {
                "month": str(month),
                "value": point.value,
                "mean": point.mean,
                "lower": point.lower,
                "upper": point.upper,
                "special_cause": point.special_cause.value,
                "judgement": point.judgement.value,
            }
            for month, point in zip(process.months, process.points, strict=True)
        ],
    }


def _comparator(row: Comparator) -> Json:
    return {
        "geography": row.geography,
        "geography_kind": row.geography_kind.value,
        "year": row.year.label,
        "basis": row.basis.value,
        "vintage": row.vintage,
        "provisional": row.provisional,
        "note": row.note,
        **{
            key: value
            for key, value in _reading(row.reading).items()
            if key in {"value", "missing", "symbol"}
        },
    }


def _benchmark(each: Benchmark) -> Json:
    return {
        **_comparator(each.comparator),
        "gap": number(each.gap),
        "gap_sentence": each.gap_sentence,
        "rank": each.rank,
        "of": each.of,
        "quartile": each.quartile or None,
        "rank_sentence": each.rank_sentence,
        "change": number(each.change),
        "change_sentence": each.change_sentence,
    }


def _comparison(each: Comparison) -> Json:
    return {
        "geography": each.comparator.geography,
        "year": each.comparator.year.label,
        "vintage": each.comparator.vintage,
        "word": each.word.value,
        "lower": number(each.lower),
        "upper": number(each.upper),
        "sentence": each.sentence,
    }


def _concern(concern: Concern | None) -> Json | None:
    if concern is None:
        return None
    return {
        "side": concern.side.value,
        "since": str(concern.since),
        "until": str(concern.until) if concern.until else None,
        "meeting": concern.meeting,
        "reason": concern.reason,
    }


def _event(event: Event) -> Json:
    return {
        "month": str(event.month),
        "kind": event.kind.value,
        "label": event.label,
        "reason": event.reason,
        "baseline_points": event.baseline_points,
    }


def _calculated(told: Told) -> Json | None:
    """How it is calculated, and the inputs of the month."""
    calculation = told.calculation
    if calculation is None:
        return None
    found = calculation.at(told.measured.month)
    return {
        "formula": calculation.text,
        "words": calculation.words,
        "inputs": [
            {"code": each.code, "name": each.name, "period": each.period, **_reading(each.reading)}
            for each in found.inputs
        ],
        "sentence": found.sentence,
    }


def _across(each: Across) -> Json:
    """What only shows beside other indicators: always a warning, and nobody confirms it."""
    return {
        "check": each.check,
        "level": "warning",
        "month": str(each.month),
        "message": each.message,
        "rests_on": list(each.rests_on),
        "concerns": list(each.concerns),
        "confirmed": None,
    }


def _check(each: Confirmed) -> Json:
    finding = each.finding
    return {
        "check": finding.check,
        "level": finding.level.value,
        "month": str(finding.month) if finding.month else None,
        "message": finding.message,
        "rests_on": list(finding.rests_on),
        "concerns": list(finding.concerns),
        "confirmed": each.note or None,
    }
