"""
What is done through a commentary link: the three texts given and submitted, a fresh link by mail, links revoked.

The link stands for its data owner on its one indicator and month, and dies with acceptance, publication, a change of data
owner, revoking and time. The same form sent twice changes nothing the second time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from actions.operations.owner_links import FRESH_EACH_HOUR, DeadLink
from actions.queries.owner_link import officer_in_words
from boardpack.emails.commentary_link import FreshCommentaryLink, fresh_commentary_link
from boardpack.links import CommentaryLink, commentary_link
from boardpack.models import Asked, Chase, Pack
from boardpack.operations.drafts import open_draft
from boardpack.permissions import can_compose
from boardpack.queries.commentary_link import chase_of, held_for, is_alive, is_wanted, speaks_for_others
from indicators.models import Commentary, Indicator
from indicators.operations.commentary import store_received
from partnership.models import Message, MessageKind, User
from partnership.operations.rows import CannotBeDone, stands_already
from partnership.verdicts import require

OTHERS = (
    "This text also speaks for indicators that somebody else answers for, so it is not changed here: "
    "answer the e-mail in your own words instead."
)


@dataclass(frozen=True)
class Given:
    """The three texts of one form, and the commentary that its page showed: None where there was none."""

    tells_us: str
    analysis: str
    next_steps: str
    pk: int | None = None
    version: int | None = None


@transaction.atomic
def give_by_link(*, link: CommentaryLink, given: Given, now: datetime) -> Commentary:
    """
    The texts as their author gave them, submitted. DeadLink when the link does nothing any more.

    ChangedMeanwhile when somebody wrote it since the page was shown.
    """
    chase = chase_of(link, locked=True)
    held = held_for(chase) if chase else []
    if chase is None or chase.indicator is None or not is_alive(link, chase, held, now):
        raise DeadLink
    open_draft(chase.pack)  # held until the end, so that nothing is given to a pack while it is published
    if speaks_for_others(chase, held):
        raise CannotBeDone(OTHERS)
    row = held[0] if held else None
    said = {name: getattr(given, name).strip() for name in ("tells_us", "analysis", "next_steps")}
    if row is not None and given.pk is None and any(getattr(row, name) != said[name] for name in said):
        raise stands_already(row)
    taken = store_received(
        commentary=row,
        by=chase.person,
        month=chase.pack.month,
        indicators=[chase.indicator],
        via=f"by link sent to {chase.person.email}",
        version=given.version if given.pk is not None else None,
        **said,
    )
    asked = Chase.objects.filter(pack=chase.pack, indicator=chase.indicator, person=chase.person)
    asked.filter(what=Asked.COMMENTARY, answered_at__isnull=True).update(answered_at=now)
    return taken


@transaction.atomic
def send_fresh_commentary_link(*, link: CommentaryLink | None, today: date, now: datetime) -> bool:
    """
    A fresh link owed to the address that the old one went to, if the commentary is still wanted and still theirs to give.

    Whether one was sent is for tests and never for the page.
    """
    chase = chase_of(link)
    if link is None or chase is None or chase.indicator is None or chase.person_id != link.person_id:
        return False
    theirs = chase.indicator.data_owner_id == chase.person_id and not chase.person.has_left(today)
    if not theirs or not is_wanted(chase, held_for(chase)) or _asked_too_often(chase.person, now):
        return False
    _write_mail(chase, chase.indicator, today, now)
    return True


@transaction.atomic
def revoke_commentary_links(*, pack: Pack, indicator: Indicator, by: User) -> int:
    """Every link by which this commentary can be given stops working; how many requests that were. Asking again brings a new one."""
    require(can_compose(by))
    rows = Chase.objects.filter(pack=open_draft(pack), indicator=indicator, what=Asked.COMMENTARY)
    return rows.update(link_version=F("link_version") + 1)


def _write_mail(chase: Chase, indicator: Indicator, today: date, now: datetime) -> None:
    person = chase.person
    path = commentary_link(chase.pk, person.pk, chase.link_version, now)
    mail = fresh_commentary_link(
        FreshCommentaryLink(
            to=person.email,
            name=person.name,
            partnership=settings.PARTNERSHIP_NAME,
            indicator=indicator.name,
            month=chase.pack.month.name,
            address=f"{settings.SITE_URL}{path}",
            officer=settings.OFFICER_CONTACT or officer_in_words(today),
        )
    )
    Message.objects.create(
        recipient=person,
        to=mail.to,
        kind=MessageKind.LINK,
        day=today,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        written_at=now,
    )


def _asked_too_often(person: User, now: datetime) -> bool:
    lately = Message.objects.filter(
        recipient=person, kind=MessageKind.LINK, written_at__gt=now - timedelta(hours=1)
    )
    return lately.count() >= FRESH_EACH_HOUR
