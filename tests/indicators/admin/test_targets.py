"""Targets, comparators and populations on the desk."""

from decimal import Decimal

import pytest

from indicators.measures.periods import Month
from indicators.models import Comparator, Target
from indicators.operations.published import mark_published
from partnership import clock
from tests.fixtures.desk import address, as_posted


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


def test_a_target_is_set_for_a_year_and_for_a_month_of_it(desk, plans_ended):
    typed = {"indicator": plans_ended.pk, "kind": "local_ambition", "figure": "15,880", "source": "board"}
    assert desk.post(address(Target, "add"), typed | {"year": "2021/22"}).status_code == 302
    monthly = typed | {"year": "2021", "month": "Oct-21", "figure": "N/A"}
    assert desk.post(address(Target, "add"), monthly).status_code == 302
    assert list(Target.objects.order_by("month").values_list("year", "month", "value", "symbol")) in [
        [(2021, None, Decimal(15_880), ""), (2021, Month(2021, 10), None, "N/A")],
        [(2021, Month(2021, 10), None, "N/A"), (2021, None, Decimal(15_880), "")],
    ]


def test_a_target_saved_as_it_was_changes_nothing(desk, desk_rows):
    row = desk_rows["target"]
    before = Target.objects.values().get()
    page = address(row, "change")
    assert desk.post(page, as_posted(desk.get(page))).status_code == 302
    assert Target.objects.values().get() == before


def test_a_target_that_a_published_pack_judged_by_stays_and_says_why(desk, desk_rows):
    response = desk.post(address(desk_rows["target"], "delete"), {"post": "yes"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "A published pack judges by the targets of this year, so this one stays."
    ]
    assert Target.objects.count() == 1


def test_a_target_of_another_year_goes(desk, plans_ended, officer):
    mark_published(months=[Month(2020, 9)], pack="x", by=officer, now=clock.now())
    desk.post(
        address(Target, "add"),
        {"indicator": plans_ended.pk, "kind": "statutory", "figure": "1", "year": "2021/22"},
    )
    assert desk.post(address(Target.objects.get(), "delete"), {"post": "yes"}).status_code == 302
    assert Target.objects.count() == 0


def test_a_corrected_comparator_is_another_vintage(desk, desk_rows, officer):
    held = desk_rows["comparator"]
    typed = {
        "indicator": held.indicator_id,
        "geography": held.geography_id,
        "year": "2020/21",
        "basis": "year_to_date",
        "figure": "484",
        "vintage": "table C1, corrected",
    }
    assert desk.post(address(Comparator, "add"), typed).status_code == 302
    assert set(Comparator.objects.values_list("vintage", "value")) == {
        ("table C1", Decimal("494.3")),
        ("table C1, corrected", Decimal(484)),
    }
    assert Comparator.objects.latest("pk").recorded_by == officer


def test_a_comparator_is_shown_with_its_file_and_who_recorded_it(desk, desk_rows):
    page = desk.get(address(desk_rows["comparator"], "change")).content.decode()
    assert "table C1" in page
    assert "24 Nov" in page
    assert 'name="_save"' not in page
    assert "historylink" not in page
