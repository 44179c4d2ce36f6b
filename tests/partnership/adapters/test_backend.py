"""A request's person comes with their roles in one query, and never with roles that they no longer have."""

from datetime import timedelta

import pytest

from partnership import clock
from partnership.adapters.backend import PeopleWithRoles
from partnership.operations.people import store_person


@pytest.mark.parametrize("keys", [frozenset(), frozenset({"chair"}), frozenset({"chair", "board_member"})])
def test_a_person_comes_with_all_roles_in_one_query(keys, db, django_assert_num_queries):
    person = store_person(
        person=None, by=None, role_keys=keys, email="one@example.org", name="One", is_active=True
    )

    with django_assert_num_queries(1):
        found = PeopleWithRoles().get_user(person.pk)
        assert (found, found.role_keys) == (person, keys)


def test_a_role_that_is_taken_away_and_an_account_that_is_closed_hold_from_the_next_request(
    signed_in, person_with_role
):
    client, person = signed_in("chair"), person_with_role("chair")
    before = client.get("/packs/")
    person = store_person(person=person, by=None, role_keys=frozenset({"board_member"}))
    after = client.get("/packs/")
    left = store_person(person=person, by=None, left_on=clock.today())
    gone = (PeopleWithRoles().get_user(person.pk), left.is_active)
    person = store_person(person=left, by=None, left_on=clock.today() + timedelta(days=1))
    assert (gone, PeopleWithRoles().get_user(person.pk)) == ((None, True), person)
    store_person(person=person, by=None, is_active=False)

    assert (before.wsgi_request.user.role_keys, after.wsgi_request.user.role_keys) == (
        frozenset({"chair"}),
        frozenset({"board_member"}),
    )
    assert PeopleWithRoles().get_user(person.pk) is None
    assert client.get("/packs/").status_code == 302
    assert PeopleWithRoles().get_user(person.pk + 1000) is None
