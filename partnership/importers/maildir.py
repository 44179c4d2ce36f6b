"""
What lies in a Maildir, as values: each mail with its address, subject, time and its two texts.

Knows nothing of who sent it or who may read it. The folder is the one that partnership.adapters.mailbox fills.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from itertools import islice
from mailbox import Maildir
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    """A mail as it arrived; `key` is its name in the folder."""

    key: str
    to: str
    sender: str
    subject: str
    arrived: datetime
    message_id: str
    text: str
    html: str

    def is_to(self, address: str | None) -> bool:
        """Whether it went to this address; to anybody at all when None."""
        return address is None or address.lower() in {found.lower() for _, found in getaddresses([self.to])}


def mails(folder: Path, to: str | None = None, newest: int = 100) -> tuple[Mail, ...]:
    """The newest mails, latest first; only those to one address when `to` is given. An absent folder holds none."""
    if not (folder / "new").is_dir():
        return ()
    maildir = Maildir(folder, create=False)
    keys = sorted(maildir.keys(), key=lambda key: (_arrived(key), key), reverse=True)
    found = (mail for key in keys if (mail := _read(maildir, key)).is_to(to))
    return tuple(islice(found, newest))


def mail(folder: Path, key: str, to: str | None = None) -> Mail | None:
    """One mail by its key, or None. Only names that the folder itself lists are looked up."""
    if not (folder / "new").is_dir():
        return None
    maildir = Maildir(folder, create=False)
    if key not in maildir.keys():  # noqa: SIM118 -- a Maildir is no dictionary
        return None
    found = _read(maildir, key)
    return found if found.is_to(to) else None


def _arrived(key: str) -> datetime:
    """A Maildir name begins with the second and, by Python's own convention, holds M and the microsecond."""
    seconds, _, rest = key.partition(".")
    micro = rest[1:].split("P", 1)[0] if rest.startswith("M") else "0"
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=int(micro) % 1_000_000)


def _read(maildir: Maildir, key: str) -> Mail:
    message = message_from_bytes(maildir.get_bytes(key), policy=default)
    assert isinstance(message, EmailMessage)
    return Mail(
        key=key,
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        arrived=_arrived(key),
        message_id=str(message["Message-ID"] or ""),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""
