"""Making and changing people."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from partnership import roles
from partnership.models import Agency, User
from partnership.operations.people import (
    NoAdministratorLeft,
    end_sign_ins,
    rewrite_groups,
    save_agency,
    save_person,
)
from partnership.operations.rows import write
from partnership.verdicts import Refused

NEW = {"email": "head-of-quality@example.org", "name": "Head of Quality Assurance"}


def test_save_person_makes_somebody_with_roles_and_no_password(administrator):
    row = save_person(person=None, by=administrator, role_keys=frozenset({"chair", "data_owner"}), **NEW)
    assert {group.name for group in row.groups.all()} == {"chair", "data_owner"}
    assert (row.has_usable_password(), row.is_active, row.is_superuser) == (False, False, False)
    assert row.history.get().history_change_reason == "roles: Data owner, Chair"


def test_save_person_keeps_no_password_in_the_history(administrator):
    row = save_person(person=None, by=administrator, **NEW)
    row = save_person(person=row, by=administrator, password="correct horse battery")
    assert User.objects.get(pk=row.pk).check_password("correct horse battery")
    record = row.history.first()
    assert (record.history_change_reason, hasattr(record, "password")) == ("password set", False)


def test_save_person_is_refused_to_an_officer(officer):
    with pytest.raises(Refused):
        save_person(person=None, by=officer, role_keys=frozenset({"administrator"}), **NEW)
    assert set(User.objects.all()) == {officer}


def test_an_officer_cannot_make_themselves_administrator(officer, administrator):
    with pytest.raises(Refused):
        save_person(person=officer, by=officer, role_keys=frozenset({"administrator"}))
    assert [group.name for group in officer.groups.all()] == ["performance_officer"]


def test_two_people_cannot_have_one_address_in_other_capitals(administrator):
    save_person(person=None, by=administrator, **NEW)
    with pytest.raises(ValidationError) as told:
        save_person(person=None, by=administrator, **NEW | {"email": NEW["email"].upper()})
    assert told.value.messages == ["Somebody else has this e-mail address."]


def test_somebody_who_leaves_signs_in_until_that_day(administrator):
    day = date(2021, 11, 30)
    leaver = save_person(person=None, by=administrator, is_active=True, left_on=day, **NEW)
    assert [end_sign_ins(today=one) for one in (day - timedelta(days=1), day, day)] == [0, 1, 0]
    stands = User.objects.get(pk=leaver.pk)
    assert (stands.is_active, stands.history.first().history_change_reason) == (
        False,
        "has left, so may not sign in any more",
    )
    with pytest.raises(NoAdministratorLeft):
        save_person(person=administrator, by=administrator, left_on=day)


@pytest.mark.parametrize("change", [{"role_keys": frozenset({"chair"})}, {"is_active": False}])
def test_the_last_administrator_stays_one(administrator, change):
    with pytest.raises(NoAdministratorLeft):
        save_person(person=administrator, by=administrator, **change)
    administrator.refresh_from_db()
    assert administrator.is_active
    assert [group.name for group in administrator.groups.all()] == ["administrator"]


def test_one_of_two_administrators_may_go(administrator, person):
    person("administrator", name="Second administrator")
    assert not save_person(person=administrator, by=administrator, is_active=False).is_active


def test_save_agency_is_refused_to_an_officer(officer):
    with pytest.raises(Refused):
        save_agency(agency=None, by=officer, name="Health")
    assert Agency.objects.count() == 0


def test_rewrite_groups_makes_them_equal_to_the_roles(rows_by_hand):
    rewrite_groups()
    Group.objects.create(name="left over")
    Group.objects.get(name="chair").delete()
    rewrite_groups()
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.BY_KEY)


def test_save_person_leaves_the_fields_it_is_not_given(administrator, person):
    owner = person("action_owner")
    write(owner, by=administrator, telephone="023 8000 0000")
    assert save_person(person=User.objects.get(pk=owner.pk), by=administrator, name="Owner").telephone == (
        "023 8000 0000"
    )
