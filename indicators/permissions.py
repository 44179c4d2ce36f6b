"""
Who may enter, set up, write and accept what is measured. Each answer is a Verdict: yes, or no with the reason.

Asks partnership.roles only; whether a month is published is a rule of the operations.
"""

from collections.abc import Iterable
from typing import Any

from indicators.measures.disclosure import Audience
from partnership.permissions import may
from partnership.roles import May
from partnership.verdicts import Verdict, no


def can_enter_data(user: Any) -> Verdict:
    return may(user, May.ENTER_DATA)


def can_set_up_indicators(user: Any) -> Verdict:
    return may(user, May.SET_UP_INDICATORS)


def can_set_up_relations(user: Any) -> Verdict:
    return may(user, May.SET_UP_INDICATORS)


def can_mark_events(user: Any) -> Verdict:
    return may(user, May.SET_UP_INDICATORS)


def can_record_concerns(user: Any) -> Verdict:
    return may(user, May.SET_UP_INDICATORS)


def can_write_commentary(user: Any) -> Verdict:
    return may(user, May.WRITE_COMMENTARY)


def can_write_commentary_on(user: Any, data_owner_ids: Iterable[int | None]) -> Verdict:
    """Readers of drafts on every indicator; whoever else writes commentary only on those that they answer for."""
    verdict = can_write_commentary(user)
    if not verdict or can_read_drafts(user) or all(owner == user.pk for owner in data_owner_ids):
        return verdict
    return no("You write commentary on the indicators whose data owner you are, and this is another's.")


def can_accept_commentary(user: Any) -> Verdict:
    return may(user, May.ACCEPT_COMMENTARY)


def can_read_drafts(user: Any) -> Verdict:
    return may(user, May.READ_DRAFTS)


def audience_of(user: Any) -> Audience:
    """Those who work with the data see every figure; for everybody else small counts are kept back."""
    return Audience.OFFICERS if may(user, May.SEE_SMALL_COUNTS) else Audience.BOARD


def can_mark_published(user: Any) -> Verdict:
    return may(user, May.PUBLISH_PACKS)
