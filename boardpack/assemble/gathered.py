"""
Everything that goes into a pack, read at one moment with a fixed number of queries.

Rows come in through the queries of each app; from here on there are values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions import lifecycle
from actions.lifecycle import Status
from actions.queries import ActionFacts, actions_as_at
from boardpack.assemble.looked_back import LookedBack, codes_to_hold, look_back
from boardpack.document import PackDocument, Point
from boardpack.models import OPEN, Pack
from boardpack.queries.choices import Choice, choices_of, points_of
from boardpack.queries.compared import EditionBefore, last_pack
from boardpack.queries.earlier import earlier_editions
from indicators.assemble import measured as measured_of
from indicators.assemble import seen_by
from indicators.measures.disclosure import Audience
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.queries import CommentaryFacts, commentary_for
from indicators.queries.disclosure import KeptBack
from partnership.clock import LONDON

SUBMITTED = "submitted"
OPEN_WORDS = frozenset(status.words for status in lifecycle.OPEN)


@dataclass(frozen=True)
class Gathered:
    """
    `measured` is in the pack's own order; `last` is the pack of the meeting before, if one was published.

    `followed` are the actions after which it is looked whether anything moved: also those that earlier packs told as closed.
    `kept_back` are readings that the board does not see, `beside` those of indicators outside the pack, and `given_away`
    small counts that it can tell all the same: for officers only. `back` is what the pack looks back on, None outside any.
    """

    choices: dict[str, Choice]
    points: tuple[Point, ...]
    last: PackDocument | None
    measured: tuple[Measured, ...]
    commentary: tuple[CommentaryFacts, ...]
    actions: tuple[ActionFacts, ...]
    as_published: bool
    followed: tuple[ActionFacts, ...] = ()
    kept_back: tuple[KeptBack, ...] = ()
    given_away: tuple[KeptBack, ...] = ()
    back: LookedBack | None = None
    beside: tuple[KeptBack, ...] = ()

    @cached_property
    def names(self) -> dict[str, str]:
        return {one.indicator.code: one.indicator.name for one in self.measured}

    def texts_for(self, code: str) -> tuple[CommentaryFacts, ...]:
        """What is said of an indicator: all of it in a draft, what is accepted once it is published."""
        said = [one for one in self.commentary if code in dict(one.indicators)]
        return tuple(one for one in said if one.is_accepted or not self.as_published)

    def was_said_of(self, code: str) -> bool:
        """Whether anything came in, accepted or not."""
        return any(code in dict(one.indicators) for one in self.commentary)

    def waits_for(self, code: str) -> bool:
        """Whether something came in that nobody has accepted or returned yet."""
        return any(one.state == SUBMITTED for one in self.commentary if code in dict(one.indicators))

    def actions_for(self, code: str) -> tuple[ActionFacts, ...]:
        return tuple(one for one in self.actions if code in dict(one.indicators))

    def marked_for(self, code: str) -> tuple[ActionFacts, ...]:
        """The actions that the chart marks: those that are told, and every one that was done before."""
        done = [
            one for one in self.followed if one.status == Status.DONE.words and code in dict(one.indicators)
        ]
        return (*self.actions_for(code), *(one for one in done if one not in self.actions))


def gather(pack: Pack, status: str) -> Gathered:
    """
    A fixed number of queries, whatever the number of indicators; `pack` comes with its meeting.

    What is measured is what the board may see: a draft is the document that would be published. What the last pack held
    besides is looked at for what was restated of it.
    """
    choices = {one.code: one for one in choices_of(pack)}
    before = last_pack(pack)
    last = before.document if before else None
    actions = actions_as_at(pack.as_at)
    codes = list(choices)
    view = seen_by(Audience.BOARD, pack.month, codes_to_hold(codes, before), earlier_editions)
    since = _since(last, pack.month)
    measured = {
        held.indicator.code: measured_of(held, pack.month, since)
        for held in view.held
        if held.indicator.code in choices
    }
    return Gathered(
        choices=choices,
        points=points_of(pack),
        last=last,
        measured=tuple(measured[code] for code in codes),
        commentary=commentary_for(pack.month, codes),
        actions=_worth_telling(actions, before),
        as_published=status not in OPEN,
        followed=actions,
        kept_back=tuple(one for one in view.kept_back if one.code in choices),
        given_away=tuple(one for one in view.given_away if one.code in choices),
        back=look_back(pack, codes, view.held, before),
        beside=tuple(one for one in (*view.kept_back, *view.beside) if one.code not in choices),
    )


def gather_one(one: Measured, commentary: tuple[CommentaryFacts, ...], day: date) -> Gathered:
    """
    One indicator outside any pack, with what was said of it in its month and its actions as they stand on `day`.

    The actions are every one ever linked to it, closed ones too. Two queries.
    """
    code = one.indicator.code
    actions = actions_as_at(day, [code])
    return Gathered(
        choices={code: Choice(code, 1, "", "", "")},
        points=(),
        last=None,
        measured=(one,),
        commentary=commentary,
        actions=actions,
        as_published=False,
        followed=actions,
    )


def _since(last: PackDocument | None, month: Month) -> Month | None:
    """The first month that no earlier pack showed."""
    return None if last is None else min(Month.parse(last.month).plus(1), month)


def _worth_telling(actions: tuple[ActionFacts, ...], before: EditionBefore | None) -> tuple[ActionFacts, ...]:
    """Open actions, and those whose closing no earlier pack has told."""
    return tuple(one for one in actions if before is None or one.is_open or not _is_told(one, before))


def _is_told(one: ActionFacts, before: EditionBefore) -> bool:
    """
    Whether the last pack, or one before it, said that this action is closed.

    A pack may be published before the day that it is as at: what was closed in between it showed as open, or not at all.
    """
    last = before.document
    if one.closed_on is None or one.closed_on > last.as_at:
        return False
    line = next((line for line in last.actions if line.reference == one.reference), None)
    if line is not None:
        return line.status not in OPEN_WORDS
    return one.closed_on < min(last.as_at, before.published_at.astimezone(LONDON).date())
