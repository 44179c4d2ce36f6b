"""Agencies, people and meetings on the desk, for everybody."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from partnership.models import Agency, Meeting, User
from partnership.operations.people import store_person
from partnership.operations.rows import create
from tests.fixtures.desk import ROLES, address

PAGES = ["changelist", "add", "change", "history", "delete"]
CAN_SAVE = {
    Agency: {"administrator"},
    User: {"administrator"},
    Meeting: {"administrator", "performance_officer"},
}
CAN_REMOVE = {Agency: set(), User: set(), Meeting: {"administrator", "performance_officer"}}
STAFF = {"performance_officer", "administrator"}


@pytest.fixture
def rows(db):
    police = create(Agency, by=None, name="Hampshire Police")
    return {
        Agency: police,
        User: store_person(
            person=None,
            by=None,
            role_keys=frozenset({"action_owner"}),
            name="Head of Public Protection",
            email="head@example.org",
            telephone="023 8000 0000",
        ),
        Meeting: create(Meeting, by=None, date=date(2022, 1, 20)),
    }


def expected(role, model, page):
    if role not in STAFF:
        return 403
    match page:
        case "add":
            return 200 if role in CAN_SAVE[model] else 403
        case "delete":
            return 200 if role in CAN_REMOVE[model] else 403
    return 200


def page_of(rows, model, page):
    return address(model if page in {"changelist", "add"} else rows[model], page)


@pytest.mark.parametrize("role", ROLES)
def test_pages_by_role(role, rows, signed_in):
    client = signed_in(role)
    asked = [(model, page) for model in rows for page in PAGES]
    found = {each: client.get(page_of(rows, *each)).status_code for each in asked}
    assert found == {each: expected(role, *each) for each in asked}


def test_nobody_is_asked_to_sign_in(rows, client):
    for model in rows:
        for page in PAGES:
            asked = page_of(rows, model, page)
            response = client.get(asked)
            assert (response.status_code, response.url) == (
                302,
                f"{reverse(settings.LOGIN_URL)}?next={asked}",
            )


@pytest.mark.parametrize("role", ROLES)
def test_posts_by_others_change_nothing(role, rows, signed_in):
    client = signed_in(role)
    typed = {"name": "Mine", "email": "mine@example.org", "role_keys": ["administrator"]}
    for model in [model for model in rows if role not in CAN_SAVE[model]]:
        before = list(model.objects.values())
        for page in ("add", "change"):
            assert client.post(page_of(rows, model, page), typed).status_code == 403
        assert list(model.objects.values()) == before


@pytest.mark.parametrize("role", [None, *ROLES])
def test_the_desk_itself(role, signed_in, client):
    found = (signed_in(role) if role else client).get(reverse("admin:index"))
    assert found.status_code == (302 if role is None else 200 if role in STAFF else 403)


def test_an_officer_sees_people_and_nothing_of_their_passwords(rows, signed_in):
    page = signed_in("performance_officer").get(address(rows[User], "change")).content.decode()
    assert "023 8000 0000" in page
    assert "Action owner" in page
    assert 'type="password"' not in page
    assert "Send a link" not in page


def test_nothing_of_other_packages_is_on_the_desk():
    assert Group not in admin.site._registry
    ours = {"partnership", "indicators", "actions", "boardpack"}
    assert {model._meta.app_label for model in admin.site._registry} <= ours


@pytest.mark.parametrize("role", sorted(STAFF))
def test_the_desks_own_password_page_is_the_sites(role, signed_in):
    response = signed_in(role).get(reverse("admin:password_change"))
    assert (response.status_code, response.url) == (302, reverse("account_change_password"))
