"""
What is owed on a day and not in the ledger, whatever it counts from: the deadline, the naming, the papers, a request.

Who is told when stands in schedule. Everything is found by the database, by condition, in a fixed number of queries
however many actions are open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.assemble.answers import owed_answers
from actions.assemble.deadlines import owed_by_deadline
from actions.assemble.namings import owed_for_papers, owed_on_being_named
from actions.assemble.people import OwedReminder, officers_in_post
from partnership.models import Message, MessageKind


@dataclass(frozen=True)
class Owing:
    """`owed` leaves in a message; in place of `skipped` came a fresh update, which the ledger is told."""

    owed: tuple[OwedReminder, ...] = ()
    skipped: tuple[OwedReminder, ...] = ()


def owing_on(today: date) -> Owing:
    """
    What is owed on that day, by person, and what a fresh update has taken the place of.

    Whoever has had a message of that day already waits for the next day's, so that nobody gets two.
    """
    officers = officers_in_post(today)
    dated = owed_by_deadline(today, officers)
    owed = tuple(one for one in dated if not one.fresh)
    told = {(one.action, one.person.pk) for one in owed}
    owed += tuple(one for one in owed_on_being_named(today) if (one.action, one.person.pk) not in told)
    owed += owed_for_papers(today, officers) + owed_answers(today, officers)
    return Owing(_of_people_not_served(owed, today), tuple(one for one in dated if one.fresh))


def owed_on(today: date) -> tuple[OwedReminder, ...]:
    """What leaves in a message."""
    return owing_on(today).owed


def _of_people_not_served(owed: tuple[OwedReminder, ...], today: date) -> tuple[OwedReminder, ...]:
    if not owed:
        return ()
    of_today = Message.objects.filter(kind=MessageKind.REMINDERS, day=today)
    served = set(of_today.values_list("recipient_id", flat=True))
    return tuple(
        sorted(
            (one for one in owed if one.person.pk not in served),
            key=lambda one: (one.person.address, -one.days_late, one.deadline, one.reference, one.step),
        )
    )
