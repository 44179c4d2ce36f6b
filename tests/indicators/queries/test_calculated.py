"""Declared formulas become series: nested, by children, in few queries; circles and bad texts say so."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from indicators.assemble import measured_in
from indicators.measures.kinds import RelationRole
from indicators.measures.periods import Month
from indicators.models import Population, Relation, RelationMember
from indicators.operations.relations import save_relation
from indicators.operations.setup import save_geography
from indicators.queries import gaps, held_facts, months_of
from indicators.queries.provenance import provenance
from partnership.operations.rows import create
from tests.fixtures.guard import lifted

SEPTEMBER, OCTOBER = Month(2021, 9), Month(2021, 10)
NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def declare():
    """declare(result, "a + b", a, b): through the operation."""

    def make(result, formula, *terms):
        members = [(result, RelationRole.RESULT), *((term, RelationRole.TERM) for term in terms)]
        return save_relation(relation=None, by=None, members=members, kind="formula", formula=formula)

    return make


@pytest.fixture
def plans(make_indicator, record):
    row = make_indicator("plans", basis="month_end")
    record(row, SEPTEMBER, 339)
    record(row, OCTOBER, 355)
    return row


@pytest.fixture
def new_plans(make_indicator, plans, plans_ended, record, declare):
    record(plans_ended, OCTOBER, 29)
    row = make_indicator("new-plans", short_name="New plans")
    declare(row, "plans - last(plans) + plans-ended", plans, plans_ended)
    return row


def test_inflow_is_measured_as_if_it_had_been_entered(new_plans):
    (found,) = measured_in(OCTOBER, ["new-plans"])
    assert (found.reading.value, found.notes[0]) == (
        45,
        "Calculated from others: Plans − Plans (the period before) + Plans ended. Calculated for Oct-21: 355 (Plans, Oct-21) "
        "− 339 (Plans, Sep-21) + 29 (Plans ended, Oct-21) = 45.",
    )


def test_calculated_indicator_may_rest_on_a_calculated_one(new_plans, make_indicator, plans, declare, record):
    share = make_indicator("share", kind="percentage")
    declare(share, "new-plans / plans * 100", new_plans, plans)
    (found,) = held_facts(OCTOBER, ["share"])
    assert (found.series.at(OCTOBER).numerator, found.series.at(OCTOBER).denominator) == (45, 355)


def test_rate_takes_the_own_authoritys_newest_estimate_of_the_year_before(make_indicator, plans, declare):
    own = save_geography(geography=None, by=None, code="E06000045", name="Southampton", kind="own", order=1)
    held = [(2020, 40_000), (2021, 49_000), (2021, 50_000)]
    with lifted():
        for at, (year, children) in enumerate(held):
            recorded = {"vintage": f"edition {at}", "recorded_at": NOW.replace(minute=at)}
            Population.objects.create(geography=own, year=year, children=children, **recorded)
    rate = make_indicator("rate", kind="rate", rate_per=10_000, basis="month_end")
    declare(rate, "plans / population * 10000", plans)
    (found,) = held_facts(OCTOBER, ["rate"])
    assert found.series.value(OCTOBER) == 71


def test_circle_and_unreadable_formulas_give_no_figure_and_a_sentence(make_indicator, plans):
    one, other, bad = (make_indicator(code) for code in ("one", "other", "bad"))
    for result, text, term in ((one, "other + 1", other), (other, "one + 1", one), (bad, "plans +", plans)):
        relation = create(Relation, by=None, kind="formula", formula=text)  # as no operation would
        create(RelationMember, by=None, relation=relation, indicator=result, role="result")
        create(RelationMember, by=None, relation=relation, indicator=term, role="term")
    problems = {
        held.indicator.code: held.calculation.problem for held in held_facts(OCTOBER) if held.calculation
    }
    assert problems == {
        "one": "One cannot be calculated, because its formula needs its own result: correct the formulas.",
        "other": "Other cannot be calculated, because its formula needs its own result: correct the formulas.",
        "bad": "Bad cannot be calculated, because its formula cannot be read. The formula ends too early: write a number or "
        "an indicator's code after “+”.",
    }
    assert {held.indicator.code: held.series.value(OCTOBER) for held in held_facts(OCTOBER)}["bad"] is None


@pytest.mark.parametrize("count", [1, 3])
def test_facts_take_one_query_more_for_children_and_none_for_terms(
    count, make_indicator, plans, declare, django_assert_num_queries
):
    for number in range(count):
        rate = make_indicator(f"rate-{number}", kind="rate", rate_per=10_000, basis="month_end")
        declare(rate, "plans / population * 10000", plans)
    with django_assert_num_queries(8):
        assert len(held_facts(OCTOBER)) == count + 1


def test_calculated_indicator_owes_no_figure(new_plans):
    assert "new-plans" not in [gap.code for gap in gaps(Month(2021, 11))]


def test_provenance_of_a_calculated_figure_is_its_sum_as_the_inputs_stood_then(
    new_plans, plans_ended, record
):
    before = timezone.now()
    record(plans_ended, OCTOBER, 30)
    (october, september) = provenance("new-plans").outturns
    assert (october.month, october.states[0].shown, october.states[0].source) == (
        OCTOBER,
        "46",
        "Calculated for Oct-21: 355 (Plans, Oct-21) − 339 (Plans, Sep-21) + 30 (Plans ended, Oct-21) = 46.",
    )
    assert (september.states[0].shown, september.states[0].why) == ("–", "not supplied")
    assert [row.states[0].shown for row in provenance("new-plans", until=before).outturns] == ["45", "–"]


def test_months_of_a_calculated_indicator_are_those_of_its_terms(new_plans):
    assert months_of("new-plans") == (SEPTEMBER, OCTOBER)
