from decimal import Decimal

import pytest

from indicators.measures.kinds import Kind
from indicators.measures.readings import Reading
from indicators.measures.wording import (
    derived,
    figure,
    gap_words,
    move_words,
    per_cent_of,
    rounded,
    shown,
    side_words,
)
from tests.indicators.measures.november import NOT_APPLICABLE, an_indicator


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("102.4998", 0, "102"),
        ("319.467", 1, "319.5"),
        ("-0.04", 1, "0.0"),
    ],
)
def test_rounded_is_half_up_from_the_unrounded_value(value: str, places: int, expected: str) -> None:
    assert str(rounded(Decimal(value), places)) == expected


def test_figure_has_thousands_separators_and_its_unit() -> None:
    assert figure(Decimal("1234567.5"), Kind.COUNT) == "1,234,568"
    assert figure(Decimal("62.5"), Kind.PERCENTAGE) == "63%"
    assert figure(Decimal("494.3"), an_indicator(Kind.RATE, decimal_places=1)) == "494.3"
    assert figure(Decimal("82.66"), an_indicator(Kind.PERCENTAGE), 1) == "82.7%"


def test_derived_shows_one_place_more_only_when_it_has_to() -> None:
    assert derived(Decimal(15880) * 7 / 12, Kind.COUNT) == "9,263.3"
    assert derived(Decimal("9263.0"), Kind.COUNT) == "9,263"
    assert derived(Decimal("82.66"), an_indicator(Kind.PERCENTAGE, decimal_places=1)) == "82.66%"


def test_shown_keeps_the_symbol_of_what_is_missing() -> None:
    assert shown(NOT_APPLICABLE, Kind.COUNT) == "N/A"
    assert shown(Reading.of(0), Kind.COUNT) == "0"


def test_gap_words_say_points_for_percentages_only() -> None:
    assert gap_words(Decimal(-1), Kind.PERCENTAGE) == "1 point"
    assert gap_words(Decimal("20.5"), Kind.PERCENTAGE) == "20.5 points"
    assert gap_words(Decimal(-1234), Kind.COUNT) == "1,234"
    assert gap_words(Decimal(1), Kind.RATE) == "1"


def test_direction_words() -> None:
    assert [side_words(Decimal(gap)) for gap in (-1, 0, 1)] == ["below", "level with", "above"]
    assert [move_words(Decimal(gap)) for gap in (-1, 0, 1)] == ["down", "unchanged", "up"]
    assert per_cent_of(Decimal(388), Decimal(340)) == "114%"
