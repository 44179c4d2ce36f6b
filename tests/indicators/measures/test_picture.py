from decimal import Decimal

from indicators.measures.chart import Chart, LineRole
from indicators.measures.kinds import Basis, GeographyKind, Kind, Polarity, TargetProfile
from indicators.measures.periods import Month
from indicators.measures.picture import draw
from indicators.measures.readings import Reading, Series
from tests.indicators.measures.november import (
    APRIL,
    OCTOBER,
    ROWS,
    a_comparator,
    a_series,
    a_target,
    an_indicator,
)


def lines(chart: Chart) -> dict[str, tuple[Decimal | None, ...]]:
    return {line.label: line.values for line in chart.lines}


def test_every_line_and_row_has_a_value_for_every_month() -> None:
    for row in ROWS.values():
        chart = row.measured().chart
        assert {len(line.values) for line in chart.lines} == {len(chart.labels)} == {7}
        assert {len(cells) for cells in chart.table} == {8}
        assert [cells[0] for cells in chart.table] == ["Month", *(line.label for line in chart.lines)]


def test_a_total_of_unknown_start_shows_its_target_for_the_whole_year() -> None:
    chart = ROWS["referrals"].measured().chart
    assert lines(chart)["Target for the whole year"] == (647,) * 7
    assert chart.alt == (
        "referrals, Apr-21 to Oct-21: first 408 (Apr-21), last 841 (Oct-21), highest 841 (Oct-21), "
        "lowest 408 (Apr-21). Target for the whole year: 647."
    )


def test_counts_and_rates_start_at_zero_and_percentages_need_not() -> None:
    assert [ROWS[code].measured().chart.starts_at_zero for code in ("plans", "icpc", "reviews-to-plan")] == [
        True,
        True,
        False,
    ]


def test_no_line_is_drawn_for_a_target_that_is_not_a_number() -> None:
    assert list(lines(ROWS["plans-ended"].measured().chart)) == ["Outturn"]


def test_a_missing_reading_is_a_gap_in_the_line_and_its_symbol_in_the_table() -> None:
    chart = draw(an_indicator(), a_series((5, None, 3)), (), (), APRIL.plus(2))
    assert chart.lines[0].values == (5, None, 3)
    assert chart.table == (("Month", "Apr-21", "May-21", "Jun-21"), ("Outturn", "5", "x", "3"))
    assert chart.alt == (
        "Plans, Apr-21 to Jun-21: first 5 (Apr-21), last 3 (Jun-21), highest 5 (Apr-21), lowest 3 (Jun-21). "
        "1 without a reading."
    )


def test_nothing_held_is_said() -> None:
    chart = draw(an_indicator(), Series(), (), (), OCTOBER)
    assert (chart.labels, chart.alt) == (("Oct-21",), "Plans, Oct-21 to Oct-21: no readings.")
    assert chart.table == (("Month", "Oct-21"), ("Outturn", "not supplied"))


def test_comparators_with_numbers_are_drawn_where_they_mean_something() -> None:
    own = a_comparator(790, GeographyKind.OWN, geography="Southampton")
    england = a_comparator(484, GeographyKind.ENGLAND, geography="England")
    running = draw(
        an_indicator(Kind.RATE, Basis.RUNNING_TOTAL), a_series((408, 493)), (), (own, england), OCTOBER
    )
    assert list(lines(running)) == [
        "Outturn",
        "Southampton 2020/21, whole year",
        "England 2020/21, whole year",
    ]
    assert [line.role for line in running.lines[1:]] == [LineRole.OWN_PREVIOUS_YEAR, LineRole.ENGLAND]
    monthly = draw(an_indicator(), a_series((19, 29)), (), (own,), OCTOBER)
    assert list(lines(monthly)) == ["Outturn"]
    percentage = draw(
        an_indicator(Kind.PERCENTAGE), a_series((38, 83)), (), (a_comparator(72),), APRIL.plus(1)
    )
    assert lines(percentage)["Statistical neighbours 2020/21"] == (72, 72)
    assert percentage.alt.endswith(" Statistical neighbours 2020/21: 72%.")


def test_two_years_are_drawn_at_most() -> None:
    chart = draw(an_indicator(), a_series(range(40)), (), (), APRIL.plus(39))
    assert (len(chart.labels), chart.labels[0], chart.labels[-1]) == (24, "Aug-22", "Jul-24")


def test_limits_are_drawn_from_thirteen_readings_and_clamped_to_what_is_possible() -> None:
    values = [90, 99] * 6
    on_time = an_indicator(Kind.PERCENTAGE)
    assert "Mean" not in lines(draw(on_time, a_series(values), (), (), APRIL.plus(11)))
    drawn = lines(draw(on_time, a_series([*values, 90]), (), (), APRIL.plus(12)))
    assert drawn["Upper limit"] == (100,) * 13
    assert drawn["Lower limit"] == (Decimal("70.2138"),) * 13
    low = lines(draw(an_indicator(), a_series([0, 20] * 7), (), (), APRIL.plus(13)))
    assert (low["Lower limit"][0], low["Upper limit"][0]) == (0, Decimal("63.2"))
    running = draw(an_indicator(basis=Basis.YEAR_TO_DATE), a_series(range(20)), (), (), APRIL.plus(19))
    assert list(lines(running)) == ["Outturn"]


def test_a_range_shows_both_its_ends() -> None:
    band = an_indicator(polarity=Polarity.RANGE, acceptable_low=Decimal(70), acceptable_high=Decimal(80))
    drawn = lines(draw(band, a_series((75,)), (), (), APRIL))
    assert (drawn["Lowest acceptable"], drawn["Highest acceptable"]) == ((70,), (80,))


def test_a_target_line_changes_with_the_year() -> None:
    targets = (a_target(1200), a_target(600, year=Month(2020, 4).financial_year))
    contacts = an_indicator(basis=Basis.YEAR_TO_DATE, target_profile=TargetProfile.LINEAR)
    chart = draw(contacts, a_series((550, 600, 90), first=Month(2021, 2)), targets, (), APRIL)
    assert lines(chart)["Target to date"] == (550, 600, 100)


def test_numbers_on_a_line_stay_short() -> None:
    held = Series.of([(APRIL, Reading.of(7))])
    contacts = an_indicator(basis=Basis.YEAR_TO_DATE, target_profile=TargetProfile.LINEAR)
    assert lines(draw(contacts, held, (a_target(100),), (), APRIL))["Target to date"] == (Decimal("8.3333"),)
