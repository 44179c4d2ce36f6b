"""Whether a reading differs from England and the region by more than chance."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.measures.comparisons import comparisons
from indicators.measures.facts import Indicator
from indicators.measures.intervals import byar
from indicators.measures.kinds import Basis, GeographyKind, Kind, Polarity
from indicators.measures.measured import ComparedWord
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from tests.indicators.measures.november import OCTOBER, a_comparator, an_indicator

ON_TIME = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
RATE = an_indicator(Kind.RATE, Basis.YEAR_TO_DATE, polarity=Polarity.LOWER, rate_per=10_000, decimal_places=1)
MARCH = Month(2022, 3)


def counted(value: str | int, numerator: int, denominator: int) -> Reading:
    return Reading(Decimal(value), numerator=Decimal(numerator), denominator=Decimal(denominator))


def word(indicator: Indicator, reading: Reading, theirs: int | str, month: Month = OCTOBER) -> ComparedWord:
    (found,) = comparisons(
        indicator, reading, [a_comparator(theirs, GeographyKind.ENGLAND, geography="England")], month
    )
    return found.word


@pytest.mark.parametrize(
    ("polarity", "below", "above"),
    [
        (Polarity.HIGHER, ComparedWord.WORSE, ComparedWord.BETTER),
        (Polarity.LOWER, ComparedWord.BETTER, ComparedWord.WORSE),
        (Polarity.NONE, ComparedWord.LOWER, ComparedWord.HIGHER),
        (Polarity.RANGE, ComparedWord.LOWER, ComparedWord.HIGHER),
    ],
)
def test_the_word_follows_polarity_and_the_interval(
    polarity: Polarity, below: ComparedWord, above: ComparedWord
) -> None:
    indicator, reading = replace(ON_TIME, polarity=polarity), counted(62, 62, 100)  # 52.2 to 70.9
    assert [word(indicator, reading, theirs) for theirs in (52, 53, 70, 71)] == [
        above,
        ComparedWord.SIMILAR,
        ComparedWord.SIMILAR,
        below,
    ]


def test_a_comparison_names_its_counts_interval_and_figure() -> None:
    england = a_comparator(83, GeographyKind.ENGLAND, geography="England")
    (found,) = comparisons(ON_TIME, counted(62, 62, 100), [england], OCTOBER)
    assert found.sentence == (
        "62% in Oct-21 (62 of 100) is worse than England 2020/21 (DfE 2021, final): 83% lies above the 95% interval of "
        "52.2% to 70.9%."
    )
    assert found.lower is not None
    assert found.upper is not None
    assert (round(found.lower, 6), round(found.upper, 6)) == (Decimal("52.209755"), Decimal("70.902401"))


def test_a_rate_is_compared_by_byars_interval() -> None:
    reading = counted("332.8", 1698, 51022)
    (found,) = comparisons(RATE, reading, [a_comparator(165, GeographyKind.REGION)], MARCH)
    assert found.word is ComparedWord.WORSE
    assert (float(found.lower or 0), float(found.upper or 0)) == byar(1698, 51022)


@pytest.mark.parametrize(
    ("indicator", "reading", "reason"),
    [
        (ON_TIME, Reading.of(62), "the counts behind the reading are not held"),
        (ON_TIME, Reading.none(Missing.NOT_SUPPLIED), "there is no reading (not supplied)"),
        (ON_TIME, counted(70, 62, 100), "the counts held (62 of 100) do not give 70%"),
        (ON_TIME, counted(110, 110, 100), "110 of 100 is no part of a whole"),
        (ON_TIME, counted(0, 0, 0), "the counts behind the reading make no proportion"),
        (an_indicator(), counted(62, 62, 100), "a number has no interval without a population"),
        (replace(RATE, rate_per=None), counted(62, 62, 100), "it is not said per how many the rate is"),
        (RATE, counted(100, 500, 50_000), "the reading covers 7 of 12 months and that figure a whole year"),
    ],
)
def test_what_is_not_compared_says_why(indicator: Indicator, reading: Reading, reason: str) -> None:
    england = a_comparator(83, GeographyKind.ENGLAND, geography="England")
    (found,) = comparisons(indicator, reading, [england], OCTOBER)
    assert (found.word, found.lower, found.upper) == (ComparedWord.NOT_COMPARED, None, None)
    assert found.sentence == f"Not compared with England 2020/21 (DfE 2021, final): {reason}."


def test_only_england_and_the_region_are_compared_with() -> None:
    held = [
        a_comparator(80, GeographyKind.OWN, geography="Northport"),
        a_comparator(80, GeographyKind.REGION, geography="South East"),
        a_comparator(80),
        replace(
            a_comparator(80, GeographyKind.ENGLAND, geography="England"),
            reading=Reading.none(Missing.SUPPRESSED, "c"),
        ),
    ]
    found = comparisons(ON_TIME, counted(62, 62, 100), held, OCTOBER)
    assert [(one.comparator.geography, one.word.value) for one in found] == [
        ("South East", "worse"),
        ("England", "not compared"),
    ]
    assert found[1].sentence.endswith(": it has no figure (c, suppressed).")
