"""
An indicator that is calculated from others: its reading for each month with the inputs it rests on, or why it has none.

Every input covers the same stretch of time as the result (stretch.py). What is missing is never zero, and nothing is
rounded before it is shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from indicators.measures.facts import Indicator
from indicators.measures.formula import (
    POPULATION,
    DividedByNothing,
    Formula,
    Name,
    Quotient,
    as_quotient,
    in_figures,
    value_of,
)
from indicators.measures.in_month import step_of
from indicators.measures.kinds import Basis, Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading, Series, exact
from indicators.measures.stretch import Term, children_for, for_the_period_of
from indicators.measures.wording import derived, shown, why_missing

CHILDREN = "children aged 0 to 17"

_NONE_AT_ALL = Reading.none(Missing.NOT_AVAILABLE)


@dataclass(frozen=True)
class Input:
    """One figure that a result rests on: whose ("Plans"), of when ("Oct-21", "mid-2021"), and how it reads."""

    code: str
    name: str
    period: str
    reading: Reading
    of: Indicator | Kind

    @property
    def shown(self) -> str:
        value = self.reading.value
        return shown(self.reading, self.of) if value is None else derived(value, self.of)

    @property
    def words(self) -> str:
        return f"{self.shown} ({self.name}, {self.period})"


@dataclass(frozen=True)
class Calculated:
    """A month's reading, its inputs in the order of the formula, and the sentence that shows the sum or says why not."""

    reading: Reading
    inputs: tuple[Input, ...]
    sentence: str


@dataclass(frozen=True)
class Calculation:
    """
    How an indicator is calculated. `children` are the own authority's by mid-year.

    `problem`: why nothing can be calculated by this formula; empty when it is sound.

    >>> from indicators.measures.formula_text import parse
    >>> plans = Indicator("plans", "Plans", "Plans", "CP", Kind.COUNT, Basis.MONTH_END)
    >>> ended = Indicator("ended", "Plans ended", "Ended", "CP", Kind.COUNT, Basis.IN_MONTH)
    >>> new = Indicator("new", "New plans", "New", "CP", Kind.COUNT, Basis.IN_MONTH)
    >>> sep, oct = Month(2021, 9), Month(2021, 10)
    >>> terms = {
    ...     "plans": Term(plans, Series.of([(sep, Reading.of(339)), (oct, Reading.of(355))])),
    ...     "ended": Term(ended, Series.of([(oct, Reading.of(29))])),
    ... }
    >>> found = Calculation(new, "", parse("plans - last(plans) + ended"), terms)
    >>> found.series.value(oct), found.series.at(sep).shown
    (Decimal('45'), 'not supplied')
    >>> found.at(oct).sentence
    'Calculated for Oct-21: 355 (Plans, Oct-21) − 339 (Plans, Sep-21) + 29 (Ended, Oct-21) = 45.'
    """

    result: Indicator
    text: str
    formula: Formula | None
    terms: Mapping[str, Term] = field(default_factory=dict)
    children: Mapping[int, int] = field(default_factory=dict)
    problem: str = ""

    @cached_property
    def words(self) -> str:
        """The formula in the indicators' short names."""
        return in_figures(self.formula.expression, self._named) if self.formula else self.text

    def _named(self, name: Name) -> str:
        known = self.terms.get(name.code)
        said = known.indicator.short_name if known else CHILDREN if name.code == POPULATION else name.code
        return f"{said} (the period before)" if name.last else said

    def at(self, month: Month) -> Calculated:
        """The month's reading with what it rests on."""
        if self.formula is None or self.problem:
            return Calculated(_NONE_AT_ALL, (), self.problem)
        inputs = self._inputs(self.formula, month)
        reading = self._reading(self.formula, inputs)
        return Calculated(
            reading, tuple(inputs.values()), self._sentence(self.formula, inputs, reading, month)
        )

    @cached_property
    def series(self) -> Series:
        """A reading, or the reason why there is none, for each period in which an input is held."""
        step = step_of(self.result)
        months = {
            month
            for term in self.terms.values()
            for month in term.series.months
            if month.month_of_year % step == 0
        }
        return Series.of((month, self._reading_at(month)) for month in months)

    def _reading_at(self, month: Month) -> Reading:
        if self.formula is None or self.problem:
            return _NONE_AT_ALL
        return self._reading(self.formula, self._inputs(self.formula, month))

    def _inputs(self, formula: Formula, month: Month) -> dict[Name, Input]:
        return {name: self._input(name, month) for name in formula.names}

    def _input(self, name: Name, month: Month) -> Input:
        at = month.plus(-step_of(self.result)) if name.last else month
        if name.code in self.terms:
            term = self.terms[name.code]
            reading = for_the_period_of(self.result, term, at)
            return Input(name.code, term.indicator.short_name, at.label, reading, term.indicator)
        reading, year = children_for(self.children, at)
        return Input(POPULATION, CHILDREN, f"mid-{year}", reading, Kind.COUNT)

    def _reading(self, formula: Formula, inputs: Mapping[Name, Input]) -> Reading:
        """The reading, or why there is none: an input's reason, or that what it is divided by is 0."""
        if self._of_unknown_start:
            return _NONE_AT_ALL
        if without := _without(inputs):
            return _none(without)
        try:
            return self._worked(formula, inputs)
        except DividedByNothing:
            return Reading.none(Missing.NOT_APPLICABLE)

    def _worked(self, formula: Formula, inputs: Mapping[Name, Input]) -> Reading:
        read = _reader(inputs)
        above = below = None
        if parts := self._quotient:
            above, below = (_decimal(value_of(part, read)) for part in (parts.numerator, parts.denominator))
        return Reading(
            value=_decimal(value_of(formula.expression, read)),
            numerator=above,
            denominator=below,
            provisional=any(each.reading.provisional for each in inputs.values()),
        )

    def _sentence(
        self, formula: Formula, inputs: Mapping[Name, Input], reading: Reading, month: Month
    ) -> str:
        if reading.value is not None:
            sum_of = in_figures(formula.expression, lambda name: inputs[name].words)
            return f"Calculated for {month.label}: {sum_of} = {derived(reading.value, self.result)}."
        if self._of_unknown_start:
            return self._of_unknown_start
        if without := _without(inputs):
            return _why_not(month, without)
        return f"Cannot be calculated for {month.label}, because what it is divided by is 0."

    @cached_property
    def _of_unknown_start(self) -> str:
        """Two totals whose starts nobody has said may cover different stretches of time."""
        names = [
            term.indicator.short_name
            for term in self.terms.values()
            if term.indicator.basis is Basis.RUNNING_TOTAL
        ]
        if self.result.basis is not Basis.RUNNING_TOTAL or len(names) < 2:
            return ""
        return (
            f"Cannot be calculated, because it is not known when the totals of {' and '.join(names)} start: "
            "confirm the basis of each."
        )

    @cached_property
    def _quotient(self) -> Quotient | None:
        """The formula as a quotient of two counts, where it is one of the kind that the result says it is."""
        found = as_quotient(self.formula.expression) if self.formula else None
        per = {Kind.PERCENTAGE: 100, Kind.RATE: self.result.rate_per}.get(self.result.kind)
        counts = all(term.indicator.kind is Kind.COUNT for term in self.terms.values())
        return found if found and per is not None and counts and found.per == per else None


def _reader(inputs: Mapping[Name, Input]) -> Callable[[Name], Fraction]:
    def read(name: Name) -> Fraction:
        value = inputs[name].reading.value
        assert value is not None  # asked before
        return Fraction(value)

    return read


def _decimal(value: Fraction) -> Decimal:
    return exact(Decimal(value.numerator) / Decimal(value.denominator))


def _without(inputs: Mapping[Name, Input]) -> list[Input]:
    return [each for each in inputs.values() if each.reading.value is None]


def _none(without: list[Input]) -> Reading:
    """What is suppressed stays so; else the first reason is the result's."""
    suppressed = [each for each in without if each.reading.missing is Missing.SUPPRESSED]
    first = (suppressed or without)[0].reading
    return Reading(missing=first.missing, symbol=first.symbol)


def _why_not(month: Month, without: list[Input]) -> str:
    reasons = " and ".join(
        f"{each.name} {'have' if each.code == POPULATION else 'has'} no figure for {each.period} "
        f"({why_missing(each.reading)})"
        for each in without
    )
    return f"Cannot be calculated for {month.label}, because {reasons}."
