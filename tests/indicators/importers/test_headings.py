"""What each heading means."""

import pytest

from indicators.importers.grid import GridRow
from indicators.importers.headings import read_heading, read_headings
from indicators.importers.problems import ReturnRefused
from indicators.importers.table import Column, Role
from indicators.measures.periods import FinancialYear, Month

YEAR = FinancialYear(2020)


def headings(*texts: str) -> tuple[Column, ...]:
    return read_headings(GridRow(4, texts))


def problems(*texts: str) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(ReturnRefused) as refused:
        headings(*texts)
    return [(problem.row, problem.column, problem.message) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Area", Role.AREA),
        ("AREA ", Role.AREA),
        ("indicator", Role.INDICATOR),
        ("Performance indicator", Role.INDICATOR),
        ("Outturn type", Role.OUTTURN_TYPE),
        ("OUTTURN-TYPE", Role.OUTTURN_TYPE),
        ("Target", Role.TARGET),
        ("Apr-21", Role.MONTH),
        ("England", Role.PLACE),
        ("south-east", Role.PLACE),
        ("Southampton 20/21", Role.PLACE),
    ],
)
def test_heading_has_its_role_whatever_its_case_and_punctuation(text, role):
    column = read_heading(0, text)
    assert column is not None
    assert column.role is role


@pytest.mark.parametrize(
    "text", ["Comment", "Somewhere", "20/21", "Area 20/21", "Southampton 20/22", "RAG", "Q1"]
)
def test_heading_without_a_meaning_is_none(text):
    assert read_heading(0, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Southampton 20/21",
        "Southampton 2020/21",
        "Southampton 2020-21",
        "Southampton (20/21)",
        "Southampton 2020/2021",
    ],
)
def test_place_and_year_are_parted(text):
    assert read_heading(11, text) == Column(11, text, Role.PLACE, place="Southampton", year=YEAR)


def test_target_may_name_its_year():
    assert read_heading(0, "Target 21/22") == Column(0, "Target 21/22", Role.TARGET, year=FinancialYear(2021))


def test_region_and_england_take_the_year_of_the_own_authority():
    columns = headings("Indicator", "Apr-21", "Southampton 20/21", "South East", "England")
    assert [(column.place, column.year) for column in columns[2:]] == [
        ("Southampton", YEAR),
        ("South East", YEAR),
        ("England", YEAR),
    ]


def test_every_place_may_have_a_year_of_its_own():
    columns = headings("Indicator", "Apr-21", "Southampton 20/21", "England 19/20")
    assert [column.year for column in columns[2:]] == [YEAR, FinancialYear(2019)]


def test_columns_know_their_month_and_letter():
    column = headings("Indicator", "April 2021")[1]
    assert (column.month, column.letter, column.where) == (Month(2021, 4), "B", "B (April 2021)")


def test_empty_headings_are_left_out():
    assert [column.index for column in headings("", "Indicator", " ", "Apr-21", "")] == [1, 3]


def test_a_heading_without_end_means_nothing_and_is_told_of_shortly():
    ((row, column, _),) = problems("Indicator", "Apr-21", "(" * 90_000)
    assert (row, column) == (4, f"C ({'(' * 59}…)")


def test_every_unknown_heading_is_named():
    assert [place for _, place, _ in problems("Zone", "Indicator", "Apr-21", "Comment")] == [
        "A (Zone)",
        "D (Comment)",
    ]


def test_two_columns_for_one_month_are_refused():
    assert problems("Indicator", "Apr-21", "April 2021") == [
        (4, "C (April 2021)", "Columns B and C are both headed April 2021: keep one of them.")
    ]


def test_two_columns_for_one_place_and_year_are_refused():
    assert problems("Indicator", "Apr-21", "Southampton 20/21", "England", "England 20/21") == [
        (4, "E (England 20/21)", "Columns D and E are both headed England 20/21: keep one of them.")
    ]


def test_place_without_any_year_is_refused():
    assert problems("Indicator", "Apr-21", "England") == [
        (4, "C (England)", "The year of England is not clear: head the column with it, as in England 20/21.")
    ]


def test_what_a_return_must_have_is_asked_for():
    assert problems("Area", "Target") == [
        (
            4,
            None,
            "The header row has no column for Indicator and a month (Apr-21, April 2021, 2021-04 or 01/04/2021): put it in.",
        )
    ]


def test_a_place_is_known_by_its_ons_code():
    places = [column.place for column in headings("Indicator", "Apr-21", "E06000045 20/21", "E92000001")[2:]]
    assert places == ["Southampton", "England"]


def test_a_quarter_is_headed_by_its_last_month():
    column = headings("Indicator", "2021/22 Q2")[1]
    assert (column.role, column.month, column.quarterly) == (Role.MONTH, Month(2021, 9), True)


def test_a_quarter_beside_its_last_month_is_refused():
    assert problems("Indicator", "Sep-21", "2021/22 Q2") == [
        (
            4,
            "C (2021/22 Q2)",
            "Columns B and C are headed with a month and with the quarter that it ends, 2021/22 Q2: keep one of them, or give "
            "the quarters a file of their own.",
        )
    ]
