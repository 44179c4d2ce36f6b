"""What is held, as the board may see it: beside the readings, whatever would tell them."""

from decimal import Decimal

import pytest

from indicators.assemble import measured_in, seen_by
from indicators.measures.disclosure import Audience
from indicators.measures.kinds import GeographyKind, RelationKind, RelationRole, TargetKind
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Relation, RelationMember
from indicators.operations.comparators import record_comparator
from indicators.operations.setup import save_geography
from indicators.operations.targets import set_target
from partnership.operations.rows import create
from tests.indicators.conftest import NOW

MARCH, OCTOBER = Month(2021, 3), Month(2021, 10)


@pytest.fixture
def found(make_indicator, record):
    row = make_indicator("found", small_number_control=True)
    record(row, MARCH, 3)
    record(row, OCTOBER, 20)
    return row


@pytest.mark.parametrize(
    ("audience", "shown"), [(Audience.BOARD, ["c", "c", "c"]), (Audience.OFFICERS, ["3", "117", "130"])]
)
def test_last_years_total_would_tell_a_month_of_it(audience, shown, found):
    own = save_geography(
        geography=None, by=None, code="E06000099", name="Ashby", kind=GeographyKind.OWN.value
    )
    record_comparator(
        indicator=found, geography=own, year=2020, reading=Reading.of(130), vintage="File", by=None, now=NOW
    )
    less = {"kind": TargetKind.PREVIOUS_YEAR, "change_percent": Decimal(-10)}
    set_target(indicator=found, year=2021, by=None, reading=Reading.of(117), **less)
    (held,) = seen_by(audience, OCTOBER).held
    (target,), (theirs,) = held.targets, held.comparators
    assert [held.series.at(MARCH).shown, target.reading.shown, theirs.reading.shown] == shown


@pytest.mark.parametrize(
    ("basis", "held", "months"), [("year_to_date", MARCH, None), ("month_end", OCTOBER.plus(-12), OCTOBER)]
)
def test_what_is_last_years_very_figure_goes_with_it(basis, held, months, make_indicator, record):
    """A percentage to March is the year's; a target of a month, less 10% of the same month's a year before."""
    share = make_indicator("share", kind="percentage", basis=basis, small_number_control=True)
    record(share, held, Reading(value=Decimal(15), numerator=Decimal(3), denominator=Decimal(20)))
    less = {"kind": TargetKind.PREVIOUS_YEAR, "change_percent": Decimal(-10), "month": months}
    set_target(indicator=share, year=2021, by=None, reading=Reading.of(Decimal("13.5")), **less)
    (seen,) = seen_by(Audience.BOARD, OCTOBER).held
    assert (seen.series.at(held).shown, seen.targets[0].reading.shown) == ("c", "c")


def test_the_sum_of_a_calculated_figure_is_not_shown_with_it(make_indicator, record):
    rows = {
        code: make_indicator(code, small_number_control=code == "few", **fields)
        for code, fields in {"few": {}, "all": {}, "share": {"kind": "percentage"}}.items()
    }
    record(rows["few"], OCTOBER, 3)
    record(rows["all"], OCTOBER, 60)
    relation = create(Relation, by=None, kind=RelationKind.FORMULA.value, formula="few / all * 100")
    for code, role in {
        "share": RelationRole.RESULT,
        "few": RelationRole.TERM,
        "all": RelationRole.TERM,
    }.items():
        create(RelationMember, by=None, relation=relation, indicator=rows[code], role=role.value)
    (officers,) = measured_in(OCTOBER, ["share"], audience=Audience.OFFICERS)
    (board,) = measured_in(OCTOBER, ["share"])
    assert (officers.reading.shown, board.reading.shown) == ("5", "c")
    assert board.notes[0] == (
        "Calculated from others: Few ÷ All × 100. Cannot be calculated for Oct-21, because Few has no figure for Oct-21 "
        "(c, suppressed)."
    )


def test_a_percentage_without_its_counts_says_that_it_could_not_be_checked(make_indicator, record):
    record(make_indicator("share", kind="percentage", small_number_control=True), OCTOBER, 62)
    (board,) = measured_in(OCTOBER)
    assert (board.reading.shown, board.notes) == (
        "62",
        (
            "It could not be checked whether the count behind Oct-21 is small, because the numerator and denominator are "
            "not held.",
        ),
    )


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_a_fixed_number_of_queries(count, make_indicator, record, django_assert_num_queries):
    for number in range(count):
        record(make_indicator(f"indicator-{number}", small_number_control=True), OCTOBER, 3)
    with django_assert_num_queries(10):
        seen_by(Audience.BOARD, OCTOBER)
