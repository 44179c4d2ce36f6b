"""Who may see and do what with actions, role by role."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from actions.models import Action
from actions.permissions import (
    can_agree_deadline,
    can_list_actions,
    can_list_every_action,
    can_manage_actions,
    can_report_progress,
    can_see_action,
)
from partnership import roles
from partnership.operations.rows import write

TODAY = date(2021, 12, 6)


def may(person, action):
    return [
        bool(can_list_actions(person)),
        bool(can_list_every_action(person)),
        bool(can_see_action(person, action)),
        bool(can_report_progress(person, action)),
        bool(can_manage_actions(person)),
    ]


@pytest.mark.parametrize(
    ("role", "lists", "lists_all", "sees", "reports", "manages"),
    [
        ("administrator", True, True, True, False, False),
        ("performance_officer", True, True, True, True, True),
        ("approver", True, True, True, False, False),
        ("chair", True, True, True, False, False),
        ("action_owner", True, False, False, False, False),
        ("data_owner", False, False, False, False, False),
        ("board_member", False, False, False, False, False),
    ],
)
def test_roles_and_somebody_elses_action(raised, person, role, lists, lists_all, sees, reports, manages):
    somebody = person(f"Some {roles.BY_KEY[role].name}", role)
    assert may(somebody, raised()) == [lists, lists_all, sees, reports, manages]


def test_every_role_is_in_the_table_above():
    assert len(roles.ROLES) == 7


def test_an_owner_sees_and_reports_on_their_own(raised, owner):
    assert may(owner, raised()) == [True, False, True, True, False]


def test_nobody_sees_without_signing_in_and_nobody_who_left(raised, owner):
    action = raised()
    assert may(AnonymousUser(), action) == [False] * 5
    left = write(owner, by=None, is_active=False, left_on="2021-11-01")
    assert may(left, action) == [False] * 5


def test_a_refusal_says_why(raised, person):
    other = person("Head of Service", "action_owner")
    assert can_see_action(other, raised()).reason == (
        "This action belongs to somebody else. Ask the performance officer if it should be yours."
    )


def test_deadlines_are_agreed_by_the_chair_or_an_officer_with_or_without_an_account(
    chair, officer, owner, person
):
    absent = person("Independent chair", "chair", is_active=False)
    left = write(person("Former chair", "chair"), by=None, is_active=False, left_on=TODAY)
    leaving = write(person("Vice chair", "chair"), by=None, left_on=TODAY + timedelta(days=1))
    people = (chair, leaving, officer, absent, owner, left)
    assert [bool(can_agree_deadline(one, TODAY)) for one in people] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


def test_the_lead_of_its_agency_sees_an_action_and_reports_nothing(raised, lead, person):
    action = Action.objects.get(pk=raised().pk)
    assert can_see_action(lead, action)
    assert not can_report_progress(lead, action)
    assert not can_see_action(person("Head of Service", "action_owner"), action)
