"""Which month a heading names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importers.months import Period, read_month, read_period
from indicators.measures.periods import Month

APRIL = [
    "Apr-21",
    "Apr 21",
    "apr 2021",
    "APR-2021",
    "April 2021",
    "April-21",
    "April\u00a02021",
    " April  2021 ",
    "Apr'21",
    "Apr’21",
    "Apr–21",
    "2021-04",
    "2021/04",
    "202104",
    "01/04/2021",
    "1/4/2021",
    "01.04.2021",
    "30/04/2021",
    "01/04/21",
    "01-Apr-21",
    "30 April 2021",
    "Apr\u201121",
    "2021-04-01",
    "2021-04-30 00:00:00",
]
NONE = [
    "",
    "April",
    "2021",
    "Okt-21",
    "Apr-2",
    "2021-13",
    "2021-00",
    "202113",
    "10/15/2021",
    "04/01/2021",
    "15/04/2021",
    "15-Apr-21",
    "04/30/21",
    "31/04/2021",
    "2021-04-15",
    "44287",
    "2021/22",
    "2020-21",
    "2021/22 Q1",
    "Southampton 20/21",
    "Target",
    "M1",
    "Apr-21 (p)",
    "Apr-9999",
    "0000-04",
    "1989-12",
    "Jan-1900",
    "31/12/1989",
    "2191-01",
    "2199-12-01",
]


@pytest.mark.parametrize("text", APRIL)
def test_april_2021_is_read_in_every_form(text):
    assert read_month(text) == Month(2021, 4)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_month_is_none(text):
    assert read_month(text) is None


def test_dates_are_day_first():
    assert read_month("01/10/2021") == Month(2021, 10)


@pytest.mark.parametrize("text", ["Sep-21", "Sept-21", "September 2021"])
def test_september_has_two_short_forms(text):
    assert read_month(text) == Month(2021, 9)


@given(st.builds(Month, st.integers(2000, 2099), st.integers(1, 12)))
def test_every_form_of_every_month_comes_back(month):
    forms = [month.label, month.name, str(month), f"{month.first_day:%d/%m/%Y}", f"{month.first_day:%Y%m}"]
    assert [read_month(form) for form in forms] == [month] * 5


@pytest.mark.parametrize(
    "text", ["2021/22 Q1", "2021-22 Q1", "2021/2022 q1", "Q1 2021/22", "Q1, 2021-22", "2021–22 Q1"]
)
def test_a_quarter_is_read_by_its_last_month(text):
    assert read_period(text) == Period(Month(2021, 6), quarterly=True)


def test_the_fourth_quarter_ends_in_the_next_calendar_year():
    assert read_period("2021/22 Q4") == Period(Month(2022, 3), quarterly=True)


@pytest.mark.parametrize(
    "text",
    [
        "2021/23 Q1",
        "2021/22 Q5",
        "2021/22 Q0",
        "2021 Q1",
        "Q1",
        "21/22 Q1",
        "2021/22",
        "36524",
        "44285",
        "442870",
    ],
)
def test_what_is_no_period_is_none(text):
    assert read_period(text) is None


@pytest.mark.parametrize("text", ["44287", "44316"])
def test_a_spreadsheets_serial_of_a_months_first_or_last_day_is_the_month(text):
    assert read_period(text) == Period(Month(2021, 4))


@pytest.mark.parametrize("text", ["36525", "73051", "44300", "4428.7", "44287.0"])
def test_a_figure_that_is_no_such_serial_is_none(text):
    assert read_period(text) is None


@pytest.mark.parametrize("text", APRIL)
def test_every_month_is_a_period(text):
    assert read_period(text) == Period(Month(2021, 4))


@given(st.builds(Month, st.integers(2000, 2099), st.integers(1, 12)))
def test_serials_and_quarters_of_every_month_come_back(month):
    serials = [(day - date(1899, 12, 30)).days for day in (month.first_day, month.last_day)]
    assert [read_period(str(serial)) for serial in serials] == [Period(month)] * 2
    quarter = (month.month_of_year + 2) // 3
    found = read_period(f"{month.financial_year.label} Q{quarter}")
    if month.financial_year.start >= 2000:
        assert found is not None
        assert 0 <= found.month.since(month) <= 2
