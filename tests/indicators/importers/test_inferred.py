"""What a name and its figures suggest."""

import pytest

from indicators.importers import read_return
from indicators.importers.inferred import decimal_places, inferred_basis, inferred_kind, inferred_rate_per
from indicators.measures.kinds import Basis, Kind


@pytest.mark.parametrize(
    ("name", "kind", "basis"),
    [
        ("Number of swans", Kind.COUNT, Basis.IN_MONTH),
        ("Swans, year to date", Kind.COUNT, Basis.YEAR_TO_DATE),
        ("Swans YTD", Kind.COUNT, Basis.YEAR_TO_DATE),
        ("Swans at month end", Kind.COUNT, Basis.MONTH_END),
        ("Rate of swans per 10,000, rolling 12 months", Kind.RATE, Basis.ROLLING_12),
        ("Proportion of swans", Kind.PERCENTAGE, Basis.IN_MONTH),
        ("% of swans", Kind.PERCENTAGE, Basis.IN_MONTH),
    ],
)
def test_kind_and_basis_come_from_the_name(name, kind, basis):
    assert (inferred_kind(name), inferred_basis(name)) == (kind, basis)


@pytest.mark.parametrize(
    ("name", "per"),
    [
        ("Rate per 1,000", 1000),
        ("Rate per 10000 children", 10_000),
        ("Rate of swans", 10_000),
        ("Rate per 0", 10_000),
    ],
)
def test_rate_is_per_what_the_name_says_else_ten_thousand(name, per):
    assert inferred_rate_per(name) == per


def test_decimal_places_are_those_of_the_most_exact_figure():
    table = read_return(b"Indicator\tApr-21\tMay-21\tJun-21\nA\t1\t2.50\t3.125\nB\t1,000\tN/A\t\n")
    assert [decimal_places(row) for row in table.rows] == [3, 0]
