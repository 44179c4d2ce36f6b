"""
The mails that bring an owner a fresh link, alone or with the answer to what they asked: written down whole, and
leaving with the next sweep at any hour.
"""

from datetime import date, datetime

from django.conf import settings

from actions.emails.link import FreshLink, fresh_link
from actions.links import link_for
from actions.models import Action, OwnerRequest
from actions.queries.asked import asked_in_words
from actions.queries.owner_link import officer_in_words
from partnership.models import Message, MessageKind, User


def write_link_mail(
    *, action: Action, to: User, today: date, now: datetime, request: OwnerRequest | None = None
) -> Message:
    """Owed to this person, within the caller's transaction. The link itself only to the action's present owner."""
    path = link_for(action.pk, to.pk, action.link_version, now) if action.owner_id == to.pk else ""
    mail = fresh_link(
        FreshLink(
            to=to.email,
            name=to.name,
            partnership=settings.PARTNERSHIP_NAME,
            reference=action.reference,
            title=action.title,
            address=f"{settings.SITE_URL}{path}" if path else "",
            officer=settings.OFFICER_CONTACT or officer_in_words(today),
            meeting=str(action.source_meeting or ""),
            asked=asked_in_words(request) if request else "",
            answer=request.get_state_display() if request else "",
            words=request.answer if request else "",
        )
    )
    return Message.objects.create(
        recipient=to,
        to=mail.to,
        kind=MessageKind.LINK,
        day=today,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        written_at=now,
    )
