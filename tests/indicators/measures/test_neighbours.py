"""The statistical neighbours taken together, and how a published figure is calculated."""

from decimal import Decimal

import pytest

from indicators.measures.kinds import Polarity
from indicators.measures.neighbours import Best, together
from indicators.measures.published import calculated, total
from indicators.measures.readings import Missing, Reading

FIGURES = {
    "A": Reading.of(80),
    "B": Reading.of("85.5"),
    "C": Reading.none(Missing.SUPPRESSED, "c"),
    "D": Reading.of("85.5"),
}


def test_mean_is_of_those_with_a_figure():
    found = together(FIGURES, 10, Polarity.NONE)
    assert found.mean == Reading(value=Decimal("83.6667"))
    assert found.note == "mean of 3 of 10 values"


def test_mean_of_none_is_not_available():
    found = together({"C": FIGURES["C"]}, 2, Polarity.HIGHER)
    assert (found.mean, found.best, found.note) == (
        Reading.none(Missing.NOT_AVAILABLE),
        None,
        "mean of 0 of 2 values",
    )


@pytest.mark.parametrize(
    ("polarity", "best"),
    [
        (Polarity.HIGHER, Best(("B", "D"), Decimal("85.5"))),
        (Polarity.LOWER, Best(("A",), Decimal(80))),
        (Polarity.NONE, None),
        (Polarity.RANGE, None),
    ],
)
def test_best_is_by_polarity(polarity, best):
    assert together(FIGURES, 4, polarity).best == best


def test_sum_with_a_symbol_is_the_symbols_reason():
    assert total([Reading.of(1), FIGURES["C"], Reading.none(Missing.NOT_SUPPLIED)]) == FIGURES["C"]
    assert total([Reading.of(29), Reading.of(353)]) == Reading(value=Decimal(382))


@pytest.mark.parametrize(
    ("numerator", "denominator", "per", "figure"),
    [
        (Reading.of(382), Reading.of(531), 100, Reading(value=Decimal("71.9397"))),
        (Reading.of(1), Reading.of(8), 1, Reading(value=Decimal("0.1250"))),
        (Reading.of("0.00005"), None, 1, Reading(value=Decimal("0.0001"))),
        (Reading.of(5), Reading.of(0), 100, Reading.none(Missing.NOT_APPLICABLE)),
        (Reading.none(Missing.SUPPRESSED, "c"), Reading.of(0), 100, Reading.none(Missing.SUPPRESSED, "c")),
        (Reading.of(5), Reading.none(Missing.TOO_SMALL, "u"), 100, Reading.none(Missing.TOO_SMALL, "u")),
    ],
)
def test_figure_is_calculated_half_up_to_four_places(numerator, denominator, per, figure):
    assert calculated(numerator, denominator, per) == figure
