"""Which year a published row is for."""

import pytest

from indicators.importers.published.periods import NotAYear, financial_year, mid_year
from indicators.measures.periods import FinancialYear


@pytest.mark.parametrize(
    "written", ["2021", "202021", "2020-21", "2020/21", "2020–21", "2020-2021", " 2021 "]
)
def test_reporting_year_ends_in_march_of_the_year_that_names_it(written):
    assert financial_year(written, "Reporting year") == FinancialYear(2020)


def test_financial_year_says_both_years():
    assert financial_year("202021", "Financial year") == FinancialYear(2020)
    with pytest.raises(NotAYear) as told:
        financial_year("2021", "Financial year")
    assert (
        str(told.value)
        == "“2021” does not say which financial year is meant: write both years, as in 202021."
    )


def test_turn_of_the_century_follows():
    assert financial_year("199900", "Reporting year") == FinancialYear(1999)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2017188", "“2017188” is not a year such as 2021 or 202021: correct it."),
        ("", "“” is not a year such as 2021 or 202021: correct it."),
        ("April", "“April” is not a year such as 2021 or 202021: correct it."),
        ("0021", "“0021” is not a year such as 2021 or 202021: correct it."),
        (
            "201720",
            "“201720” names two years that do not follow each other: write them as 201718.",
        ),
    ],
)
def test_nonsense_is_refused(written, sentence):
    with pytest.raises(NotAYear) as told:
        financial_year(written, "Reporting year")
    assert str(told.value) == sentence


@pytest.mark.parametrize("identifier", ["Academic year", "Calendar year", "April", "Financial year Q1", ""])
def test_other_periods_are_refused(identifier):
    with pytest.raises(NotAYear) as told:
        financial_year("202021", identifier)
    assert str(told.value) == (
        f"“{identifier}” is not a year from April to March: choose a file of reporting or financial years."
    )


def test_population_is_of_its_mid_year():
    assert mid_year("2020", "Reporting year") == 2020
    with pytest.raises(NotAYear) as told:
        mid_year("202021", "Reporting year")
    assert str(told.value) == "“202021” is not a mid-year such as 2020: correct it."
