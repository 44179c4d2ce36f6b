"""
The exceptions page in its four parts: what is new or changed, what is standing, what is late, what is not judged.

Values only. Nothing in it is silent: no commentary and no standing reason are words of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from boardpack.document.figures import StatusShown

NO_COMMENTARY = "No commentary received"
NOT_ACCEPTED = "Commentary was received but not accepted in time"
NO_ACTION = "No action is linked to this indicator"
NO_STANDING_REASON = "no standing reason recorded yet"


@dataclass(frozen=True)
class ActionRef:
    """An action named where it matters; the tracker tells the rest."""

    reference: str
    title: str
    owner: str
    due: str
    overdue: bool

    @property
    def anchor(self) -> str:
        return f"action-{self.reference}"


@dataclass(frozen=True)
class ExceptionLine:
    """
    An exception in one line, its explanation, and what is being done.

    `explanation` and `standing_reason` are never empty; `gap` says that there is no commentary, `no_action` that there
    is no action, each empty otherwise.
    """

    code: str
    name: str
    month: str
    status: StatusShown
    kind: str
    sentence: str
    explanation: str
    gap: str
    actions: tuple[ActionRef, ...]
    no_action: str
    standing_reason: str
    review: str

    @property
    def anchor(self) -> str:
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class LateAction:
    """An action overdue on the as-at date."""

    reference: str
    title: str
    owner: str
    due: str
    words: str

    @property
    def anchor(self) -> str:
        return f"action-{self.reference}"


@dataclass(frozen=True)
class NotJudgedLine:
    """An indicator without a status, and why."""

    code: str
    name: str
    sentence: str

    @property
    def anchor(self) -> str:
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class ExceptionsPage:
    """The page in its four parts. In a first pack every red and every signal is new."""

    new: tuple[ExceptionLine, ...]
    standing: tuple[ExceptionLine, ...]
    late_actions: tuple[LateAction, ...]
    not_judged: tuple[NotJudgedLine, ...]
    is_first: bool
