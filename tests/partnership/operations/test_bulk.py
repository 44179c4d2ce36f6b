"""create_many, write_many and erase_many: what `rows` promises, for many rows in a few queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from partnership.models import Agency, User
from partnership.operations.bulk import ManyChange, create_many, erase_many, write_many
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile, erase, write


def change(row: Agency, reason: str = "", **fields: Any) -> ManyChange:
    return ManyChange(row.pk, row.version, fields, reason)


@pytest.fixture
def forces(officer: User) -> list[Agency]:
    rows = [Agency(name=f"Force {number}", short_name="Police") for number in range(4)]
    return create_many(Agency, rows, by=officer, reason="the first")


def test_create_many_stores_every_row_with_who_and_why(forces, officer):
    assert [row.name for row in Agency.objects.all()] == ["Force 0", "Force 1", "Force 2", "Force 3"]
    records = Agency.history.all()
    assert {
        (row.history_type, row.history_user, row.history_change_reason, row.version) for row in records
    } == {("+", officer, "the first", 1)}
    assert sorted(row.id for row in records) == sorted(row.pk for row in forces)


def test_create_many_keeps_a_reason_for_each_row(db):
    rows = [Agency(name="North"), Agency(name="South")]
    create_many(Agency, rows, by=None, reasons=["one", "two"])
    found = {row.name: (row.history_change_reason, row.history_user) for row in Agency.history.all()}
    assert found == {"North": ("one", None), "South": ("two", None)}


def test_create_many_with_one_wrong_field_stores_nothing(db):
    with pytest.raises(ValidationError) as no:
        create_many(Agency, [Agency(name="North"), Agency(name="S" * 121)], by=None)
    assert no.value.message_dict == {
        "name": ["Ensure this value has at most 120 characters (it has 121)."],
    }
    assert (Agency.objects.count(), Agency.history.count()) == (0, 0)


def test_write_many_changes_what_differs_and_counts_versions(forces, officer):
    changes = [
        change(forces[0], "a word of theirs", short_name="HIPS"),
        change(forces[1], short_name="Police"),
        change(forces[2], "another name", name="Fleet"),
    ]
    written = write_many(Agency, changes, by=officer)

    assert [row.name for row in written] == ["Force 0", "Fleet"]
    assert list(Agency.objects.order_by("pk").values_list("name", "short_name", "version")) == [
        ("Force 0", "HIPS", 2),
        ("Force 1", "Police", 1),
        ("Fleet", "Police", 2),
        ("Force 3", "Police", 1),
    ]
    records = Agency.history.filter(history_type="~").order_by("id")
    assert [(row.name, row.version, row.history_change_reason, row.history_user) for row in records] == [
        ("Force 0", 2, "a word of theirs", officer),
        ("Fleet", 2, "another name", officer),
    ]


def test_write_many_keeps_as_many_reasons_as_there_are(db, officer):
    rows = create_many(Agency, [Agency(name=f"Force {number:02}") for number in range(25)], by=None)
    write_many(Agency, [change(row, f"reason {row.pk}", short_name="PD") for row in rows], by=officer)
    records = Agency.history.filter(history_type="~", history_user=officer, short_name="PD", version=2)
    assert {row.id: row.history_change_reason for row in records} == {
        row.pk: f"reason {row.pk}" for row in rows
    }


def test_write_many_tells_of_the_first_that_somebody_wrote_and_saves_nothing(forces, officer):
    write(forces[1], by=officer, short_name="HIPS")
    with pytest.raises(ChangedMeanwhile) as told:
        write_many(Agency, [change(row, short_name="PD") for row in forces], by=None)

    assert (told.value.stands, told.value.by) == (forces[1], officer.name)
    assert [(each.name, each.was, each.now) for each in told.value.changes] == [
        ("short_name", "Police", "HIPS")
    ]
    assert sorted(Agency.objects.values_list("short_name", flat=True)) == [
        "HIPS",
        "Police",
        "Police",
        "Police",
    ]


def test_write_many_of_a_row_that_is_gone_saves_nothing(forces):
    erase(forces[2], by=None)
    with pytest.raises(CannotBeDone):
        write_many(Agency, [change(row, short_name="PD") for row in forces], by=None)
    assert Agency.objects.filter(short_name="PD").count() == 0


def test_write_many_with_one_wrong_field_saves_nothing(forces):
    with pytest.raises(ValidationError):
        write_many(Agency, [change(forces[0], short_name="PD"), change(forces[1], name="")], by=None)
    assert Agency.objects.filter(version=1).count() == 4


def test_erase_many_leaves_the_histories(forces, officer):
    erase_many(Agency, {row.pk: row.version for row in forces[:3]}, by=officer, reason="merged")

    assert [row.name for row in Agency.objects.all()] == ["Force 3"]
    records = Agency.history.filter(history_type="-").order_by("id")
    assert [(row.name, row.history_change_reason, row.history_user) for row in records] == [
        (f"Force {number}", "merged", officer) for number in range(3)
    ]


def test_erase_many_spares_what_somebody_wrote(forces):
    write(forces[1], by=None, short_name="HIPS")
    with pytest.raises(ChangedMeanwhile):
        erase_many(Agency, {row.pk: row.version for row in forces}, by=None)
    assert Agency.objects.count() == 4


@pytest.mark.parametrize("count", [3, 60])
def test_queries_do_not_grow_with_the_rows(
    db: None, count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    rows = [Agency(name=f"Force {number}") for number in range(count)]
    with django_assert_num_queries(6):
        create_many(Agency, rows, by=None)
    with django_assert_num_queries(7):
        write_many(Agency, [change(row, short_name="PD") for row in rows], by=None)
