"""
A draft as it would be published at this moment, and what stops it: facts for the rules in document.gate.

Whether somebody's agreement holds is told by the text that was agreed to: any change of the draft, or of what stands
behind it, makes another text.
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from boardpack.assemble.exceptions import NO_EXCEPTION
from boardpack.assemble.gathered import Gathered, gather
from boardpack.assemble.month_checks import figure_findings
from boardpack.assemble.whole import written
from boardpack.document import IndicatorSection, PackDocument, digest, to_text
from boardpack.document.gate import Bar, Standing, bars
from boardpack.models import Pack, PackStatus
from indicators.measures.did_it_move import Moved
from indicators.measures.measured import ExceptionKind, Measured
from indicators.queries import CommentaryFacts
from indicators.queries.disclosure import KeptBack
from partnership.models import User

KEPT_BACK = (
    "a figure cannot be true. Some are kept back from the board, so officers see which on the month's page."
)


@dataclass(frozen=True)
class AtTheGate:
    """
    The document with its standings and what the error-level checks say, each with the part that it is about.

    `by_code` are the standings by indicator; `not_received` what is on record of commentary that was asked for;
    `kept_back` the readings that the document keeps from the board, `beside` those of indicators outside it, which an
    edition after it could give away.
    """

    document: PackDocument
    measured: tuple[Measured, ...]
    by_code: tuple[tuple[str, Standing], ...]
    not_received: dict[str, str]
    impossible: tuple[tuple[str, str], ...]
    kept_back: tuple[KeptBack, ...] = ()
    beside: tuple[KeptBack, ...] = ()

    @property
    def standings(self) -> tuple[Standing, ...]:
        return tuple(standing for _, standing in self.by_code)

    @cached_property
    def sha256(self) -> str:
        """Of what would be published, before anything is said of how it came to be."""
        return digest(to_text(self.document))


def at_the_gate(pack: Pack) -> AtTheGate:
    """The draft with the words that publishing would give it. A fixed number of queries."""
    found = gather(pack, PackStatus.PUBLISHED)
    document = written(pack, found, PackStatus.PUBLISHED)
    sections = {section.code: section for section in document.sections}
    silent = {one.code for one in (*found.kept_back, *found.beside)}
    return AtTheGate(
        document=document,
        measured=found.measured,
        by_code=tuple(
            (code, _standing(one, sections[code], found, pack))
            for code, one in ((one.indicator.code, one) for one in found.measured)
        ),
        not_received={code: choice.not_received for code, choice in found.choices.items()},
        impossible=tuple(
            (
                f"{sections[finding.code].name}: {finding.message if silent.isdisjoint(finding.concerns) else KEPT_BACK}",
                sections[finding.code].anchor,
            )
            for finding in figure_findings(pack.month, found.measured)
            if finding.level == "error" and finding.code in sections
        ),
        kept_back=found.kept_back,
        beside=found.beside,
    )


def no_agreement(pack: Pack, sha256: str, by: User | None) -> str:
    """Why nobody's agreement lets `by` publish the text of this hash; empty when somebody's does."""
    agreed = pack.approved_by
    if agreed is None:
        return "Nobody has agreed to it yet: an approver or the chair agrees on the page of the draft."
    if pack.approved_sha256 != sha256:
        return f"{agreed.name} agreed to the draft as it was before it changed: ask for agreement again."
    if by is not None and agreed.pk == by.pk:
        return f"{agreed.name} agreed to it and would publish it: one of the two has to be done by another person."
    return ""


def stopping(draft: Pack, found: AtTheGate, by: User | None) -> tuple[Bar, ...]:
    """What keeps this person from publishing the draft as it was found; empty when nothing does."""
    return bars(
        found.standings,
        found.impossible,
        no_agreement(draft, found.sha256, by),
        without=settings.PUBLISH_WITHOUT,
    )


def _standing(one: Measured, section: IndicatorSection, found: Gathered, pack: Pack) -> Standing:
    code = one.indicator.code
    choice, kind = found.choices[code], one.exception.kind
    said = [each for each in found.commentary if code in dict(each.indicators)]
    return Standing(
        name=section.name,
        anchor=section.anchor,
        is_exception=kind not in NO_EXCEPTION,
        is_red=kind is ExceptionKind.RED,
        is_improvement=one.signal.special_cause and one.signal.improvement and kind in NO_EXCEPTION,
        explained=any(each.is_accepted and _says_something(each) for each in said),
        submitted=found.waits_for(code),
        asked=bool(choice.not_received),
        acting=_acting(code, section, found),
        reasoned=bool(choice.standing_reason)
        and choice.review_on is not None
        and choice.review_on >= pack.meeting.date,
    )


def _acting(code: str, section: IndicatorSection, found: Gathered) -> bool:
    """An action is open; or one is done, and there are too few readings since to judge it by."""
    is_open = any(action.is_open for action in found.actions_for(code))
    return is_open or any(line.word == Moved.TOO_EARLY.value for line in section.moved)


def _says_something(each: CommentaryFacts) -> bool:
    return bool((each.tells_us + each.analysis + each.next_steps).strip())
