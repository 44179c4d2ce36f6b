"""
What a pack tells of the time since the last one: restated figures, statuses, actions, what was said; and what an edition corrects.

Values only, in finished words. What was, is what an earlier pack showed; of what is kept back from the board neither
side is here, and free text that was changed is told of without being repeated.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from boardpack.document.figures import Cell, StatusShown
from boardpack.document.later import LATER

FIGURE, TARGET, COMPARATOR, SETUP = "figure", "target", "comparator", "set-up"


@dataclass(frozen=True)
class Restatement:
    """
    Something that the last pack showed and that reads otherwise now: `what` is a month, a target, a comparator, a word.

    `sort` is one of the four above; `why` the reason on record. `status` says how the last pack's reading would be judged
    today where that is otherwise; empty where it is not, or where this is not what changes it. `shown_in` names the pack
    that showed it last, empty where that is the last pack.
    """

    code: str
    name: str
    sort: str
    what: str
    was: Cell
    now: Cell
    why: str
    status: str = ""
    shown_in: str = field(default="", metadata=LATER)

    @property
    def anchor(self) -> str:
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class StatusChange:
    """
    An indicator's status in the last pack's month and in this one's; None where no pack before held it.

    `shown_in` names the pack that showed it last, empty where that is the last pack.
    """

    code: str
    name: str
    was: StatusShown | None
    was_month: str
    now: StatusShown | None
    now_month: str
    shown_in: str = field(default="", metadata=LATER)

    @property
    def anchor(self) -> str:
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class ActionTold:
    """An action that was closed or is new, or one of the last meeting's: when it is due, and how it stands."""

    reference: str
    title: str
    owner: str
    due: str
    stands: str

    @property
    def anchor(self) -> str:
        return f"action-{self.reference}"


@dataclass(frozen=True)
class ActionMoved:
    """An action whose deadline slipped: the first one, that in the last pack, the present one, and how often it was moved."""

    reference: str
    title: str
    owner: str
    original: str
    was: str
    now: str
    moves: int

    @property
    def anchor(self) -> str:
        return f"action-{self.reference}"


@dataclass(frozen=True)
class ActionAltered:
    """What else of an action reads otherwise than in the last pack: its owner, its title, that it is open again."""

    reference: str
    title: str
    what: str
    was: str
    now: str

    @property
    def anchor(self) -> str:
        return f"action-{self.reference}"


@dataclass(frozen=True)
class MovedOf:
    """What the readings of one of its indicators say since an action was done."""

    code: str
    name: str
    word: str
    sentence: str
    before: str
    after: str


@dataclass(frozen=True)
class DoneAction:
    """An action that is done and what came of it, by indicator; `nothing` says why there is none."""

    reference: str
    title: str
    since: str
    moved: tuple[MovedOf, ...]
    nothing: str = ""

    @property
    def anchor(self) -> str:
        return f"action-{self.reference}"


@dataclass(frozen=True)
class RecordLine:
    """A question, a challenge or a decision: about which part of which meeting's pack, who said what, what came of it."""

    kind: str
    meeting: str
    where: str
    words: str
    who: str
    answer: str
    outcome: str
    action: str


@dataclass(frozen=True)
class DataNoteLine:
    """A warning about figures that an officer has confirmed, in the officer's words; `about` says what was warned of."""

    code: str
    name: str
    month: str
    about: str
    note: str

    @property
    def anchor(self) -> str:
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class NotReceived:
    """Commentary that was asked for and did not come: of whom, and when."""

    code: str
    name: str
    words: str

    @property
    def anchor(self) -> str:
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class Difference:
    """Where this edition differs from the one before: which part, what of it, what it was and is."""

    anchor: str
    where: str
    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Since:
    """
    `last` is the pack that this one is held against, in words; empty in a first pack, where nothing was before.

    `before` is the edition that this one corrects, in words; empty in a first edition.
    """

    last: str
    restated: tuple[Restatement, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    closed: tuple[ActionTold, ...] = ()
    slipped: tuple[ActionMoved, ...] = ()
    new: tuple[ActionTold, ...] = ()
    altered: tuple[ActionAltered, ...] = ()
    done: tuple[DoneAction, ...] = ()
    records: tuple[RecordLine, ...] = ()
    last_meeting: str = ""
    matters: tuple[ActionTold, ...] = ()
    notes: tuple[DataNoteLine, ...] = ()
    not_received: tuple[NotReceived, ...] = ()
    before: str = ""
    reason: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def changing(self) -> tuple[Restatement, ...]:
        """What is restated and changes a status."""
        return tuple(one for one in self.restated if one.status)

    @property
    def others(self) -> tuple[Restatement, ...]:
        """The rest, which stands in the annex."""
        return tuple(one for one in self.restated if not one.status)
