from indicators.measures.kinds import Basis, Kind, TargetProfile
from indicators.measures.periods import Month
from indicators.measures.projection import project
from indicators.measures.readings import NOT_HELD, Reading, Series
from tests.indicators.measures.november import OCTOBER, a_series, an_indicator


def test_a_year_to_date_goes_on_at_the_present_rate() -> None:
    contacts = an_indicator(basis=Basis.YEAR_TO_DATE)
    assert project(contacts, Reading.of(14567), Series(), OCTOBER).value == 24972
    assert project(contacts, Reading.of(500), Series(), Month(2022, 3)).value == 500


def test_a_total_from_a_stated_month_goes_on_to_march() -> None:
    since = an_indicator(basis=Basis.SINCE_MONTH, cumulates_from=Month(2021, 7))
    assert project(since, Reading.of(400), Series(), OCTOBER).value == 900


def test_a_seasonal_year_follows_last_years_shape() -> None:
    seasonal = an_indicator(basis=Basis.YEAR_TO_DATE, target_profile=TargetProfile.SEASONAL)
    last_year = a_series([10, 20, 30, 40, 50, 60, 90, 100, 110, 120, 130, 150], first=Month(2020, 4))
    assert project(seasonal, Reading.of(120), last_year, OCTOBER).value == 200
    assert project(seasonal, Reading.of(120), Series(), OCTOBER).sentence == (
        "No projection, because the readings of 2020/21, whose shape it follows, are not all held."
    )
    nothing_then = a_series([0] * 11 + [5], first=Month(2020, 4))
    assert project(seasonal, Reading.of(120), nothing_then, OCTOBER).sentence == (
        "No projection, because nothing was due by then last year."
    )


def test_what_has_no_projection_says_why() -> None:
    rate = an_indicator(Kind.RATE, Basis.RUNNING_TOTAL)
    assert project(rate, Reading.of(841), Series(), OCTOBER).sentence == (
        "No projection, because it is not known when this running total starts."
    )
    assert project(an_indicator(basis=Basis.MONTH_END), Reading.of(388), Series(), OCTOBER).sentence == (
        "No projection: only running totals are projected."
    )
    percentage = an_indicator(Kind.PERCENTAGE, Basis.YEAR_TO_DATE)
    assert project(percentage, Reading.of(62), Series(), OCTOBER).value is None
    contacts = an_indicator(basis=Basis.YEAR_TO_DATE)
    assert (
        project(contacts, NOT_HELD, Series(), OCTOBER).sentence
        == "No projection, because Oct-21 has no reading."
    )
