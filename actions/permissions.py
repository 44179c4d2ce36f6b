"""
Who may raise, change, report on and see actions. Each answer is a Verdict: yes, or no with the reason.

Asks partnership.roles only; what may follow what ("it is done already") stands in lifecycle.
"""

from datetime import date
from typing import Any

from actions.links import LinkFacts
from actions.models import Action
from partnership.models import User
from partnership.permissions import may
from partnership.roles import ROLES, May
from partnership.verdicts import YES, Verdict, no

# Who may agree to a new deadline: the chair, or whom the chair names (the performance officer, by default).
AGREE_DEADLINES = tuple(role.key for role in ROLES if May.AGREE_DEADLINES in role.may)

# Who may report on the site what they own: others who own an action do it by their link.
REPORTING = tuple(role.key for role in ROLES if {May.MANAGE_ACTIONS, May.UPDATE_OWN_ACTIONS} & role.may)


def can_manage_actions(user: Any) -> Verdict:
    """Raise, change, move and close any action."""
    return may(user, May.MANAGE_ACTIONS)


def can_list_actions(user: Any) -> Verdict:
    """The list: one's own, or for readers of drafts all of them."""
    return may(user, May.READ_DRAFTS) or may(user, May.UPDATE_OWN_ACTIONS)


def can_list_every_action(user: Any) -> Verdict:
    return may(user, May.READ_DRAFTS)


def can_report_progress(user: Any, action: Action) -> Verdict:
    """The owner and the officers: say how it goes, and say that it is done."""
    return can_manage_actions(user) or _owns(user, action)


def can_see_action(user: Any, action: Action) -> Verdict:
    """Readers of drafts, the owner, and the lead of its agency, whose reminders lead to its page."""
    return may(user, May.READ_DRAFTS) or _leads(user, action) or _owns(user, action)


def can_answer_by_link(link: LinkFacts, action: Action, today: date) -> Verdict:
    """Whoever holds the link speaks for the owner it was sent to, as long as the action is still that owner's."""
    theirs = action.owner_id == link.owner_id and action.link_version == link.link_version
    return YES if theirs and not action.owner.has_left(today) else no("This link no longer works.")


def can_ask_of_action(user: Any, action: Action) -> Verdict:
    """Only the owner asks for more time, or says that it is somebody else's."""
    return _owns(user, action)


def can_say_impact(user: Any, action: Action, finished_by: int | None) -> Verdict:
    """The officers and the chair, but nobody of their own work: neither the owner nor whoever said that it is done."""
    verdict = can_manage_actions(user) or may(user, May.AGREE_DEADLINES)
    if verdict and user.pk in (action.owner_id, finished_by):
        return no(
            "What impact it had is said by somebody other than its owner and whoever said that it is done."
        )
    return verdict


def can_answer_for_time(user: Any) -> Verdict:
    """Agree to a new deadline, or decline it."""
    return may(user, May.AGREE_DEADLINES)


def can_move_deadline(user: Any) -> Verdict:
    """The officers, with somebody's agreement; and whoever may agree."""
    return can_manage_actions(user) or can_answer_for_time(user)


def can_read_requests(user: Any) -> Verdict:
    """What owners ask: for whoever answers one kind or the other."""
    return can_answer_for_time(user) or can_manage_actions(user)


def can_agree_deadline(person: User, today: date) -> Verdict:
    """Asked of the person named as agreeing, who may have no account: so of the groups, not of the sign-in."""
    if not person.has_left(today) and person.groups.filter(name__in=AGREE_DEADLINES).exists():
        return YES
    return no("A new deadline is agreed by the chair or a performance officer: name one of them.")


def _leads(user: Any, action: Action) -> Verdict:
    verdict = may(user, May.READ_PACKS)
    if verdict and action.agency.lead_id != user.pk:
        return no("This action is another agency's.")
    return verdict


def _owns(user: Any, action: Action) -> Verdict:
    verdict = may(user, May.UPDATE_OWN_ACTIONS)
    if verdict and action.owner_id != user.pk:
        return no("This action belongs to somebody else. Ask the performance officer if it should be yours.")
    return verdict
