"""Marking months as published."""

from datetime import UTC, datetime

import pytest

from indicators.measures.periods import Month
from indicators.models import PublishedMonth
from indicators.operations.published import is_any_published, is_published, mark_published
from partnership.verdicts import Refused

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)


def test_mark_published_keeps_the_first_pack_of_a_month(officer):
    mark_published(months=[Month(2021, 10)], pack="November 2021 pack", by=officer, now=NOW)
    mark_published(months=[Month(2021, 10), Month(2021, 11)], pack="January 2022 pack", by=officer, now=NOW)
    assert list(PublishedMonth.objects.order_by("month").values_list("month", "pack")) == [
        (Month(2021, 10), "November 2021 pack"),
        (Month(2021, 11), "January 2022 pack"),
    ]


def test_mark_published_is_refused_to_a_chair(person):
    with pytest.raises(Refused):
        mark_published(months=[Month(2021, 10)], pack="x", by=person("chair"), now=NOW)
    assert PublishedMonth.objects.count() == 0


def test_a_month_and_its_financial_year_are_published(october_published):
    assert (is_published(Month(2021, 10)), is_published(Month(2021, 9))) == (True, False)
    assert (is_any_published(2021), is_any_published(2020), is_any_published(2022)) == (True, False, False)
