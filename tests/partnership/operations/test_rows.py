"""create, write and erase: one transaction with a history row, and the second of two writers is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from partnership.models import Agency, Meeting
from partnership.operations.changes import Change
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile, StillNeeded, create, erase, write


@pytest.fixture
def police(officer):
    return create(Agency, by=officer, reason="the first", name="Hampshire Police", short_name="Police")


def test_create_stores_a_checked_row_with_who_and_why(police, officer):
    assert (police.version, Agency.objects.get()) == (1, police)
    record = police.history.get()
    assert (record.history_type, record.history_user, record.history_change_reason, record.version) == (
        "+",
        officer,
        "the first",
        1,
    )


def test_create_with_something_wrong_stores_nothing(db):
    with pytest.raises(ValidationError):
        create(Agency, by=None, name="")
    assert (Agency.objects.count(), Agency.history.count()) == (0, 0)
    with pytest.raises(ValidationError) as far:
        create(Meeting, by=None, date=date(21, 11, 24), papers_due_on=date(21, 11, 17))
    sentence = ["Give a day from 1990 to 2190."]
    assert far.value.message_dict == {"date": sentence, "papers_due_on": sentence}


def test_create_notes_the_members_of_a_set(police):
    meeting = create(Meeting, by=None, date=date(2022, 1, 20), agencies_present=[police])
    assert list(meeting.agencies_present.all()) == [police]
    assert meeting.history.get().history_change_reason == "agencies present: Hampshire Police"


def test_write_changes_the_fields_given_and_counts_the_version(police, officer):
    row = write(police, by=officer, short_name="HIPS", reason="their own word")
    row.refresh_from_db()
    assert (row.name, row.short_name, row.version) == ("Hampshire Police", "HIPS", 2)
    record = row.history.first()
    assert (record.history_type, record.short_name, record.history_change_reason) == (
        "~",
        "HIPS",
        "their own word",
    )


def test_write_of_nothing_new_leaves_no_trace(police, officer):
    assert write(police, by=officer, short_name="Police").version == 1
    assert police.history.count() == 1


def test_write_with_something_wrong_changes_nothing(police, officer):
    with pytest.raises(ValidationError):
        write(police, by=officer, name="x" * 121)
    police.refresh_from_db()
    assert (police.name, police.version, police.history.count()) == ("Hampshire Police", 1, 1)


def test_write_to_an_older_version_says_who_wrote_what(police, officer, administrator):
    write(police, by=administrator, short_name="HIPS", reason="their own word")
    with pytest.raises(ChangedMeanwhile) as told:
        write(police, by=officer, version=1, name="Police of Hampshire")
    assert (told.value.by, told.value.stands, told.value.notes) == (
        "Administrator",
        police,
        ("their own word",),
    )
    assert told.value.changes == (Change("short_name", "Short name", "Police", "HIPS"),)
    police.refresh_from_db()
    assert (police.name, police.short_name, police.version) == ("Hampshire Police", "HIPS", 2)


def test_write_to_a_row_that_was_removed_says_so(police, officer):
    stale = Agency.objects.get()
    erase(police, by=officer)
    with pytest.raises(CannotBeDone):
        write(stale, by=officer, short_name="HIPS")
    assert Agency.objects.count() == 0


def test_write_of_a_set_counts_the_version_and_notes_its_members(police, officer):
    meeting = create(Meeting, by=officer, date=date(2022, 1, 20))
    row = write(meeting, by=officer, agencies_present=[police])
    assert (row.version, list(row.agencies_present.all())) == (2, [police])
    assert write(row, by=officer, agencies_present=[police]).version == 2
    emptied = write(row, by=officer, agencies_present=[])
    assert [record.history_change_reason for record in emptied.history.all()] == [
        "agencies present: none",
        "agencies present: Hampshire Police",
        None,
    ]


def test_erase_leaves_the_history_with_who_and_why(police, officer):
    erase(police, by=officer, reason="entered twice")
    assert Agency.objects.count() == 0
    record = Agency.history.first()
    assert (record.history_type, record.history_user, record.history_change_reason, record.name) == (
        "-",
        officer,
        "entered twice",
        "Hampshire Police",
    )


def test_erase_of_a_row_that_others_rest_on_counts_them(police, officer, person):
    person("action_owner", agency=police)
    create(Meeting, by=officer, date=date(2022, 1, 20), agencies_present=[police])
    with pytest.raises(StillNeeded) as told:
        erase(police, by=officer)
    assert str(told.value) == (
        "Hampshire Police stays, because it is still needed (1 of its meetings, 1 of its people)."
    )
    assert (Agency.objects.count(), Agency.history.count()) == (1, 1)
    assert police.pk is not None


@pytest.mark.usefixtures("rows_by_hand")
def test_the_database_itself_refuses_a_second_of_one_name(police):
    with pytest.raises(IntegrityError):
        Agency.objects.create(name=police.name)
