"""A return with what looks as if it identified a child is refused whole, and its figures are no identity."""

import pytest

from indicators.importers import read_return
from indicators.importers.problems import ReturnRefused
from indicators.models import Return
from indicators.operations.return_identifying import refuse_identifying_cells
from indicators.operations.return_keeping import keep_return
from tests.indicators.operations.test_returns import NOW, SWANS, lines


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("943 476 5919", "B3 looks as if it held an NHS number,"),
        ("9434765919", "B3 looks as if it held an NHS number,"),
        ("Cases at SO14 7LY", "B3 looks as if it held a full postcode,"),
    ],
)
def test_the_first_cell_that_identifies_a_child_is_named(cell, told):
    table = read_return(lines(SWANS, SWANS.replace("Number of swans", cell)))
    with pytest.raises(ReturnRefused) as refused:
        refuse_identifying_cells(table)
    assert str(refused.value).startswith(told)
    assert cell not in str(refused.value)


def test_figures_of_any_length_are_figures():
    refuse_identifying_cells(
        read_return(lines(SWANS.replace("|4|", "|123456789012|").replace("|5|", "|0.1234567|")))
    )


def test_nothing_of_such_a_return_is_kept(officer):
    table = read_return(lines(SWANS.replace("swans", "swans at SO14 7LY")))
    with pytest.raises(ReturnRefused):
        keep_return(table=table, file_name="return.tsv", sha256="0" * 64, by=officer, now=NOW)
    assert not Return.objects.exists()
