"""Recording comparators and populations."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indicators.measures.readings import Reading
from indicators.models import Comparator, Population
from indicators.operations.comparators import record_comparator, record_population
from partnership.verdicts import Refused

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
FILE = "Characteristics of children in need 2021, table C1"


def give(indicator, geography, value, by, vintage=FILE, **more):
    return record_comparator(
        indicator=indicator,
        geography=geography,
        year=2020,
        reading=Reading.of(value),
        vintage=vintage,
        by=by,
        now=NOW,
        **more,
    )


def test_record_comparator_keeps_the_file_and_who_recorded_it(plans_ended, england, officer):
    row = give(plans_ended, england, "494.3", officer)
    assert (row.value, row.vintage, row.recorded_by, row.recorded_at) == (
        Decimal("494.3"),
        FILE,
        officer,
        NOW,
    )
    assert row.basis == "year_to_date"


def test_record_comparator_of_a_stock_is_at_the_years_end(make_indicator, england, officer):
    assert give(make_indicator("on-plans", basis="month_end"), england, 310, officer).basis == "month_end"


def test_record_comparator_twice_from_one_file_is_one_row(plans_ended, england, officer):
    first = give(plans_ended, england, 484, officer)
    assert give(plans_ended, england, "484.0", officer) == first
    assert Comparator.objects.count() == 1


def test_record_comparator_with_another_figure_from_one_file_is_refused(plans_ended, england, officer):
    give(plans_ended, england, 484, officer)
    with pytest.raises(ValidationError) as told:
        give(plans_ended, england, "494.3", officer)
    assert told.value.messages == [
        f"Number of plans ended, England 2020/21 is recorded with another figure from “{FILE}”. "
        "A corrected file is another vintage: name it so."
    ]
    assert Comparator.objects.get().value == Decimal(484)


def test_record_comparator_of_a_later_file_leaves_the_earlier(plans_ended, england, officer):
    give(plans_ended, england, 484, officer)
    give(plans_ended, england, "494.3", officer, vintage="the same, as published in 2022")
    assert Comparator.objects.count() == 2


def test_record_comparator_is_refused_to_a_board_member(plans_ended, england, board_member):
    with pytest.raises(Refused):
        give(plans_ended, england, 484, board_member)
    assert Comparator.objects.count() == 0


def test_record_population_is_one_per_file(england, officer):
    def estimate(children, vintage="Mid-2020 estimates"):
        return record_population(
            geography=england, year=2020, children=children, vintage=vintage, by=officer, now=NOW
        )

    first = estimate(51_805)
    assert estimate(51_805) == first
    with pytest.raises(ValidationError):
        estimate(49_737)
    estimate(49_737, vintage="Mid-2020 estimates, rebased")
    assert list(Population.objects.order_by("pk").values_list("children", flat=True)) == [51_805, 49_737]


def test_record_population_is_refused_to_a_data_owner(england, person):
    with pytest.raises(Refused):
        record_population(
            geography=england,
            year=2020,
            children=1,
            vintage="x",
            by=person("data_owner"),
            now=NOW + timedelta(1),
        )
    assert Population.objects.count() == 0
