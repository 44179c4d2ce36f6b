"""Administrators look after people on the desk."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from partnership import roles
from partnership.models import Agency, Message, User
from partnership.operations.rows import create
from tests.fixtures.desk import address, as_posted, errors

PASSWORD = "correct horse battery"
TYPED = {"name": "Head of Quality Assurance", "email": "quality@example.org"}


@pytest.fixture
def desk(signed_in):
    return signed_in("administrator")


def link_address(person):
    return reverse("admin:partnership_user_send_link", args=[person.pk])


def test_a_person_is_made_with_roles_and_a_password(desk, administrator):
    agency = create(Agency, by=None, name="Children's services")
    response = desk.post(
        address(User, "add"),
        TYPED
        | {
            "agency": agency.pk,
            "telephone": "023 8000 0000",
            "role_keys": ["data_owner", "chair"],
            "is_active": "on",
            "new_password": PASSWORD,
        },
    )
    assert response.status_code == 302
    row = User.objects.get(email="quality@example.org")
    assert (row.agency, row.role_keys, row.is_superuser) == (agency, {"data_owner", "chair"}, False)
    assert row.check_password(PASSWORD)
    assert row.history.get().history_user == administrator


def test_the_form_offers_the_roles_with_their_purpose_and_no_raw_permissions(desk):
    form = desk.get(address(User, "add")).context["adminform"].form
    assert form.fields["role_keys"].choices == [
        (role.key, f"{role.name}. {role.purpose}") for role in roles.ROLES
    ]
    assert set(form.fields) == {
        "name",
        "email",
        "agency",
        "telephone",
        "role_keys",
        "is_active",
        "new_password",
        "left_on",
        "seen_version",
    }


def test_what_is_not_on_the_form_cannot_be_posted(desk):
    extra = {
        "is_superuser": "on",
        "is_staff": "on",
        "user_permissions": ["1"],
        "groups": ["1"],
        "version": "9",
    }
    assert desk.post(address(User, "add"), TYPED | extra).status_code == 302
    row = User.objects.get(email="quality@example.org")
    assert (row.is_superuser, row.is_active, row.version) == (False, False, 1)
    assert not row.groups.exists()
    assert not row.user_permissions.exists()


def test_a_form_saved_as_it_was_changes_nothing(desk, person):
    row = person("action_owner")
    before, roles_before = User.objects.values().get(pk=row.pk), set(row.groups.all())
    page = address(row, "change")
    assert desk.post(page, as_posted(desk.get(page))).status_code == 302
    assert User.objects.values().get(pk=row.pk) == before
    assert set(row.groups.all()) == roles_before


def test_roles_are_changed_and_told_in_the_history(desk, person):
    row = person("action_owner")
    page = address(row, "change")
    desk.post(page, as_posted(desk.get(page), role_keys=["approver"]))
    assert User.objects.get(pk=row.pk).role_keys == {"approver"}
    lines = [record.line for record in desk.get(address(row, "history")).context["page_obj"]]
    assert [(line.by, line.done, line.reason) for line in lines] == [
        ("Administrator", "changed", "roles: Approver"),
        ("the system", "made", "roles: Action owner"),
    ]


def test_a_password_is_never_shown_again(desk, person):
    row = person("action_owner", password=PASSWORD)
    page = address(row, "change")
    told = desk.post(
        page, as_posted(desk.get(page), new_password="another long password", email="no address")
    )
    assert told.status_code == 200
    assert "another long password" not in told.content.decode()
    history = desk.get(address(row, "history")).content.decode()
    assert User.objects.get(pk=row.pk).password not in history


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            {"new_password": "short"},
            {"new_password": ["This password is too short. It must contain at least 12 characters."]},
        ),
        ({"new_password": "123412341234"}, {"new_password": ["This password is entirely numeric."]}),
        ({"email": "quality"}, {"email": ["Enter a valid email address."]}),
        ({"email": "Administrator@example.org"}, {"__all__": ["Somebody else has this e-mail address."]}),
        (
            {"role_keys": ["emperor"]},
            {"role_keys": ["Select a valid choice. emperor is not one of the available choices."]},
        ),
    ],
)
def test_what_is_wrong_is_told_in_words(desk, typed, told):
    response = desk.post(address(User, "add"), TYPED | typed)
    assert (response.status_code, errors(response)) == (200, told)
    assert not User.objects.filter(name=TYPED["name"]).exists()


def test_the_last_administrator_cannot_be_taken_away(desk, administrator):
    page = address(administrator, "change")
    posted = as_posted(desk.get(page), role_keys=["chair"])
    told = desk.post(page, posted)
    assert errors(told) == {
        "__all__": ["Nobody would be left to look after people: make somebody else an administrator first."]
    }
    assert User.objects.get(pk=administrator.pk).role_keys == {"administrator"}


def test_a_link_to_set_a_password_is_written_to_the_outbox_and_works(desk, person, client):
    row = person("action_owner", email="owner@example.org")
    response = desk.post(link_address(row), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "A link to set a password is on its way to owner@example.org. It works once."
    ]
    message = Message.objects.get()
    assert (message.recipient, message.to, message.kind) == (row, "owner@example.org", "sign_in")
    (link,) = re.findall(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", message.text)
    page = client.get(link, follow=True)
    assert page.status_code == 200
    done = client.post(page.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    assert done.status_code == 302
    assert User.objects.get(pk=row.pk).check_password(PASSWORD)


def test_nobody_who_may_not_sign_in_is_sent_a_link(desk, person):
    row = person("action_owner", is_active=False)
    assert "Send a link" not in desk.get(address(row, "change")).content.decode()
    response = desk.post(link_address(row), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Action owner may not sign in, so no link was sent. Tick “may sign in” and save first."
    ]
    assert Message.objects.count() == 0


@pytest.mark.parametrize("role", ["performance_officer", "board_member", "chair"])
def test_a_link_is_sent_by_administrators_only(role, signed_in, person):
    row = person("action_owner")
    assert signed_in(role).post(link_address(row)).status_code == 403
    assert Message.objects.count() == 0


def test_a_link_is_asked_for_by_post(desk, person):
    row = person("action_owner")
    assert desk.get(link_address(row)).status_code == 405
    assert desk.post(reverse("admin:partnership_user_send_link", args=[0])).status_code == 404
    assert Message.objects.count() == 0


def test_the_list_is_chosen_by_role_and_by_who_is_in_post(desk, person, administrator):
    owner = person("action_owner")
    gone = person("chair", is_active=False, left_on="2021-10-31")
    names = admin.site.get_model_admin(User).roles_in_words
    assert [names(row) for row in (owner, administrator)] == ["Action owner", "Administrator"]
    for asked, found in (
        ({"role": "action_owner"}, {owner}),
        ({"in_post": "no"}, {gone}),
        ({"in_post": "yes"}, {owner, administrator}),
        ({"q": "action-owner@"}, {owner}),
    ):
        assert set(desk.get(address(User), asked).context["cl"].result_list) == found
