"""
Who may do what on the ground floor. Each answer is a Verdict: yes, or no with the reason.

Asks partnership.roles only; state rules ("already published") stand in lifecycle and operations.
"""

from typing import Any

from partnership import roles
from partnership.roles import May
from partnership.verdicts import YES, Verdict, no


def may(user: Any, what: May) -> Verdict:
    """Whether this person's roles allow it. Works for nobody (an anonymous visitor) too."""
    if not getattr(user, "is_authenticated", False):
        return no("Sign in first.")
    if roles.allowed(user.role_keys, what):
        return YES
    return no(f"Your account may not {what.value}. Ask an administrator if you should.")


def can_manage_people(user: Any) -> Verdict:
    return may(user, May.MANAGE_PEOPLE)


def can_manage_meetings(user: Any) -> Verdict:
    return may(user, May.MANAGE_MEETINGS)


def can_read_outbox(user: Any) -> Verdict:
    return may(user, May.READ_OUTBOX)
