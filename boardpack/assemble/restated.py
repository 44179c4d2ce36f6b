"""
What the last pack showed and reads otherwise now, for the board: figures, targets, comparators, names and set-ups.

What was, is read off that pack's own cells, or those of the last one that showed the indicator; what is, off what the
board may see now. A month that was not shown there is no restatement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from boardpack.assemble.looked_back import LookedBack
from boardpack.assemble.restated_targets import Found, targets_restated
from boardpack.assemble.then_and_now import pair_of, why_of
from boardpack.document import Cell, Definition, IndicatorSection, PackDocument, Restatement
from boardpack.document.anchors import month_of
from boardpack.document.annex import definition_of
from boardpack.document.readings_shown import shown_months
from boardpack.document.shown import BLANK
from boardpack.document.since import COMPARATOR, FIGURE, SETUP, TARGET
from indicators.assemble import measured
from indicators.measures.measured import RULES_VERSION
from indicators.measures.periods import Month
from indicators.queries import Held

CALCULATED = "It is calculated from others, which changed."
NO_LONGER = "No figure of that year is held any more."
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
    bearing = [one for one in found if one.sort != FIGURE or one.what == section.latest_month] or found
    for one in found:
        yield replace(one, status=status if one in bearing else "")


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
    for label, was in shown_months(document, section).items():
        month = month_of(label)
        if month is None or month > until:
            continue
        pair = pair_of(was, held.series.at(month), held, back)
        if pair is not None:
            said = back.reasons.outturns.get((section.code, month), "")
            why = why_of(said, section.code, back)
            yield label, pair, why or (CALCULATED if held.calculation else "")


def _comparators(section: IndicatorSection, held: Held, back: LookedBack) -> Iterator[Found]:
    now = {(one.geography, one.year.label): one for one in held.comparators}
    for was in section.comparators:
        found = now.get((was.geography, was.year))
        pair = pair_of(was.figure, found.reading if found else None, held, back)
        if pair is not None:
            source = ", ".join(filter(None, (found.note, found.vintage))) if found else ""
            yield f"{was.geography} {was.year}", pair, f"Now from {source}." if source else NO_LONGER


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
