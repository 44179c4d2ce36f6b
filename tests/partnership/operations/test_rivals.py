"""Two people at the same instant: one is taken, the other is told, and nothing is lost or broken."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from partnership.models import Agency
from partnership.operations.people import rewrite_groups
from partnership.operations.rows import ChangedMeanwhile, create, write

ROUNDS = 5


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each came to, a row or the exception, when all start together."""
    start = threading.Barrier(len(deeds))
    found: list[Any] = [None] * len(deeds)

    def run(number: int) -> None:
        try:
            start.wait(timeout=10)
            found[number] = deeds[number]()
        except Exception as error:
            found[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


@pytest.fixture(autouse=True)
def _groups(transactional_db):
    """Left as other tests find them, though the tables are emptied between."""
    yield
    rewrite_groups()


def test_two_writers_of_one_version(transactional_db):
    for number in range(ROUNDS):
        row = create(Agency, by=None, name=f"Agency {number}", short_name="nobody")
        found = at_once(
            lambda row=row: write(row, by=None, version=1, short_name="first"),
            lambda row=row: write(row, by=None, version=1, short_name="second"),
        )
        (told,) = [each for each in found if isinstance(each, Exception)]
        (taken,) = [each for each in found if isinstance(each, Agency)]
        assert isinstance(told, ChangedMeanwhile)
        stands = Agency.objects.get(pk=row.pk)
        assert (stands.short_name, stands.version, stands.history.count()) == (taken.short_name, 2, 2)
        assert told.stands.short_name == taken.short_name


def test_two_makers_of_one_name(transactional_db):
    for number in range(ROUNDS):
        found = at_once(*[lambda number=number: create(Agency, by=None, name=f"Agency {number}")] * 2)
        (told,) = [each for each in found if isinstance(each, Exception)]
        assert isinstance(told, ValidationError)
        assert told.message_dict == {"name": ["Agency with this Name already exists."]}
    assert (Agency.objects.count(), Agency.history.count()) == (ROUNDS, ROUNDS)
