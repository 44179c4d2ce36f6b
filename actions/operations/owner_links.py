"""
What is done through the owner's link: progress, done, yes it is mine, more time, not mine; and a fresh link by mail.

The link stands for its owner on its one action and dies with closing, a change of owner, revoking and time. What a
form posts twice is taken once, by its nonce.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from actions.links import LinkFacts
from actions.models import Action, OwnerRequest, ProgressUpdate, Status
from actions.operations.closing import store_closed
from actions.operations.link_mail import write_link_mail
from actions.operations.progress import store_progress
from actions.operations.requests import store_request
from actions.permissions import can_manage_actions
from actions.queries.owner_link import is_alive
from partnership.models import Message, MessageKind, User, in_post_on
from partnership.operations.rows import CannotBeDone, write
from partnership.verdicts import require

FRESH_EACH_HOUR = 3


class DeadLink(CannotBeDone):
    """The link does nothing any more; why is not said to whoever holds it."""

    def __init__(self) -> None:
        super().__init__("This link no longer works.")


@dataclass(frozen=True)
class Posted:
    """What one form of the link's page sent: the link, the form's nonce, and when."""

    link: LinkFacts
    nonce: str
    today: date
    now: datetime


@transaction.atomic
def report_by_link(posted: Posted, *, words: str) -> ProgressUpdate:
    """Progress in the owner's words."""
    held = _held(posted.link)
    before = ProgressUpdate.objects.filter(nonce=posted.nonce, action=held).first()
    if before:
        _refuse_other_words(before.words, words)
        return before
    action = _alive(held, posted)
    return store_progress(
        action,
        words,
        by=action.owner,
        today=posted.today,
        now=posted.now,
        via=_via(action.owner),
        owners_words=True,
        nonce=posted.nonce,
    )


@transaction.atomic
def finish_by_link(posted: Posted, *, words: str) -> Action:
    """The action is done, with the sentence of what was done; the link is dead from here."""
    held = _held(posted.link)
    if held and _closed_with(held, posted.link, words.strip()) and not posted.link.expired(posted.now):
        return held  # the same form, sent twice
    action = _alive(held, posted)
    by = action.owner
    return store_closed(
        action, Status.DONE, words, by=by, today=posted.today, via=_via(by), version=action.version
    )


@transaction.atomic
def accept_by_link(posted: Posted) -> Action:
    """Yes, it is mine."""
    action = _alive(_held(posted.link), posted)
    if action.accepted_on is not None:
        return action
    reason = f"accepted, {_via(action.owner)}"
    return write(action, by=action.owner, reason=reason, accepted_on=posted.today)


@transaction.atomic
def ask_by_link(
    posted: Posted, *, kind: str, words: str, deadline_asked: date | None = None, suggested: str = ""
) -> OwnerRequest:
    """More time until a day, or: not mine, with the name of whose it is."""
    held = _held(posted.link)
    before = OwnerRequest.objects.filter(nonce=posted.nonce, action=held).first()
    if before:
        _refuse_other_words(before.words, words)
        return before
    action = _alive(held, posted)
    return store_request(
        action,
        by=action.owner,
        kind=kind,
        words=words,
        today=posted.today,
        now=posted.now,
        deadline_asked=deadline_asked,
        suggested=suggested,
        via=_via(action.owner),
        nonce=posted.nonce,
    )


@transaction.atomic
def send_fresh_link(*, link: LinkFacts | None, today: date, now: datetime) -> bool:
    """
    A fresh link owed to the address that the old one went to, if the action is open and still that owner's.

    Whether one was sent is for tests and never for the page.
    """
    action = _still_theirs(link, today)
    if action is None or _asked_too_often(action.owner, now):
        return False
    write_link_mail(action=action, to=action.owner, today=today, now=now)
    return True


@transaction.atomic
def revoke_links(*, action: Action, by: User, version: int | None = None) -> Action:
    """Every link to this action that was sent so far stops working; the next reminder brings a new one."""
    require(can_manage_actions(by))
    stands = Action.objects.get(pk=action.pk)
    return write(stands, by=by, version=version, reason="links revoked", link_version=stands.link_version + 1)


def _held(link: LinkFacts) -> Action | None:
    """The action that the link leads to, held until the end of the transaction: what is posted twice comes in turn."""
    rows = Action.objects.select_related("owner", "due_before").select_for_update(of=("self",))
    return rows.filter(pk=link.action_id).first()


def _alive(action: Action | None, posted: Posted) -> Action:
    if action is None or not is_alive(posted.link, action, posted.today, posted.now):
        raise DeadLink()
    return action


def _closed_with(action: Action, link: LinkFacts, words: str) -> bool:
    by_this_link = (action.owner_id, action.link_version) == (link.owner_id, link.link_version + 1)
    return by_this_link and action.status == Status.DONE and action.what_was_done == words


def _refuse_other_words(recorded: str, words: str) -> None:
    """A form that comes a second time is taken for the first one only if it says the same."""
    if recorded != words.strip():
        raise CannotBeDone(
            "This form was sent before with other words, and those stand. Send this as well, if it is new."
        )


def _still_theirs(link: LinkFacts | None, today: date) -> Action | None:
    if link is None:
        return None
    open_ones = Action.objects.open().select_related("owner")
    theirs = open_ones.filter(in_post_on(today, "owner__"), owner=link.owner_id)
    return theirs.filter(pk=link.action_id).first()


def _asked_too_often(owner: User, now: datetime) -> bool:
    lately = Message.objects.filter(
        recipient=owner, kind=MessageKind.LINK, written_at__gt=now - timedelta(hours=1)
    )
    return lately.count() >= FRESH_EACH_HOUR


def _via(owner: User) -> str:
    return f"by link sent to {owner.email}"
