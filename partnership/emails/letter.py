"""
One mail as bytes: headers that say a machine wrote it, a text part and an HTML part.

Plain values in, a Letter out. Nothing typed by a person can add a header: whatever cannot stand in one is refused
as CannotBeAddressed, never sent half right.
"""

import re
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

PLAIN = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[a-z0-9]+([.-][a-z0-9]+)*")
LINE = 78  # characters of a header, line end not counted: longer ones are folded
LONGEST = 900  # bytes of a line that no server breaks; RFC 5321 lets them break one of more than 998


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
    from_address = _once(address, name)
    to_address = _envelope(mail.to)
    headers = [
        ("Subject", in_one_line(mail.subject)),
        ("Date", format_datetime(at)),
        ("Message-ID", message_id),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
    ]
    if mail.list_name:
        headers.append(("List-Id", f"<{mail.list_name}.{domain}>"))
    headers.append(("MIME-Version", "1.0"))
    boundary = f"part-{sha256(message_id.encode()).hexdigest()[:32]}"  # every copy the same
    data = b"".join(
        (
            _addresses("From", ((name, address),)),
            _header("To", to_address),
            _addresses("Reply-To", tuple(("", one) for one in mail.reply_to)) if mail.reply_to else b"",
            *(_header(name, value) for name, value in headers),
            _body(mail, boundary.encode()),
        )
    )
    return Letter(from_address.addr_spec, to_address, data)


def _body(mail: Mail, boundary: bytes) -> bytes:
    """The text alone, or both parts in a multipart; to be put behind the other headers."""
    text = _part("plain", mail.text.rstrip("\n") + "\n")
    if not mail.html:
        return text
    html = _part("html", mail.html)
    start = b"\r\n--" + boundary
    return b"".join(
        (
            b'Content-Type: multipart/alternative; boundary="' + boundary + b'"\r\n',
            *(start + b"\r\n" + part for part in (text, html)),
            start + b"--\r\n",
        )
    )


def _part(subtype: str, words: str) -> bytes:
    r"""
    Words as they are where every server takes them so, in quoted-printable where not. In HTML signs beyond ASCII are named.

    >>> _part("html", "<p>\u00a35</p>").splitlines()[1:]
    [b'Content-Transfer-Encoding: 7bit', b'', b'<p>&#163;5</p>']
    """
    written = words.encode("ascii", "xmlcharrefreplace") if subtype == "html" else words.encode()
    lines = written.splitlines()
    plain = written.isascii() and b"\0" not in written and max(map(len, lines), default=0) <= LONGEST
    head = (
        f'Content-Type: text/{subtype}; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: {'7bit' if plain else 'quoted-printable'}\r\n\r\n"
    )
    if plain:
        return head.encode() + b"\r\n".join((*lines, b""))
    return head.encode() + b2a_qp(b"\n".join((*lines, b"")), istext=True).replace(b"\n", b"\r\n")


def _header(name: str, value: str) -> bytes:
    r"""
    One header as it goes over the wire, by the standard library where it must be folded or encoded.

    >>> _header("Subject", "2 overdue"), _header("Subject", "2 \u00fcberf\u00e4llig")
    (b'Subject: 2 overdue\r\n', b'Subject: 2 =?utf-8?q?=C3=BCberf=C3=A4llig?=\r\n')
    """
    line = f"{name}: {value}"
    if line.isascii() and line.isprintable() and len(line) <= LINE and "=?" not in line:
        return f"{line}\r\n".encode()
    return _folded(name, value)


def _folded(name: str, value: str | list[Address]) -> bytes:
    stored, header = SMTP.header_store_parse(name, value)
    return bytes(SMTP.fold_binary(stored, header))


@lru_cache(maxsize=16)
def _addresses(name: str, names_and_addresses: tuple[tuple[str, str], ...]) -> bytes:
    """A header of addresses that many letters share."""
    return _folded(name, [addressed(address, words) for words, address in names_and_addresses])


@lru_cache(maxsize=16)
def _once(address: str, name: str) -> Address:
    return addressed(address, name)


def _envelope(address: str) -> str:
    """The address as a server takes it; one of letters and dots, as nearly all are, without being taken apart."""
    return address if len(address) < 64 and PLAIN.fullmatch(address) else addressed(address).addr_spec


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
    if not words.isprintable():
        words = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(words.split())


@lru_cache(maxsize=16)
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
