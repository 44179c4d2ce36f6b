"""
What the last pack showed and reads otherwise now, for the board: figures, targets, comparators, names and set-ups.

What was, is read off that pack's own cells, or those of the last one that showed the indicator; what is, off what the
board may see now. A later month is no restatement; one before the first that was drawn is told as put in since.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from boardpack.assemble.looked_back import LookedBack
from boardpack.assemble.restated_targets import Found, targets_restated
from boardpack.assemble.then_and_now import counts_of, pair_of, standing_of, why_of
from boardpack.document import Cell, Definition, IndicatorSection, PackDocument, Restatement
from boardpack.document.anchors import month_of
from boardpack.document.annex import definition_of
from boardpack.document.readings_shown import shown_months
from boardpack.document.shown import BLANK, cell
from boardpack.document.since import COMPARATOR, FIGURE, SETUP, TARGET
from indicators.assemble import measured
from indicators.measures.in_month import step_of
from indicators.measures.measured import RULES_VERSION
from indicators.measures.periods import Month, every
from indicators.measures.picture import MOST_PERIODS
from indicators.queries import Held

CALCULATED = "It is calculated from others, which changed."
NO_LONGER = "No figure of that year is held any more."
NOT_SHOWN = Cell(BLANK, why="not shown")
_SETUP = (
    ("Definition", "definition"),
    ("Numerator", "numerator"),
    ("Denominator", "denominator"),
    ("Kind", "kind"),
    ("Basis", "basis"),
    ("Polarity", "polarity"),
    ("Tolerance", "tolerance"),
)


def restatements(back: LookedBack, month: Month) -> tuple[Restatement, ...]:
    """In the order of the last pack, then what older ones showed last; those first that change a status. No query."""
    found = [
        one
        for edition, section, words in back.shown_last()
        if section.code in back.held
        for one in _of(section, edition.document, back, month, words)
    ]
    return (*(one for one in found if one.status), *(one for one in found if not one.status))


def _of(
    section: IndicatorSection, document: PackDocument, back: LookedBack, month: Month, shown_in: str
) -> Iterator[Restatement]:
    held, until = back.held[section.code], min(month, Month.parse(document.month))
    sorts = {
        FIGURE: _figures(section, document, held, back, until),
        TARGET: targets_restated(section, held, back, until),
        COMPARATOR: _comparators(section, held, back),
        SETUP: _setup(section, document, held, back),
    }
    found = [
        Restatement(section.code, held.indicator.name, sort, what, was, now, why, shown_in=shown_in)
        for sort, several in sorts.items()
        for what, (was, now), why in several
    ]
    if not found:
        return
    status = _status(section, held, document, shown_in or "the last pack")
    bearing = [one for one in found if _bears(one, section.latest_month)] or found
    for one in found:
        yield replace(one, status=status if one in bearing else "")


def _bears(one: Restatement, month: str) -> bool:
    """Whether it can be what changes the status of that month: another number of it, or what is not a figure."""
    is_same = one.was.value is not None and one.was.value == one.now.value
    return one.sort != FIGURE or (one.what == month and not is_same)


def _status(section: IndicatorSection, held: Held, document: PackDocument, pack: str) -> str:
    """How the reading of that pack is judged by what is held now, where that is otherwise; empty where it is not."""
    month = Month.parse(document.month)
    then = replace(
        held,
        series=held.series.up_to(month),
        events=tuple(event for event in held.events if event.month <= month),
        calculation=None,
        caveats=(),
    )
    now = measured(then, month).status.reads
    if now == section.status.word:
        return ""
    rules = (
        f" The rules are version {RULES_VERSION} by now." if document.rules_version != RULES_VERSION else ""
    )
    return f"{section.latest_month} would be {now} today; {pack} said {section.status.word}.{rules}"


def _figures(
    section: IndicatorSection, document: PackDocument, held: Held, back: LookedBack, until: Month
) -> Iterator[Found]:
    on_scorecard, shown = document.scorecard.months, shown_months(document, section)
    for label, was in shown.items():
        month = month_of(label)
        if month is None or month > until:
            continue
        reading = held.series.at(month)
        pair = pair_of(was, reading, held, back)
        if pair is None and label in on_scorecard:  # a chart does not say whether its figures are final
            pair = standing_of(was, reading)
        why = _why_figure(section, month, held, back)
        if pair is not None:
            yield label, pair, why
        elif counts := counts_of(back.reasons.counts.get((section.code, month)), reading, section.code, back):
            yield f"{label}, its counts", counts, why
    yield from _put_in_before(section, shown, held, back)


def _put_in_before(
    section: IndicatorSection, shown: Container[str], held: Held, back: LookedBack
) -> Iterator[Found]:
    """
    Figures of periods before the first that the pack showed, where its chart had room for more: then none was held.

    Several are told together, or a history that is put in late would drown everything else.
    """
    drawn = [month for label in section.chart.labels if (month := month_of(label)) is not None]
    if not drawn:
        return
    of = held.indicator
    room = every(step_of(of), MOST_PERIODS, drawn[-1])
    before = [one for one in room if one < drawn[0] and one.label not in shown]
    added = [one for one in before if held.series.value(one) is not None]
    if len(added) == 1:
        now = replace(cell(held.series.at(added[0]), of), provisional=False)
        yield added[0].label, (NOT_SHOWN, now), _why_figure(section, added[0], held, back)
    elif added:
        whys = {_why_figure(section, one, held, back) for one in added}
        now = Cell(f"{len(added)} figures put in")
        yield f"{added[0].label} to {added[-1].label}", (NOT_SHOWN, now), " ".join(sorted(whys - {""}))


def _why_figure(section: IndicatorSection, month: Month, held: Held, back: LookedBack) -> str:
    said = back.reasons.outturns.get((section.code, month), "")
    return why_of(said, section.code, back) or (CALCULATED if held.calculation else "")


def _comparators(section: IndicatorSection, held: Held, back: LookedBack) -> Iterator[Found]:
    now = {(one.geography, one.year.label): one for one in held.comparators}
    for was in section.comparators:
        place = back.places.get(was.geography, was.geography)
        found = now.get((place, was.year))
        pair = pair_of(was.figure, found.reading if found else None, held, back)
        if pair is not None:
            source = ", ".join(filter(None, (found.note, found.vintage))) if found else ""
            yield f"{place} {was.year}", pair, f"Now from {source}." if source else NO_LONGER


def _setup(
    section: IndicatorSection, document: PackDocument, held: Held, back: LookedBack
) -> Iterator[Found]:
    """The name, and what the annex says of the indicator that decides how it is counted or judged."""
    pairs = [("Name", section.name, held.indicator.name)]
    was = next((one for one in document.definitions if one.code == section.code), None)
    if was is not None:
        pairs += _defined(was, definition_of(held.indicator))
    why = why_of(back.reasons.setups.get(section.code, ""), section.code, back)
    for what, before, now in pairs:
        if before != now:
            yield what, (Cell(before or BLANK), Cell(now or BLANK)), why


def _defined(was: Definition, now: Definition) -> list[tuple[str, str, str]]:
    return [(what, getattr(was, field), getattr(now, field)) for what, field in _SETUP]
