"""
One indicator over time: live for readers of drafts, from the published packs that hold it for everybody else.

Joins what was measured with what was said, month by month, and with the actions linked to it; computes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from boardpack.assemble.gathered import gather_one
from boardpack.assemble.lines import text_of
from boardpack.assemble.sections import section
from boardpack.document import IndicatorSection
from boardpack.document.anchors import month_of
from boardpack.document.annex import definition
from boardpack.document.month import IndicatorPage, SaidIn
from boardpack.document.ranged import ranged
from boardpack.permissions import can_read_drafts, can_read_packs
from boardpack.queries.earlier import earlier_editions
from boardpack.queries.published import Published, published_holding
from indicators.assemble import measured, seen_by
from indicators.measures.periods import Month, month_range
from indicators.permissions import audience_of
from indicators.queries import CommentaryFacts, commentary_of, latest_month, months_of
from indicators.queries.setup import indicator_pk
from partnership.verdicts import require

USUAL_MONTHS = 24  # across, until another first month is chosen
MOST_MONTHS = 240  # across, whatever is chosen: twenty years
MOST_PACKS = 12  # published packs that are read for one page: two years of meetings


@dataclass(frozen=True)
class Range:
    """The months asked for; None is the usual one. Given the wrong way round they are turned."""

    first: Month | None = None
    last: Month | None = None

    def ordered(self) -> "Range":
        if self.first and self.last and self.first > self.last:
            return Range(self.last, self.first)
        return self


USUAL = Range()


def indicator_page(
    user: Any, code: str, today: date, wanted: Range = USUAL
) -> tuple[IndicatorPage, Published | None] | None:
    """
    The page, and the pack that its words are taken from (None when it is live).

    None when there is no such indicator, or no published pack that holds it.
    """
    if can_read_drafts(user):
        page = _live(user, code, today, wanted.ordered())
        return None if page is None else (page, None)
    require(can_read_packs(user))
    return _as_published(code, wanted.ordered())


def _live(user: Any, code: str, today: date, wanted: Range) -> IndicatorPage | None:
    """A fixed number of queries, whatever is held."""
    months = months_of(code)
    last = _last(months, today, wanted.last)
    found = seen_by(audience_of(user), last, [code], earlier_editions).held
    if not found:
        return None
    earliest = min(months[0] if months else last, last)
    first = min(max(wanted.first or last.plus(1 - USUAL_MONTHS), earliest, last.plus(1 - MOST_MONTHS)), last)
    one = measured(found[0], last, chart_from=first)
    said = commentary_of(code, first, last)
    now = tuple(each for each in said if each.month == last)
    return IndicatorPage(
        section=section(one, 1, gather_one(one, now, today)),
        definition=definition(one),
        pack="",
        months=tuple(reversed(month_range(earliest, max(last, months[-1] if months else last)))),
        first=first,
        last=last,
        said=_said(said, code),
        pk=indicator_pk(code),
    )


def _last(months: Sequence[Month], today: date, wanted: Month | None) -> Month:
    """The month wanted, as far as anything is held: of this indicator before it, of any one after it."""
    last = months[-1] if months else latest_month() or Month.of(today).plus(-1)
    if wanted is None:
        return last
    if wanted > last and months:
        last = max(last, latest_month() or last)
    return min(max(wanted, months[0] if months else last), last)


def _said(said: Sequence[CommentaryFacts], code: str) -> tuple[SaidIn, ...]:
    by_month: dict[Month, list[CommentaryFacts]] = {}
    for one in said:
        by_month.setdefault(one.month, []).append(one)
    return tuple(
        SaidIn(month.label, tuple(text_of(one, code) for one in texts)) for month, texts in by_month.items()
    )


def _as_published(code: str, wanted: Range) -> tuple[IndicatorPage, Published] | None:
    """Two queries at most, whatever is held."""
    packs = published_holding(code, MOST_PACKS)
    sections = [_section_of(one, code) for one in packs]
    if not packs:
        return None
    at = _which([one.month for one in packs], [_months(one) for one in sections], wanted.last)
    drawn = _months(sections[at]) or (packs[at].month,)
    last = wanted.last if wanted.last in drawn else packs[at].month
    first = min(max(wanted.first or drawn[0], drawn[0]), last)
    document = packs[at].document
    return (
        IndicatorPage(
            section=replace(sections[at], chart=ranged(sections[at].chart, first, last)),
            definition=next((one for one in document.definitions if one.code == code), None),
            pack=document.title,
            months=tuple(sorted({month for one in sections for month in _months(one)}, reverse=True)),
            first=first,
            last=last,
            said=tuple(
                SaidIn(held.latest_month, held.texts, one.document.title)
                for one, held in zip(packs, sections, strict=True)
                if held.texts and first <= one.month <= last
            ),
        ),
        packs[at],
    )


def _which(reported: Sequence[Month], drawn: Sequence[tuple[Month, ...]], last: Month | None) -> int:
    """The pack that reports on the month; else the newest that draws it; else the newest."""
    if last in reported:
        return reported.index(last)
    return next((at for at, months in enumerate(drawn) if last in months), 0)


def _section_of(one: Published, code: str) -> IndicatorSection:
    return next(section for section in one.document.sections if section.code == code)


def _months(held: IndicatorSection) -> tuple[Month, ...]:
    return tuple(month for label in held.chart.labels if (month := month_of(label)) is not None)
