"""
A section for each indicator: the picture, the words, the actions, what it is held against.

Joins what was measured with what was said and what is being done; computes nothing.
"""

from dataclasses import replace

from actions.queries import ActionFacts
from boardpack.assemble.exceptions import gap_of, no_action_of
from boardpack.assemble.gathered import Gathered
from boardpack.assemble.lines import action_line, text_of
from boardpack.assemble.moved import moved_since
from boardpack.document import IndicatorSection, Sentence
from boardpack.document.process import process_shown
from boardpack.document.shown import (
    cell,
    comparators_shown,
    direction_shown,
    status_shown,
    target_cell,
    target_kind,
)
from indicators.measures.chart import Chart, Mark
from indicators.measures.kinds import BASES, Basis, Kind
from indicators.measures.measured import Measured
from indicators.measures.narrative import narrative
from indicators.measures.periods import Month
from indicators.measures.wording import shown

IN_MONTH = "In the month alone"


def section(one: Measured, number: int, all_of: Gathered) -> IndicatorSection:
    of = one.indicator
    parted = of.basis not in (Basis.IN_MONTH, Basis.MONTH_END)
    grows = BASES[of.basis].running and of.kind is not Kind.PERCENTAGE
    actions = all_of.actions_for(of.code)
    chart = _chart(one, all_of.marked_for(of.code), parted)
    return IndicatorSection(
        code=of.code,
        number=number,
        area=of.area,
        name=of.name,
        latest=cell(one.reading, of),
        latest_month=one.month.label,
        status=status_shown(one.status),
        forecast=status_shown(one.forecast),
        direction=direction_shown(one.direction),
        target=target_cell(one.target, of),
        target_kind=target_kind(one.target),
        target_source=_source(one),
        target_to_date=one.target_to_date.sentence if grows and _has_target(one) else "",
        projection=_projection(one),
        signal=one.signal.sentence,
        in_month=one.in_month_sentence if parted else "",
        chart=chart,
        comparators=comparators_shown(one),
        texts=tuple(text_of(said, of.code) for said in all_of.texts_for(of.code)),
        gap=gap_of(of.code, all_of),
        actions=tuple(action_line(action) for action in actions),
        no_action=no_action_of(of.code, all_of),
        notes=(*one.notes, *(all_of.back.notes_for(of.code) if all_of.back else ())),
        moved=moved_since(one, all_of.followed),
        process=process_shown(one, chart.labels),
        target_to_date_number=one.target_to_date.value if grows and _has_target(one) else None,
        projection_number=one.projection.value,
        narrative=tuple(Sentence(said.name, said.words, said.rests_on) for said in narrative(one)),
    )


def _source(one: Measured) -> str:
    if one.target is None:
        return ""
    said = [words.rstrip(".") for words in (one.target.source, one.target.rationale) if words]
    return "".join(f"{words}. " for words in said).strip()


def _has_target(one: Measured) -> bool:
    return one.target is not None and one.target.reading.value is not None


def _projection(one: Measured) -> str:
    """The projection and how the year would be judged by it; empty where there is none."""
    if one.projection.value is None:
        return ""
    return f"{one.projection.sentence} Forecast for the year: {one.forecast.word.value}."


def _chart(one: Measured, actions: tuple[ActionFacts, ...], parted: bool) -> Chart:
    """The picture with the linked actions' dates, and the in-month readings in the table behind it."""
    chart = one.chart
    rows = (*chart.table, _in_month_row(one, chart.labels)) if parted else chart.table
    return replace(chart, table=rows, marks=(*chart.marks, *_marks(chart.labels, actions)))


def _in_month_row(one: Measured, labels: tuple[str, ...]) -> tuple[str, ...]:
    held = {month.label: reading for month, reading in one.in_month}
    figures = (shown(held[label], one.indicator) if label in held else "–" for label in labels)
    return (IN_MONTH, *figures)


def _marks(labels: tuple[str, ...], actions: tuple[ActionFacts, ...]) -> tuple[Mark, ...]:
    """When each action was due, and when it was closed, where the picture shows that month."""
    dated = [(one.due, f"{one.reference} due") for one in actions if one.due and one.is_open]
    dated += [(one.closed_on, f"{one.reference} {one.status}") for one in actions if one.closed_on]
    at = {label: index for index, label in enumerate(labels)}
    marks = [Mark(at[label], words) for day, words in dated if (label := Month.of(day).label) in at]
    return tuple(sorted(marks, key=lambda mark: (mark.at, mark.label)))
