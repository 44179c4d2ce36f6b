"""A reading beside published figures: gap, place among the neighbours, change in a year."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.benchmarks import benchmarks, quartile, rank
from indicators.measures.facts import Comparator
from indicators.measures.kinds import Basis, GeographyKind, Kind, Polarity
from indicators.measures.readings import Missing, Reading
from tests.indicators.measures.november import OCTOBER, YEAR, a_comparator, an_indicator

ON_TIME = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
ENGLAND = a_comparator(83, GeographyKind.ENGLAND, geography="England")
NAMES = "ABCDEFGHIJ"


def neighbours(*values: int, **fields: Any) -> Comparator:
    figures = tuple(zip(NAMES, map(Decimal, values), strict=False))
    return replace(a_comparator(80), figures=figures, **fields)


def test_a_gap_is_in_the_indicators_own_unit_and_names_its_figure() -> None:
    (found,) = benchmarks(ON_TIME, Reading.of(62), [replace(ENGLAND, provisional=True)], OCTOBER)
    assert (found.gap, found.gap_sentence) == (
        -21,
        "62% in Oct-21 is 21 points below 83%, England 2020/21 (DfE 2021, provisional).",
    )


@pytest.mark.parametrize(
    ("reading", "comparator", "basis", "sentence"),
    [
        (
            Reading.none(Missing.NOT_SUPPLIED),
            ENGLAND,
            Basis.IN_MONTH,
            "No gap to England 2020/21 (DfE 2021, final): Oct-21 has no reading (not supplied).",
        ),
        (
            Reading.of(62),
            replace(ENGLAND, reading=Reading.none(Missing.NOT_APPLICABLE, "N/A")),
            Basis.IN_MONTH,
            "England 2020/21 (DfE 2021, final) has no figure: N/A, not applicable.",
        ),
        (
            Reading.of(62),
            ENGLAND,
            Basis.MONTH_END,
            "Not compared with England 2020/21 (DfE 2021, final): not on the same basis: the reading is at month "
            "end, that figure year to date (from April).",
        ),
    ],
)
def test_a_gap_that_cannot_be_said_says_why(
    reading: Reading, comparator: Comparator, basis: Basis, sentence: str
) -> None:
    (found,) = benchmarks(replace(ON_TIME, basis=basis), reading, [comparator], OCTOBER)
    assert (found.gap, found.gap_sentence) == (None, sentence)


def test_part_of_a_year_is_not_held_against_a_whole_one() -> None:
    contacts = an_indicator(basis=Basis.YEAR_TO_DATE)
    (found,) = benchmarks(contacts, Reading.of(14567), [ENGLAND], OCTOBER)
    assert found.gap_sentence == (
        "Not compared with England 2020/21 (DfE 2021, final): the reading covers 7 of 12 months and that figure a "
        "whole year."
    )


def test_ties_take_the_best_place() -> None:
    held = neighbours(90, 85, 85, 80, 75, 70, 65, 60, 55, 50)
    (found,) = benchmarks(ON_TIME, Reading.of(85), [held], OCTOBER)
    assert (found.rank, found.of, found.quartile) == (2, 11, "A")
    assert found.rank_sentence == (
        "85% (Oct-21) is joint 2nd of 11 beside Statistical neighbours 2020/21 (DfE 2021, final), where the highest "
        "comes first. Quartile A: A is the best, D the last."
    )


def test_our_own_published_figure_is_ranked_before_the_months_reading() -> None:
    own = a_comparator(55, GeographyKind.OWN, geography="Northport")
    found = benchmarks(ON_TIME, Reading.of(85), [own, neighbours(90, 60, 50)], OCTOBER)[1]
    assert (found.rank, found.quartile) == (3, "C")
    assert found.rank_sentence.startswith("55% (Northport 2020/21) is 3rd of 4 ")
    other_year = replace(own, year=YEAR.plus(-2))
    assert benchmarks(ON_TIME, Reading.of(85), [other_year, neighbours(90, 60, 50)], OCTOBER)[1].rank == 2


@pytest.mark.parametrize(
    ("polarity", "held", "why"),
    [
        (Polarity.NONE, neighbours(1, 2), "neither high nor low is good in itself"),
        (Polarity.RANGE, neighbours(1, 2), "it is to stay within a range"),
        (Polarity.HIGHER, neighbours(), "the neighbours' own figures are not held"),
        (
            Polarity.HIGHER,
            neighbours(1, 2, basis=Basis.MONTH_END),
            "not on the same basis: the reading is in the month, that figure at month end",
        ),
    ],
)
def test_no_rank_without_a_best_or_figures(polarity: Polarity, held: Comparator, why: str) -> None:
    (found,) = benchmarks(replace(ON_TIME, polarity=polarity), Reading.of(62), [held], OCTOBER)
    assert (found.rank, found.of, found.quartile) == (None, 0, "")
    assert found.rank_sentence == f"No rank among Statistical neighbours 2020/21 (DfE 2021, final): {why}."


def test_three_figures_have_no_quartiles() -> None:
    (found,) = benchmarks(ON_TIME, Reading.of(85), [neighbours(90, 60)], OCTOBER)
    assert (found.rank, found.of, found.quartile) == (2, 3, "")


def test_a_change_is_told_between_years_that_follow_each_other_only() -> None:
    before, older = (
        replace(ENGLAND, year=YEAR.plus(-2), reading=Reading.of("79.8"), vintage="DfE 2020"),
        replace(ENGLAND, year=YEAR.plus(-3), reading=Reading.of(70)),
    )
    (found,) = benchmarks(ON_TIME, Reading.of(62), [ENGLAND, before, older], OCTOBER)
    assert (found.change, found.change_sentence) == (
        Decimal("3.2"),
        "England: up by 3.2 points, 83% in 2020/21 against 79.8% in 2019/20 (DfE 2020).",
    )
    (found,) = benchmarks(ON_TIME, Reading.of(62), [ENGLAND, older], OCTOBER)
    assert (found.change, found.change_sentence) == (
        None,
        "No change from the year before: 2019/20 has no figure on the same basis.",
    )


FIGURES = st.lists(st.integers(0, 9).map(Decimal), min_size=3, max_size=12)


@settings(deadline=None, max_examples=60)
@given(FIGURES, st.integers(0, 9).map(Decimal))
def test_turning_the_polarity_over_turns_the_figures_over(theirs: list[Decimal], ours: Decimal) -> None:
    turned = [-value for value in theirs]
    assert rank(ours, theirs, Polarity.HIGHER) == rank(-ours, turned, Polarity.LOWER)
    assert quartile(ours, theirs, Polarity.HIGHER) == quartile(-ours, turned, Polarity.LOWER)
    assert quartile(max(*theirs, ours), theirs, Polarity.HIGHER) == "A"
    better = [value for value in theirs if value > ours]
    assert rank(ours, theirs, Polarity.HIGHER) == len(better) + 1
