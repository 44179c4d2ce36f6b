"""The kept table, read again."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.importers import LAYOUTS, read_return, table_from_json
from indicators.importers.grid import Grid, GridRow
from indicators.importers.problems import ReturnRefused, note, warning
from indicators.importers.table import ReturnTable

WORDS = [
    *(
        "Area",
        "Indicator",
        "Apr-21",
        "May-21",
        "Target",
        "England 20/21",
        "Month",
        "Value",
        "Numerator",
        "Status",
    ),
    *(
        "Last month",
        "Note",
        "Plans",
        "Contacts",
        "2021/22 Q1",
        "44287",
        "1",
        "N/A",
        "",
        " ",
        "%",
        "1,5",
        "x y",
        "p",
    ),
]
GRIDS = st.lists(st.lists(st.sampled_from(WORDS), max_size=7), max_size=9)
HEADERS = st.sampled_from(
    [
        ["Area", "Indicator", "Apr-21", "May-21", "Target"],
        ["Indicator", "Month", "Value", "Numerator", "Status", "Last month", "Note"],
        ["Code", "", "Period", "Figure"],
    ]
)
TROUBLES = st.dictionaries(
    st.tuples(st.integers(1, 11), st.integers(0, 8)),
    st.sampled_from(["Not calculated.", "An error."]),
    max_size=3,
)


def again(table: ReturnTable) -> ReturnTable:
    return table_from_json(json.loads(json.dumps(table.as_json())))


def as_read(grid: Grid) -> ReturnTable | None:
    for layout in LAYOUTS:
        header = layout.find_header(grid)
        if header:
            try:
                return layout.read(grid, header)
            except ReturnRefused:
                return None
    return None


@settings(max_examples=150, deadline=None)
@given(GRIDS, HEADERS, GRIDS, TROUBLES, st.booleans())
def test_any_table_comes_back_with_its_problems(above, header, below, troubles, cut):
    rows = tuple(
        GridRow(number, tuple(cells)) for number, cells in enumerate([*above[:2], header, *below], 1)
    )
    table = as_read(Grid(rows, ends_mid_line=cut, troubles=troubles))
    if table is not None:
        assert again(table) == table


def test_what_was_told_of_the_file_comes_back():
    table = read_return(b"Indicator\tApr-21\nPlans\t1")
    told = warning("The sheet is hidden."), note("The sheet “About” was not read.")
    table = replace(table, sheet="Figures", sheets_not_read=("About",), problems=(*told, *table.problems))
    assert len(table.problems) == 3
    assert again(table) == table


def test_a_table_kept_in_another_form_is_refused():
    with pytest.raises(ReturnRefused):
        table_from_json({"headings": ["Indicator"]})


def test_a_table_that_breaks_off_in_what_is_not_read_comes_back():
    table = read_return(b"Indicator\tMonth\tValue\tLast month\nPlans\tApr-21\t1\t61\t")
    assert len(table.problems) == 1
    assert again(table) == table
