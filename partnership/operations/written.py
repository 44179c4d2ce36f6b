"""
What goes over the wire for a message of the outbox: its number, what its row holds, and the letter in bytes.

Where nobody composes a kind of message anew when it is claimed, its row holds the words. Whether it may be sent, and
what becomes of it, is not known here.
"""

import logging

from django.conf import settings

from partnership.emails.letter import CannotBeAddressed, Letter, Mail, letter, mail_domain
from partnership.lifecycle import Outcome
from partnership.models import Message
from partnership.operations.smtp import Answer

logger = logging.getLogger(__name__)


def as_written(message: Message, *, reply_to: tuple[str, ...] = (), list_name: str = "") -> Mail:
    """What the row holds, to be replied to at these addresses."""
    if not message.text:
        raise ValueError("There is nothing to say.")
    return Mail(message.to, message.subject, message.text, message.html, reply_to, list_name)


def message_id(message: Message) -> str:
    """The same for every copy of a message."""
    return message.message_id or f"<{message.kind}-{message.pk}-{message.day.isoformat()}@{_domain()}>"


def written_letter(message: Message, mail: Mail) -> Letter | Answer:
    """The letter, or the refusal of a mail that cannot be one."""
    try:
        return letter(
            mail,
            sender=settings.DEFAULT_FROM_EMAIL,
            message_id=message_id(message),
            domain=_domain(),
            at=message.written_at,
        )
    except CannotBeAddressed as problem:
        return Answer(Outcome.REFUSED, str(problem))
    except Exception as problem:
        logger.exception("Message %s could not be written as a letter.", message.pk)
        return Answer(Outcome.REFUSED, f"It could not be written as a letter ({type(problem).__name__}).")


def _domain() -> str:
    return mail_domain(settings.SITE_URL, settings.DEFAULT_FROM_EMAIL)
