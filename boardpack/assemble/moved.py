"""
Did it move? An indicator's readings before and after each of its actions was done, or began, in the document's words.

Which actions are looked at is chosen here; what may be said of the readings is measures.did_it_move's.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from actions.lifecycle import Status, day_in_words
from actions.queries import ActionFacts
from boardpack.document import MovedLine
from indicators.measures.did_it_move import LATER_READINGS, Phase, did_it_move
from indicators.measures.facts import Indicator
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.measures.wording import derived
from indicators.queries.facts import chart_settings

FOLLOWED_FOR = 24  # months after it was done, as many as a chart shows


def moved_since(one: Measured, actions: Iterable[ActionFacts]) -> tuple[MovedLine, ...]:
    """A line for each of the indicator's actions that is done or has begun, the latest first."""
    dated = [
        (since, action)
        for action in actions
        if one.indicator.code in dict(action.indicators) and (since := _since(action)) is not None
    ]
    followed = [(since, action) for since, action in dated if _is_followed(one.month, since)]
    ordered = sorted(followed, key=lambda pair: (pair[0], pair[1].reference), reverse=True)
    return tuple(_line(one, since, action) for since, action in ordered)


def _since(action: ActionFacts) -> date | None:
    """When it was done; when it began while it is open; None for what was cancelled or has not begun."""
    if action.is_open:
        return action.began_on
    return action.closed_on if action.status == Status.DONE.words else None


def _is_followed(month: Month, since: date) -> bool:
    return month.since(Month.of(since)) <= FOLLOWED_FOR


def _line(one: Measured, since: date, action: ActionFacts) -> MovedLine:
    found = did_it_move(
        one.indicator,
        one.series,
        since,
        one.month,
        was_done=not action.is_open,
        events=one.events,
        settings=chart_settings(),
    )
    return MovedLine(
        reference=action.reference,
        title=action.title,
        since=f"{'done' if found.was_done else 'began'} on {day_in_words(since)}",
        success_looks_like=action.success_looks_like,
        word=found.word.value,
        sentence=found.sentence,
        before=_phase(found.before, one.indicator),
        after=_phase(found.after, one.indicator),
    )


def _phase(phase: Phase, of: Indicator) -> str:
    """As in "13 readings, mean 60.7%"; the mean of fewer than seven says too little."""
    count = phase.readings
    words = f"{count} {'reading' if count == 1 else 'readings'}"
    if phase.mean is None or count < LATER_READINGS:
        return words
    return f"{words}, mean {derived(Decimal(repr(phase.mean)), of)}"
