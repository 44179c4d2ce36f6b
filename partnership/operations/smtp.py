"""
The conversation with the mail server, phase by phase, so that a lost connection can be told from a lost mail.

Knows no rows. Until the last dot has left, a failure means "not sent"; after it, without the server's answer,
nobody can know (RFC 1047), and the answer is `UNCERTAIN`.
"""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Self

from django.conf import settings
from django.core.mail.utils import DNS_NAME

from partnership.emails.letter import Letter
from partnership.lifecycle import Outcome

WHOLE_SEND_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """How it ended, and the server's words (or ours, where it had none)."""

    outcome: Outcome
    words: str


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    timeout: float = 20

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            settings.EMAIL_HOST,
            int(settings.EMAIL_PORT),
            settings.EMAIL_HOST_USER,
            settings.EMAIL_HOST_PASSWORD,
            bool(settings.EMAIL_USE_TLS),
            bool(settings.EMAIL_USE_SSL),
            settings.EMAIL_TIMEOUT or 20,
        )


class Connection:
    """
    One connection, opened when first needed and kept for the next letter.

    A server may hang up between two letters; then it is opened anew, once.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._until = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            try:
                self._patience(self._smtp)
                self._smtp.quit()
            except (OSError, smtplib.SMTPException):
                self._hang_up()

    def send(self, letter: Letter, meanwhile: Callable[[], None] = lambda: None) -> Answer:
        """
        Hands one letter over; ends in about 30 seconds whatever the server does.

        `meanwhile` is done while the server thinks about it: something short that raises nothing.
        """
        kept = self._smtp is not None
        self._until = monotonic() + WHOLE_SEND_SECONDS
        answer = self._try(letter, meanwhile)
        if kept and self._smtp is None and answer.outcome in {Outcome.LATER, Outcome.UNREACHABLE}:
            answer = self._try(letter, meanwhile)
        return answer

    def _try(self, letter: Letter, meanwhile: Callable[[], None]) -> Answer:
        try:
            smtp = self._smtp or self._open()
        except (OSError, smtplib.SMTPException, ValueError) as problem:
            self._hang_up()
            return Answer(Outcome.UNREACHABLE, f"The mail server could not be used: {_words(problem)}")
        return self._hand_over(smtp, letter, meanwhile)

    def _open(self) -> smtplib.SMTP:
        server = self._server
        seconds = self._left()
        name = DNS_NAME.get_fqdn()
        if server.tls:
            context = ssl.create_default_context()
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, local_hostname=name, timeout=seconds, context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=seconds)
        self._smtp = smtp
        self._patience(smtp)
        smtp.ehlo_or_helo_if_needed()
        if server.starttls:
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
        if server.user:
            self._patience(smtp)
            smtp.login(server.user, server.password)
        return smtp

    def _hand_over(self, smtp: smtplib.SMTP, letter: Letter, meanwhile: Callable[[], None]) -> Answer:
        steps: tuple[tuple[Callable[[], tuple[int, bytes]], range], ...] = (
            (lambda: smtp.mail(letter.sender), range(200, 300)),
            (lambda: smtp.rcpt(letter.to), range(200, 300)),
            (lambda: smtp.docmd("DATA"), range(354, 355)),
        )
        handed_over = False
        try:
            for step, expected in steps:
                self._patience(smtp)
                code, said = step()
                if code not in expected:
                    return self._refusal(smtp, code, said)
            self._patience(smtp)
            smtp.send(_dots_doubled(letter.data) + b".\r\n")
            handed_over = True
            meanwhile()
            self._patience(smtp)
            code, said = smtp.getreply()
        except (OSError, smtplib.SMTPException) as problem:
            self._hang_up()
            if handed_over:
                return Answer(
                    Outcome.UNCERTAIN, f"No answer after the mail was handed over: {_words(problem)}"
                )
            return Answer(
                Outcome.LATER, f"The connection was lost before the mail was handed over: {_words(problem)}"
            )
        if code >= 400:
            return self._refusal(smtp, code, said)
        if code < 200:
            self._hang_up()
            return Answer(Outcome.UNCERTAIN, f"An answer that means nothing: {_said(code, said)}")
        return Answer(Outcome.ACCEPTED, _said(code, said))

    def _refusal(self, smtp: smtplib.SMTP, code: int, said: bytes) -> Answer:
        try:
            if code == 421:
                self._hang_up()
            else:
                smtp.rset()
        except (OSError, smtplib.SMTPException):
            self._hang_up()
        return Answer(Outcome.REFUSED if code >= 500 else Outcome.LATER, _said(code, said))

    def _hang_up(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _left(self) -> float:
        """Seconds for the next step: the setting's, within what is left of the whole."""
        return max(0.5, min(self._server.timeout, self._until - monotonic()))

    def _patience(self, smtp: smtplib.SMTP) -> None:
        if smtp.sock is not None:
            smtp.sock.settimeout(self._left())


def _dots_doubled(data: bytes) -> bytes:
    r"""
    So that no line of the letter is taken for its end.

    >>> _dots_doubled(b".one\r\ntwo.\r\n..three\r\n")
    b'..one\r\ntwo.\r\n...three\r\n'
    """
    doubled = data.replace(b"\n.", b"\n..")
    return b"." + doubled if data.startswith(b".") else doubled


def _said(code: int, said: bytes) -> str:
    r"""
    Signs that a database may not hold become spaces: an answer that cannot be noted would have the letter sent again.

    >>> _said(250, b"queued\x00as 5\nbye")
    '250 queued as 5\nbye'
    """
    words = said.decode("utf-8", "replace")
    kept = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in words)
    return f"{code} {kept}"[:500]


def _words(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        said = problem.smtp_error
        return _said(problem.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return (str(problem) or type(problem).__name__)[:500]
