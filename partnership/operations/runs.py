"""
One run of the outbox as values: what it goes by, what it has claimed, and what it reports.

Knows no database; what is done with them stands in delivery.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Protocol

from partnership.emails.letter import Letter, Mail
from partnership.models import Message
from partnership.operations.conditional import Columns
from partnership.operations.smtp import Answer

Compose = Callable[[Message], Mail | None]


class Ahead(Protocol):
    """Reads for one kind beforehand what can be read; what may be said is still decided when a message is claimed."""

    @property
    def columns(self) -> Columns:
        """What the claim asks of the message, so that `still` can tell whether anything was written since."""

    def look(self, messages: Sequence[int]) -> None:
        """The ids of those that come next."""

    def still(self, message: int, found: tuple[Any, ...]) -> Mail | None:
        """The mail, if all that was read ahead still stands by what the claim found; None: look again."""


@dataclass
class DeliveryReport:
    """How many messages ended how in one run; `left` were not tried because the server could not be reached."""

    sent: int = 0
    retry: int = 0
    refused: int = 0
    unknown: int = 0
    cancelled: int = 0
    left: int = 0

    def count(self, state: str) -> None:
        setattr(self, state, getattr(self, state) + 1)

    @property
    def failed(self) -> int:
        """Owed, and not sent by this run."""
        return self.retry + self.refused + self.unknown + self.left


@dataclass(frozen=True)
class Claim:
    """
    A message that is ours until its lease runs out, and what it says; `at` is the run's second in which that was said.

    None in place of the mail: nothing is left to say, and the message is cancelled.
    """

    message: Message
    token: str
    mail: Mail | None
    at: float
    letter: Letter | Answer | None = None

    @property
    def attempts(self) -> int:
        return self.message.attempts + 1


@dataclass
class Run:
    """
    What one run goes by. Time within it is `now` and what has passed since, so that no lease is dated back.

    `in_hand` is what was claimed ahead; it is sent before anything else.
    """

    now: datetime
    compose: Mapping[str, Compose]
    ahead: Mapping[str, Ahead] = field(default_factory=dict)
    report: DeliveryReport = field(default_factory=DeliveryReport)
    started: float = field(default_factory=monotonic)
    in_hand: Claim | None = None

    @property
    def seconds(self) -> float:
        return monotonic() - self.started

    @property
    def moment(self) -> datetime:
        return self.now + timedelta(seconds=self.seconds)
