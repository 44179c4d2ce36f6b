"""
The only truth about who may what: each role, in words, and what it may do.

Plain Python. Django's groups are rewritten from this table after every migrate; permissions.py in every app
asks it. A person may have several roles; staff roles reach the admin site.
"""

from dataclasses import dataclass
from enum import StrEnum


class May(StrEnum):
    """What can be allowed. One member per verb and thing, named as an officer would say it."""

    READ_DRAFTS = "read outturns and packs that are not published"
    READ_PACKS = "read published packs"
    ENTER_DATA = "enter and import outturns, targets, comparators and populations"
    SET_UP_INDICATORS = "set up areas and indicators"
    WRITE_COMMENTARY = "write commentary"
    ACCEPT_COMMENTARY = "accept or return commentary"
    MANAGE_ACTIONS = "raise, change and close actions"
    UPDATE_OWN_ACTIONS = "report progress on actions they own"
    AGREE_DEADLINES = "agree to a new deadline"
    MANAGE_MEETINGS = "set up meetings"
    COMPOSE_PACKS = "compose packs"
    APPROVE_PACKS = "approve packs"
    PUBLISH_PACKS = "publish packs"
    RECORD_MEETINGS = "record what a meeting asked and decided"
    SEE_RECEIPTS = "see who has opened a pack"
    MANAGE_PEOPLE = "look after agencies, people and their roles"
    READ_OUTBOX = "read the outbox and the reminders"
    SEE_SMALL_COUNTS = "see counts of few children"


@dataclass(frozen=True)
class Role:
    """A role: its key (also the group's name), its name on screen, what it is for, what it may do."""

    key: str
    name: str
    purpose: str
    may: frozenset[May]
    staff: bool = False


ROLES: tuple[Role, ...] = (
    Role(
        "administrator",
        "Administrator",
        "Looks after people, roles and settings, and can see who changed what.",
        frozenset(
            {
                May.MANAGE_PEOPLE,
                May.READ_OUTBOX,
                May.READ_DRAFTS,
                May.READ_PACKS,
                May.MANAGE_MEETINGS,
                May.SEE_SMALL_COUNTS,
            }
        ),
        staff=True,
    ),
    Role(
        "performance_officer",
        "Performance officer",
        "Enters and imports data, chases commentary, looks after actions and publishes packs.",
        frozenset(
            {
                May.READ_DRAFTS,
                May.READ_PACKS,
                May.ENTER_DATA,
                May.SET_UP_INDICATORS,
                May.WRITE_COMMENTARY,
                May.ACCEPT_COMMENTARY,
                May.MANAGE_ACTIONS,
                May.AGREE_DEADLINES,
                May.MANAGE_MEETINGS,
                May.COMPOSE_PACKS,
                May.PUBLISH_PACKS,
                May.RECORD_MEETINGS,
                May.SEE_RECEIPTS,
                May.READ_OUTBOX,
                May.SEE_SMALL_COUNTS,
            }
        ),
        staff=True,
    ),
    Role(
        "approver",
        "Approver",
        "Reads drafts and agrees that a pack may be published.",
        frozenset({May.READ_DRAFTS, May.READ_PACKS, May.APPROVE_PACKS}),
    ),
    Role(
        "data_owner",
        "Data owner",
        "Answers for an indicator and writes its commentary.",
        frozenset({May.READ_PACKS, May.WRITE_COMMENTARY}),
    ),
    Role(
        "action_owner",
        "Action owner",
        "Owns actions and reports progress on them.",
        frozenset({May.READ_PACKS, May.UPDATE_OWN_ACTIONS}),
    ),
    Role(
        "board_member",
        "Board member",
        "Reads published packs.",
        frozenset({May.READ_PACKS}),
    ),
    Role(
        "chair",
        "Chair",
        "Chairs the board or scrutinises it: reads drafts, agrees packs and new deadlines, records the meeting.",
        frozenset(
            {
                May.READ_DRAFTS,
                May.READ_PACKS,
                May.APPROVE_PACKS,
                May.AGREE_DEADLINES,
                May.RECORD_MEETINGS,
                May.SEE_RECEIPTS,
            }
        ),
    ),
)

BY_KEY = {role.key: role for role in ROLES}


def allowed(role_keys: frozenset[str], what: May) -> bool:
    """Whether any of these roles may do this."""
    return any(what in BY_KEY[key].may for key in role_keys if key in BY_KEY)


def is_staff(role_keys: frozenset[str]) -> bool:
    return any(BY_KEY[key].staff for key in role_keys if key in BY_KEY)


def names(role_keys: frozenset[str]) -> str:
    """The roles in words, in the table's order."""
    return ", ".join(role.name for role in ROLES if role.key in role_keys)
