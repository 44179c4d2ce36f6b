"""
A month's commentary as its authors and officers work on it: what is missing, and the page of one indicator.

The page has the texts, the draft that the figures give, last month's text and the checks beside each other; nothing is
carried over from one to the other unless a person does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from boardpack.assemble.exceptions import NO_EXCEPTION
from boardpack.assemble.month_checks import FigureFinding, figure_findings, remarks
from boardpack.queries.earlier import earlier_editions
from indicators.assemble import careful_codes, measured_in
from indicators.measures.commentary_checks import Remark, Texts
from indicators.measures.disclosure import Audience
from indicators.measures.measured import Measured
from indicators.measures.narrative import Said, narrative
from indicators.measures.periods import Month
from indicators.measures.readings import Missing
from indicators.permissions import (
    audience_of,
    can_accept_commentary,
    can_read_drafts,
    can_write_commentary,
    can_write_commentary_on,
)
from indicators.queries import CommentaryFacts, commentary_for, latest_month
from indicators.queries.commentary_desk import (
    Confirmed,
    Subject,
    came_by,
    confirmed_for,
    names_of_people,
    remark_on,
    said_before,
    subjects,
)
from partnership.verdicts import require

NOT_WRITTEN = "nothing written yet"


@dataclass(frozen=True)
class CommentaryLine:
    """An indicator in the month's list: how its commentary stands, and why the board looks at it (empty: it need not)."""

    code: str
    name: str
    area: str
    data_owner: str
    state: str
    is_accepted: bool
    why: str


@dataclass(frozen=True)
class CommentaryList:
    """`missing` are exceptions first; `everyones` is False for somebody who sees the indicators that they answer for."""

    month: Month
    everyones: bool
    missing: tuple[CommentaryLine, ...]
    accepted: tuple[CommentaryLine, ...]

    @property
    def earlier(self) -> Month:
        return self.month.plus(-1)

    @property
    def later(self) -> Month:
        return self.month.plus(1)


@dataclass(frozen=True)
class CommentaryPage:
    """
    One indicator's commentary of the month. `said` None: nothing is written yet; `also` are further ones of the month.

    `narrative` is the draft by sentences; `before` what was said last, of `before_month`; `remark` what was wanted when
    it was returned; `may_speak_for` the indicators that this person may add; `came_by` by which link it was received.
    """

    month: Month
    subject: Subject
    said: CommentaryFacts | None
    also: tuple[CommentaryFacts, ...]
    speaks_for: tuple[str, ...]
    may_speak_for: tuple[Subject, ...]
    narrative: tuple[Said, ...]
    why: str
    before: tuple[CommentaryFacts, ...]
    remark: str
    remarks: tuple[Remark, ...]
    figures: tuple[FigureFinding, ...]
    confirmed: tuple[Confirmed, ...]
    may_accept: bool
    came_by: str = ""

    @property
    def draft(self) -> str:
        return " ".join(said.words for said in self.narrative)

    @property
    def before_month(self) -> Month | None:
        return self.before[0].month if self.before else None


def latest_commentary_month(user: Any) -> Month | None:
    """The newest month with figures, on which there is something to write."""
    require(can_write_commentary(user))
    return latest_month()


def commentary_list(user: Any, month: Month) -> CommentaryList:
    """What is missing and what is accepted, of the indicators that this person may write on. Ten queries."""
    require(can_write_commentary(user))
    mine = [each for each in subjects(month) if can_write_commentary_on(user, [each.data_owner_pk])]
    found = measured_in(
        month, [each.code for each in mine], audience=audience_of(user), earlier=earlier_editions
    )
    measured = {one.indicator.code: one for one in found}
    said = commentary_for(month, [each.code for each in mine])
    lines = [_line(each, said, measured.get(each.code)) for each in mine]
    return CommentaryList(
        month=month,
        everyones=bool(can_read_drafts(user)),
        missing=tuple(
            sorted((line for line in lines if not line.is_accepted), key=lambda line: not line.why)
        ),
        accepted=tuple(line for line in lines if line.is_accepted),
    )


def commentary_page(
    user: Any,
    month: Month,
    code: str,
    today: date,
    typed: Texts | None = None,
    chosen: Sequence[str] | None = None,
) -> CommentaryPage | None:
    """
    The page of one indicator; None where it is not active in the month. A fixed number of queries.

    The words to start from, and the checks of what is written, go by what the board may see: that is who will read it.
    `typed` and `chosen` are looked at in place of what is kept, by the same checks.
    """
    require(can_write_commentary(user))
    everything = subjects(month)
    subject = next((each for each in everything if each.code == code), None)
    if subject is None:
        return None
    require(can_write_commentary_on(user, [subject.data_owner_pk]))
    held = commentary_for(month, [code])
    said, also = next(iter(held), None), held[1:]
    kept = tuple(each for each, _ in said.indicators) if said else (code,)
    speaks_for = kept if chosen is None else tuple(chosen)
    audience = audience_of(user)
    measured = measured_in(month, audience=audience, earlier=earlier_editions)
    before = said_before(code, month)
    mine = tuple(each for each in everything if can_write_commentary_on(user, [each.data_owner_pk]))
    people = names_of_people(today)
    is_careful = not careful_codes().isdisjoint({code, *speaks_for})
    printed = measured
    if is_careful and audience is Audience.OFFICERS:
        printed = measured_in(month, earlier=earlier_editions)
    silent = _silent(measured, audience)
    confirmed = () if is_careful and audience is Audience.BOARD else confirmed_for(code, month)
    open_to = {each.code for each in mine} - silent
    own, theirs = (
        next((one for one in of if one.indicator.code == code), None) for of in (measured, printed)
    )
    return CommentaryPage(
        month=month,
        subject=subject,
        said=said,
        also=also,
        speaks_for=speaks_for,
        may_speak_for=mine,
        narrative=narrative(theirs) if theirs else (),
        why=_why(own),
        before=before,
        remark=remark_on(said.pk) if said and said.state == "returned" else "",
        remarks=remarks(month, typed or _texts(said), speaks_for, printed, before, people)
        if typed or said
        else (),
        figures=_told(figure_findings(month, measured), code, open_to, confirmed),
        confirmed=confirmed,
        may_accept=bool(can_accept_commentary(user)),
        came_by=came_by(said) if said else "",
    )


def _silent(measured: Sequence[Measured], audience: Audience) -> set[str]:
    """Indicators of whose figures the checks are not told, because some are kept back from this person."""
    if audience is Audience.OFFICERS:
        return set()
    return {
        one.indicator.code
        for one in measured
        if any(reading.missing is Missing.SUPPRESSED for _, reading in one.series)
    }


def _texts(said: CommentaryFacts | None) -> Texts:
    return Texts(said.tells_us, said.analysis, said.next_steps) if said else Texts()


def _told(
    found: Sequence[FigureFinding], code: str, mine: set[str], confirmed: Sequence[Confirmed]
) -> tuple[FigureFinding, ...]:
    """What concerns the indicator, is not confirmed, and speaks of no indicator that this person may not see."""
    settled = {each.finding for each in confirmed}
    return tuple(
        each
        for each in found
        if code in each.concerns and mine.issuperset(each.concerns) and each.message not in settled
    )


def _line(each: Subject, said: Sequence[CommentaryFacts], one: Measured | None) -> CommentaryLine:
    its = [row for row in said if each.code in dict(row.indicators)]
    open_ones = [row for row in its if not row.is_accepted]
    state = (open_ones or its)[0].state if its else NOT_WRITTEN
    return CommentaryLine(
        code=each.code,
        name=each.name,
        area=each.area,
        data_owner=each.data_owner,
        state=state,
        is_accepted=bool(its) and not open_ones,
        why=_why(one),
    )


def _why(one: Measured | None) -> str:
    """Why the board looks at it this month; empty when it need not."""
    return "" if one is None or one.exception.kind in NO_EXCEPTION else one.exception.sentence
