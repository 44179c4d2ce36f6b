"""Lists on the desk: as many queries for three rows as for one."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import (
    Area,
    Commentary,
    Comparator,
    Geography,
    Indicator,
    Outturn,
    Population,
    PublishedMonth,
    Return,
    Target,
)
from indicators.operations.commentary import save_commentary
from indicators.operations.comparators import record_comparator, record_population
from indicators.operations.published import mark_published
from indicators.operations.setup import save_area, save_geography
from indicators.operations.targets import set_target
from tests.fixtures.desk import address
from tests.fixtures.guard import lifted

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
OCTOBER = Month(2021, 10)


@pytest.fixture
def fill(make_indicator, record, officer):
    """fill(n): one more row of everything, each resting on rows of its own."""

    def make(number):
        who = {"by": officer, "now": NOW}
        area = save_area(area=None, by=officer, name=f"Area {number}")
        indicator = make_indicator(f"indicator-{number}", area=area, data_owner=officer)
        make_indicator(f"gap-{number}", area=area, data_owner=officer)
        place = save_geography(
            geography=None, by=officer, code=f"E{number}", name=f"Place {number}", kind="region"
        )
        compared = {"geography": place, "year": 2015 + number, "vintage": "table C1"}
        with lifted():
            arrived = Return.objects.create(
                file_name=f"{number}.tsv", sha256="0" * 64, layout="wide", table={}, by=officer, at=NOW
            )
        record(indicator, OCTOBER, number, source_return=arrived)
        set_target(indicator=indicator, year=2021, by=officer, reading=Reading.of(number))
        record_comparator(indicator=indicator, reading=Reading.of(number), **compared, **who)
        record_population(children=number, **compared, **who)
        save_commentary(
            commentary=None, by=officer, month=OCTOBER, indicators=[indicator], tells_us="x", author=officer
        )
        mark_published(months=[OCTOBER.plus(-number)], pack="x", **who)

    return make


def queries_of(client, page):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(page)
    assert response.status_code == 200
    return response, [query["sql"] for query in seen.captured_queries]


@pytest.mark.parametrize(
    "model",
    [
        Area,
        Indicator,
        Geography,
        Outturn,
        Target,
        Comparator,
        Population,
        Commentary,
        Return,
        PublishedMonth,
    ],
)
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(model, fill, signed_in):
    client = signed_in("performance_officer")
    fill(1)
    client.get(address(model))
    first, one = queries_of(client, address(model))
    before = len(first.context["cl"].result_list)
    fill(2)
    fill(3)
    second, three = queries_of(client, address(model))
    assert len(second.context["cl"].result_list) > before
    assert len(three) == len(one), "\n".join(three)
