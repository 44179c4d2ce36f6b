"""
A formula as a tree of sums and quotients: worked out exactly, and written with its figures.

What a name stands for is told. How its text is read is formula_text's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

POPULATION = "population"  # the children of the year before, unless a term bears this code
LAST = "last"

_SHOWN = {"*": "×", "/": "÷", "-": "−", "+": "+"}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


class DividedByNothing(ArithmeticError):
    """What it is divided by is 0."""


@dataclass(frozen=True)
class Number:
    value: Fraction
    written: str


@dataclass(frozen=True)
class Name:
    """An indicator's code, or `population`; `last` is its figure for the period before."""

    code: str
    last: bool = False


@dataclass(frozen=True)
class Operation:
    sign: str
    left: "Expression"
    right: "Expression"


Expression = Number | Name | Operation


@dataclass(frozen=True)
class Formula:
    """`names` are those that it uses, each once, in the order in which they are written."""

    text: str
    expression: Expression
    names: tuple[Name, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.code for name in self.names))


@dataclass(frozen=True)
class Quotient:
    """A formula that is a count divided by a count, times `per`."""

    numerator: Expression
    denominator: Expression
    per: Fraction


def value_of(expression: Expression, read: Callable[[Name], Fraction]) -> Fraction:
    """
    The exact value; DividedByNothing where a divisor is 0.

    >>> from indicators.measures.formula_text import parse
    >>> stock, last, ended = Fraction(355), Fraction(339), Fraction(29)
    >>> inflow = parse("plans - last(plans) + ended").expression
    >>> str(value_of(inflow, lambda name: ended if name.code == "ended" else last if name.last else stock))
    '45'
    """
    match expression:
        case Number(value=value):
            return value
        case Name():
            return read(expression)
        case Operation(sign, left, right):
            one, other = value_of(left, read), value_of(right, read)
            return _worked(sign, one, other)


def in_figures(expression: Expression, write: Callable[[Name], str]) -> str:
    """
    The formula with each name written by `write`, and the brackets that it needs.

    >>> from indicators.measures.formula_text import parse
    >>> in_figures(parse("(a + b) / c * 100").expression, lambda name: name.code.upper())
    '(A + B) ÷ C × 100'
    """
    match expression:
        case Number(written=written):
            return written
        case Name():
            return write(expression)
        case Operation(sign, left, right):
            sides = [in_figures(side, write) for side in (left, right)]
            if _bracketed(sign, left, right=False):
                sides[0] = f"({sides[0]})"
            if _bracketed(sign, right, right=True):
                sides[1] = f"({sides[1]})"
            return f" {_SHOWN[sign]} ".join(sides)


def as_quotient(expression: Expression) -> Quotient | None:
    """
    The count, what it is divided by and times what, where the formula is of that form.

    >>> from indicators.measures.formula_text import parse
    >>> str(as_quotient(parse("referrals / contacts * 100").expression).per)
    '100'
    >>> as_quotient(parse("plans + ended").expression) is None
    True
    """
    above, below, per = _factors(expression)
    return Quotient(_product(above), _product(below), per) if above and below else None


def cycle_in(uses: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """
    The first circle of results that need each other, with its first code again at the end; empty when there is none.

    >>> cycle_in({"a": ("b", "x"), "b": ("c",), "c": ("a",)}), cycle_in({"a": ("b",), "b": ("c",)})
    (('a', 'b', 'c', 'a'), ())
    """
    sound: set[str] = set()
    for start in uses:
        path: list[str] = [start]
        left = [iter(uses[start])]
        while left:
            code = next(left[-1], None)
            if code is None:
                left.pop()
                sound.add(path.pop())
            elif code in path:
                return (*path[path.index(code) :], code)
            elif code in uses and code not in sound:
                path.append(code)
                left.append(iter(uses[code]))
    return ()


def names_in(expression: Expression) -> list[Name]:
    """Every name in it, as often as it is written."""
    match expression:
        case Name():
            return [expression]
        case Operation(_, left, right):
            return names_in(left) + names_in(right)
        case _:
            return []


def _worked(sign: str, one: Fraction, other: Fraction) -> Fraction:
    match sign:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
    if not other:
        raise DividedByNothing
    return one / other


def _bracketed(sign: str, side: Expression, *, right: bool) -> bool:
    if not isinstance(side, Operation):
        return False
    ours, theirs = _BINDS[sign], _BINDS[side.sign]
    return theirs < ours or (right and theirs == ours and sign in "-/")


def _factors(expression: Expression) -> tuple[list[Expression], list[Expression], Fraction]:
    """What is multiplied, what it is divided by, and the numbers among them worked out."""
    if isinstance(expression, Operation) and expression.sign in "*/":
        above, below, per = _factors(expression.left)
        more, less, times = _factors(expression.right)
        if expression.sign == "*":
            return above + more, below + less, per * times
        return above + less, below + more, per / times if times else Fraction(0)
    if not names_in(expression):
        try:
            return [], [], value_of(expression, lambda _: Fraction(0))
        except DividedByNothing:
            return [], [], Fraction(0)
    return [expression], [], Fraction(1)


def _product(factors: list[Expression]) -> Expression:
    first, *rest = factors
    for other in rest:
        first = Operation("*", first, other)
    return first
