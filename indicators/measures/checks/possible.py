"""
Figures that cannot be true, or hardly: below nothing, and percentages outside 0 to 100.

Real conversion rates exceed 100 now and then, where what is above and below the line are counted apart; only where the
numerator is part of the denominator can they not. Looks at readings, targets and comparators that were just given.
"""

from collections.abc import Iterator
from decimal import Decimal

from indicators.measures.checks.checked import Checked, Found, as_entered
from indicators.measures.kinds import Kind
from indicators.measures.periods import Month
from indicators.measures.wording import figure

_HUNDRED = Decimal(100)
_Given = tuple[Month | None, str, Decimal]


def negative(checked: Checked) -> Iterator[Found]:
    """
    A number or rate below nothing, or such a count above or below a line.

    >>> from indicators.measures.facts import Indicator
    >>> from indicators.measures.kinds import Basis
    >>> from indicators.measures.readings import Reading, Series
    >>> plans = Indicator("plans", "Plans", "Plans", "Child Protection", Kind.COUNT, Basis.MONTH_END)
    >>> held = Series.of([(Month(2021, 10), Reading.of(-388))])
    >>> [found.message for found in negative(Checked(plans, held, (Month(2021, 10),)))]
    ['-388 for Oct-21 is less than nothing, which a number or rate cannot be: correct the figure.']
    """
    if checked.indicator.kind is not Kind.PERCENTAGE:
        for month, what, value in _figures(checked):
            if value < 0:
                text = as_entered(value, checked.indicator)
                yield _found(month, what, value, f"{text} for {what}", "a number or rate cannot be")
    for month, what, value in _counts(checked):
        if value < 0:
            yield _found(month, what, value, f"{figure(value, Kind.COUNT)}, {what},", "a count cannot be")


def impossible_percentage(checked: Checked) -> Iterator[Found]:
    """Outside 0 to 100 although the numerator is part of the denominator."""
    if checked.indicator.part_of_whole:
        yield from _outside(
            checked,
            "which a part of a whole cannot be: correct the figure, or what is set up for the indicator.",
        )


def outside_percentage(checked: Checked) -> Iterator[Found]:
    """Outside 0 to 100 where that can happen, and is rare."""
    if not checked.indicator.part_of_whole:
        yield from _outside(checked, "which is rare: correct the figure, or say why it is so.")


def _outside(checked: Checked, so: str) -> Iterator[Found]:
    if checked.indicator.kind is Kind.PERCENTAGE:
        for month, what, value in _figures(checked):
            if not 0 <= value <= _HUNDRED:
                message = f"{as_entered(value, checked.indicator)} for {what} is outside 0% to 100%, {so}"
                yield Found(month, message, (f"{what} {value}",))


def _figures(checked: Checked) -> Iterator[_Given]:
    """Every number just given, with its month and what it is in words."""
    for month in checked.months:
        value = checked.series.at(month).value
        if value is not None:
            yield month, month.label, value
    for target in checked.targets:
        if target.reading.value is not None:
            yield target.month, f"the target of {(target.month or target.year).label}", target.reading.value
    for comparator in checked.comparators:
        if comparator.reading.value is not None:
            yield None, f"{comparator.geography} in {comparator.year.label}", comparator.reading.value


def _counts(checked: Checked) -> Iterator[_Given]:
    for month in checked.months:
        reading = checked.series.at(month)
        for name, value in (("numerator", reading.numerator), ("denominator", reading.denominator)):
            if value is not None:
                yield month, f"the {name} for {month.label}", value


def _found(month: Month | None, what: str, value: Decimal, subject: str, cannot: str) -> Found:
    return Found(
        month, f"{subject} is less than nothing, which {cannot}: correct the figure.", (f"{what} {value}",)
    )
