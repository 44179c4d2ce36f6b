"""Gaps, and the months that are held."""

import pytest

from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.queries import Gap, gaps, latest_month, month_to_fill, months_held, published_in

OCTOBER, SEPTEMBER = Month(2021, 10), Month(2021, 9)


def test_gaps_names_each_indicator_without_an_outturn(plans_ended, make_indicator, person, record):
    contacts = make_indicator("contacts", order=1, data_owner=person("data_owner"))
    record(plans_ended, OCTOBER, 31)
    assert gaps(OCTOBER) == (
        Gap(
            indicator_pk=contacts.pk,
            code="contacts",
            name="Contacts",
            short_name="Contacts",
            area="Child Protection",
            month=OCTOBER,
            data_owner="Data owner",
            agency="",
        ),
    )


def test_gaps_is_satisfied_by_a_reason_without_a_number(plans_ended, record):
    record(plans_ended, OCTOBER, Reading.none(Missing.NOT_AVAILABLE, "x"))
    assert gaps(OCTOBER) == ()


def test_gaps_leaves_out_what_is_not_active(make_indicator):
    make_indicator("ended", active_to=SEPTEMBER)
    make_indicator("to-come", active_from=Month(2021, 11))
    assert gaps(OCTOBER) == ()
    assert [gap.code for gap in gaps(SEPTEMBER)] == ["ended"]


@pytest.mark.parametrize(
    ("month", "codes"),
    [
        (Month(2021, 10), ["monthly"]),
        (Month(2021, 12), ["monthly", "quarterly"]),
        (Month(2022, 3), ["monthly", "quarterly", "yearly"]),
    ],
)
def test_gaps_waits_for_the_last_month_of_a_period(make_indicator, month, codes):
    for frequency in ("monthly", "quarterly", "yearly"):
        make_indicator(frequency, frequency=frequency)
    assert [gap.code for gap in gaps(month)] == codes


@pytest.mark.parametrize("count", [1, 3])
def test_gaps_takes_one_query(count, make_indicator, django_assert_num_queries):
    for number in range(count):
        make_indicator(f"indicator-{number}")
    with django_assert_num_queries(1):
        assert len(gaps(OCTOBER)) == count


def test_months_held_is_newest_first_and_latest_month_its_first(plans_ended, make_indicator, record):
    assert (latest_month(), months_held()) == (None, ())
    record(plans_ended, SEPTEMBER, 30)
    record(plans_ended, OCTOBER, 31)
    record(make_indicator("contacts"), OCTOBER, 31)
    assert (latest_month(), months_held()) == (OCTOBER, (OCTOBER, SEPTEMBER))


def test_month_to_fill_is_the_latest_while_it_has_gaps_then_the_next(plans_ended, make_indicator, record):
    contacts = make_indicator("contacts", order=1)
    record(plans_ended, OCTOBER, 31)
    now = Month(2021, 12)
    found = month_to_fill(None, now)
    assert (found.month, [gap.code for gap in found.gaps], found.held) == (OCTOBER, ["contacts"], 1)
    record(contacts, OCTOBER, 1)
    found = month_to_fill(None, now)
    assert (found.month, len(found.gaps), found.held) == (Month(2021, 11), 2, 0)
    assert month_to_fill(None, OCTOBER).month == OCTOBER
    assert month_to_fill(SEPTEMBER, now).month == SEPTEMBER


def test_month_to_fill_on_an_empty_site_is_last_month(db):
    assert month_to_fill(None, OCTOBER).month == SEPTEMBER


def test_published_in_names_the_pack(october_published):
    assert (published_in(OCTOBER), published_in(SEPTEMBER)) == ("November 2021 pack, edition 1", "")
