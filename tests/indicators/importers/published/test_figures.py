"""Figures gathered from files in the open data layout."""

import io
from decimal import Decimal

import pytest

from indicators.importers.problems import ReturnRefused, Severity
from indicators.importers.published import FigureMap, Layout, collect_figures, known_maps, read_published
from indicators.measures.periods import FinancialYear
from indicators.measures.readings import Missing, Reading
from tests.indicators.importers.published.samples import HEAD, conferences, file_of, row

IN_TIME = FigureMap("icpc-in-15-days", ("Duration_0-10_days", "Duration_11-15_days"), ("ICPC",), per=100)
YEAR = FinancialYear(2020)
GOOD = [
    conferences("England", "2021", 200, 100, 3, 80),
    conferences("South East", "2021", 50, 20, 1, 15),
    conferences("Inner London", "2021", 50, 20, 1, 15),
    conferences("Bridgeham", "2021", 9, 8, "c", 4),
    conferences("Bridgeham", "2020", 9, 8, 1, 4),
]


def gathered(content, *maps):
    return collect_figures(read_published(io.BytesIO(content)), maps or (IN_TIME,))


def sentences(content, *maps):
    return [(problem.row, problem.column, problem.message) for problem in gathered(content, *maps).problems]


def refusal(content, *maps):
    with pytest.raises(ReturnRefused) as told:
        gathered(content, *maps)
    return [(problem.row, problem.message) for problem in told.value.problems]


@pytest.mark.parametrize("symbol", ["x", "z", ":"])
def test_rows_with_a_symbol_for_a_code_are_left_out_and_told(symbol):
    nowhere = conferences("Bridgeham", "2021", 9, 8, 1, 4).replace("E06000023", symbol)
    found = gathered(file_of([*GOOD, nowhere, nowhere]))
    assert found.figures.keys() == gathered(file_of(GOOD)).figures.keys()
    assert [(problem.severity, problem.message) for problem in found.problems] == [
        (
            Severity.NOTE,
            "2 rows have a symbol such as x or z where the code of the place should stand, and are left out: figures are joined "
            "on codes.",
        )
    ]


def test_columns_are_added_up_by_place_and_year():
    found = gathered(file_of(GOOD))
    figure = found.figures[0, "E92000001", YEAR]
    assert (figure.row, figure.numerator, figure.denominator) == (
        2,
        Reading(value=Decimal(83)),
        Reading(value=Decimal(100)),
    )
    assert figure.cell == "row 2"
    assert found.problems == []
    assert found.rows == 5


def test_a_symbol_is_the_figures_reason_and_its_column_is_told():
    figure = gathered(file_of(GOOD)).figures[0, "E06000023", YEAR]
    assert figure.numerator == Reading.none(Missing.SUPPRESSED, "c")
    assert figure.cell == "row 5, Duration_0-10_days"


def test_places_are_known_by_codes_and_sub_regions_are_left_out():
    places = gathered(file_of([*GOOD, conferences("Camley", "2021", 1, 1, 1, 1)])).places
    assert sorted(places) == ["E06000023", "E09000007", "E12000008", "E92000001"]
    assert (places["E06000023"].name, places["E06000023"].la_code) == ("Bridgeham, City of", "801")
    assert places["E09000007"].region == "E12000007"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_make_no_difference(end, mark):
    found = gathered(mark + file_of(GOOD, end=end))
    assert found.figures == gathered(file_of(GOOD)).figures


def test_windows_encoding_is_read():
    content = file_of([conferences("England", "2021", 200, 100, 3, 80, category="Réunions")])
    assert len(gathered(content.decode().encode("cp1252")).figures) == 1


def test_tabs_in_a_file_called_csv_are_read():
    content = file_of([conferences("England", "2021", 200, 100, 3, 80)])
    assert len(gathered(content.replace(b",", b"\t")).figures) == 1


def test_header_below_a_title_is_found():
    content = b"Children in need\n\n" + file_of([conferences("England", "2021", 200, 100, 3, 80)])
    assert gathered(content).figures[0, "E92000001", YEAR].row == 4


def test_where_says_which_rows_count():
    rows = [
        conferences("England", "2021", 1, 100, 3, 80, category="All"),
        conferences("England", "2021", 1, 50, 1, 30, category="Girls"),
    ]
    one = FigureMap("x", ("ICPC",), where=(("category", "all"),))
    assert gathered(file_of(rows), one).figures[0, "E92000001", YEAR].numerator.value == 100
    assert sentences(file_of(rows)) == [
        (
            3,
            None,
            "England has a row for 2020/21 already (row 2): say in the map which rows count, for example where = { category "
            '= "…" }.',
        )
    ]


def test_missing_column_is_told_with_what_comes_near():
    assert refusal(file_of(GOOD), FigureMap("x", ("Section_47",), ("Zebras",))) == [
        (1, "The file has no column “Section_47”: the nearest is “Section47”; correct the map."),
        (1, "The file has no column “Zebras”: choose a file that has it."),
    ]
    without = file_of([], [name for name in HEAD if name != "new_la_code"])
    assert refusal(without) == [
        (1, "The file has no column “new_la_code”: the nearest is “old_la_code”; correct the map.")
    ]


def test_column_that_is_there_twice_is_refused():
    assert refusal(file_of([], (*HEAD, "icpc"))) == [
        (1, "The file has the column “ICPC” more than once (M and P): keep one of them.")
    ]


def test_kinds_of_period_are_not_mixed():
    rows = [GOOD[0], row("South East", "202021", "x", 1, 1, 1, 1, identifier="Financial year")]
    assert sentences(file_of(rows)) == [
        (
            3,
            "A (time_period)",
            "This row is for a “Financial year” and the rows above for a “reporting year”: keep one kind of period in the "
            "file.",
        )
    ]


def test_nonsense_is_told_with_row_and_column():
    rows = [
        conferences("England", "201720", 1, 1, 1, 1),
        conferences("England", "2021", 1, "NULL", 1, 1),
        conferences("Northport", "2021", 1, 1, 1, 1).replace("E06000045", ""),
    ]
    assert [problem[:2] for problem in sentences(file_of(rows))] == [
        (2, "A (time_period)"),
        (3, "M (ICPC)"),
        (4, "I (new_la_code)"),
    ]


def test_problems_stop_at_twenty():
    rows = [conferences("England", "2017188", 1, 1, 1, 1)] + [
        conferences("England", f"2017{number}", 1, 1, 1, 1) for number in range(100, 140)
    ]
    assert len(sentences(file_of(rows))) == 20


@pytest.mark.parametrize(
    ("content", "row", "begins"),
    [
        (b"", None, "The file is empty"),
        (b" \n \n", None, "The file is empty"),
        (b"PK\x03\x04\x00\x00", None, "This is not a CSV file in UTF-8"),
        ("time_period,x".encode("utf-16"), None, "This is not a CSV file in UTF-8"),
        (b"a,b\n1,2\n", None, "This is no published file that is known here"),
        (b"x" * 1_200_000, None, "A line of this file is longer"),
        (file_of(["2021,Reporting year"]), 2, "This row has 2 cells and the header 15"),
        (file_of([f'{GOOD[0]},"']), 2, "A quotation mark opens here"),
        (file_of([GOOD[0]]) + b"\x81", None, "This is not a CSV file in UTF-8"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(content, row, begins):
    (said,) = refusal(content)
    assert (said[0], said[1][: len(begins)]) == (row, begins)


def test_known_maps_fit_the_departments_columns():
    read = read_published(io.BytesIO(file_of(GOOD)))
    assert read.layout is Layout.FIGURES
    fitting = [each.indicator for each in known_maps() if read.columns.has_all(each.columns)]
    assert fitting == ["icpc-in-15-days", "section-47-rate", "icpc-rate"]
