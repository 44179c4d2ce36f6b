"""
Sending a published pack round: one mail for each person chosen, written down at once and leaving with the next sweep.

Nobody is written to twice about the same edition on one day, however often the button is pressed; nobody who may not
read packs, or has left, is written to at all.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from actions.queries.owner_link import officer_in_words
from boardpack.emails.circulation import Circulation, circulation
from boardpack.models import Pack, PackStatus
from boardpack.permissions import can_circulate
from boardpack.queries.circulation import readers, sent_to, stands
from boardpack.queries.packs import facts
from partnership.emails.letter import Mail
from partnership.models import Message, MessageKind, User
from partnership.operations.identifying import refuse_identifying
from partnership.verdicts import Refused, require


@transaction.atomic
def circulate(
    *, pack: Pack, to: Collection[int], by: User, today: date, now: datetime, words: str = ""
) -> tuple[Message, ...]:
    """The mails that are owed now, to these people by their ids; only for the edition that stands."""
    require(can_circulate(by))
    rows = Pack.objects.select_for_update(of=("self",)).select_related("meeting").defer("document")
    held = rows.get(pk=pack.pk)
    if held.status != PackStatus.PUBLISHED:
        raise Refused(f"{held} is {held.get_status_display()}: only the edition that stands is sent round.")
    refuse_identifying(words)
    if not to:
        raise ValidationError({"to": "Choose at least one person to send it to."})
    chosen = [person for person in readers(today) if person.pk in set(to)]
    if len(chosen) != len(set(to)):
        raise ValidationError({"to": "Somebody chosen may not read packs any more. Look at the list again."})
    before = sent_to(held.meeting.date, held.edition)
    served = {who for who, mail in before.items() if mail.day == today and stands(mail)}
    officer = settings.OFFICER_CONTACT or officer_in_words(today)
    owed = [one for one in chosen if one.pk not in served]
    mails = [(one, _mail(held, one, words.strip(), officer)) for one in owed]
    return tuple(Message.objects.bulk_create([_message(one, mail, today, now) for one, mail in mails]))


def _mail(pack: Pack, person: User, words: str, officer: str) -> Mail:
    day = [pack.meeting.date]
    return circulation(
        Circulation(
            to=person.email,
            name=person.name,
            partnership=settings.PARTNERSHIP_NAME,
            title=facts(pack).title,
            meeting_date=pack.meeting.date,
            edition=pack.edition,
            edition_reason=pack.edition_reason,
            reporting_month=pack.month.name,
            address=f"{settings.SITE_URL}{reverse('boardpack:pack', args=day)}",
            record_address=f"{settings.SITE_URL}{reverse('boardpack:record', args=day)}",
            words=words,
            officer=officer,
        )
    )


def _message(person: User, mail: Mail, today: date, now: datetime) -> Message:
    return Message(
        recipient=person,
        to=mail.to,
        kind=MessageKind.CIRCULATION,
        day=today,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        written_at=now,
    )
