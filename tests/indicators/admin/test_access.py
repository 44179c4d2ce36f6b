"""Every page of what is measured, for everybody: nobody signs in first, others as partnership.roles says."""

import pytest
from django.conf import settings
from django.urls import reverse

from indicators.models import (
    Area,
    Commentary,
    Comparator,
    Geography,
    Indicator,
    Outturn,
    Population,
    PublishedMonth,
    Return,
    Target,
)
from tests.fixtures.desk import ROLES, address

WRITTEN = [Area, Indicator, Geography, Outturn, Target, Commentary]
APPENDED = [Comparator, Population]
READ = [Return, PublishedMonth]
STAFF = {"performance_officer", "administrator"}
PAGES = ["changelist", "add", "change", "history", "delete"]


def expected(role, model, page):
    if role not in STAFF:
        return 403
    officer = role == "performance_officer"
    match page:
        case "changelist" | "change":
            return 200
        case "history":
            return 200 if model in WRITTEN else 404
        case "add":
            return 200 if officer and model not in READ else 403
        case _:
            return 200 if officer and model in WRITTEN else 403


def page_of(rows, model, page):
    return address(model if page in {"changelist", "add"} else rows[model._meta.model_name], page)


@pytest.mark.parametrize("role", ROLES)
def test_pages_by_role(role, desk_rows, signed_in):
    client = signed_in(role)
    asked = [(model, page) for model in [*WRITTEN, *APPENDED, *READ] for page in PAGES]
    found = {each: client.get(page_of(desk_rows, *each)).status_code for each in asked}
    assert found == {each: expected(role, *each) for each in asked}


def test_nobody_is_asked_to_sign_in(desk_rows, client):
    for model in [*WRITTEN, *APPENDED, *READ]:
        for page in PAGES:
            asked = page_of(desk_rows, model, page)
            response = client.get(asked)
            assert (response.status_code, response.url) == (
                302,
                f"{reverse(settings.LOGIN_URL)}?next={asked}",
            )


@pytest.mark.parametrize("role", [role for role in ROLES if role != "performance_officer"])
def test_posts_by_others_change_nothing(role, desk_rows, signed_in):
    client = signed_in(role)
    for model in [*WRITTEN, *APPENDED]:
        before = list(model.objects.values())
        for page, typed in (
            ("add", {"name": "Mine"}),
            ("change", {"name": "Mine"}),
            ("delete", {"post": "yes"}),
        ):
            assert client.post(page_of(desk_rows, model, page), typed).status_code == 403
        assert list(model.objects.values()) == before


@pytest.mark.parametrize("model", [*APPENDED, *READ])
def test_posts_to_rows_that_are_never_changed_are_refused(model, desk_rows, signed_in):
    client = signed_in("performance_officer")
    before = list(model.objects.values())
    row = desk_rows[model._meta.model_name]
    assert client.post(address(row, "change"), {"vintage": "another"}).status_code == 403
    assert client.post(address(row, "delete"), {"post": "yes"}).status_code == 403
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("role", ["chair", "board_member"])
def test_a_403_page_shows_none_of_the_data(role, desk_rows, signed_in):
    response = signed_in(role).get(address(desk_rows["commentary"], "change"))
    assert response.status_code == 403
    assert "Fewer plans ended" not in response.content.decode()
