"""Rows that are put back for a test (fixtures/again.py) are those that the operations made, and only where they belong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from partnership.models import Agency
from partnership.operations.rows import create, write
from tests.fixtures.again import beginning, rows_held

NAME = 'Children\'s "Learning" Service: 100%'


def police() -> Agency:
    return create(Agency, by=None, name=NAME)


def renamed() -> Agency:
    return write(Agency.objects.get(name=NAME), by=None, name="Constabulary")


def never() -> Any:
    pytest.fail("made once more")


def held_after(make: Callable[[], Any], change: Callable[[], Any]) -> tuple[Any, Any]:
    with transaction.atomic():
        again = beginning()
        again("the police", make)
        agency = again("another name", change)
        held = rows_held()
        transaction.set_rollback(True)
    return held, (agency.pk, agency.name, agency.version)


def test_rows_put_back_are_those_that_were_made(db):
    made = held_after(police, renamed)

    assert held_after(never, never) == made
    assert not Agency.objects.exists()


def test_rows_are_made_beside_those_of_the_test_itself(db):
    held_after(police, renamed)
    create(Agency, by=None, name="Schools")

    beginning()("the police", police)

    assert sorted(Agency.objects.values_list("name", flat=True)) == sorted(["Schools", NAME])
