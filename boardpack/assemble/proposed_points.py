"""
Discussion points drafted from what is held: matters arising, then one for each theme of the exceptions, then late actions.

Exceptions that an action joins are one theme. A theme that is red without an action is to be decided, a new one discussed,
a standing one noted. The officer edits them all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.lifecycle import day_in_words
from actions.queries import ActionFacts
from boardpack.assemble.exceptions import exceptions_page
from boardpack.assemble.gathered import Gathered
from boardpack.document import ActionRef, ExceptionLine, ExceptionsPage
from boardpack.models import Asks
from indicators.measures.measured import ExceptionKind
from partnership.models import Meeting

LONGEST = 400


@dataclass(frozen=True)
class Proposed:
    """A point as it would be drafted; `asks` as it is stored."""

    asks: str
    text: str


def proposed_points(found: Gathered, last: Meeting | None) -> tuple[Proposed, ...]:
    """In the order in which the board would take them. No query."""
    page = exceptions_page(found)
    themes = list(_themes([*page.new, *page.standing]))
    told = {action.reference for theme in themes for line in theme for action in line.actions}
    late = [one for one in found.actions if one.overdue and one.reference not in told]
    return (
        *matters_arising(found.followed, last),
        *(_of_theme(theme, page) for theme in themes),
        *(Proposed(Asks.DISCUSS.value, _fitted([_late(one)])) for one in late),
    )


def matters_arising(actions: Iterable[ActionFacts], last: Meeting | None) -> tuple[Proposed, ...]:
    """One point on the actions of the meeting before: how many are done, which are late, which are open."""
    its = [one for one in actions if last is not None and one.source_meeting == str(last)]
    if last is None or not its:
        return ()
    late = [one for one in its if one.overdue]
    still = [one for one in its if one.is_open and not one.overdue]
    closed = [one for one in its if not one.is_open]
    said = [
        f"Matters arising from the meeting of {day_in_words(last.date)}: "
        f"{len(closed)} of {len(its)} {'action' if len(its) == 1 else 'actions'} closed.",
        *([f"Late: {_named(late)}."] if late else []),
        *([f"Open: {_named(still)}."] if still else []),
    ]
    return (Proposed((Asks.DISCUSS if late else Asks.NOTE).value, _fitted(said)),)


def _themes(lines: Sequence[ExceptionLine]) -> Iterator[list[ExceptionLine]]:
    """The lines parted so that two with an action in common are together, each theme where its first line stands."""
    left = list(lines)
    while left:
        theme, references = [left.pop(0)], set[str]()
        while True:
            references |= {action.reference for line in theme for action in line.actions}
            joined = [line for line in left if references & {action.reference for action in line.actions}]
            if not joined:
                break
            theme += joined
            left = [line for line in left if line not in joined]
        yield theme


def _of_theme(theme: Sequence[ExceptionLine], page: ExceptionsPage) -> Proposed:
    actions = {action.reference: action for line in theme for action in line.actions}
    wanting = [line for line in theme if line.kind == ExceptionKind.RED.value and not line.actions]
    is_new = any(line in page.new for line in theme)
    asks = Asks.DECIDE if wanting else Asks.DISCUSS if is_new else Asks.NOTE
    names = " and ".join(line.name for line in theme)
    said = [f"{names}, {theme[0].month}: {theme[0].sentence}"]
    said += ["No action is linked to it: who does what by when?"] if wanting else []
    said += [_action(one) for one in actions.values()]
    return Proposed(asks.value, _fitted(said))


def _action(one: ActionRef) -> str:
    return f"{one.title} ({one.reference}, {one.owner}, {one.due})."


def _late(one: ActionFacts) -> str:
    return f"{one.title} ({one.reference}, {one.owner}): due {one.due_words}, {one.lateness}."


def _named(actions: Iterable[ActionFacts]) -> str:
    return "; ".join(f"{one.reference} {one.title}" for one in actions)


def _fitted(said: Sequence[str]) -> str:
    """As many whole sentences as a point holds; the first cut at a word where it is too long alone."""
    text = said[0]
    if len(text) > LONGEST:
        return f"{text[: LONGEST - 1].rsplit(' ', 1)[0]}…"
    for sentence in said[1:]:
        if len(text) + 1 + len(sentence) <= LONGEST:
            text = f"{text} {sentence}"
    return text
