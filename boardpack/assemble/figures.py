"""
An indicator's figures as one pack shows them, each with where it came from; and the same of everything held.

The document says which figures there are and how they read. Whoever may not read drafts sees of earlier values those
that a published pack showed: the others are told of, without the number.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from boardpack.assemble.pages import draft_for, edition_for, published_for
from boardpack.document import ComparatorShown, IndicatorSection, PackDocument
from boardpack.document.anchors import BLANK, comparator_anchor, month_of, target_anchor
from boardpack.permissions import can_read_drafts
from boardpack.queries.packs import PackFacts, PackOnPage
from boardpack.queries.shown import Showing, showings_of
from indicators.assemble import keeps_history_back
from indicators.measures.chart import LineRole
from indicators.measures.periods import Month
from indicators.permissions import audience_of
from indicators.queries.provenance import ComparatorHistory, FiguresOf, Standing, provenance
from partnership.verdicts import Refused, require

DOORS: dict[str, Callable[..., PackOnPage | None]] = {
    "published": published_for,
    "draft": draft_for,
    "edition": edition_for,
}
WITHHELD = "not published"
OTHERWISE = "What is recorded of that moment reads otherwise than what the pack shows."
KEPT_BACK = "Small counts are kept back here, so only officers see where its figures came from."
CALCULATED = "Calculated from published figures, or held under another name"


@dataclass(frozen=True)
class FigureRow:
    """One figure: its place on the page, what it is of, how it reads; how it came to stand, and what stood before."""

    anchor: str
    label: str
    shown: str
    why: str
    provisional: bool
    now: Standing | None
    before: tuple[Standing, ...]
    remark: str = ""


@dataclass(frozen=True)
class FiguresPage:
    """`pack` is None on the page of everything held."""

    name: str
    pack: PackFacts | None
    outturns: tuple[FigureRow, ...]
    targets: tuple[FigureRow, ...]
    comparators: tuple[FigureRow, ...]


def figures_held(user: Any, code: str) -> FiguresPage | None:
    """Everything held of the indicator, for readers of drafts."""
    require(can_read_drafts(user))
    if keeps_history_back(audience_of(user), code):
        raise Refused(KEPT_BACK)
    held = provenance(code)
    if held is None:
        return None
    return FiguresPage(
        name=held.name,
        pack=None,
        outturns=tuple(_row(str(one.month), one.month.label, one.states) for one in held.outturns),
        targets=tuple(
            _row(f"target-{one.month or one.year.start}", (one.month or one.year).label, one.states)
            for one in held.targets
        ),
        comparators=tuple(
            _row(comparator_anchor(one.geography, one.year.label), f"{one.geography} {one.year}", one.states)
            for one in held.comparators
        ),
    )


def figures_in_pack(user: Any, door: str, day: date, code: str, **which: Any) -> FiguresPage | None:
    """The figures that this pack shows, as of its publication (a draft: now); None when it does not hold the indicator."""
    found = DOORS[door](user, day, **which)
    section = next((one for one in found.document.sections if one.code == code), None) if found else None
    if found is None or section is None:
        return None
    until = found.pack.published_at
    if keeps_history_back(audience_of(user), code):
        return _as_printed(found, section)
    held = provenance(code, until=until) or FiguresOf(code, section.name, (), (), ())
    veil = _Veil(None if can_read_drafts(user) else showings_of(code, until))
    return FiguresPage(
        name=section.name,
        pack=found.pack,
        outturns=_outturns(found.document, section, held, veil),
        targets=_targets(found.document, section, held, veil),
        comparators=tuple(_comparator(one, held, veil) for one in section.comparators),
    )


def _as_printed(found: PackOnPage, section: IndicatorSection) -> FiguresPage:
    """What the document shows, and nothing of how it came to stand: an earlier figure could be a small count."""
    held, veil = FiguresOf(section.code, section.name, (), (), ()), _Veil(())
    outturns = _outturns(found.document, section, held, veil)
    targets = _targets(found.document, section, held, veil)
    comparators = tuple(_comparator(one, held, veil) for one in section.comparators)
    return FiguresPage(
        name=section.name,
        pack=found.pack,
        outturns=tuple(replace(row, remark=KEPT_BACK) for row in outturns),
        targets=tuple(replace(row, remark=KEPT_BACK) for row in targets),
        comparators=tuple(replace(row, remark=KEPT_BACK) for row in comparators),
    )


@dataclass(frozen=True)
class _Veil:
    """Withholds what no published pack showed; `showings` None withholds nothing."""

    showings: tuple[Showing, ...] | None

    def over(self, states: tuple[Standing, ...], month: Month | None = None) -> tuple[Standing, ...]:
        """The state that stands is the document's; a reason is told where what it replaced is."""
        if self.showings is None:
            return states
        ends = [state.at for state in states]
        seen = [
            at == 0 or state.removed or self._was_shown(state.at, ends[at - 1], month)
            for at, state in enumerate(states)
        ]
        told = [
            replace(state, note="", reason=state.reason if at + 1 < len(states) and seen[at + 1] else "")
            for at, state in enumerate(states)
        ]
        return tuple(
            state if is_seen else replace(state, shown=WITHHELD, why="", detail="", provisional=False)
            for state, is_seen in zip(told, seen, strict=True)
        )

    def _was_shown(self, start: datetime, end: datetime, month: Month | None) -> bool:
        return any(
            start <= one.at < end and (month is None or one.reaches(month)) for one in self.showings or ()
        )


def _row(anchor: str, label: str, states: tuple[Standing, ...]) -> FigureRow:
    now, *before = states
    return FigureRow(anchor, label, now.shown, now.why, now.provisional, now, tuple(before))


def _in_document(
    anchor: str,
    label: str,
    shown: str,
    why: str,
    states: tuple[Standing, ...],
    veil: _Veil,
    month: Month | None,
) -> FigureRow:
    """As the document reads; where the history reads otherwise, nothing of it is told but to readers of drafts."""
    if states and _agree(states[0], shown, why):
        now, *before = veil.over(states, month)
        return FigureRow(anchor, label, shown, why, now.provisional, now, tuple(before))
    before = list(states) if veil.showings is None else []
    return FigureRow(anchor, label, shown, why, False, None, tuple(before), OTHERWISE)


def _agree(state: Standing, shown: str, why: str) -> bool:
    """The same figure, or no figure in both."""
    return state.shown == shown or (bool(why) and (bool(state.why) or state.removed))


def _outturns(
    document: PackDocument, section: IndicatorSection, held: FiguresOf, veil: _Veil
) -> tuple[FigureRow, ...]:
    """The months of the scorecard and of the chart, newest first; a month without anything is left out."""
    states = {one.month: one.states for one in held.outturns}
    found = []
    for label, (shown, why) in _shown_months(document, section).items():
        month = month_of(label)
        if month is not None and (month in states or shown not in (BLANK, why)):
            found.append(
                (month, _in_document(str(month), label, shown, why, states.get(month, ()), veil, month))
            )
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0], reverse=True))


def _shown_months(document: PackDocument, section: IndicatorSection) -> dict[str, tuple[str, str]]:
    """By the month's label: how it reads, and why there is no number."""
    chart = section.chart
    texts = chart.table[1][1:] if len(chart.table) > 1 else ()
    values = chart.lines[0].values if chart.lines else ()
    drawn = {
        label: (text, "" if value is not None else text)
        for label, text, value in zip(chart.labels, texts, values, strict=False)
    }
    row = next(one for one in document.scorecard.rows if one.code == section.code)
    cells = zip(document.scorecard.months, row.readings, strict=True)
    return drawn | {label: (cell.shown, cell.why) for label, cell in cells}


def _targets(
    document: PackDocument, section: IndicatorSection, held: FiguresOf, veil: _Veil
) -> tuple[FigureRow, ...]:
    """The target in force in the reporting month as the document reads, then those that the chart draws for other months."""
    month = Month.parse(document.month)
    drawn = {
        each
        for line in section.chart.lines
        if line.role is LineRole.TARGET and line.label.startswith("Target")
        for label, value in zip(section.chart.labels, line.values, strict=True)
        if value is not None and (each := month_of(label))
    }
    by_place = {(one.year, one.month): one for one in held.targets}
    in_force = {
        each: (each.financial_year, each if (each.financial_year, each) in by_place else None)
        for each in {month, *drawn}
    }
    rows = []
    if section.target.shown != BLANK or in_force[month] in by_place:
        own = by_place.get(in_force[month])
        label = own.month.label if own and own.month else month.financial_year.label
        anchor, states = target_anchor(month.financial_year), own.states if own else ()
        rows.append(_in_document(anchor, label, section.target.shown, section.target.why, states, veil, None))
    others = [by_place[place] for place in dict.fromkeys(in_force.values()) if place in by_place]
    for one in sorted(others, key=lambda one: one.month or one.year.last_month, reverse=True):
        if (one.year, one.month) != in_force[month] and not one.states[0].removed:
            anchor = f"target-{one.month or one.year.start}"
            anchor = f"{anchor}-year" if anchor == target_anchor(month.financial_year) else anchor
            rows.append(_row(anchor, (one.month or one.year).label, veil.over(one.states)))
    return tuple(rows)


def _comparator(one: ComparatorShown, held: FiguresOf, veil: _Veil) -> FigureRow:
    """The figure of the published file that the pack names; the other files' figures are what it was before."""
    anchor, label = comparator_anchor(one.geography, one.year), f"{one.geography} {one.year}"
    found = next((each for each in held.comparators if _is_of(each, one)), None)
    if found is None:
        return FigureRow(
            anchor, label, one.figure.shown, one.figure.why, False, None, (), f"{CALCULATED}: {one.vintage}."
        )
    named = sorted(found.states, key=lambda state: state.detail != one.vintage.removesuffix(", provisional"))
    return _in_document(anchor, label, one.figure.shown, one.figure.why, tuple(named), veil, None)


def _is_of(each: ComparatorHistory, one: ComparatorShown) -> bool:
    return each.geography == one.geography and each.year.label == one.year
