"""What one cell of a published file says."""

from decimal import Decimal

import pytest

from indicators.importers.published.numbers import NotAFigure, published_reading
from indicators.measures.periods import FinancialYear
from indicators.measures.readings import Missing, Reading

YEAR = FinancialYear(2020)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("230590", "230590"),
        ("1,234", "1234"),
        ("77.599999999999994", "77.599999999999994"),
        ("-3.5", "-3.5"),
        ("0", "0"),
    ],
)
def test_number_is_not_rounded(written, value):
    assert published_reading(written, YEAR) == Reading(value=Decimal(value))


@pytest.mark.parametrize(
    ("symbol", "reason"),
    [
        ("c", Missing.SUPPRESSED),
        ("z", Missing.NOT_APPLICABLE),
        (":", Missing.NOT_AVAILABLE),
        ("x", Missing.NOT_AVAILABLE),
        ("k", Missing.TOO_SMALL),
        ("low", Missing.TOO_SMALL),
        ("u", Missing.TOO_SMALL),
        ("", Missing.NOT_SUPPLIED),
    ],
)
def test_symbol_is_its_reason(symbol, reason):
    assert published_reading(symbol, YEAR) == Reading.none(reason, symbol)


@pytest.mark.parametrize(("ends", "reason"), [(2018, Missing.SUPPRESSED), (2019, Missing.NOT_AVAILABLE)])
def test_x_hid_small_numbers_before_2019(ends, reason):
    assert published_reading("x", FinancialYear(ends - 1)) == Reading.none(reason, "x")


@pytest.mark.parametrize(
    "written", [".", "..", "~", "NULL", "NA", "n/a", "#REF!", "1e5", "12%", "1 234", "9" * 12]
)
def test_anything_else_is_refused(written):
    with pytest.raises(NotAFigure) as told:
        published_reading(written, YEAR)
    assert str(told.value) == (
        f"“{written}” is neither a number nor one of the symbols c, k, low, u, x, z and “:”: correct it, or leave the "
        "cell empty."
    )
