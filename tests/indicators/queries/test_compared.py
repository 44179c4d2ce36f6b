"""With whom an indicator is compared: own authority, region, England, and the neighbours' mean in its place."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from indicators.measures.kinds import GeographyKind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.models import Comparator
from indicators.operations.comparators import record_comparator
from indicators.operations.neighbours import put_list_in_force
from indicators.operations.setup import save_geography
from indicators.queries import held_facts
from tests.fixtures.guard import lifted

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
OCTOBER = Month(2021, 10)
APRIL = date(2021, 4, 1)


@pytest.fixture
def timely(make_indicator):
    return make_indicator("icpc-in-15-days", kind="percentage", polarity="higher")


@pytest.fixture
def places(england):
    def make(code, kind, order=100):
        return save_geography(geography=None, by=None, code=code, name=code, kind=kind, order=order)

    own, region = make("Northport", "own", 10), make("South East", "region", 20)
    others = [make(name, "authority") for name in ("Ashby", "Bexton", "Corley")]
    return {place.name: place for place in (own, region, england, *others)}


@pytest.fixture
def give(timely, places):
    def make(name, value, year=2020, vintage="c4", days=0):
        reading = value if isinstance(value, Reading) else Reading.of(value)
        return record_comparator(
            indicator=timely,
            geography=places[name],
            year=year,
            reading=reading,
            vintage=vintage,
            by=None,
            now=NOW + timedelta(days=days),
        )

    return make


@pytest.fixture
def listed(places):
    def make(*names, since=APRIL):
        neighbours = [places[name] for name in names]
        put_list_in_force(authority=places["Northport"], neighbours=neighbours, since=since, by=None)

    return make


def compared(month=OCTOBER):
    (held,) = held_facts(month)
    return [(row.geography, row.year.start, row.reading.value, row.note) for row in held.comparators]


def test_neighbours_stand_after_the_region_as_their_mean(give, listed):
    for name, value in [
        ("Northport", 72),
        ("South East", 82),
        ("England", 83),
        ("Ashby", 80),
        ("Bexton", 91),
    ]:
        give(name, value)
    listed("Ashby", "Bexton", "Corley")
    assert compared() == [
        ("Northport", 2020, Decimal(72), ""),
        ("South East", 2020, Decimal(82), ""),
        ("Statistical neighbours", 2020, Decimal("85.5"), "mean of 2 of 3 values; best 91.0%, Bexton"),
        ("England", 2020, Decimal(83), ""),
    ]


def test_other_authorities_are_left_out(give, listed):
    give("Ashby", 80)
    give("Corley", 10)
    assert compared() == []
    listed("Ashby")
    assert compared() == [
        ("Statistical neighbours", 2020, Decimal(80), "mean of 1 of 1 values; best 80.0%, Ashby")
    ]


def test_list_is_the_one_of_the_month(give, listed):
    for name, value in [("Ashby", 80), ("Bexton", 90), ("Corley", 70)]:
        give(name, value)
    listed("Ashby", "Bexton")
    listed("Corley", since=date(2021, 11, 1))
    assert [row[2] for row in compared(OCTOBER)] == [Decimal(85)]
    assert [row[2] for row in compared(OCTOBER.plus(1))] == [Decimal(70)]
    assert compared(Month(2021, 3)) == []


def test_newest_edition_of_each_neighbour_counts_and_editions_are_named(give, listed):
    give("Ashby", 80)
    give("Bexton", 90)
    give("Bexton", 70, vintage="c4 (2)", days=1)
    give("Ashby", 60, year=2019)
    listed("Ashby", "Bexton")
    assert [row[1:3] for row in compared()] == [(2020, Decimal(75)), (2019, Decimal(60))]
    (held,) = held_facts(OCTOBER)
    (first, _) = held.comparators
    assert (first.vintage, first.geography_kind) == ("c4; c4 (2)", GeographyKind.NEIGHBOURS)


def test_neighbours_without_a_figure_are_told(give, listed):
    give("Ashby", Reading.none(Missing.SUPPRESSED, "c"))
    listed("Ashby", "Bexton")
    assert compared() == [("Statistical neighbours", 2020, None, "mean of 0 of 2 values")]


def test_figure_by_hand_stands_where_none_is_computed(give, listed, places):
    places["SN"] = save_geography(
        geography=None, by=None, code="SN", name="Statistical neighbours", kind="neighbours", order=25
    )
    give("SN", 82)
    give("SN", 81, year=2019)
    give("Ashby", 90)
    listed("Ashby")
    assert [row[1:3] for row in compared()] == [(2020, Decimal(90)), (2019, Decimal(81))]


def test_withdrawn_figures_are_left_out(give, listed):
    give("England", 83)
    give("Ashby", 90)
    listed("Ashby")
    with lifted():
        Comparator.objects.update(withdrawn_at=NOW)
    assert compared() == []


@pytest.mark.parametrize("count", [1, 3])
def test_neighbours_take_no_query_more(count, give, listed, django_assert_num_queries):
    names = ["Ashby", "Bexton", "Corley"][:count]
    for name in names:
        give(name, 80)
    listed(*names)
    with django_assert_num_queries(7):
        assert len(compared()) == 1
