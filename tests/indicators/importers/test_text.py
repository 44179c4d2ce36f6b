"""Bytes of a text table to rows of cells."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importers.grid import MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from indicators.importers.problems import ReturnRefused
from indicators.importers.text import read_text

TABLE = [
    ["Area", "Indicator", "Apr-21"],
    ["Front Door", "Referrals per 10,000", "1,897"],
    ["Äußeres", "Café £", "5"],
]


def written(delimiter: str, rows: list[list[str]] = TABLE, **options: Any) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, **options).writerows(rows)
    return file.getvalue()


def cells(content: bytes) -> list[list[str]]:
    return [list(row.cells) for row in read_text(content).rows]


def refusal(content: bytes) -> str:
    with pytest.raises(ReturnRefused) as refused:
        read_text(content)
    (problem,) = refused.value.problems
    return problem.message


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("lineterminator", ["\n", "\r\n", "\r"])
def test_every_encoding_delimiter_and_line_end_gives_the_same_cells(delimiter, encoding, lineterminator):
    assert cells(written(delimiter, lineterminator=lineterminator).encode(encoding)) == TABLE


def test_cells_may_hold_line_ends_and_quotation_marks():
    table = [["Area", "Indicator", "Apr-21"], ["Front Door", 'Called "contacts"\nby some', "5"]]
    assert cells(written(",", table).encode()) == table


def test_tabs_win_where_names_and_figures_have_commas():
    table = [
        ["Area", "Indicator", "Apr-21"],
        ["A, B, C, D, E", "Per 10,000", "1,234,567"],
        ["F", "G", "1,234,567"],
    ]
    assert cells("\n".join("\t".join(row) for row in table).encode()) == table


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    grid = read_text(b'"two\nlines",b,c\n\nd,e,f\n')
    assert [(row.number, row.cells) for row in grid.rows] == [
        (1, ("two\nlines", "b", "c")),
        (2, ()),
        (3, ("d", "e", "f")),
    ]


@pytest.mark.parametrize(("end", "mid_line"), [("", True), ("\n", False), ("\r", False), ("\r\n", False)])
def test_a_missing_last_line_end_is_noticed(end, mid_line):
    assert read_text(f"a,b,c\n1,2,3{end}".encode()).ends_mid_line is mid_line


def test_limits_are_kept_before_anything_is_parsed():
    assert refusal(b"a" * (MAX_BYTES + 1)).startswith("The file is bigger than 10 MB")
    assert refusal(b"a,b\n" * (MAX_ROWS + 1)).startswith("The file has more than 150,000 rows")
    assert refusal(b"," * MAX_COLUMNS).startswith("The file has more than 200 columns")
    assert refusal(b'"' + b'","' * MAX_COLUMNS + b'"').startswith("The file has more than 200 columns")
    wide = b"," * (MAX_COLUMNS - 1) + b"\n"
    assert refusal(wide * (MAX_CELLS // MAX_COLUMNS + 1)).startswith("The file has more than 2,000,000 cells")


def test_a_line_without_end_is_refused_before_it_is_parsed():
    assert refusal(b"a" * 200_000).startswith("This line is longer than 100,000 characters")


def test_what_is_within_the_limits_is_read():
    wide = b"," * (MAX_COLUMNS - 1) + b"1\n"
    grid = read_text(wide * 100)
    assert (len(grid.rows), len(grid.rows[0].cells)) == (100, MAX_COLUMNS)


def test_commas_within_quotation_marks_are_not_columns():
    long_note = "one, " * 300
    assert cells(f'a,b,c\n1,2,"{long_note}"\n'.encode()) == [["a", "b", "c"], ["1", "2", long_note]]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_grid_or_refused(content):
    try:
        read_text(content)
    except ReturnRefused as said:
        refused = said.problems
    else:
        return
    assert len(refused) == 1


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8), min_size=3, max_size=3),
        min_size=2,
        max_size=6,
    ),
    st.sampled_from(["\t", ","]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_written_comes_back(table, delimiter, encoding):
    headed = [["Area", "Indicator", "Apr-21"], *table]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(headed)
    assert cells(file.getvalue().encode(encoding)) == headed
