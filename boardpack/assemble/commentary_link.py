"""
The page of a commentary link: its one indicator and month, what the figures say, and what was said the month before.

Shows what the board may see, whoever holds the link, and nothing of any other indicator. None when the link is dead,
whatever made it so.
"""

from dataclasses import dataclass
from datetime import datetime

from boardpack.document import Cell, StatusShown
from boardpack.document.shown import cell, status_shown
from boardpack.links import CommentaryLink
from boardpack.queries.commentary_link import chase_of, held_for, is_alive, speaks_for_others
from boardpack.queries.earlier import earlier_editions
from indicators.assemble import measured_in
from indicators.measures.narrative import Said, narrative
from indicators.measures.periods import Month
from indicators.models import CommentaryState
from indicators.queries import CommentaryFacts
from indicators.queries.commentary_desk import remark_on, said_before


@dataclass(frozen=True)
class Texts:
    """What is held so far: its key and version, the three texts, and whether it waits to be accepted."""

    pk: int
    version: int
    tells_us: str
    analysis: str
    next_steps: str
    is_submitted: bool


@dataclass(frozen=True)
class CommentaryLinkPage:
    """
    `reading` and `status` are None where the indicator is not measured in the month; `remark` is what was wanted when it
    was returned; `for_others`: the text speaks for indicators of others too, and cannot be changed here.
    """

    person: str
    month: Month
    name: str
    definition: str
    reading: Cell | None
    status: StatusShown | None
    narrative: tuple[Said, ...]
    before: tuple[CommentaryFacts, ...]
    held: Texts | None
    remark: str
    for_others: bool

    @property
    def draft(self) -> str:
        return " ".join(said.words for said in self.narrative)


def commentary_link_page(link: CommentaryLink | None, now: datetime) -> CommentaryLinkPage | None:
    """A fixed number of queries."""
    chase = chase_of(link)
    held = held_for(chase) if chase else []
    if link is None or chase is None or chase.indicator is None or not is_alive(link, chase, held, now):
        return None
    month, indicator, row = chase.pack.month, chase.indicator, next(iter(held), None)
    found = measured_in(month, [indicator.code], earlier=earlier_editions)
    one = next(iter(found), None)
    return CommentaryLinkPage(
        person=chase.person.name,
        month=month,
        name=indicator.name,
        definition=indicator.definition,
        reading=cell(one.reading, one.indicator) if one else None,
        status=status_shown(one.status) if one else None,
        narrative=narrative(one) if one else (),
        before=said_before(indicator.code, month),
        held=Texts(
            row.pk,
            row.version,
            row.tells_us,
            row.analysis,
            row.next_steps,
            row.state == CommentaryState.SUBMITTED,
        )
        if row
        else None,
        remark=remark_on(row.pk) if row and row.state == CommentaryState.RETURNED else "",
        for_others=speaks_for_others(chase, held),
    )
