"""
Whom to chase about what owners have asked and nobody has answered.

A request whose action closed or changed hands waits for nobody. When who is chased stands in schedule.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from actions import lifecycle, schedule
from actions.assemble.people import OwedReminder, Person, who_must_answer
from actions.models import OwnerRequest, Reminder, RequestState


def owed_answers(today: date, officers: tuple[Person, ...]) -> tuple[OwedReminder, ...]:
    """To each person who must answer, the newest step of each request that waits."""
    waiting = list(
        OwnerRequest.objects.filter(
            state=RequestState.OPEN,
            on__lte=today,
            by=F("action__owner"),
            action__status__in=[status.value for status in lifecycle.OPEN],
        )
        .order_by("pk")
        .values_list("action_id", "action__reference", "on")
    )
    if not waiting:
        return ()
    actions = {action for action, _, _ in waiting}
    ledger = set(
        Reminder.objects.filter(action__in=actions, step__gte=schedule.ANSWER)
        .order_by()
        .values_list("action_id", "recipient_id", "step", "deadline")
    )
    return tuple(_owed(waiting, ledger, today, who_must_answer(officers, today)))


def _owed(
    waiting: list[tuple[int, str, date]],
    ledger: set[tuple[int, int, int, date]],
    today: date,
    people: tuple[Person, ...],
) -> Iterator[OwedReminder]:
    for action, reference, asked_on in waiting:
        step, older = schedule.answer_owed(asked_on, today)
        for person in people:
            if (action, person.pk, step, asked_on) in ledger:
                continue
            missed = tuple(one for one in older if (action, person.pk, one, asked_on) not in ledger)
            yield OwedReminder(action, reference, person, step, asked_on, missed, days_late=0)
