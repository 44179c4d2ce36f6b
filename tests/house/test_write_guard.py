"""The write guard of these tests bites on our rows, and lets pass what is Django's own."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from partnership.models import Agency, User
from partnership.operations.people import store_person
from partnership.operations.rows import create, erase, write
from tests.fixtures.guard import WrittenPastTheOperations


def test_row_inserted_past_the_operations_is_refused(db):
    with (
        pytest.raises(WrittenPastTheOperations, match="INSERT INTO partnership_agency"),
        transaction.atomic(),
    ):
        Agency.objects.create(name="Police")

    assert list(Agency.objects.all()) == []


def test_row_updated_past_the_operations_is_refused(db):
    police = create(Agency, by=None, name="Police")

    with pytest.raises(WrittenPastTheOperations, match="UPDATE partnership_agency"), transaction.atomic():
        Agency.objects.filter(pk=police.pk).update(name="Constabulary")

    assert Agency.objects.get().name == "Police"


def test_row_deleted_past_the_operations_is_refused(db):
    police = create(Agency, by=None, name="Police")

    with (
        pytest.raises(WrittenPastTheOperations, match="DELETE FROM partnership_agency"),
        transaction.atomic(),
    ):
        Agency.objects.filter(pk=police.pk)._raw_delete("default")

    assert list(Agency.objects.all()) == [police]


def test_statement_by_hand_is_refused(db):
    with (
        pytest.raises(WrittenPastTheOperations, match="INSERT INTO partnership_heartbeat"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO partnership_heartbeat (job) VALUES ('sweep')")


def test_members_set_past_the_operations_are_refused(db):
    person = store_person(person=None, by=None, email="chair@example.org", name="Chair", is_active=True)

    with pytest.raises(WrittenPastTheOperations, match="partnership_user_groups"), transaction.atomic():
        person.groups.add(1)


def test_operations_write(db):
    police = write(create(Agency, by=None, name="Police"), by=None, name="Constabulary")
    erase(police, by=None)

    assert list(Agency.history.values_list("history_type", flat=True)) == ["-", "~", "+"]


def test_djangos_note_of_the_last_sign_in_passes(db):
    person = store_person(person=None, by=None, email="chair@example.org", name="Chair", is_active=True)

    Client().force_login(person)

    assert User.objects.get().last_login is not None


def test_rows_by_hand_shows_what_the_database_refuses(rows_by_hand):
    Agency.objects.create(name="Police")

    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(name="Police")


@pytest.mark.django_db(transaction=True)
def test_other_threads_are_guarded_too():
    caught: list[BaseException] = []

    def write_past() -> None:
        try:
            Agency.objects.create(name="Police")
        except WrittenPastTheOperations as refused:
            caught.append(refused)
        finally:
            connection.close()

    thread = threading.Thread(target=write_past)
    thread.start()
    thread.join()

    assert [type(refused) for refused in caught] == [WrittenPastTheOperations]
