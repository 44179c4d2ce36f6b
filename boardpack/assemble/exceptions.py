"""
The exceptions page: which indicators are new or changed, which stand, what is late, what is not judged.

New or changed is an exception that the last pack did not show, or showed with another status or of another kind; in
a first pack, every red and every signal. Whether something is an exception is measured elsewhere.
"""

from boardpack.assemble.gathered import Gathered
from boardpack.assemble.lines import action_ref, late_action
from boardpack.document import (
    NO_ACTION,
    NO_COMMENTARY,
    NO_STANDING_REASON,
    NOT_ACCEPTED,
    ExceptionLine,
    ExceptionsPage,
    NotJudgedLine,
)
from boardpack.document.shown import status_shown
from indicators.measures.measured import ExceptionKind, Measured

NEW_IN_A_FIRST_PACK = frozenset(
    {ExceptionKind.RED, ExceptionKind.SPECIAL_CAUSE, ExceptionKind.POSSIBLE_SIGNAL}
)
NO_EXCEPTION = frozenset({ExceptionKind.NONE, ExceptionKind.NOT_JUDGED})


def exceptions_page(all_of: Gathered) -> ExceptionsPage:
    found = [one for one in all_of.measured if one.exception.kind not in NO_EXCEPTION]
    new = [one for one in found if _is_new(one, all_of)]
    return ExceptionsPage(
        new=tuple(_line(one, all_of) for one in new),
        standing=tuple(_line(one, all_of) for one in found if one not in new),
        late_actions=tuple(late_action(one) for one in all_of.actions if one.overdue),
        not_judged=tuple(
            NotJudgedLine(one.indicator.code, one.indicator.name, one.exception.sentence)
            for one in all_of.measured
            if one.exception.kind is ExceptionKind.NOT_JUDGED
        ),
        is_first=all_of.last is None,
    )


def gap_of(code: str, all_of: Gathered) -> str:
    """What stands where commentary would: that none came, of whom it was asked, or that none was accepted; or nothing."""
    if all_of.texts_for(code):
        return ""
    asked = all_of.choices[code].not_received
    if asked and not all_of.waits_for(code):
        return asked
    return NOT_ACCEPTED if all_of.was_said_of(code) else NO_COMMENTARY


def no_action_of(code: str, all_of: Gathered) -> str:
    """Why there is no action, or that there is none. Empty when there is one."""
    if all_of.actions_for(code):
        return ""
    reason = all_of.choices[code].no_action_reason.rstrip(".")
    return f"No action: {reason}" if reason else NO_ACTION


def _is_new(one: Measured, all_of: Gathered) -> bool:
    if all_of.last is None:
        return one.exception.kind in NEW_IN_A_FIRST_PACK
    page = all_of.last.exceptions
    shown = {line.code: (line.status.word, line.kind) for line in (*page.new, *page.standing)}
    return shown.get(one.indicator.code) != (one.status.reads, one.exception.kind.value)


def _line(one: Measured, all_of: Gathered) -> ExceptionLine:
    code, month = one.indicator.code, one.exception.month.label
    choice, gap = all_of.choices[code], gap_of(one.indicator.code, all_of)
    return ExceptionLine(
        code=code,
        name=one.indicator.name,
        month=month,
        status=status_shown(one.status),
        kind=one.exception.kind.value,
        sentence=one.exception.sentence.removeprefix(f"{month}: "),
        explanation=gap or _explanation(code, all_of),
        gap=gap,
        actions=tuple(action_ref(action) for action in all_of.actions_for(code)),
        no_action=no_action_of(code, all_of),
        standing_reason=choice.standing_reason or NO_STANDING_REASON,
        review=f"Reviewed at {choice.review}" if choice.review else "",
    )


def _explanation(code: str, all_of: Gathered) -> str:
    """The analysis, which says why; else what the data tells us; else what comes next."""
    said = all_of.texts_for(code)
    analyses = [one.analysis or one.tells_us or one.next_steps for one in said]
    return "\n\n".join(filter(None, analyses)) or NO_COMMENTARY
