from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.measures.checks import Level
from indicators.measures.kinds import Basis, Kind
from indicators.measures.readings import Reading, Series
from tests.indicators.measures.checks.asked import findings, found, said
from tests.indicators.measures.november import (
    APRIL,
    OCTOBER,
    a_comparator,
    a_series,
    a_target,
    an_indicator,
)

TIMELY = an_indicator(Kind.PERCENTAGE, part_of_whole=True)
CONVERSION = an_indicator(Kind.PERCENTAGE)


def entered(reading: Reading) -> Series:
    return Series.of([(OCTOBER, reading)])


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.RATE])
def test_number_or_rate_below_nothing_is_an_error(kind: Kind) -> None:
    (finding,) = findings(an_indicator(kind), entered(Reading.of(-5)))
    assert (finding.check, finding.level, finding.month) == ("negative", Level.ERROR, OCTOBER)
    assert found(an_indicator(kind), entered(Reading.of(0))) == []


def test_counts_above_and_below_the_line_are_not_below_nothing() -> None:
    reading = Reading(Decimal(50), numerator=Decimal(-5), denominator=Decimal(-10))
    assert said(CONVERSION, entered(reading)) == [
        (
            "negative",
            "-5, the numerator for Oct-21, is less than nothing, which a count cannot be: correct the figure.",
        ),
        (
            "negative",
            "-10, the denominator for Oct-21, is less than nothing, which a count cannot be: correct the figure.",
        ),
    ]


@pytest.mark.parametrize("value", ["100.1", "-0.1", "620"])
def test_percentage_outside_0_to_100_is_an_error_of_a_part_and_a_warning_otherwise(value: str) -> None:
    (error,) = findings(TIMELY, entered(Reading.of(value)))
    (warning,) = findings(CONVERSION, entered(Reading.of(value)))
    assert (error.check, error.level) == ("percentage-impossible", Level.ERROR)
    assert (warning.check, warning.level) == ("percentage-outside", Level.WARNING)


def test_percentage_is_named_as_it_was_entered() -> None:
    assert said(CONVERSION, entered(Reading.of("142.25"))) == [
        (
            "percentage-outside",
            "142.25% for Oct-21 is outside 0% to 100%, which is rare: correct the figure, or say why it is so.",
        )
    ]


@pytest.mark.parametrize("value", [0, 100])
def test_percentage_at_either_end_is_possible(value: int) -> None:
    assert found(TIMELY, entered(Reading.of(value))) == []


def test_targets_and_comparators_just_given_are_looked_at_too() -> None:
    given = {"targets": (a_target(830),), "comparators": (a_comparator(827),)}
    assert [message for _, message in said(TIMELY, Series(), **given)] == [
        "830% for the target of 2021/22 is outside 0% to 100%, which a part of a whole cannot be: correct the figure, or "
        "what is set up for the indicator.",
        "827% for Statistical neighbours in 2020/21 is outside 0% to 100%, which a part of a whole cannot be: correct the "
        "figure, or what is set up for the indicator.",
    ]
    monthly = a_target(-3, month=APRIL)
    assert found(an_indicator(), Series(), targets=(monthly,)) == [("negative", "Apr-21")]


def test_months_that_were_not_entered_are_left_alone() -> None:
    assert found(replace(TIMELY, basis=Basis.MONTH_END), a_series((140, 90)), (OCTOBER,)) == []
