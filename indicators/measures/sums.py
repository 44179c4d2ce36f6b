"""
How figures of indicators make up one another: a month of a running total, a stock and its flows, a whole, a formula.

Each as a sum of readings (and of the counts behind them), whether they are held or not. What is done with it is
disclosure's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from indicators.measures.calculated import Calculation
from indicators.measures.deduction import Sum, Tie
from indicators.measures.facts import Indicator
from indicators.measures.formula import (
    POPULATION,
    Expression,
    Name,
    Number,
    Operation,
    as_quotient,
    names_in,
)
from indicators.measures.in_month import starts_in, step_of
from indicators.measures.kinds import BASES, Basis, Kind, RelationKind, RelationRole
from indicators.measures.periods import Month
from indicators.measures.stretch import children_for, months_alone, taken_as_entered


class Figure(NamedTuple):
    """
    A number that can be shown: of an indicator and month, its reading or a count behind it ("above", "rest").

    `edition` is 0 for what holds now; else the earlier edition that it stood in, where it was another number.
    """

    code: str
    month: Month
    part: str = "value"
    edition: int = 0


@dataclass(frozen=True)
class Related:
    """A declared relation: its kind, and who plays which part in it."""

    kind: RelationKind
    members: tuple[tuple[RelationRole, str], ...]

    def codes(self, *roles: RelationRole) -> tuple[str, ...]:
        return tuple(code for role, code in self.members if not roles or role in roles)


def month_alone(of: Indicator, month: Month, part: str = "value") -> Sum | None:
    """
    What happened in the month (or quarter) alone; None where a total does not say.

    >>> from indicators.measures.kinds import Basis, Kind
    >>> contacts = Indicator("contacts", "Contacts", "Contacts", "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE)
    >>> [(figure.month.label, int(times)) for figure, times in month_alone(contacts, Month(2021, 10)).items()]
    [('Oct-21', 1), ('Sep-21', -1)]
    """
    now = Figure(of.code, month, part)
    if of.basis is Basis.ROLLING_12:
        return None
    if not BASES[of.basis].running or starts_in(of, month):
        return {now: Fraction(1)}
    return {now: Fraction(1), Figure(of.code, month.plus(-step_of(of)), part): Fraction(-1)}


def month_figure(code: str, month: Month) -> Figure:
    """The name of what happened in the month alone, of a running total."""
    return Figure(code, month, "alone")


def said_of_months(tie: Tie, alone: Mapping[Figure, Figure]) -> Tie | None:
    """
    The same tie between what happened in months alone: of each total in `alone` the total before it is given.

    None where it cannot be said so. Of totals only, what holds of two in a row holds of what came between.
    """
    if tie.loose:
        return None
    if tie.is_equal and all(figure in alone for figure in tie.sum):
        return Tie({month_figure(figure.code, figure.month): times for figure, times in tie.sum.items()})
    said = dict(tie.sum)
    for figure, times in tie.sum.items():
        before = alone.get(figure)
        if before is not None and tie.sum.get(before) == -times:
            said[month_figure(figure.code, figure.month)] = times
            del said[figure], said[before]
    return None if said == tie.sum else Tie(said, tie.low, tie.high)


def relation_ties(related: Related, indicators: Mapping[str, Indicator], month: Month) -> tuple[Tie, ...]:
    """What the relation says of the month, where it says it of readings that are held together here."""
    if not all(code in indicators for code in related.codes()):
        return ()
    tied = {
        RelationKind.TOTAL: _total,
        RelationKind.BALANCE: _balance,
        RelationKind.AT_MOST: _at_most,
    }.get(related.kind)
    found = tied(related, indicators, month) if tied else None
    return (found,) if found else ()


def formula_tie(calculation: Calculation, month: Month) -> Tie | None:
    """
    That the result is what its formula says of its terms.

    Of a formula that is no sum it is only told which figures it takes, each once.
    """
    if calculation.formula is None:
        return None
    result = {Figure(calculation.result.code, month): Fraction(-1)}
    linear = _linear(calculation.formula.expression, _reader(calculation, month))
    if linear is not None:
        return Tie(_sum([linear.sum, result]), -linear.number, -linear.number)
    taken = {figure: Fraction(1) for figure in inputs(calculation, month)}
    return Tie({**taken, **result}, loose=True) if taken else None


def counts_behind(calculation: Calculation, month: Month) -> dict[str, Sum]:
    """Of a calculated rate or percentage: the count, and what is left of that by which it is divided."""
    quotient = as_quotient(calculation.formula.expression) if calculation.formula else None
    if quotient is None:
        return {}
    read = _reader(calculation, month)
    above, below = _linear(quotient.numerator, read), _linear(quotient.denominator, read)
    if above is None or below is None:
        return {}
    rest = _sum([below.sum, {figure: -times for figure, times in above.sum.items()}])
    return {"above": above.sum, "rest": rest}


def inputs(calculation: Calculation, month: Month) -> tuple[Figure, ...]:
    """Every reading that the result of the month rests on."""
    if calculation.formula is None:
        return ()
    read = _reader(calculation, month)
    found: dict[Figure, None] = {}
    for name in names_in(calculation.formula.expression):
        told = read(name)
        found.update(dict.fromkeys(told.sum if told else ()))
    return tuple(found)


@dataclass(frozen=True)
class _Linear:
    """A sum of figures and a number."""

    sum: Sum
    number: Fraction


_Read = Callable[[Name], _Linear | None]


def _reader(calculation: Calculation, month: Month) -> _Read:
    result = calculation.result

    def read(name: Name) -> _Linear | None:
        at = month.plus(-step_of(result)) if name.last else month
        term = calculation.terms.get(name.code)
        if term is None:
            children = children_for(calculation.children, at)[0].value
            known = name.code == POPULATION and children is not None
            return _Linear({}, Fraction(children)) if known and children is not None else None
        if taken_as_entered(result, term.indicator):
            return _Linear({Figure(name.code, at): Fraction(1)}, Fraction(0))
        months = months_alone(result, term.indicator, at)
        parts = [month_alone(term.indicator, each) for each in months]
        if not parts or None in parts:
            return None
        return _Linear(_sum([part for part in parts if part is not None]), Fraction(0))

    return read


def _linear(expression: Expression, read: _Read) -> _Linear | None:
    """The expression as a sum; None where figures are multiplied with, or divided by, each other."""
    match expression:
        case Number(value=value):
            return _Linear({}, value)
        case Name():
            return read(expression)
        case Operation(sign, left, right):
            one, other = _linear(left, read), _linear(right, read)
            return None if one is None or other is None else _joined(sign, one, other)


def _joined(sign: str, one: _Linear, other: _Linear) -> _Linear | None:
    if sign == "+":
        return _Linear(_sum([one.sum, other.sum]), one.number + other.number)
    if sign == "-":
        return _joined("+", one, _times(other, Fraction(-1)))
    if sign == "*":
        if not one.sum:
            return _times(other, one.number)
        return None if other.sum else _times(one, other.number)
    return None if other.sum or not other.number else _times(one, 1 / other.number)


def _times(one: _Linear, number: Fraction) -> _Linear:
    return _Linear({figure: times * number for figure, times in one.sum.items()}, one.number * number)


def _sum(parts: Iterable[Sum]) -> dict[Figure, Fraction]:
    total: dict[Figure, Fraction] = defaultdict(Fraction)
    for part in parts:
        for figure, times in part.items():
            assert isinstance(figure, Figure)
            total[figure] += times
    return {figure: times for figure, times in total.items() if times}


def _alike(members: Iterable[Indicator]) -> bool:
    """Whether their readings cover the same stretch of time, as they are entered."""
    return len({(of.basis, of.frequency, of.cumulates_from) for of in members}) == 1


def _each(codes: Iterable[str], indicators: Mapping[str, Indicator], month: Month) -> list[Sum] | None:
    """Their readings as entered where all are alike, else each month alone; None where that cannot be told."""
    members = [indicators[code] for code in codes]
    if _alike(members):
        return [{Figure(of.code, month): Fraction(1)} for of in members]
    if any(of.kind is not Kind.COUNT for of in members):
        return None
    alone = [month_alone(of, month) for of in members]
    return None if None in alone else [each for each in alone if each is not None]


def _total(related: Related, indicators: Mapping[str, Indicator], month: Month) -> Tie | None:
    parts, whole = related.codes(RelationRole.PART), related.codes(RelationRole.WHOLE)
    found = _each((*parts, *whole), indicators, month) if parts and len(whole) == 1 else None
    return None if found is None else Tie(_sum([*found[:-1], _minus(found[-1])]))


def _balance(related: Related, indicators: Mapping[str, Indicator], month: Month) -> Tie | None:
    """The stock is the last one, and what started, less what ended, since."""
    stocks = related.codes(RelationRole.STOCK)
    starts, ends = related.codes(RelationRole.STARTS), related.codes(RelationRole.ENDS)
    if len(stocks) != 1 or not starts + ends:
        return None
    stock = indicators[stocks[0]]
    change = {
        Figure(stock.code, month): Fraction(-1),
        Figure(stock.code, month.plus(-step_of(stock))): Fraction(1),
    }
    came, went = _since(stock, starts, indicators, month), _since(stock, ends, indicators, month)
    if came is None or went is None:
        return None
    return Tie(_sum([change, *came, *map(_minus, went)]))


def _since(
    stock: Indicator, codes: Iterable[str], indicators: Mapping[str, Indicator], month: Month
) -> list[Sum] | None:
    found = []
    for code in codes:
        of = indicators[code]
        if step_of(stock) % step_of(of):
            return None
        for back in range(0, step_of(stock), step_of(of)):
            alone = month_alone(of, month.plus(-back))
            if alone is None:
                return None
            found.append(alone)
    return found


def _at_most(related: Related, indicators: Mapping[str, Indicator], month: Month) -> Tie | None:
    smaller, larger = related.codes(RelationRole.SMALLER), related.codes(RelationRole.LARGER)
    if len(smaller) != 1 or len(larger) != 1:
        return None
    found = _each((*smaller, *larger), indicators, month)
    return None if found is None else Tie(_sum([_minus(found[0]), found[1]]), Fraction(0), None)


def _minus(one: Sum) -> Sum:
    return {figure: -times for figure, times in one.items()}
