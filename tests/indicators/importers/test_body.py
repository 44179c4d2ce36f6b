"""The rows under a header."""

from collections.abc import Sequence

import pytest

from indicators.importers import LAYOUTS
from indicators.importers.grid import Area, Grid, GridRow
from indicators.importers.problems import ReturnRefused
from indicators.importers.table import ReturnTable

TITLED = [
    ("A title", "", "", ""),
    ("Area", "Indicator", "Apr-21", "May-21"),
    ("A", "Plans", "1", "2"),
    ("A", "Contacts", "3", "4"),
    ("", "", "", ""),
    ("A note", "", "", ""),
]
LONG = [
    ("Indicator", "Month", "Value", "Numerator"),
    ("Plans", "Apr-21", "1", ""),
    ("Plans", "May-21", "2", ""),
]


def grid(rows: Sequence[tuple[str, ...]], **options: object) -> Grid:
    return Grid(tuple(GridRow(number, cells) for number, cells in enumerate(rows, 1)), **options)  # type: ignore[arg-type]


def read(sheet: Grid) -> ReturnTable:
    layout, header = next((each, found) for each in LAYOUTS if (found := each.find_header(sheet)))
    return layout.read(sheet, header)


def refusal(sheet: Grid) -> tuple[int | None, str | None, str]:
    with pytest.raises(ReturnRefused) as refused:
        read(sheet)
    (problem,) = refused.value.problems
    return problem.row, problem.column, problem.message


@pytest.mark.parametrize("area", [Area(2, 2, 2, 3), Area(3, 0, 4, 0), Area(1, 0, 2, 0), Area(4, 3, 9, 9)])
def test_a_merged_area_that_meets_the_table_is_refused(area):
    row, _, message = refusal(grid(TITLED, merged=(area,)))
    assert (row, message) == (
        area.first_row,
        f"The cells {area.reference} are merged and part of the table: unmerge them, write in each cell what belongs there, "
        "and save the file again.",
    )


def test_merged_titles_notes_and_cells_beside_the_table_are_no_matter():
    merged = (Area(1, 0, 1, 3), Area(6, 0, 6, 3), Area(2, 5, 4, 6), Area(3, 1, 3, 1))
    assert read(grid(TITLED, merged=merged)) == read(grid(TITLED))


@pytest.mark.parametrize("rows", [TITLED, LONG])
def test_hidden_rows_of_the_table_are_refused(rows):
    last = 4 if rows is TITLED else 3
    assert refusal(grid(rows, hidden_rows=frozenset({last}))) == (
        last,
        None,
        f"The row {last} is hidden and holds part of the table: show it or delete it, and save the file again.",
    )
    assert refusal(grid(rows, hidden_rows=frozenset({last - 1, last})))[2] == (
        f"2 rows of the table are hidden, the first of them {last - 1}: show them or delete them, and save the file again."
    )


def test_hidden_columns_of_the_table_are_refused():
    assert refusal(grid(TITLED, hidden_columns=frozenset({3}))) == (
        None,
        "D (May-21)",
        "The column D is hidden and holds part of the table: show it or delete it, and save the file again.",
    )


def test_hidden_rows_and_columns_with_nothing_of_the_table_are_no_matter():
    sheet = grid(TITLED, hidden_rows=frozenset({1, 5, 6, 9}), hidden_columns=frozenset({4, 7}))
    assert read(sheet) == read(grid(TITLED))


def test_a_cell_that_cannot_be_trusted_is_an_error_with_its_sentence():
    found = read(
        grid(TITLED, troubles={(3, 2): "Not calculated: calculate it.", (4, 1): "An error: mend it."})
    )
    assert [(problem.row, problem.column, problem.message) for problem in found.problems] == [
        (3, "C (Apr-21)", "Not calculated: calculate it."),
        (4, "B (Indicator)", "An error: mend it."),
    ]


def test_a_row_of_which_nothing_can_be_trusted_is_not_taken_for_an_empty_one():
    rows = [*TITLED[:3], ("", "", "", "")]
    found = read(grid(rows, troubles={(4, 1): "Not calculated."}))
    assert [(problem.row, problem.message) for problem in found.problems] == [(4, "Not calculated.")]


@pytest.mark.parametrize("index", [0, 1, 2, 3])
def test_every_cell_of_a_long_line_can_be_in_trouble(index):
    found = read(grid(LONG, troubles={(3, index): "Not calculated."}))
    assert [(problem.row, problem.message) for problem in found.problems] == [(3, "Not calculated.")]


def test_a_header_that_cannot_be_trusted_is_refused():
    assert refusal(grid(TITLED, troubles={(2, 2): "Not calculated."})) == (2, "C (Apr-21)", "Not calculated.")


def test_troubles_outside_the_table_are_no_matter():
    assert read(grid(TITLED, troubles={(1, 0): "An error.", (6, 0): "An error."})).problems == ()


def test_what_is_kept_names_nothing_that_was_not_read():
    rows = [("Indicator", "Apr-21", ""), ("Plans", "1", "a name", "another"), ("A secret", "", "")]
    kept = read(grid(rows)).grid
    assert [row.cells for row in kept.rows] == [
        ("Indicator", "Apr-21"),
        ("Plans", "1", "…"),
        ("A secret", ""),
    ]
