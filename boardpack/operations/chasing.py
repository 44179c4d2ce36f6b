"""
Asking by e-mail for what a draft lacks, and putting on record that commentary was asked for and did not come.

One mail a person, written down with its lines in the chase log and leaving with the next sweep. Nobody is asked twice on
one day for one thing, nor for what has come in meanwhile.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from actions.queries.owner_link import officer_in_words
from boardpack.assemble.gating import at_the_gate
from boardpack.assemble.missing import MissingLine, missing_of
from boardpack.emails.chase import Request, Wanted, request_mail
from boardpack.links import commentary_link
from boardpack.models import Asked as What
from boardpack.models import Chase, Pack, PackIndicator
from boardpack.operations.drafts import open_draft
from boardpack.permissions import can_compose
from boardpack.queries.chases import Asked
from boardpack.queries.packs import facts
from indicators.models import Indicator
from partnership.links import LIFE
from partnership.models import Message, MessageKind, User
from partnership.operations.rows import write
from partnership.verdicts import Refused, require


@transaction.atomic
def chase(
    *, pack: Pack, by: User, today: date, now: datetime, keys: Collection[str] | None = None
) -> tuple[Message, ...]:
    """
    The mails that are owed now for these missing things ("commentary:contacts", "sign_off"); None: outturns and commentary.

    Refused when nobody is to be written to: it has come in, was asked for today, or nobody answers for it.
    """
    require(can_compose(by))
    draft = open_draft(pack)
    lines = [line for line in missing_of(draft, at_the_gate(draft), today) if _is_wanted(line, keys)]
    done = set(Chase.objects.filter(pack=draft, on=today).values_list("what", "indicator__code", "person"))
    owed: dict[Asked, list[MissingLine]] = defaultdict(list)
    for line in lines:
        for person in line.of:
            if (line.what, line.code or None, person.pk) not in done:
                owed[person].append(line)
    if not owed:
        raise Refused(_nobody(lines))
    return tuple(_ask(draft, person, its, by, today, now) for person, its in owed.items())


@transaction.atomic
def record_not_received(
    *, pack: Pack, indicator: Indicator, by: User, asked_of: str = "", asked_on: date | None = None
) -> PackIndicator:
    """
    That its commentary was asked for and did not come: of whom and when is what the chase log says last.

    `asked_of` and `asked_on` are given where it was asked otherwise than from here. Refused when nobody was asked.
    """
    require(can_compose(by))
    draft = open_draft(pack)
    choice = PackIndicator.objects.filter(pack=draft, indicator=indicator).first()
    if choice is None:
        raise Refused(f"{indicator.name} is not in this pack.")
    if not asked_of:
        asked = Chase.objects.filter(pack=draft, indicator=indicator, what=What.COMMENTARY)
        last = asked.select_related("person").order_by("-at", "-pk").first()
        if last is None:
            raise Refused(f"Nobody was asked for commentary on {indicator.name} yet: ask first.")
        asked_of, asked_on = last.person.name, last.on
    return write(choice, by=by, asked_of=asked_of, asked_on=asked_on, reason="asked for, not received")


def _is_wanted(line: MissingLine, keys: Collection[str] | None) -> bool:
    return line.what != What.SIGN_OFF if keys is None else line.key in keys


def _nobody(lines: Iterable[MissingLine]) -> str:
    without = [line.name for line in lines if not line.of]
    if without:
        return (
            f"Nobody in post answers for {', '.join(without)}: name a data owner, or somebody who may agree."
        )
    return "Nothing was sent: it has come in meanwhile, or was asked for today already."


def _ask(
    pack: Pack, person: Asked, lines: list[MissingLine], by: User, today: date, now: datetime
) -> Message:
    chases = _noted(pack, person, lines, by, today, now)
    mail = request_mail(
        Request(
            to=person.email,
            name=person.name,
            partnership=settings.PARTNERSHIP_NAME,
            title=facts(pack).title,
            meeting_date=pack.meeting.date,
            papers_due_on=pack.meeting.papers_due_on,
            wanted=tuple(
                Wanted(line.name, line.words, _address(pack, line, person), _link(chase, now))
                for line, chase in zip(lines, chases, strict=True)
            ),
            asks_to_agree=any(line.what == What.SIGN_OFF for line in lines),
            officer=settings.OFFICER_CONTACT or officer_in_words(today),
            links_until=today + LIFE if any(line.what == What.COMMENTARY for line in lines) else None,
        )
    )
    message = Message.objects.create(
        recipient_id=person.pk,
        to=mail.to,
        kind=MessageKind.CHASE,
        day=today,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        written_at=now,
    )
    Chase.objects.filter(pk__in=[chase.pk for chase in chases]).update(message=message)
    return message


def _noted(
    pack: Pack, person: Asked, lines: list[MissingLine], by: User, today: date, now: datetime
) -> list[Chase]:
    """In the chase log, before the mail is written: a link is signed over its line there."""
    held = Indicator.objects.in_bulk([line.code for line in lines if line.code], field_name="code")
    return Chase.objects.bulk_create(
        Chase(
            pack=pack,
            what=line.what,
            indicator=held.get(line.code),
            person_id=person.pk,
            by=by,
            at=now,
            on=today,
        )
        for line in lines
    )


def _address(pack: Pack, line: MissingLine, person: Asked) -> str:
    """Where it can be done by whoever signs in; an outturn comes in an answer to the mail."""
    if line.what == What.COMMENTARY and person.may_sign_in:
        return f"{settings.SITE_URL}{reverse('boardpack:commentary', args=[pack.month, line.code])}"
    if line.what == What.SIGN_OFF:
        return f"{settings.SITE_URL}{reverse('boardpack:agree', args=[pack.meeting.date])}"
    return ""


def _link(chase: Chase, now: datetime) -> str:
    """By which commentary is given without an account."""
    if chase.what != What.COMMENTARY:
        return ""
    return f"{settings.SITE_URL}{commentary_link(chase.pk, chase.person_id, chase.link_version, now)}"
