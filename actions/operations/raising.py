"""
Raising an action, and putting right what was written of it.

Deadlines move in `deadlines`, status in `progress` and `closing`; neither changes here.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions import lifecycle
from actions.models import Action
from actions.operations.turns import wait_for_turn
from actions.permissions import can_manage_actions
from actions.queries.raising import propose_deadline
from indicators.models import Indicator
from partnership.models import Agency, Meeting, User
from partnership.operations.rows import create, write
from partnership.verdicts import require

PREFIX = "SSCP"
SUPERSEDE = "An arrangement that goes on is not an action with a deadline: supersede this one by the other."
ELSEWHERE = {
    "deadline": "Move the deadline with a reason and an agreement.",
    "due_before": "Move the deadline with a reason and an agreement.",
    "status": "Close or reopen the action in words.",
    "original_deadline": "The original deadline stays.",
    "impact_seen": "The impact is added by somebody else, once the action is done.",
}


@transaction.atomic
def raise_action(
    *,
    by: User,
    today: date,
    title: str,
    owner: User,
    detail: str = "",
    agency: Agency | None = None,
    indicators: Iterable[Indicator] = (),
    source_meeting: Meeting | None = None,
    success_looks_like: str = "",
    deadline: date | None = None,
    due_before: Meeting | None = None,
    review_meeting: Meeting | None = None,
    words_of_the_minutes: str = "",
    owner_note: str = "",
    reference: str = "",
) -> Action:
    """
    A new action. Without a reference it gets the year's next, without an agency its owner's.

    Words of the minutes alone are refused with what they mean: a person confirms that.
    """
    require(can_manage_actions(by))
    _refuse_leaver(owner, today)
    if words_of_the_minutes and not (deadline or due_before or review_meeting):
        _put(words_of_the_minutes, source_meeting, today)
    wait_for_turn("actions.references")
    return create(
        Action,
        by=by,
        reference=reference or next_reference(today.year),
        title=title,
        detail=detail,
        owner=owner,
        owner_note=owner_note,
        agency=agency or _agency_of(owner),
        indicators=list(indicators),
        source_meeting=source_meeting,
        success_looks_like=success_looks_like,
        deadline=deadline,
        due_before=due_before,
        review_meeting=review_meeting,
        words_of_the_minutes=words_of_the_minutes,
        original_deadline=lifecycle.due_on(
            deadline=deadline, meeting_it_precedes=due_before.date if due_before else None
        ),
        raised_on=today,
        named_on=today,
    )


@transaction.atomic
def save_action(
    *, action: Action, by: User, today: date | None = None, version: int | None = None, **fields: Any
) -> Action:
    """What was written of an action put right, or the action given to another owner, named as such `today`."""
    require(can_manage_actions(by))
    for name, where in ELSEWHERE.items():
        if name in fields and fields[name] != getattr(action, name):
            raise ValidationError({name: where})
    if "review_meeting" in fields and (fields["review_meeting"] is None) != (
        action.review_meeting_id is None
    ):
        raise ValidationError({"review_meeting": SUPERSEDE})
    owner = fields.get("owner", action.owner)
    if owner.pk != action.owner_id:
        _refuse_leaver(owner, today)
        fields |= {"link_version": action.link_version + 1, "named_on": today, "accepted_on": None}
    return write(action, by=by, version=version, **fields)


def next_reference(year: int) -> str:
    """SSCP-2021-01, then 02 …; taken in turn, so that two at once get two numbers."""
    start = f"{PREFIX}-{year}-"
    taken = Action.objects.filter(reference__startswith=start).values_list("reference", flat=True)
    numbers = [int(found[1]) for one in taken if (found := re.fullmatch(r"(\d+)", one[len(start) :]))]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def _put(words: str, source_meeting: Meeting | None, today: date) -> None:
    found = propose_deadline(words, source_meeting.date if source_meeting else None, today)
    meant = f"They are read as: {found.sentence} Give that, if it is what was meant."
    raise ValidationError({"words_of_the_minutes": found.ask or meant})


def _agency_of(owner: User) -> Agency:
    if owner.agency is None:
        raise ValidationError({"agency": f"Say which agency answers for it: {owner.name} has none."})
    return owner.agency


def _refuse_leaver(owner: User, today: date | None) -> None:
    if owner.left_on is not None and (today is None or owner.has_left(today)):
        left = lifecycle.day_in_words(owner.left_on)
        raise ValidationError({"owner": f"{owner.name} left on {left}. Choose somebody in post."})
