"""
What a draft still lacks that somebody can be asked for: outturns, commentary, agreement; by whom, and asked when.

What no mail can bring (an action on a red, a figure that cannot be true) is told beside it. Every line says whose it is,
or that nobody answers for the indicator.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.lifecycle import day_in_words
from boardpack.assemble.gating import AtTheGate, at_the_gate, no_agreement, stopping
from boardpack.document.gate import Bar, Rule, Standing
from boardpack.models import Asked as What
from boardpack.models import Pack
from boardpack.permissions import can_compose
from boardpack.queries.chases import Asked, ChaseFacts, last_chases, reachable, who_may_agree
from boardpack.queries.moment import one_reading
from boardpack.queries.packs import PackFacts, draft_row, facts
from indicators.measures.readings import Missing
from indicators.queries.commentary_desk import subjects
from partnership.verdicts import require

SIGN_OFF = str(What.SIGN_OFF)


@dataclass(frozen=True)
class MissingLine:
    """
    One thing that is missing. `key` names it for the button; `of` are those who can be asked, empty when nobody can.

    `asked` says who was asked last and when; `not_received` that this is on record, to be printed.
    """

    key: str
    what: str
    code: str
    name: str
    words: str
    of: tuple[Asked, ...]
    asked: str = ""
    not_received: str = ""

    @property
    def whose(self) -> str:
        return ", ".join(one.name for one in self.of)


@dataclass(frozen=True)
class MissingPage:
    """`others` are bars that no mail can lift."""

    pack: PackFacts
    outturns: tuple[MissingLine, ...]
    commentary: tuple[MissingLine, ...]
    sign_off: tuple[MissingLine, ...]
    others: tuple[Bar, ...]

    @property
    def can_be_asked(self) -> bool:
        return any(line.of for line in (*self.outturns, *self.commentary))


def missing_page(user: Any, day: date, today: date) -> MissingPage | None:
    """For whoever composes packs; None when there is no draft for that day's meeting."""
    require(can_compose(user))
    with one_reading():
        row = draft_row(day)
        if row is None:
            return None
        found = at_the_gate(row)
        lines = missing_of(row, found, today)
        return MissingPage(
            pack=facts(row),
            outturns=tuple(line for line in lines if line.what == What.OUTTURN),
            commentary=tuple(line for line in lines if line.what == What.COMMENTARY),
            sign_off=tuple(line for line in lines if line.what == What.SIGN_OFF),
            others=tuple(bar for bar in stopping(row, found, user) if bar.rule in (Rule.RED, Rule.CHECKS)),
        )


def missing_of(pack: Pack, found: AtTheGate, today: date) -> tuple[MissingLine, ...]:
    """Every line, in the order of the pack; agreement last. A fixed number of queries."""
    owners = {each.code: each.data_owner_pk for each in subjects(pack.month)}
    people = reachable([pk for pk in owners.values() if pk is not None], today)
    chases = last_chases(pack)

    def line(what: What, code: str, name: str, words: str, recorded: str = "") -> MissingLine:
        owner = people.get(owners.get(code) or 0)
        return MissingLine(
            key=f"{what.value}:{code}",
            what=what.value,
            code=code,
            name=name,
            words=words,
            of=(owner,) if owner else (),
            asked=_asked(chases, what.value, code),
            not_received=recorded,
        )

    outturns = [
        line(What.OUTTURN, one.indicator.code, one.indicator.name, f"No outturn for {one.month.name}.")
        for one in found.measured
        if one.reading.value is None and one.reading.missing in (None, Missing.NOT_SUPPLIED)
    ]
    commentary = [
        line(What.COMMENTARY, code, standing.name, _why(standing), found.not_received.get(code, ""))
        for code, standing in found.by_code
        if (standing.is_exception or standing.is_improvement) and not standing.explained
    ]
    return (*outturns, *commentary, *_sign_off(pack, found, chases, today))


def _sign_off(
    pack: Pack, found: AtTheGate, chases: tuple[ChaseFacts, ...], today: date
) -> tuple[MissingLine, ...]:
    lacks = no_agreement(pack, found.sha256, None)
    if not lacks:
        return ()
    asked = _asked(chases, SIGN_OFF, "")
    return (MissingLine(SIGN_OFF, SIGN_OFF, "", "Agreement to publish", lacks, who_may_agree(today), asked),)


def _why(standing: Standing) -> str:
    if standing.submitted:
        return "Its commentary is submitted: accept it, or return it."
    if standing.is_improvement:
        return "It has improved: a sentence on why is wanted."
    return "An exception without accepted commentary."


def _asked(chases: tuple[ChaseFacts, ...], what: str, code: str) -> str:
    """As in "Asked: Head of Safeguarding on 24 November 2021"; all who were asked on the last day."""
    its = [one for one in chases if (one.what, one.code) == (what, code)]
    if not its:
        return ""
    last = max(one.on for one in its)
    names = sorted(one.person for one in its if one.on == last)
    return f"Asked: {', '.join(names)} on {day_in_words(last)}"
