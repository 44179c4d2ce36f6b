"""
Reading a formula's text: four operations, numbers, brackets, indicators' codes and `last(code)`.

By hand and with bounds, so that no text can do anything but be a formula or be refused with a sentence.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from indicators.measures.formula import LAST, Expression, Formula, Name, Number, Operation, names_in

DEEPEST = 20  # brackets within brackets
LONGEST = 300  # characters

_TOKEN = re.compile(
    r"\s*(?:(?P<name>(?=[\w-]*[A-Za-z])[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<sign>[-+*/()×÷−]))",
    re.ASCII,
)
_SAME = {"×": "*", "÷": "/", "−": "-"}


class FormulaError(ValueError):
    """What is wrong with a formula and what to do about it, in one sentence."""


def parse(text: str) -> Formula:
    """
    The formula; FormulaError with a sentence when the text is none.

    >>> parse("plans - last(plans) + plans-ended").codes
    ('plans', 'plans-ended')
    >>> parse("plans +")
    Traceback (most recent call last):
    indicators.measures.formula_text.FormulaError: The formula ends too early: write a number or an indicator's code after “+”.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"The formula is longer than {LONGEST} characters: write it more simply.")
    reader = _Reader(_tokens(text))
    expression = reader.sum()
    if reader.ahead:
        raise FormulaError(
            f"“{reader.ahead}” stands where an operation such as + or × should: correct the formula."
        )
    return Formula(text, expression, tuple(dict.fromkeys(names_in(expression))))


class _Reader:
    """Reads a sum of products from tokens, one token ahead."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    @property
    def ahead(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self) -> Expression:
        return self._chain("+-", self.product)

    def product(self) -> Expression:
        return self._chain("*/", self.atom)

    def _chain(self, signs: str, part: Callable[[], Expression]) -> Expression:
        found = part()
        while self.ahead and self.ahead in signs:
            found = Operation(self.take(), found, part())
        return found

    def atom(self) -> Expression:
        if not self.ahead:
            after = f" after “{self.tokens[-1]}”" if self.tokens else ""
            raise FormulaError(f"The formula ends too early: write a number or an indicator's code{after}.")
        word = self.take()
        if word == "(":
            return self._bracket()
        if word in "+-*/)":
            raise FormulaError(
                f"“{word}” stands where a number or an indicator's code should: correct the formula."
            )
        if word == LAST and self.ahead == "(":
            return self._last()
        if word[0].isdigit() and not re.search("[A-Za-z]", word):
            return Number(Fraction(word.replace(",", "")), word)
        return Name(word)

    def _bracket(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(
                f"More than {DEEPEST} brackets stand within each other: write the formula more simply."
            )
        found = self.sum()
        self._close()
        self.depth -= 1
        return found

    def _last(self) -> Name:
        self.take()
        inner = self.atom()
        if not isinstance(inner, Name) or inner.last or (self.ahead and self.ahead != ")"):
            raise FormulaError(
                "“last” takes one indicator's code in brackets, as in last(plans): correct the formula."
            )
        self._close()
        return Name(inner.code, last=True)

    def _close(self) -> None:
        if self.ahead != ")":
            raise FormulaError("A bracket is opened and not closed: add “)” where it ends.")
        self.take()


def _tokens(text: str) -> list[str]:
    found, at, text = [], 0, text.strip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise FormulaError(
                f"“{text[at:].strip()[:1]}” means nothing in a formula: use codes, numbers, + − × ÷ and brackets."
            )
        written = token[token.lastgroup or 0]
        found.append(_SAME.get(written, written))
        at = token.end()
    return found
