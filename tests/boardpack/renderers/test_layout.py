"""Where things go in a picture: axes, labels apart, months named."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpack.renderers.layout import axis, labelled, lines_of, number, spread

figures = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 2))


@given(st.lists(figures, min_size=1, max_size=30), st.booleans())
def test_axis_holds_every_value(values, from_zero):
    found = axis(values, from_zero)

    assert found.low <= min(values) + 1e-6
    assert found.high >= max(values) - 1e-6
    assert found.low < found.high
    assert 2 <= len(found.ticks) <= 12


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        ([0, 0], True, (0, 0.25, 0.5, 0.75, 1.0, 1.25)),
        ([38, 83], True, (0, 25, 50, 75, 100)),
        ([79, 98], False, (75, 80, 85, 90, 95, 100)),
        ([-8, 5], True, (-10, -5, 0, 5, 10)),
    ],
)
def test_axis_has_round_ticks(values, from_zero, ticks):
    assert axis(values, from_zero, 100.0).ticks == ticks


def test_axis_of_percentages_ends_at_a_hundred():
    assert axis([100, 20], True, ceiling=100.0).high == 100
    assert axis([100, 20], True).high > 100


places = st.lists(st.tuples(st.floats(0, 300), st.floats(10, 40)), min_size=1, max_size=7)


@given(places)
def test_labels_never_overlap_and_stay_inside(wanted):
    middles, heights = [place for place, _ in wanted], [height for _, height in wanted]
    placed = spread(middles, heights, 0, 300)

    spans = sorted((at - height / 2, at + height / 2) for at, height in zip(placed, heights, strict=True))
    assert all(end <= start + 1e-6 for (_, end), (start, _) in itertools.pairwise(spans))
    assert spans[0][0] >= -1e-6
    assert spans[-1][1] <= 300 + 1e-6


def test_labels_that_do_not_touch_stay_where_they_want():
    assert spread([250, 50, 150], [16, 16, 16], 0, 300) == (250, 50, 150)


@pytest.mark.parametrize("count", [1, 2, 7, 10, 11, 12, 13, 24, 36, 60, 120, 240])
def test_labelled_names_the_last_month_and_few_enough(count):
    named = labelled(count)

    assert named[-1] == count - 1
    assert len(named) <= 10
    assert len({after - before for before, after in itertools.pairwise(named)}) <= 1


def test_lines_of_keeps_words_whole():
    assert lines_of("Target: mean of the statistical neighbours: 340", 25) == (
        "Target: mean of the",
        "statistical neighbours:",
        "340",
    )


@pytest.mark.parametrize(
    ("value", "unit", "places", "words"),
    [
        (Decimal("1897"), "", 1, "1,897"),
        (Decimal("62.45"), "%", 1, "62.5%"),
        (Decimal("0.05"), "", 1, "0.1"),
        (Decimal("-0.04"), "", 1, "0"),
        (Decimal("1000"), "", 3, "1,000"),
    ],
)
def test_number_rounds_half_up(value, unit, places, words):
    assert number(value, unit, places) == words
