"""Neighbours kept by hand."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from indicators.models import Neighbour
from indicators.operations.neighbours import put_list_in_force, remove_neighbour, save_neighbour
from indicators.operations.setup import save_geography
from partnership.verdicts import Refused

APRIL = date(2021, 4, 1)


@pytest.fixture
def own(db):
    return save_geography(geography=None, by=None, code="E1", name="Northport", kind="own")


@pytest.fixture
def other(db):
    return save_geography(geography=None, by=None, code="E2", name="Ashby", kind="authority")


def test_neighbour_is_added_changed_and_removed_with_its_history(own, other, officer):
    row = save_neighbour(row=None, by=officer, authority=own, neighbour=other, since=APRIL, order=1)
    row = save_neighbour(row=row, by=officer, version=row.version, until=date(2023, 3, 31))
    assert (row.until, row.version) == (date(2023, 3, 31), 2)
    remove_neighbour(row=row, by=officer)
    assert [record.history_type for record in Neighbour.history.order_by("history_id")] == ["+", "~", "-"]


def test_authority_is_not_its_own_neighbour(own, officer):
    with pytest.raises(ValidationError) as told:
        save_neighbour(row=None, by=officer, authority=own, neighbour=own, since=APRIL)
    assert told.value.messages == ["An authority is not its own neighbour: choose another one."]


def test_list_from_the_same_day_is_put_right(own, other, officer, england):
    put_list_in_force(authority=own, neighbours=[other], since=APRIL, by=officer)
    assert put_list_in_force(authority=own, neighbours=[england, other], since=APRIL, by=officer) == (1, 1)
    assert list(Neighbour.objects.values_list("neighbour__name", "order")) == [("England", 1), ("Ashby", 2)]
    put_list_in_force(authority=own, neighbours=[england], since=APRIL, by=officer)
    assert list(Neighbour.objects.values_list("neighbour__name", flat=True)) == ["England"]


@pytest.mark.parametrize("role", ["board_member", "administrator"])
def test_only_who_sets_up_indicators_keeps_the_list(role, own, other, person):
    with pytest.raises(Refused):
        put_list_in_force(authority=own, neighbours=[other], since=APRIL, by=person(role))
