"""The registry, what a finding is, and that no figures of any kind break a check."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.checks import (
    CHECKS,
    Checked,
    Level,
    Member,
    RelationFacts,
    WrittenAs,
    findings_of,
    findings_of_all,
)
from indicators.measures.facts import Comparator, Indicator, Target
from indicators.measures.kinds import (
    Basis,
    Frequency,
    GeographyKind,
    Kind,
    RelationKind,
    RelationRole,
)
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Missing, Reading, Series
from tests.indicators.measures.checks.asked import findings
from tests.indicators.measures.november import OCTOBER, ROWS, a_series, an_indicator

LONGEST_NAME = 40  # what a data note keeps


def test_only_what_cannot_be_true_is_an_error() -> None:
    assert [check.name for check in CHECKS if check.level is Level.ERROR] == [
        "total-falls",
        "percentage-impossible",
        "negative",
    ]


def test_names_are_their_own_and_short_enough_to_be_kept() -> None:
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= LONGEST_NAME
    assert all(check.words for check in CHECKS)


def test_facts_change_with_the_figures_a_finding_rests_on_and_with_nothing_else() -> None:
    row = ROWS["icpc-to-plan"]
    (finding,) = findings(row.indicator, row.series, (OCTOBER,))
    (again,) = findings(
        an_indicator(Kind.PERCENTAGE, code="icpc-to-plan", name="Renamed"), row.series, (OCTOBER,)
    )
    (lower,) = findings(row.indicator, a_series((89, 92, 93, 96, 98, 97, 78)), (OCTOBER,))
    (other,) = findings(an_indicator(Kind.PERCENTAGE, code="other"), row.series, (OCTOBER,))
    assert len(finding.facts) == 64
    assert finding.facts == again.facts
    assert len({finding.facts, lower.facts, other.facts}) == 3


def test_figure_from_a_database_and_one_typed_are_the_same_fact() -> None:
    typed = Series.of([(OCTOBER, Reading.of("120"))])
    kept = Series.of([(OCTOBER, Reading.of(Decimal("120.0000")))])
    percentage = an_indicator(Kind.PERCENTAGE)
    assert [found.facts for found in findings(percentage, typed)] == [
        found.facts for found in findings(percentage, kept)
    ]


months = st.builds(Month, st.integers(2018, 2023), st.integers(1, 12))
numbers = st.one_of(
    st.integers(-5, 200).map(Decimal),
    st.decimals(min_value=-(10**11), max_value=10**11, places=4),
    st.decimals(min_value=0, max_value=1, places=4),
)
readings = st.one_of(
    st.builds(Reading.of, numbers),
    st.builds(Reading.none, st.sampled_from(Missing)),
    st.builds(
        lambda value, above, below: Reading(value, numerator=above, denominator=below),
        numbers,
        numbers,
        numbers,
    ),
)
serieses = st.one_of(
    st.dictionaries(months, readings, max_size=30).map(lambda held: Series.of(held.items())),
    st.lists(readings, min_size=7, max_size=20).map(
        lambda held: Series.of((Month(2019, 11).plus(at), reading) for at, reading in enumerate(held))
    ),
)
indicators = st.builds(
    Indicator,
    code=st.sampled_from(["a", "b", "c"]),
    name=st.just("Name"),
    short_name=st.just("Short"),
    area=st.just("Area"),
    kind=st.sampled_from(Kind),
    basis=st.sampled_from(Basis),
    frequency=st.sampled_from(Frequency),
    rate_per=st.sampled_from([None, 1, 10_000]),
    decimal_places=st.integers(0, 4),
    cumulates_from=st.one_of(st.none(), months),
    part_of_whole=st.booleans(),
)
years = st.builds(FinancialYear, st.integers(2018, 2021))
comparators = st.builds(
    Comparator,
    geography=st.just("England"),
    geography_kind=st.just(GeographyKind.ENGLAND),
    year=years,
    reading=readings,
    vintage=st.just("DfE 2021"),
    basis=st.just(Basis.YEAR_TO_DATE),
)
members = st.builds(Member, st.sampled_from(RelationRole), indicators, serieses)
relations = st.builds(RelationFacts, st.sampled_from(RelationKind), st.lists(members, max_size=4).map(tuple))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), indicator=indicators, series=serieses)
def test_no_figures_of_any_kind_or_basis_break_a_check(
    data: st.DataObject, indicator: Indicator, series: Series
) -> None:
    entered = data.draw(st.lists(st.sampled_from([*series.months, OCTOBER]), unique=True).map(tuple))
    several = st.lists(comparators, max_size=2).map(tuple)
    checked = Checked(
        indicator,
        series,
        entered,
        targets=data.draw(st.lists(st.builds(Target, readings, years), max_size=1).map(tuple)),
        comparators=data.draw(several),
        written=(WrittenAs("Number", data.draw(st.sampled_from([None, *Kind])), "8%"),),
        relations=data.draw(st.lists(relations, max_size=1).map(tuple)),
        published=data.draw(several),
    )
    for finding in findings_of(checked):
        assert finding.message.endswith(".")
        assert finding.rests_on
        assert len(finding.facts) == 64


@pytest.mark.parametrize("basis", [Basis.MONTH_END, Basis.YEAR_TO_DATE])
def test_sixty_indicators_of_ten_years_are_checked_at_once(basis: Basis) -> None:
    """About 0.1 seconds; the bound leaves room for a busy machine."""
    held = Series.of(
        (month, Reading.of(100 * month.month_of_year + at % 7))
        for at, month in enumerate(Month(2015, 4).plus(step) for step in range(120))
    )
    entered = [Checked(an_indicator(basis=basis, code=f"i-{at}"), held, held.months) for at in range(60)]
    began = time.process_time()
    findings_of_all(entered)
    assert time.process_time() - began < 2
