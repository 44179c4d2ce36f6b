"""
The scorecard of any month: live for readers of drafts, from the published pack of that month for everybody else.

Exceptions come first, then the scorecard's own order. Filters choose rows and change no figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from boardpack.assemble.exceptions import NO_EXCEPTION
from boardpack.document import PackDocument
from boardpack.document.anchors import anchors_of, scorecard_anchors
from boardpack.document.figures import Scorecard, ScorecardRow
from boardpack.document.month import MonthRow, MonthScorecard
from boardpack.document.shown import comparators_shown, scorecard, scorecard_months
from boardpack.permissions import can_read_drafts, can_read_packs
from boardpack.queries.earlier import earlier_editions
from boardpack.queries.published import Published, agencies_of, published_months, published_on
from indicators.assemble import measured_in
from indicators.measures.measured import Measured
from indicators.measures.periods import Month, month_range
from indicators.permissions import audience_of
from indicators.queries import months_held
from partnership.verdicts import require

SPANS = (6, 12, 24, 36)  # how many months across may be asked for
EMPTY = Scorecard((), "Previous year", "Region", "England", ())


@dataclass(frozen=True)
class Wanted:
    """What was asked for: empty texts are no filter, `span` None is the financial year to date."""

    area: str = ""
    agency: str = ""
    only_exceptions: bool = False
    span: int | None = None


ALL = Wanted()


def scorecard_months_for(user: Any) -> tuple[Month, ...]:
    """The months that this person may see a scorecard of, newest first."""
    if can_read_drafts(user):
        return months_held()
    require(can_read_packs(user))
    return published_months()


def month_scorecard(user: Any, month: Month, wanted: Wanted = ALL) -> tuple[MonthScorecard, Published | None]:
    """The month's scorecard, and the pack that it is taken from (None when it is live, or when there is no such pack)."""
    months = scorecard_months_for(user)
    if can_read_drafts(user):
        return replace(_live(user, month, wanted), months=months, is_live=True), None
    found = published_on(month)
    return replace(_as_published(month, found, wanted), months=months), found


def _live(user: Any, month: Month, wanted: Wanted) -> MonthScorecard:
    measured = measured_in(month, audience=audience_of(user), earlier=earlier_editions)
    months = scorecard_months(measured, month) if wanted.span is None else _last(month, wanted.span)
    card = scorecard(measured, months)
    rows = [_live_row(row, one) for row, one in zip(card.rows, measured, strict=True)]
    shown = {one.indicator.code: {(c.geography, c.year) for c in comparators_shown(one)} for one in measured}
    return _chosen(month, "", card, rows, anchors_of(card, month, shown), wanted)


def _last(month: Month, span: int) -> tuple[Month, ...]:
    return month_range(month.plus(1 - span), month)


def _live_row(row: ScorecardRow, one: Measured) -> MonthRow:
    found, agency = one.exception, one.indicator.agency
    if found.kind in NO_EXCEPTION:
        return _row(row, agency, "", "")
    return _row(row, agency, found.kind.value, found.sentence.removeprefix(f"{one.month.label}: "))


def _as_published(month: Month, found: Published | None, wanted: Wanted) -> MonthScorecard:
    if found is None:
        return _chosen(month, "", EMPTY, (), {}, wanted)
    document = found.document
    agencies = agencies_of(row.code for row in document.scorecard.rows)
    why = _exceptions(document)
    rows = [
        _row(row, agencies.get(row.code, ""), *why.get(row.code, ("", ""))) for row in document.scorecard.rows
    ]
    return _chosen(month, document.title, document.scorecard, rows, scorecard_anchors(document), wanted)


def _exceptions(document: PackDocument) -> dict[str, tuple[str, str]]:
    """Each exception of the pack's own page: its kind, and its sentence, with its month if it is of an earlier one."""
    here, page = document.reporting_month_label, document.exceptions
    return {
        line.code: (line.kind, line.sentence if line.month == here else f"{line.month}: {line.sentence}")
        for line in (*page.new, *page.standing)
    }


def _row(row: ScorecardRow, agency: str, exception: str, sentence: str) -> MonthRow:
    return MonthRow(**vars(row), agency=agency, exception=exception, sentence=sentence)


def _chosen(
    month: Month,
    pack: str,
    card: Scorecard,
    rows: Sequence[MonthRow],
    anchors: dict[str, dict[str, str]],
    wanted: Wanted,
) -> MonthScorecard:
    kept = [row for row in rows if _is_wanted(row, wanted)]
    return MonthScorecard(
        month=month,
        pack=pack,
        is_live=False,
        card=replace(card, rows=()),
        rows=tuple(sorted(kept, key=lambda row: not row.exception)),
        total=len(rows),
        areas=_choices(row.area for row in rows),
        agencies=_choices(sorted(row.agency for row in rows)),
        months=(),
        anchors=anchors,
    )


def _is_wanted(row: MonthRow, wanted: Wanted) -> bool:
    return (
        wanted.area in ("", row.area)
        and wanted.agency in ("", row.agency)
        and (bool(row.exception) or not wanted.only_exceptions)
    )


def _choices(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name)
