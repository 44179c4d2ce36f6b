from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.facts import Comparator, Indicator, Target
from indicators.measures.kinds import Basis, GeographyKind, Kind, Polarity, TargetKind, ToleranceKind
from indicators.measures.measured import Status, StatusWord
from indicators.measures.readings import NOT_HELD, Reading, Series
from indicators.measures.status import judge, tolerance
from indicators.measures.targets import target_to_date
from tests.indicators.measures.november import (
    NOT_APPLICABLE,
    OCTOBER,
    YEAR,
    a_comparator,
    a_target,
    an_indicator,
)

RANK = {StatusWord.RED: 0, StatusWord.AMBER: 1, StatusWord.GREEN: 2}
AMBITION, PREVIOUS = TargetKind.LOCAL_AMBITION, TargetKind.PREVIOUS_YEAR


def stands(
    indicator: Indicator,
    value: int | str | Decimal,
    target: Target | None,
    comparators: tuple[Comparator, ...] = (),
) -> Status:
    to_date = target_to_date(indicator, target, Series(), OCTOBER)
    return judge(indicator, Reading.of(value), OCTOBER, target, to_date, comparators)


@pytest.mark.parametrize(
    ("polarity", "value", "word"),
    [
        (Polarity.HIGHER, 83, StatusWord.GREEN),
        (Polarity.HIGHER, "82.9", StatusWord.AMBER),
        (Polarity.HIGHER, 78, StatusWord.AMBER),
        (Polarity.HIGHER, "77.9", StatusWord.RED),
        (Polarity.LOWER, 83, StatusWord.GREEN),
        (Polarity.LOWER, 88, StatusWord.AMBER),
        (Polarity.LOWER, "88.1", StatusWord.RED),
        (Polarity.NONE, 88, StatusWord.IN_LINE),
        (Polarity.NONE, "88.1", StatusWord.ABOVE),
        (Polarity.NONE, "77.9", StatusWord.BELOW),
    ],
)
def test_a_percentage_against_83_with_five_points(
    polarity: Polarity, value: int | str, word: StatusWord
) -> None:
    assert stands(an_indicator(Kind.PERCENTAGE, polarity=polarity), value, a_target(83)).word == word


def test_the_sentences_of_the_three_colours() -> None:
    on_time = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
    assert stands(on_time, 83, a_target(83)).sentence == (
        "83% against the target of 83%: level with it, which meets it."
    )
    assert stands(on_time, 85, a_target(83)).sentence == (
        "85% against the target of 83%: 2 points above, which meets it."
    )
    assert stands(on_time, 82, a_target(83)).sentence == (
        "82% against the target of 83%: 1 point below, no more than the tolerance of 5 points (the default)."
    )


def test_tolerance_is_the_default_until_it_is_set() -> None:
    count = an_indicator(Kind.COUNT)
    assert (tolerance(count, Decimal(340)).width, tolerance(count, Decimal(340)).is_default) == (34, True)
    own = tolerance(an_indicator(Kind.COUNT, tolerance=Decimal(12)), Decimal(340))
    assert (own.width, own.words, own.is_default) == (12, "12", False)
    relative = an_indicator(Kind.PERCENTAGE, tolerance=Decimal("2.50"), tolerance_kind=ToleranceKind.RELATIVE)
    assert tolerance(relative, Decimal(80)).words == "2 points (2.5%)"
    assert stands(relative, 84, a_target(80)).tolerance_is_default is False


def test_within_a_range() -> None:
    band = an_indicator(
        Kind.PERCENTAGE, polarity=Polarity.RANGE, acceptable_low=Decimal(70), acceptable_high=Decimal(80)
    )
    words = [stands(band, value, None).word.value for value in (64, 65, 70, 80, 85, 86)]
    assert words == ["red", "amber", "green", "green", "amber", "red"]
    assert stands(band, 75, None).sentence == "75% is within the range of 70% to 80%."
    assert stands(band, 86, None).sentence == (
        "86% is outside the range of 70% to 80% by 6 points, more than the tolerance of 5 points (the default)."
    )
    assert stands(an_indicator(polarity=Polarity.RANGE), 75, None).sentence == (
        "Not judged, because it is to stay within a range and the range is not set."
    )


def test_a_running_total_is_not_held_against_a_range() -> None:
    total = an_indicator(
        Kind.COUNT,
        Basis.YEAR_TO_DATE,
        polarity=Polarity.RANGE,
        acceptable_low=Decimal(70),
        acceptable_high=Decimal(80),
    )
    assert (
        stands(total, 75, None).sentence
        == "Not judged, because a running total cannot be held against a range."
    )


@pytest.mark.parametrize(
    ("fields", "value", "beside"),
    [
        ({"kind": PREVIOUS, "change_percent": Decimal(-10)}, 101, "target missed"),
        ({"kind": PREVIOUS, "change_percent": Decimal(-10)}, 100, "target met"),
        ({"kind": PREVIOUS, "change_percent": Decimal(-10)}, 50, "target met"),
        ({"kind": PREVIOUS, "change_percent": Decimal(5)}, 99, "target missed"),
        ({"kind": PREVIOUS, "change_percent": Decimal(5)}, 150, "target met"),
        ({"kind": PREVIOUS, "change_percent": None}, 109, "target met"),
        ({"kind": AMBITION}, 110, "target met"),
        ({"kind": AMBITION}, 111, "target missed"),
        ({"kind": AMBITION}, 89, "target missed"),
        ({"kind": TargetKind.COMPARATOR_MEAN}, 150, ""),
        ({"kind": TargetKind.STATUTORY}, 150, ""),
    ],
)
def test_what_is_said_beside_a_target_of_our_own(fields: dict[str, Any], value: int, beside: str) -> None:
    assert stands(an_indicator(), value, a_target(100, **fields)).beside == beside


def test_a_judged_ambition_is_met_only_when_green() -> None:
    on_time = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
    besides = [stands(on_time, value, a_target(83, AMBITION)).beside for value in (83, 80, 60)]
    assert besides == ["target met", "target missed", "target missed"]


def test_a_total_of_unknown_start_is_compared_only_past_the_whole_year() -> None:
    rate = an_indicator(Kind.RATE, Basis.RUNNING_TOTAL)
    past, level, before = (stands(rate, value, a_target(90)) for value in (105, 90, 60))
    assert (past.word, past.outside_band) == (StatusWord.ABOVE, True)
    assert past.sentence == (
        "105 is above the whole year's 90, provided it covers no more than twelve months: "
        "it is not known when this running total starts."
    )
    assert level.word == before.word == StatusWord.NOT_JUDGED
    assert before.sentence == (
        "Not compared: it is not known when this running total starts, and 60 is not past the whole year's 90."
    )
    near = stands(rate, 95, a_target(90))
    assert (near.word, near.outside_band) == (StatusWord.ABOVE, False)


def test_a_total_of_unknown_start_has_no_colour_even_with_a_polarity() -> None:
    rate = an_indicator(Kind.RATE, Basis.RUNNING_TOTAL, polarity=Polarity.LOWER)
    assert stands(rate, 105, a_target(90)).word == StatusWord.ABOVE


def test_what_high_and_low_may_mean_is_said_with_the_word() -> None:
    demand = an_indicator(high_means="more children are seen to be at risk.", low_means="need goes unseen")
    assert stands(demand, 200, a_target(100)).sentence == (
        "200 is above the target of 100 by 100 (200% of it), outside the band of 10 (10%, the default). "
        "A high figure may mean: more children are seen to be at risk."
    )
    assert stands(demand, 50, a_target(100)).sentence.endswith(" A low figure may mean: need goes unseen.")
    assert stands(demand, 104, a_target(100)).sentence == (
        "104 is in line with the target of 100, 4 above and inside the band of 10 (10%, the default)."
    )


def test_without_a_target_the_neighbours_are_looked_at_on_like_bases_only() -> None:
    plans = an_indicator(Kind.COUNT, Basis.MONTH_END)
    like, unlike = a_comparator(300, basis=Basis.MONTH_END), a_comparator(300, basis=Basis.YEAR_TO_DATE)
    found = stands(plans, 388, Target(NOT_APPLICABLE, YEAR), (like,))
    assert (found.word, found.sentence) == (
        StatusWord.ABOVE,
        "388 is above the Statistical neighbours figure for 2020/21 (DfE 2021) of 300 by 88 (129% of it), "
        "outside the band of 30 (10%, the default).",
    )
    refused = stands(plans, 388, None, (unlike,))
    assert (refused.word, refused.sentence) == (
        StatusWord.NOT_JUDGED,
        "No target is set for 2021/22. Nor are neighbours' figures on the same basis held.",
    )


def test_other_comparators_are_not_a_target() -> None:
    england = a_comparator(300, GeographyKind.ENGLAND, Basis.MONTH_END, geography="England")
    assert stands(an_indicator(basis=Basis.MONTH_END), 388, None, (england,)).word == StatusWord.NOT_JUDGED


def test_a_judged_indicator_without_a_target_is_grey_whatever_the_neighbours() -> None:
    on_time = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
    found = stands(on_time, 62, None, (a_comparator(83, basis=Basis.IN_MONTH),))
    assert (found.word, found.sentence) == (StatusWord.NOT_JUDGED, "No target is set for 2021/22.")


def test_no_reading_is_grey_with_the_reason() -> None:
    to_date = target_to_date(an_indicator(), a_target(5), Series(), OCTOBER)
    assert judge(an_indicator(), NOT_HELD, OCTOBER, a_target(5), to_date).sentence == (
        "Oct-21 has no reading: not supplied."
    )


def test_zero_is_a_reading() -> None:
    assert stands(an_indicator(polarity=Polarity.LOWER), 0, a_target(0)).word == StatusWord.GREEN
    assert stands(an_indicator(), 0, a_target(0)).word == StatusWord.IN_LINE


NUMBERS = st.decimals(-1000, 1000, places=2)


@settings(deadline=None)
@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from([Kind.COUNT, Kind.PERCENTAGE]))
def test_rag_never_gets_worse_as_the_reading_gets_better(
    one: Decimal, other: Decimal, aim: Decimal, kind: Kind
) -> None:
    less, more = sorted((one, other))
    higher, lower = (an_indicator(kind, polarity=polarity) for polarity in (Polarity.HIGHER, Polarity.LOWER))
    target = Target(Reading.of(aim), YEAR)
    assert RANK[stands(higher, less, target).word] <= RANK[stands(higher, more, target).word]
    assert RANK[stands(lower, more, target).word] <= RANK[stands(lower, less, target).word]


@settings(deadline=None)
@given(NUMBERS, NUMBERS, st.tuples(NUMBERS, NUMBERS).map(sorted))
def test_rag_within_a_range_never_gets_worse_towards_it(
    one: Decimal, other: Decimal, ends: list[Decimal]
) -> None:
    band = an_indicator(polarity=Polarity.RANGE, acceptable_low=ends[0], acceptable_high=ends[1])
    for less, more in (sorted((one, other)),):
        if more <= ends[1]:
            assert RANK[stands(band, less, None).word] <= RANK[stands(band, more, None).word]
        if less >= ends[0]:
            assert RANK[stands(band, less, None).word] >= RANK[stands(band, more, None).word]
