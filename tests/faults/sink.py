"""An SMTP server for a run of faults: it takes, stalls, asks for later, hangs up or is away, and keeps who got which mail."""

from random import Random
from time import sleep

from tests.partnership.faulty_smtp import DROP, STALL, FaultySmtp


class Sink(FaultySmtp):
    """A few in a hundred conversations meet a fault, none after the mail was handed over; `away` hangs up on everybody."""

    def __init__(self, random: Random) -> None:
        self.away = False
        self._random = random
        super().__init__()

    def _fault(self, phase: str) -> str | None:
        if phase == "end":
            sleep(0.02)  # so long does a server think, and so long can a sender be killed unanswered
            return None
        if phase == "hello" and self.away:
            return DROP
        chance = self._random.random()
        if phase == "mail" and chance < 0.01:
            return STALL
        if phase == "rcpt" and chance < 0.03:
            return "451 later"
        if phase == "data" and chance < 0.02:
            return DROP
        return None

    def got(self) -> list[tuple[str, str]]:
        """To whom, and the Message-ID, in the order in which they came."""
        return [(mail["To"], mail["Message-ID"]) for mail in list(self.taken)]
