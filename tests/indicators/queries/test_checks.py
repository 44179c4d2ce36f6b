"""What the checks are told, from rows; and which of their warnings are confirmed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from indicators.measures import facts
from indicators.measures.checks import WrittenAs, findings_of, findings_of_all
from indicators.measures.kinds import Basis, EventKind, GeographyKind, RelationKind, RelationRole
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.process import ChartSettings
from indicators.measures.readings import Missing, Reading, Series
from indicators.models import Comparator, Relation, RelationMember, Return
from indicators.operations.comparators import record_comparator
from indicators.operations.data_notes import confirm_findings
from indicators.operations.events import save_event
from indicators.queries.checks import DataNoteFacts, Given, checked_for, confirmed_notes
from partnership.operations.rows import create

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
AUGUST, SEPTEMBER, OCTOBER = Month(2021, 8), Month(2021, 9), Month(2021, 10)
ENGLAND = ("England", GeographyKind.ENGLAND, FinancialYear(2020))


@pytest.fixture
def flows(make_indicator, record):
    """Plans at month end, with those that started and ended, and the relation between them."""
    made = {
        RelationRole.STOCK: make_indicator("plans", basis="month_end"),
        RelationRole.STARTS: make_indicator("plans-started"),
        RelationRole.ENDS: make_indicator("plans-ended"),
    }
    for role, values in zip(made, ((387, 388), (42, 24), (75, 23)), strict=True):
        for month, value in zip((SEPTEMBER, OCTOBER), values, strict=True):
            record(made[role], month, value)
    relate(RelationKind.BALANCE, made)
    return made


def relate(kind, members) -> Relation:
    relation = create(Relation, by=None, kind=kind.value)
    for role, indicator in members.items():
        create(RelationMember, by=None, relation=relation, indicator=indicator, role=role.value)
    return relation


def test_entered_readings_stand_over_those_held_and_their_months_are_looked_at(make_indicator, record):
    plans = make_indicator("plans", part_of_whole=True, kind="percentage")
    record(plans, SEPTEMBER, "78.50")
    record(plans, OCTOBER, 79)
    entered = {
        ("plans", OCTOBER): Reading.of(97),
        ("plans", AUGUST): Reading.none(Missing.NOT_APPLICABLE, "N/A"),
    }
    (checked,) = checked_for(["plans"], entered=entered)
    assert checked.months == (AUGUST, OCTOBER)
    assert checked.series == Series.of(
        [
            (AUGUST, Reading.none(Missing.NOT_APPLICABLE, "N/A")),
            (SEPTEMBER, Reading.of("78.5")),
            (OCTOBER, Reading.of(97)),
        ]
    )
    assert checked.series.months == (AUGUST, SEPTEMBER, OCTOBER)
    assert (checked.indicator.code, checked.indicator.part_of_whole) == ("plans", True)


def test_months_are_looked_at_where_something_is_held(make_indicator, record):
    record(make_indicator("plans"), SEPTEMBER, 78)
    make_indicator("empty")
    plans, empty = sorted(
        checked_for(["plans", "empty"], [SEPTEMBER, OCTOBER]), key=lambda each: -len(each.series)
    )
    assert (plans.months, empty.months) == ((SEPTEMBER,), ())


def test_what_is_not_an_indicator_of_the_site_is_left_out(db):
    assert checked_for(["swans"], [OCTOBER], {("swans", OCTOBER): Reading.of(2)}) == ()


def test_relation_is_told_with_all_of_its_members_and_what_is_entered_of_them(flows):
    (checked,) = checked_for(["plans-ended"], entered={("plans-ended", OCTOBER): Reading.of(32)})
    (relation,) = checked.relations
    assert [
        (member.role, member.indicator.code, member.series.value(OCTOBER)) for member in relation.members
    ] == [
        (RelationRole.STOCK, "plans", Decimal(388)),
        (RelationRole.STARTS, "plans-started", Decimal(24)),
        (RelationRole.ENDS, "plans-ended", Decimal(32)),
    ]
    (finding,) = [found for found in findings_of(checked) if found.check == "balance"]
    assert (finding.code, finding.month) == ("plans", OCTOBER)


def test_relation_of_which_all_are_entered_is_found_broken_once(flows):
    entered = {("plans", OCTOBER): Reading.of(390), ("plans-started", OCTOBER): Reading.of(24)}
    found = findings_of_all(checked_for(["plans", "plans-started"], entered=entered))
    assert [finding.check for finding in found] == ["balance"]


def give(england, plans, value, vintage, **more) -> Comparator:
    return record_comparator(
        indicator=plans,
        geography=england,
        year=2020,
        reading=Reading.of(value),
        vintage=vintage,
        by=None,
        now=NOW,
        **more,
    )


def a_return(layout: str) -> Return:
    return Return.objects.create(file_name="x", sha256="0" * 64, layout=layout, table={}, at=NOW)


def given_for_england(value: str) -> dict[str, Given]:
    return {
        "plans": Given(
            comparators=(facts.Comparator(*ENGLAND, Reading.of(value), "return x", Basis.YEAR_TO_DATE),),
            written=(WrittenAs("Number"),),
        )
    }


def test_comparators_are_held_against_published_figures_in_force_only(make_indicator, england, rows_by_hand):
    plans = make_indicator("plans", kind="rate", rate_per=10_000)
    give(england, plans, "494.3", "DfE 2021")
    give(england, plans, "495.1", "DfE 2022", source_return=a_return("open data"))
    give(england, plans, "484", "return October.tsv", source_return=a_return("wide"))
    give(england, plans, "484", "DfE 2020")
    Comparator.objects.filter(vintage="DfE 2020").update(withdrawn_at=NOW)
    (checked,) = checked_for(["plans"], given=given_for_england("484"))
    assert [(row.vintage, row.reading.value) for row in checked.published] == [
        ("DfE 2021", Decimal("494.3")),
        ("DfE 2022", Decimal("495.1")),
    ]
    assert checked.written == (WrittenAs("Number"),)
    assert [finding.check for finding in findings_of(checked)] == ["comparator-differs"]


def test_steps_and_the_charts_settings_are_told(make_indicator, record, settings):
    plans = make_indicator("plans")
    record(plans, OCTOBER, 40)
    save_event(
        event=None, by=None, indicators=[plans], month=OCTOBER, kind="step", label="Rebased", reason="Census"
    )
    settings.SPC_SCREEN_OUTLIERS, settings.SPC_TREND_POINTS = True, 6
    (checked,) = checked_for(["plans"], [OCTOBER])
    assert checked.events == (facts.Event(OCTOBER, EventKind.STEP, "Rebased", "Census"),)
    assert checked.settings == ChartSettings(screen_outliers=True, trend_points=6)


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_told_takes_five_queries(
    count, flows, make_indicator, record, england, django_assert_num_queries
):
    codes = ["plans", "plans-started"][:count] + [f"indicator-{number}" for number in range(count)]
    for number in range(count):
        indicator = make_indicator(f"indicator-{number}")
        record(indicator, OCTOBER, number)
        give(england, indicator, "1", "DfE 2021")
        relate(
            RelationKind.AT_MOST,
            {RelationRole.SMALLER: indicator, RelationRole.LARGER: flows[RelationRole.STARTS]},
        )
    with django_assert_num_queries(5):
        told = checked_for(codes, [OCTOBER], given=given_for_england("484"))
    assert {checked.indicator.code for checked in told} == set(codes)


def test_confirmed_notes_are_those_of_the_findings_as_they_now_are(
    make_indicator, person, django_assert_num_queries
):
    make_indicator("plans", kind="percentage")
    officer = person("performance_officer", name="Officer")
    over, other = (
        findings_of_all(checked_for(["plans"], entered={("plans", OCTOBER): Reading.of(value)}))
        for value in (120, 130)
    )
    confirm_findings(findings=over, note="Plans of two months.", by=officer, now=NOW)
    with django_assert_num_queries(1):
        found = confirmed_notes([*over, *other])
    (finding,) = over
    assert found == {
        ("plans", "percentage-outside", finding.facts): DataNoteFacts(
            code="plans",
            check="percentage-outside",
            facts=finding.facts,
            month=OCTOBER,
            finding=finding.message,
            note="Plans of two months.",
            by="Officer",
            at=NOW,
        )
    }
    assert confirmed_notes([]) == {}
