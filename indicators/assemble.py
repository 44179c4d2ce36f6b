"""
Every indicator measured in a month: what is held meets the rules.

Seven queries for the facts and none for the rules (one more where children are divided by, and for an audience from
whom small counts are kept back); knows no rule itself.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from indicators.exporters.measured_json import Confirmed, Told
from indicators.measures.across import findings_across
from indicators.measures.checks import findings_of_all
from indicators.measures.disclosure import Audience
from indicators.measures.measure import measure
from indicators.measures.measured import Measured
from indicators.measures.narrative import narrative
from indicators.measures.periods import Month
from indicators.queries import Held, held_facts, latest_month, months_of
from indicators.queries.calculated import own_children
from indicators.queries.checks import checked_for, confirmed_notes
from indicators.queries.disclosure import (
    BoardView,
    EarlierEditions,
    as_the_board_sees,
    may_keep_back,
    no_earlier,
    told_with_care,
)
from indicators.queries.facts import chart_settings


def measured_in(
    month: Month,
    codes: Sequence[str] | None = None,
    since: Month | None = None,
    *,
    audience: Audience = Audience.BOARD,
    earlier: EarlierEditions = no_earlier,
) -> tuple[Measured, ...]:
    """
    In scorecard order; `codes` None is every active indicator.

    `since` is the first month that no earlier pack showed: exceptions are looked for from there. Whoever does not say
    otherwise measures what the board may see; `earlier` gives the editions that it has.
    """
    view = seen_by(audience, month, codes, earlier)
    return tuple(measured(held, month, since) for held in view.held)


def seen_by(
    audience: Audience,
    month: Month,
    codes: Sequence[str] | None = None,
    earlier: EarlierEditions = no_earlier,
) -> BoardView:
    """What is held, as this audience may see it: readings are kept back here, before anything is said of them."""
    held = held_facts(month, codes)
    if audience is Audience.OFFICERS or settings.BOARD_SEES_SMALL_COUNTS:
        return BoardView(held)
    return as_the_board_sees(held, month, settings.DISCLOSURE_THRESHOLD, earlier)


def keeps_history_back(audience: Audience, code: str) -> bool:
    """Whether this audience is not told what the indicator's figures were before, for one of them could be small."""
    if audience is Audience.OFFICERS or settings.BOARD_SEES_SMALL_COUNTS:
        return False
    return may_keep_back(code)


def careful_codes() -> frozenset[str]:
    """Indicators whose figures and words could tell the board a small count; none where it sees small counts."""
    return frozenset() if settings.BOARD_SEES_SMALL_COUNTS else told_with_care()


def measured(
    held: Held, month: Month, since: Month | None = None, chart_from: Month | None = None
) -> Measured:
    """
    One indicator by what is held of it, the process chart reckoned as this installation has chosen.

    The picture begins at `chart_from`, or two years back.

    A calculated one shows its formula and the inputs of the month among its notes.
    """
    found = measure(
        held.indicator,
        held.series,
        held.targets,
        held.comparators,
        month,
        since,
        events=held.events,
        concerns=held.concerns,
        settings=chart_settings(),
        chart_from=chart_from,
    )
    found = replace(found, notes=(*held.caveats, *found.notes))
    calculation = held.calculation
    if calculation is None:
        return found
    said = calculation.problem or f"{calculation.words}. {calculation.at(month).sentence}"
    return replace(found, notes=(f"Calculated from others: {said}", *found.notes))


def told_of(
    code: str,
    month: Month | None,
    this_month: Month,
    *,
    audience: Audience = Audience.BOARD,
    earlier: EarlierEditions = no_earlier,
) -> Told | None:
    """
    The indicator with what the checks and the narrative say of it; None when there is no such indicator.

    `month` None: the last in which it has an outturn, else the last in which any has, else this month. Every active
    indicator is measured, because some things only show side by side; the number of queries does not grow with them.
    Where anything of the indicator is kept back, what the checks say of its figures is too.
    """
    last = month or next(iter(reversed(months_of(code))), None) or latest_month() or this_month
    view = seen_by(audience, last, [code], earlier)
    if not view.held:
        return None
    held = view.held[0]
    one = measured(held, last)
    others = measured_in(last, audience=audience, earlier=earlier)
    side_by_side = [one, *(other for other in others if other.indicator.code != code)]
    across = (each for each in findings_across(side_by_side, own_children()) if code in each.concerns)
    checks = () if held.caveats else _checks(held, last, view.silent)
    return Told(one, checks, narrative(one), held.calculation, tuple(across))


def _checks(held: Held, month: Month, silent: frozenset[str]) -> tuple[Confirmed, ...]:
    """Of every month up to this one, none that speaks of a silent one; what is calculated is checked as if entered."""
    code = held.indicator.code
    entered = {(code, at): reading for at, reading in held.series} if held.calculation else None
    findings = findings_of_all(checked_for([code], held.series.months, entered))
    notes = confirmed_notes(findings) if findings else {}
    said = {key: note.note for key, note in notes.items()}
    return tuple(
        Confirmed(each, said.get(each.key, ""))
        for each in findings
        if (each.month is None or each.month <= month) and silent.isdisjoint(each.concerns)
    )
