"""Setting up and removing areas, indicators and geographies."""

import pytest
from django.core.exceptions import ValidationError

from indicators.measures.periods import Month
from indicators.models import Area, Indicator
from indicators.operations.commentary import save_commentary
from indicators.operations.setup import remove_set_up, save_area, save_indicator
from partnership.operations.rows import StillNeeded
from partnership.verdicts import Refused


def test_save_area_is_refused_to_an_administrator(person):
    with pytest.raises(Refused):
        save_area(area=None, by=person("administrator"), name="Front Door")
    assert Area.objects.count() == 0


def test_save_area_twice_by_one_name_is_told_in_words(area, officer):
    with pytest.raises(ValidationError) as told:
        save_area(area=None, by=officer, name=area.name)
    assert told.value.message_dict == {"name": ["Area with this Name already exists."]}


def test_save_indicator_changes_a_field_and_says_so_in_its_history(plans_ended, officer):
    row = save_indicator(indicator=plans_ended, by=officer, version=1, basis_confirmed=True)
    assert (row.basis_confirmed, row.version) == (True, 2)
    assert [(entry.history_user, entry.version) for entry in row.history.all()] == [(officer, 2), (None, 1)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"basis": "since_month", "cumulates_from": None},
            "Say from which month the running total counts.",
        ),
        (
            {"cumulates_from": Month(2020, 11)},
            "Only a running total from a stated month has a month to cumulate from.",
        ),
        ({"polarity": "range"}, "An indicator judged within a range needs both ends of it."),
        ({"kind": "rate"}, "Say per how many the rate is, for example 10000."),
    ],
)
def test_save_indicator_says_what_does_not_fit(plans_ended, officer, fields, words):
    with pytest.raises(ValidationError) as told:
        save_indicator(indicator=plans_ended, by=officer, **fields)
    assert told.value.messages == [words]
    assert Indicator.objects.get().version == 1


def test_remove_an_area_with_indicators_says_what_rests_on_it(area, plans_ended, officer):
    with pytest.raises(StillNeeded) as told:
        remove_set_up(row=area, by=officer)
    assert str(told.value) == "Child Protection stays, because it is still needed (1 of its indicators)."
    assert Area.objects.count() == 1


def test_remove_an_indicator_with_outturns_and_commentary_says_both(plans_ended, officer, record):
    record(plans_ended, Month(2021, 10), 78)
    record(plans_ended, Month(2021, 9), 70)
    save_commentary(
        commentary=None, by=officer, month=Month(2021, 10), indicators=[plans_ended], tells_us="Fewer ended."
    )
    with pytest.raises(StillNeeded) as told:
        remove_set_up(row=plans_ended, by=officer)
    assert str(told.value) == (
        "Number of plans ended stays, because it is still needed (1 of its commentary, 2 of its outturns)."
    )
    assert Indicator.objects.count() == 1


def test_remove_an_indicator_with_commentary_only_keeps_both(plans_ended, officer):
    save_commentary(
        commentary=None, by=officer, month=Month(2021, 10), indicators=[plans_ended], tells_us="Fewer ended."
    )
    with pytest.raises(StillNeeded):
        remove_set_up(row=plans_ended, by=officer)
    assert plans_ended.commentaries.count() == 1


def test_remove_an_indicator_that_nothing_rests_on(plans_ended, officer):
    remove_set_up(row=plans_ended, by=officer)
    assert Indicator.objects.count() == 0
    assert Indicator.history.first().history_user == officer
