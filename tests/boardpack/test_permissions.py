"""Who may read, compose and publish packs: the whole table, and nobody without an account."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from boardpack.models import PackStatus
from boardpack.permissions import can_compose, can_publish, can_read_drafts, can_read_pack, can_read_packs
from partnership.roles import ROLES

READERS_OF_DRAFTS = {"administrator", "performance_officer", "approver", "chair"}


@dataclass(frozen=True)
class Edition:
    status: str


@pytest.mark.parametrize("role", [role.key for role in ROLES])
@pytest.mark.parametrize("status", list(PackStatus))
def test_each_role_reads_what_it_should(role, status, person_with_role):
    person = person_with_role(role)
    expected = {
        PackStatus.DRAFT: role in READERS_OF_DRAFTS,
        PackStatus.IN_REVIEW: role in READERS_OF_DRAFTS,
        PackStatus.PUBLISHED: True,
        PackStatus.SUPERSEDED: True,
        PackStatus.WITHDRAWN: False,
    }

    assert bool(can_read_pack(person, Edition(status))) is expected[status]
    assert bool(can_read_packs(person)) is True
    assert bool(can_read_drafts(person)) is (role in READERS_OF_DRAFTS)


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_officers_compose_and_publish(role, person_with_role):
    person = person_with_role(role)

    assert bool(can_compose(person)) is (role == "performance_officer")
    assert bool(can_publish(person)) is (role == "performance_officer")


@pytest.mark.parametrize("can", [can_read_packs, can_read_drafts, can_compose, can_publish])
def test_nobody_without_an_account_may(can):
    assert can(AnonymousUser()).reason == "Sign in first."


def test_a_withdrawn_edition_says_whom_to_ask(person_with_role):
    verdict = can_read_pack(person_with_role("performance_officer"), Edition(PackStatus.WITHDRAWN))

    assert (
        verdict.reason == "This edition was withdrawn. Ask the performance officer for the one that stands."
    )
