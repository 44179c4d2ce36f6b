"""
One mail as bytes: headers that say a machine wrote it, a text part and an HTML part.

Plain values in, a Letter out. Nothing typed by a person can add a header: whatever cannot stand in one is refused
as CannotBeAddressed, never sent half right.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import urlsplit


class CannotBeAddressed(Exception):
    """An address that no server would take; the message names it."""


@dataclass(frozen=True)
class Mail:
    """What is to be said, and to whom. `list_name` marks recurring mail ("reminders") for filters."""

    to: str
    subject: str
    text: str
    html: str = ""
    reply_to: tuple[str, ...] = ()
    list_name: str = ""


@dataclass(frozen=True)
class Letter:
    """The envelope's two addresses, and the bytes with CRLF line ends."""

    sender: str
    to: str
    data: bytes


def letter(mail: Mail, *, sender: str, message_id: str, domain: str, at: datetime) -> Letter:
    """The mail from `sender` ("Name <address>"), with its stable Message-ID."""
    name, address = name_and_address(sender)
    from_address = addressed(address, name)
    to_address = addressed(mail.to)
    message = EmailMessage(policy=SMTP)
    message["From"] = from_address
    message["To"] = to_address
    message["Subject"] = in_one_line(mail.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if mail.list_name:
        message["List-Id"] = f"<{mail.list_name}.{domain}>"
    if mail.reply_to:
        message["Reply-To"] = [addressed(one) for one in mail.reply_to]
    message.set_content(mail.text.rstrip("\n") + "\n", cte="quoted-printable")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
        message.set_boundary(f"part-{sha256(message_id.encode()).hexdigest()[:32]}")  # every copy the same
    return Letter(from_address.addr_spec, to_address.addr_spec, message.as_bytes())


def addressed(address: str, name: str = "") -> Address:
    """The address, its domain in ASCII, or CannotBeAddressed."""
    try:
        local, _, host = address.rpartition("@")
        ascii_only = f"{local.encode('ascii').decode()}@{host.encode('idna').decode()}"
        found = Address(display_name=in_one_line(name), addr_spec=ascii_only)
    except (MessageError, ValueError, IndexError) as problem:
        raise CannotBeAddressed(f"{address!r} is not an address that mail can go to.") from problem
    if not found.username or not found.domain or found.addr_spec != ascii_only:
        raise CannotBeAddressed(f"{address!r} is not an address that mail can go to.")
    return found


def name_and_address(sender: str) -> tuple[str, str]:
    """
    A partnership's name may hold a comma, which the standard library would take for the end of an address.

    >>> name_and_address("Children, Families and Schools <board@example.org>")
    ('Children, Families and Schools', 'board@example.org')
    >>> name_and_address("board@example.org")
    ('', 'board@example.org')
    """
    found = re.fullmatch(r"\s*(.*?)\s*<([^<>]*)>\s*", sender, re.DOTALL)
    return (found[1].strip('"'), found[2].strip()) if found else ("", sender.strip())


def in_one_line(words: str) -> str:
    """
    >>> in_one_line("2 overdue\\r\\nBcc: everybody@example.org")
    '2 overdue Bcc: everybody@example.org'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def mail_domain(site_url: str, sender: str) -> str:
    """
    The domain that Message-IDs and lists are named by: the site's, or the sender's where the site has only a number.

    >>> mail_domain("https://sscp.example.org", "Board <board@example.net>")
    'sscp.example.org'
    >>> mail_domain("http://127.0.0.1:8000", "Board <board@example.net>")
    'example.net'
    """
    host = urlsplit(site_url).hostname or ""
    if re.fullmatch(r"[a-z0-9\-]+(\.[a-z0-9\-]+)*\.[a-z][a-z0-9\-]*", host):
        return host
    return name_and_address(sender)[1].rpartition("@")[2].lower() or "localhost"
