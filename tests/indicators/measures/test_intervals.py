import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.intervals import byar, gamma_quantile, wilson


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    [
        (7, 10, 0.396778, 0.892209),
        (62, 100, 0.522098, 0.709024),
        (388, 420, 0.894421, 0.945516),
        (0, 10, 0, 0.277533),
        (10, 10, 0.722467, 1),
    ],
)
def test_wilson_gives_published_values(numerator: int, denominator: int, lower: float, upper: float) -> None:
    assert wilson(numerator, denominator) == pytest.approx((lower, upper), abs=1e-6)


def test_wilson_reaches_nought_and_one_exactly() -> None:
    assert wilson(0, 7)[0] == 0
    assert wilson(7, 7)[1] == 1


def test_wilson_for_conferences_held_in_time_in_the_year_2020_to_2021() -> None:
    lower, upper = wilson(382, 531)
    assert (round(lower * 100, 1), round(upper * 100, 1)) == (68.0, 75.6)


@pytest.mark.parametrize(
    ("events", "lower", "upper"),
    [
        (0, 0, 3.688879454),  # -ln 0.025
        (1, 0.025317808, 5.571643391),  # -ln 0.975
        (5, 1.623486390, 11.668332079),
        (9, 4.115373080, 17.084803447),
    ],
)
def test_byar_is_exact_poisson_below_ten_events(events: int, lower: float, upper: float) -> None:
    assert byar(events, 1, per=1) == pytest.approx((lower, upper), abs=1e-6)


@pytest.mark.parametrize(("events", "lower", "upper"), [(10, 4.787, 18.391), (51, 37.970, 67.057)])
def test_byar_from_ten_events(events: int, lower: float, upper: float) -> None:
    assert byar(events, 1, per=1) == pytest.approx((lower, upper), abs=5e-4)


def test_byar_is_in_events_per_so_many_people() -> None:
    lower, upper = byar(1655, 49_737)
    assert (round(lower, 1), round(upper, 1)) == (316.9, 349.2)
    assert byar(Decimal(1655), Decimal(49_737), per=Decimal(1000)) == pytest.approx((lower / 10, upper / 10))


def test_a_wider_confidence_gives_a_wider_interval() -> None:
    assert (
        byar(5, 100, confidence=0.998)[0]
        < byar(5, 100)[0]
        < byar(5, 100)[1]
        < byar(5, 100, confidence=0.998)[1]
    )
    assert wilson(5, 9, confidence=0.998)[1] > wilson(5, 9)[1]


def test_what_cannot_be_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="a proportion needs a denominator above zero"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="a numerator between zero and it"):
        wilson(11, 10)
    with pytest.raises(ValueError, match="a rate needs a population above zero"):
        byar(3, 0)
    with pytest.raises(ValueError, match="a confidence is a number between 0 and 1"):
        wilson(1, 2, confidence=95)
    with pytest.raises(ValueError, match="a confidence is a number between 0 and 1"):
        byar(1, 2, confidence=95)


@settings(deadline=None)
@given(st.integers(1, 10), st.floats(0.0005, 0.9995))
def test_gamma_quantile_undoes_the_poisson_sum(shape: int, probability: float) -> None:
    """With a whole shape, the chance of fewer than `shape` events is a sum of Poisson terms."""
    x = gamma_quantile(probability, shape)
    fewer = sum(math.exp(-x) * x**events / math.factorial(events) for events in range(shape))
    assert 1 - fewer == pytest.approx(probability, abs=1e-12)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_intervals_hold_their_own_figure(part: int, more: int) -> None:
    whole = part + more
    lower, upper = wilson(part, whole)
    assert 0 <= lower <= part / whole <= upper <= 1
    lower, upper = byar(part, whole)
    assert 0 <= lower <= part / whole * 10_000 <= upper
