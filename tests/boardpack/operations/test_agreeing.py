"""A second person's agreement: whose it may be, that any change makes it void, and that the gate waits for it."""

import pytest
from django.core.exceptions import ValidationError

from boardpack.document import from_text
from boardpack.document.gate import Rule
from boardpack.operations.agreeing import (
    ChangedSinceRead,
    agree_to_pack,
    back_to_draft,
    send_to_review,
    take_agreement_back,
)
from boardpack.operations.packs import publish_pack, save_point
from boardpack.operations.publishing import GateShut
from partnership.operations.people import store_person
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW, OCTOBER, record


@pytest.fixture(autouse=True)
def only_agreement(settings):
    settings.PUBLISH_WITHOUT = frozenset(Rule) - {Rule.AGREEMENT}


def why_not(draft, by):
    with pytest.raises(GateShut) as shut:
        publish_pack(pack=draft, by=by, now=NOW)
    (bar,) = shut.value.bars
    return bar.words


@pytest.mark.parametrize("role", ["approver", "chair"])
def test_agreement_opens_the_gate_and_is_printed(role, draft, officer, person_with_role):
    assert why_not(draft, officer).startswith("Nobody has agreed")
    second = person_with_role(role)
    agree_to_pack(pack=draft, by=second, now=NOW)
    published = publish_pack(pack=draft, by=officer, now=NOW)
    words = from_text(published.document).publication
    assert words[0] == f"Agreed to by {second.name}, {role}."
    assert (published.approved_by, published.approved_as) == (second, role)


@pytest.mark.parametrize("role", ["performance_officer", "board_member", "administrator", "data_owner"])
def test_nobody_else_agrees(role, draft, person_with_role):
    with pytest.raises(Refused):
        agree_to_pack(pack=draft, by=person_with_role(role), now=NOW)


def test_agreement_is_void_when_the_draft_changes(draft, officer, chair):
    agree_to_pack(pack=draft, by=chair, now=NOW)
    save_point(pack=draft, order=None, asks="note", text="One more.", by=officer)
    assert why_not(draft, officer).startswith("Chair agreed to the draft as it was before it changed")


def test_agreement_is_void_when_a_figure_behind_it_changes(draft, plans, officer, chair):
    agree_to_pack(pack=draft, by=chair, now=NOW)
    record(plans, OCTOBER, 389)
    assert why_not(draft, officer).startswith("Chair agreed to the draft as it was before it changed")
    agree_to_pack(pack=draft, by=chair, now=NOW)
    assert publish_pack(pack=draft, by=officer, now=NOW).status == "published"


def test_agreement_is_to_what_was_read(draft, chair):
    with pytest.raises(ChangedSinceRead):
        agree_to_pack(pack=draft, by=chair, now=NOW, sha256="0" * 64)


def test_one_person_is_not_two(draft, db):
    both = store_person(
        person=None,
        by=None,
        role_keys=frozenset({"approver", "performance_officer"}),
        email="both@example.org",
        name="Both",
        is_active=True,
    )
    agree_to_pack(pack=draft, by=both, now=NOW)
    assert why_not(draft, both).startswith("Both agreed to it and would publish it")


def test_agreement_is_taken_back_by_whoever_gave_it(draft, officer, chair, approver):
    agree_to_pack(pack=draft, by=chair, now=NOW)
    with pytest.raises(Refused):
        take_agreement_back(pack=draft, by=approver)
    take_agreement_back(pack=draft, by=chair)
    assert why_not(draft, officer).startswith("Nobody has agreed")


def test_a_named_deputy_agrees_for_somebody_who_could(draft, officer, chair, board_member, settings):
    settings.DEPUTIES = frozenset({board_member.email})
    for nobody in (None, officer):
        with pytest.raises(ValidationError):
            agree_to_pack(pack=draft, by=board_member, now=NOW, deputy_for=nobody)
    agree_to_pack(pack=draft, by=board_member, now=NOW, deputy_for=chair)
    words = from_text(publish_pack(pack=draft, by=officer, now=NOW).document).publication
    assert words[0] == "Agreed to by Board member, deputy for Chair."


def test_into_review_and_back_with_what_is_wanted(draft, officer, approver, chair):
    agree_to_pack(pack=draft, by=approver, now=NOW)
    assert send_to_review(pack=draft, by=officer).status == "in_review"
    with pytest.raises(ValidationError):
        back_to_draft(pack=draft, by=chair, reason=" ")
    assert back_to_draft(pack=draft, by=officer, reason="One more look.").approved_by == approver
    send_to_review(pack=draft, by=officer)
    row = back_to_draft(pack=draft, by=chair, reason="Say more on plans.")
    assert (row.status, row.history.first().history_change_reason) == (
        "draft",
        "back to draft: Say more on plans.",
    )
    assert (row.approved_by, row.approved_sha256) == (None, "")  # the chair wants something else
