"""
Targets that the last pack showed and that read otherwise now: in force in its month, and drawn in its charts.

Which target is in force, and what it comes to by a month, is measures.targets'.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from boardpack.assemble.looked_back import LookedBack
from boardpack.assemble.then_and_now import is_kept_back, pair_of, why_of
from boardpack.document import Cell, IndicatorSection
from boardpack.document.anchors import month_of
from boardpack.document.shown import NO_TARGET, target_cell, target_kind
from indicators.measures import targets as aims
from indicators.measures.chart import LineRole
from indicators.measures.facts import Target
from indicators.measures.periods import Month
from indicators.measures.picture import TO_DATE
from indicators.measures.readings import exact
from indicators.measures.wording import derived, rounded
from indicators.queries import Held

STANDING, WHOLE_YEAR = (
    "Target",
    "Target for the whole year",
)  # the chart's lines of targets that stand as written
DRAWN_PLACES = 4

Found = tuple[str, tuple[Cell, Cell], str]  # what, was and is, why


def targets_restated(
    section: IndicatorSection, held: Held, back: LookedBack, until: Month
) -> Iterator[Found]:
    """The target that was in force in the last pack's month and its kind; then what the chart drew for other months."""
    month = month_of(section.latest_month)
    if month is None or month > until:
        return
    target, year = aims.in_force(held.targets, month), month.financial_year
    now = target_cell(target, held.indicator)
    pair = pair_of(section.target, target.reading if target else None, held, back, now)
    if pair is not None:
        yield f"Target {year.label}", pair, _why(section, target, year.start, back)
    was_kind, now_kind = section.target_kind, target_kind(target)
    if was_kind and now_kind and was_kind != now_kind:
        yield (
            f"Kind of target {year.label}",
            (Cell(was_kind), Cell(now_kind)),
            _why(section, target, year.start, back),
        )
    told = (section.target.value, target.reading.value if target else None)
    for words, months, was, then in _drawn(section, held, month, until):
        of_year = months[-1].financial_year == year
        if of_year and ((was, then) == told or (words == TO_DATE and pair is not None)):
            continue
        span = months[0].label if len(months) == 1 else f"{months[0].label} to {months[-1].label}"
        cells = (_aim(was, held), _aim(then, held))
        in_force = aims.in_force(held.targets, months[-1])
        yield f"{words} {span}", cells, _why(section, in_force, months[-1].financial_year.start, back)


def _drawn(
    section: IndicatorSection, held: Held, month: Month, until: Month
) -> Iterator[tuple[str, list[Month], Decimal | None, Decimal | None]]:
    """
    What the chart's line of standing targets said, and would say now, where that is otherwise: a run of months each.

    A target to date grows month by month, so of a year only the last month that was drawn is told.
    """
    line = next((one for one in section.chart.lines if one.role is LineRole.TARGET), None)
    if line is None or line.label not in (STANDING, WHOLE_YEAR, TO_DATE):
        return
    runs: list[tuple[list[Month], Decimal | None, Decimal | None]] = []
    for label, was in zip(section.chart.labels, line.values, strict=True):
        at = month_of(label)
        if at is None or at > until or at == month:
            continue
        target = aims.in_force(held.targets, at)
        if target is not None and is_kept_back(target.reading):
            continue
        if line.label == TO_DATE:
            now = aims.value_to_date(held.indicator, target, held.series, at)
        else:
            now = target.reading.value if target else None
        if now is not None:
            now = exact(rounded(now, DRAWN_PLACES))
        if was == now:
            continue
        last = runs[-1] if runs else None
        same_year = last is not None and last[0][-1].financial_year == at.financial_year
        if last is not None and same_year and line.label == TO_DATE:
            runs[-1] = ([at], was, now)
        elif last is not None and same_year and last[1:] == (was, now):
            last[0].append(at)
        else:
            runs.append(([at], was, now))
    words = TO_DATE if line.label == TO_DATE else STANDING
    yield from ((words, *run) for run in runs)


def _aim(value: Decimal | None, held: Held) -> Cell:
    return NO_TARGET if value is None else Cell(derived(value, held.indicator), value)


def _why(section: IndicatorSection, target: Target | None, year: int, back: LookedBack) -> str:
    """The reason of the change, else what the target itself says of where it comes from."""
    said = back.reasons.targets.get((section.code, year), "")
    if target is not None:
        said = said or target.rationale or target.source
    return why_of(said, section.code, back)
