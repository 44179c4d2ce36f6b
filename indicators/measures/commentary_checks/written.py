"""
What a commentary check is told, and what it answers.

Holds no rule. Made by boardpack.assemble from rows and what is measured; made by hand in tests.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from indicators.measures.commentary_checks.sentences import sentences
from indicators.measures.measured import Measured
from indicators.measures.periods import Month


@dataclass(frozen=True)
class Texts:
    """The three texts of one commentary."""

    tells_us: str = ""
    analysis: str = ""
    next_steps: str = ""


@dataclass(frozen=True)
class Written:
    """
    A commentary for a month and the indicators that it speaks for, as measured.

    `before` are last month's texts for any of them; `others` the month's remaining indicators; `people` the names of
    persons and posts that can own a step.
    """

    month: Month
    texts: Texts
    about: tuple[Measured, ...]
    before: tuple[Texts, ...] = ()
    others: tuple[Measured, ...] = ()
    people: tuple[str, ...] = ()

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """The sentences of the first two texts, which speak of how things are."""
        return (*sentences(self.texts.tells_us), *sentences(self.texts.analysis))

    @cached_property
    def steps(self) -> tuple[str, ...]:
        return sentences(self.texts.next_steps)


@dataclass(frozen=True)
class Found:
    """What a check objects to, in one sentence, and the figures (or words) that it rests on."""

    message: str
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """`words` say in a few words what it looks for."""

    name: str
    words: str
    function: Callable[[Written], Iterable[Found]]


def quoted(words: str, most: int = 90) -> str:
    """
    The words in quotation marks, cut at a space where they are long.

    >>> quoted("Increasing trend.")
    '“Increasing trend”'
    """
    plain = " ".join(words.split()).rstrip(".;:")
    if len(plain) > most:
        plain = plain[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return f"“{plain}”"
