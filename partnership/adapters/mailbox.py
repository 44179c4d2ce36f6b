"""
The demonstration's mailbox: a real SMTP server on this machine that puts what it is given into a Maildir.

Started by ./run as a process of its own, with the listening socket handed down; it needs no Django and no
database. Nothing it takes in ever leaves the machine.
"""

import asyncio
import signal
import socket
import sys
from mailbox import Maildir
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class KeepsMail:
    """What aiosmtpd calls when a message has come in."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._maildir = Maildir(folder, create=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        self._maildir.add(content)
        return "250 Kept on this machine"


async def take_in(listener: socket.socket, folder: Path) -> None:
    """Takes mail in until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    keeper = KeepsMail(folder)
    server = await loop.create_server(lambda: SMTP(keeper, hostname="localhost"), sock=listener)
    await told.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(take_in(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2])))
