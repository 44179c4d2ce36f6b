"""
Yes, or no with the reason: the answer of every permission.

Knows nothing of people or rows. `require` turns a no into an error at the door of an operation, so a page and
a write ask the same question once.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """True or false with its reason; the reason is a sentence a person can be shown."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


class Refused(Exception):
    """Somebody may not do this; the message is the sentence that says why."""


YES = Verdict(True)


def no(reason: str) -> Verdict:
    return Verdict(False, reason)


def require(verdict: Verdict) -> None:
    """Raises Refused with the verdict's reason."""
    if not verdict:
        raise Refused(verdict.reason)
