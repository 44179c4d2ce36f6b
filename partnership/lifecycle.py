"""
What becomes of a message after a try to send it: sent, tried again and when, refused, or unknown; and who has left.

Plain Python. The back-off is longer with every try and ends within 24 hours; a lost answer is worth one more copy,
never two; a server that cannot be reached is no fault of the message, which waits for it as long as it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

BACK_OFF_MINUTES = (1, 5, 15, 60, 120, 240, 480, 480)


class Outcome(StrEnum):
    """How one try ended."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Afterwards:
    """The message's next state, the wait before the next try (retry only), and whether the try counts as one."""

    state: str
    wait: timedelta = timedelta(0)
    counts: bool = True


def afterwards(outcome: Outcome, attempts: int, *, uncertain_before: bool, chance: float) -> Afterwards:
    """
    By how often it was tried, this time included, and by chance (0 to 1): up to a tenth is taken off each wait, so
    that messages which failed together do not all return together.

    >>> afterwards(Outcome.LATER, 3, uncertain_before=False, chance=0)
    Afterwards(state='retry', wait=datetime.timedelta(seconds=900), counts=True)
    >>> afterwards(Outcome.LATER, 9, uncertain_before=False, chance=0).state
    'refused'
    >>> afterwards(Outcome.UNCERTAIN, 2, uncertain_before=True, chance=0).state
    'unknown'
    """
    match outcome:
        case Outcome.ACCEPTED:
            return Afterwards("sent")
        case Outcome.REFUSED:
            return Afterwards("refused")
        case Outcome.UNREACHABLE:
            return Afterwards("retry", _wait(1, chance), counts=False)
        case Outcome.UNCERTAIN if uncertain_before or attempts > len(BACK_OFF_MINUTES):
            return Afterwards("unknown")
        case Outcome.LATER if attempts > len(BACK_OFF_MINUTES):
            return Afterwards("refused")
        case Outcome.LATER | Outcome.UNCERTAIN:
            return Afterwards("retry", _wait(attempts, chance))


def has_left(left_on: date | None, today: date) -> bool:
    """
    Whether somebody has left, from the day on which they do.

    >>> has_left(date(2021, 11, 30), date(2021, 11, 29)), has_left(date(2021, 11, 30), date(2021, 11, 30))
    (False, True)
    """
    return left_on is not None and left_on <= today


def _wait(attempts: int, chance: float) -> timedelta:
    return timedelta(minutes=BACK_OFF_MINUTES[attempts - 1]) * (1 - chance / 10)
