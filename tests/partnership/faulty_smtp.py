"""
An SMTP server that fails on demand, phase by phase: refuses, hangs up or says nothing.

Real sockets, no mocks. Phases: hello, mail, rcpt, data (the command), end (after the last dot). A fault is an answer
such as "451 later", DROP (hang up) or STALL (say nothing). A letter dropped at `end` has been taken: that is the case
which the sender cannot tell from a lost one.
"""

import socket
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Event, Thread

DROP, STALL = "drop", "stall"


class FaultySmtp:
    def __init__(self) -> None:
        self.faults: dict[str, list[str]] = {}
        self.taken: list[EmailMessage] = []
        self.connections = 0
        self._over = Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        Thread(target=self._serve, daemon=True).start()

    def fail(self, phase: str, *faults: str) -> None:
        """The next times that this phase is reached, one fault each."""
        self.faults.setdefault(phase, []).extend(faults)

    def stop(self) -> None:
        self._over.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while not self._over.is_set():
                connection, _ = self._socket.accept()
                self.connections += 1
                Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, StopIteration):
            lines = connection.makefile("rb")
            self._answer(connection, "hello", "220 ready")
            for line in iter(lines.readline, b""):
                verb = line[:4].upper()
                if verb == b"DATA":
                    if self._answer(connection, "data", "354 go on"):
                        letter = b"".join(_until_the_dot(lines))
                        answer = self._fault("end")
                        if answer in (None, DROP, STALL):
                            self.taken.append(message_from_bytes(letter, policy=default))  # type: ignore[arg-type]
                        self._say(connection, answer or "250 taken")
                elif verb == b"QUIT":
                    connection.sendall(b"221 bye\r\n")
                    return
                else:
                    phase = {b"MAIL": "mail", b"RCPT": "rcpt"}.get(verb, "other")
                    self._answer(connection, phase, "250 yes")

    def _answer(self, connection: socket.socket, phase: str, good: str) -> bool:
        fault = self._fault(phase)
        self._say(connection, fault or good)
        return fault is None

    def _fault(self, phase: str) -> str | None:
        waiting = self.faults.get(phase, [])
        return waiting.pop(0) if waiting else None

    def _say(self, connection: socket.socket, answer: str) -> None:
        if answer == STALL:
            self._over.wait(30)
        if answer in (DROP, STALL):
            raise StopIteration
        connection.sendall(f"{answer}\r\n".encode())


def _until_the_dot(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        if line == b".\r\n":
            return
        yield (line[1:] if line.startswith(b".") else line).replace(b"\r\n", b"\n")
    raise StopIteration
