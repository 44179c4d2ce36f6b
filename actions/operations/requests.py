"""
What owners ask (more time, or that the action is somebody else's), and the answers of whoever may give them.

One request of an action waits at a time. One whose action closed or changed hands since waits for nobody, which is
computed where requests are read, never stored.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.lifecycle import day_in_words
from actions.models import Action, OwnerRequest, RequestKind, RequestState
from actions.operations.deadlines import move_deadline
from actions.operations.link_mail import write_link_mail
from actions.operations.progress import VIA_LENGTH, by_mail, refuse_closed
from actions.operations.raising import save_action
from actions.permissions import can_answer_for_time, can_ask_of_action, can_manage_actions
from partnership.models import User
from partnership.operations.rows import CannotBeDone, create, write
from partnership.verdicts import require

REASON_LENGTH = ANSWER_LENGTH = 300
YEARS_AHEAD = 2


@transaction.atomic
def ask_officer(
    *,
    action: Action,
    by: User,
    kind: str,
    words: str,
    today: date,
    now: datetime,
    deadline_asked: date | None = None,
    suggested: str = "",
) -> OwnerRequest:
    """The owner's request from the site."""
    stands = Action.objects.select_related("due_before").get(pk=action.pk)
    require(can_ask_of_action(by, stands))
    return store_request(
        stands,
        by=by,
        kind=kind,
        words=words,
        today=today,
        now=now,
        deadline_asked=deadline_asked,
        suggested=suggested,
        via="the site",
    )


@transaction.atomic
def record_asked(
    *,
    action: Action,
    by: User,
    received_from: str,
    kind: str,
    words: str,
    today: date,
    now: datetime,
    deadline_asked: date | None = None,
    suggested: str = "",
) -> OwnerRequest:
    """What an owner asked in a reply in words, written down by an officer: it waits like one from the link."""
    require(can_manage_actions(by))
    if not received_from.strip():
        raise ValidationError({"received_from": "Say from whom it came."})
    stands = Action.objects.select_related("due_before", "owner").get(pk=action.pk)
    return store_request(
        stands,
        by=stands.owner,
        written_by=by,
        kind=kind,
        words=words,
        today=today,
        now=now,
        deadline_asked=deadline_asked,
        suggested=suggested,
        via=by_mail(received_from),
    )


@transaction.atomic
def store_request(
    action: Action,
    *,
    by: User,
    kind: str,
    words: str,
    today: date,
    now: datetime,
    via: str,
    deadline_asked: date | None = None,
    suggested: str = "",
    nonce: str = "",
    written_by: User | None = None,
) -> OwnerRequest:
    """The request of this owner, for an operation that has asked who may. A former owner's is let go."""
    refuse_closed(action)
    if not words.strip():
        raise ValidationError({"words": "Say in a sentence why."})
    if kind == RequestKind.MORE_TIME:
        suggested = ""
        _refuse_day(action, deadline_asked, today)
    else:
        deadline_asked = None
    for former in OwnerRequest.objects.filter(action=action, state=RequestState.OPEN).exclude(by=by):
        _answered(former, RequestState.WITHDRAWN, "The action has changed hands.", by=None, now=now)
    return create(
        OwnerRequest,
        by=written_by or by,
        reason="" if via == "the site" else via,
        action=action,
        kind=kind,
        words=words.strip(),
        deadline_asked=deadline_asked,
        suggested=suggested.strip(),
        via=via[:VIA_LENGTH],
        by_id=by.pk,  # `by` itself is who writes
        at=now,
        on=today,
        nonce=nonce,
    )


@transaction.atomic
def agree_to_more_time(
    *,
    request: OwnerRequest,
    by: User,
    deadline: date,
    answer: str = "",
    today: date,
    now: datetime,
    version: int | None = None,
) -> OwnerRequest:
    """The deadline moves to this day, agreed by whoever answers, for the reason that the owner gave."""
    require(can_answer_for_time(by))
    action = _waiting(request, RequestKind.MORE_TIME)
    if deadline < today:
        raise ValidationError({"deadline": "Give a day that is still to come."})
    words = " ".join(filter(None, [f"Due on {day_in_words(deadline)}.", answer.strip()]))
    # Answered first: a deadline that moves lets go whatever still asks for time.
    answered = _answered(request, RequestState.AGREED, words, by=by, now=now, version=version)
    move_deadline(
        action=action,
        by=by,
        agreed_by=by,
        reason=_shortened(answer.strip() or request.words, REASON_LENGTH),
        now=now,
        deadline=deadline,
    )
    return _told(answered, today, now)


@transaction.atomic
def hand_over(
    *,
    request: OwnerRequest,
    by: User,
    owner: User,
    answer: str = "",
    today: date,
    now: datetime,
    version: int | None = None,
) -> OwnerRequest:
    """The action goes to another owner, named by the officer who confirms it; links that were sent die."""
    require(can_manage_actions(by))
    action = _waiting(request, RequestKind.NOT_MINE)
    if owner.pk == action.owner_id:
        raise ValidationError({"owner": f"It is {owner.name}'s already. Choose whose it is instead."})
    save_action(action=action, by=by, today=today, owner=owner)
    words = " ".join(filter(None, [f"Now with {owner}.", answer.strip()]))
    answered = _answered(request, RequestState.AGREED, words, by=by, now=now, version=version)
    return _told(answered, today, now)


@transaction.atomic
def decline_request(
    *, request: OwnerRequest, by: User, answer: str, today: date, now: datetime, version: int | None = None
) -> OwnerRequest:
    """Nothing changes, and the answer says why."""
    asked_for_time = request.kind == RequestKind.MORE_TIME
    require(can_answer_for_time(by) if asked_for_time else can_manage_actions(by))
    _waiting(request, request.kind)
    if not answer.strip():
        raise ValidationError({"answer": "Say in a sentence why not."})
    answered = _answered(request, RequestState.DECLINED, answer.strip(), by=by, now=now, version=version)
    return _told(answered, today, now)


def _refuse_day(action: Action, asked: date | None, today: date) -> None:
    due = action.due_on
    if due is None:
        raise CannotBeDone(
            "This arrangement goes on and has no deadline to move. Say how it goes, or ask the officer."
        )
    if asked is None:
        raise ValidationError({"deadline_asked": "Say by when it can be done."})
    if asked <= due:
        raise ValidationError({"deadline_asked": f"Ask for a day after the deadline, {day_in_words(due)}."})
    if asked < today:
        raise ValidationError({"deadline_asked": "Ask for a day that is still to come."})
    if asked.year > today.year + YEARS_AHEAD:
        raise ValidationError({"deadline_asked": "Ask for a day in the next two years."})


def _waiting(request: OwnerRequest, kind: str) -> Action:
    """The action, if this request of that kind still waits for an answer."""
    if request.kind != kind:
        raise CannotBeDone("This request asks for something else.")
    action = Action.objects.select_related("owner", "due_before").get(pk=request.action_id)
    if request.state != RequestState.OPEN:
        raise CannotBeDone(f"This request has its answer already: {request.get_state_display()}.")
    refuse_closed(action)
    if action.owner_id != request.by_id:
        raise CannotBeDone("The action has changed hands since, so there is nothing to answer.")
    return action


def _answered(
    request: OwnerRequest,
    state: RequestState,
    answer: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> OwnerRequest:
    return write(
        request,
        by=by,
        version=version,
        state=state,
        answer=_shortened(answer, ANSWER_LENGTH),
        answered_by=by,
        answered_at=now,
    )


def _told(request: OwnerRequest, today: date, now: datetime) -> OwnerRequest:
    """The answer goes by mail to whoever asked, unless they have left."""
    action = Action.objects.select_related("owner").get(pk=request.action_id)
    if not request.by.has_left(today):
        write_link_mail(action=action, to=request.by, today=today, now=now, request=request)
    return request


def _shortened(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[: length - 1]}…"
