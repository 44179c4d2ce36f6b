"""The entry grid's rows, and the checks of one row."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.operations.data_notes import confirm_findings
from indicators.operations.setup import save_area
from indicators.operations.targets import set_target
from indicators.queries.entry import NOTHING, Cells, Column, GridRow, month_grid
from indicators.queries.entry_findings import EntryFinding, entry_findings, unconfirmed_findings

OCTOBER, DECEMBER = Month(2021, 10), Month(2021, 12)
NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)


def test_month_grid_has_what_is_held_and_the_months_before(make_indicator, record):
    plans = make_indicator("plans-ended", name="Percentage of plans ended", kind="percentage")
    record(plans, Month(2021, 7), Reading.none(Missing.NOT_APPLICABLE, "N/A"))
    record(plans, Month(2021, 9), 78)
    stands = record(
        plans,
        OCTOBER,
        Reading(value=Decimal("79.50"), numerator=Decimal(31), denominator=Decimal(39), provisional=True),
        note="late",
    )
    set_target(indicator=plans, year=2021, by=None, reading=Reading.of(83))
    grid = month_grid(OCTOBER)
    assert [month.label for month in grid.months] == ["Jul-21", "Aug-21", "Sep-21"]
    assert grid.published == ""
    assert grid.rows == (
        GridRow(
            indicator_pk=plans.pk,
            code="plans-ended",
            name="Percentage of plans ended",
            short_name="Percentage of plans ended",
            before=("N/A", "", "78%"),
            target="83% for 2021/22",
            outturn=stands.pk,
            version=1,
            stands=Cells(
                figure=Reading(value=Decimal("79.5")),
                numerator=Decimal(31),
                denominator=Decimal(39),
                provisional=True,
                note="late",
            ),
        ),
    )
    assert [grid.rows[0].stands.text(column) for column in Column] == [
        "79.5",
        "31",
        "39",
        "provisional",
        "late",
    ]


def test_month_grid_prefers_the_months_own_target(plans_ended):
    set_target(indicator=plans_ended, year=2021, by=None, reading=Reading.of(120))
    set_target(indicator=plans_ended, year=2021, month=OCTOBER, by=None, reading=Reading.of(11))
    assert month_grid(OCTOBER).rows[0].target == "11 for Oct-21"


def test_month_grid_is_in_scorecard_order_by_area(make_indicator, plans_ended):
    front = save_area(area=None, by=None, name="Front Door", order=10)
    make_indicator("second", area=front, order=2)
    make_indicator("first", area=front, order=1)
    found = [(area.name, [row.code for row in area.rows]) for area in month_grid(OCTOBER).areas]
    assert found == [("Front Door", ["first", "second"]), ("Child Protection", ["plans-ended"])]


def test_month_grid_has_the_indicators_whose_period_ends(make_indicator):
    make_indicator("monthly")
    make_indicator("quarterly", frequency="quarterly")
    make_indicator("yearly", frequency="yearly")
    make_indicator("ended", active_to=Month(2021, 9))
    found = {month: [row.code for row in month_grid(month).rows] for month in (OCTOBER, DECEMBER)}
    assert found == {OCTOBER: ["monthly"], DECEMBER: ["monthly", "quarterly"]}
    assert len(month_grid(Month(2022, 3)).rows) == 3


def test_month_grid_names_the_pack_of_a_published_month(plans_ended, october_published):
    assert month_grid(OCTOBER).published == "November 2021 pack, edition 1"


@pytest.mark.parametrize("count", [10, 60])
def test_month_grid_takes_four_queries(make_indicator, record, django_assert_num_queries, count):
    for number in range(count):
        indicator = make_indicator(f"indicator-{number}")
        record(indicator, OCTOBER, number)
        record(indicator, Month(2021, 9), number)
    with django_assert_num_queries(4):
        assert len(month_grid(OCTOBER).rows) == count


def test_month_grid_is_empty_without_indicators(db):
    assert month_grid(OCTOBER).rows == ()


def test_nothing_is_told_as_nothing():
    assert [NOTHING.words(column) for column in Column] == [
        "nothing",
        "nothing",
        "nothing",
        "final",
        "nothing",
    ]
    reason = Cells(figure=Reading.none(Missing.NOT_SUPPLIED))
    assert (reason.text(Column.FIGURE), reason.words(Column.FIGURE)) == ("", "not supplied")


def test_entry_findings_says_what_cannot_be_read(plans_ended):
    assert entry_findings(OCTOBER, plans_ended.pk, "1,5", "", "many") == (
        EntryFinding(
            "Error",
            Column.FIGURE,
            "“1,5” has a comma where decimals begin: write the decimals after a full stop, as in 1234.5.",
        ),
        EntryFinding(
            "Error",
            Column.DENOMINATOR,
            "“many” is not a number: write a number, a symbol such as N/A, or leave the cell empty.",
        ),
    )


def test_entry_findings_knows_that_a_count_is_not_negative(plans_ended):
    assert entry_findings(OCTOBER, plans_ended.pk, "-3") == (
        EntryFinding(
            "Error",
            Column.FIGURE,
            "-3 for Oct-21 is less than nothing, which a number or rate cannot be: correct the figure.",
        ),
    )


@pytest.mark.parametrize("typed", ["", "1,897", "N/A", "0"])
def test_entry_findings_has_nothing_to_say_of_what_may_stand(plans_ended, typed):
    assert entry_findings(OCTOBER, plans_ended.pk, typed) == ()


def test_entry_findings_knows_no_row_that_is_not_due(make_indicator):
    quarterly = make_indicator("quarterly", frequency="quarterly")
    assert entry_findings(OCTOBER, quarterly.pk, "3") is None
    assert entry_findings(OCTOBER, 999_999, "3") is None


def test_entry_findings_wants_numbers_above_and_below_the_line(plans_ended):
    assert entry_findings(OCTOBER, plans_ended.pk, "31", "N/A") == (
        EntryFinding("Error", Column.NUMERATOR, "Give a number, for example 1,897 or 71.9."),
    )


def test_entry_findings_compares_with_the_months_before(plans_ended, record):
    record(plans_ended, Month(2021, 9), 31)
    found = entry_findings(OCTOBER, plans_ended.pk, "310%")
    assert [(each.level, each.column) for each in found] == [("Warning", Column.FIGURE)] * 2


def test_entry_findings_leaves_out_what_is_confirmed(plans_ended, record, officer):
    record(plans_ended, Month(2021, 9), 31)
    readings = {plans_ended.code: Reading.of(310)}
    found = unconfirmed_findings(OCTOBER, readings)
    assert [each.check for each in found] == ["ten-times"]
    confirm_findings(findings=found, note="A team's backlog.", by=officer, now=NOW)
    assert unconfirmed_findings(OCTOBER, readings) == ()
    assert entry_findings(OCTOBER, plans_ended.pk, "310") == ()


def test_entry_findings_takes_at_most_six_queries(plans_ended, record, django_assert_max_num_queries):
    record(plans_ended, Month(2021, 9), 31)
    with django_assert_max_num_queries(6):
        entry_findings(OCTOBER, plans_ended.pk, "310")
