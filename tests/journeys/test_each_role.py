"""Each role signs in to its own front page, and is told in words where it may not go."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from partnership.roles import BY_KEY
from tests.journeys.conftest import Traveller

pytestmark = pytest.mark.browser

PACK = "/packs/2021-11-24/"
AUDIT = "SSCP-2021-03: Hold the multi-agency audit"


@dataclass(frozen=True)
class Expected:
    """The headings of a role's front page, and an address that is not for it."""

    headings: tuple[str, ...]
    closed: str


ROLES = {
    "administrator": Expected(
        ("Packs not yet published", "Latest packs", "People and mail"), "/packs/compose/"
    ),
    "performance_officer": Expected(
        (
            "Outturns for November 2021",
            "Commentary to chase for October 2021",
            "Checks to look at",
            "Packs not yet published",
            "Latest packs",
        ),
        "/admin/partnership/user/add/",
    ),
    "approver": Expected(("Packs not yet published", "Latest packs"), "/admin/"),
    "data_owner": Expected(("Latest packs",), "/admin/indicators/outturn/"),
    "action_owner": Expected(("My actions", "Latest packs"), "/admin/"),
    "board_member": Expected(("Latest packs",), "/packs/2021-11-24/draft/"),
    "chair": Expected(("Packs not yet published", "Latest packs"), "/packs/compose/"),
}


@pytest.mark.thorough
def test_each_role_finds_its_work_and_a_closed_door_says_why(traveller, session_of):
    assert ROLES.keys() == BY_KEY.keys()

    for role, expected in ROLES.items():
        session_of(role)
        then_the_front_page_has(traveller, expected.headings)
        then_the_pack_can_be_read(traveller, look=role == "performance_officer")  # its bar has most in it
        then_the_door_is_closed_in_words(traveller, expected.closed)


def test_the_owner_of_the_late_audit_sees_it_first(traveller):
    page = traveller.signs_in("action-owner@example.org")

    mine = page.get_by_role("region", name="My actions").get_by_role("listitem")
    expect(mine.first).to_contain_text(AUDIT)
    expect(mine.first).to_contain_text("6 days overdue")


def test_nobody_reads_anything_without_signing_in(traveller):
    page = traveller.opens(PACK)

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_text("14,567")).to_have_count(0)


def then_the_front_page_has(traveller: Traveller, headings: tuple[str, ...]):
    page = traveller.opens("/")
    assert page.get_by_role("heading", level=2).all_inner_texts() == list(headings)


def then_the_pack_can_be_read(traveller: Traveller, *, look: bool):
    page = traveller.opens(PACK, look=look)
    expect(page.get_by_role("table", name="Scorecard")).to_be_visible()


def then_the_door_is_closed_in_words(traveller: Traveller, address: str):
    faults_before = len(traveller.faults)
    page = traveller.opens(address, status=403)
    expect(page.get_by_role("heading", name="Not for your account")).to_be_visible()
    expect(page.get_by_role("link", name="Go to the front page")).to_be_visible()
    # The browser notes the refusal itself as an error; nothing else may stand beside it.
    said = traveller.faults[faults_before:]
    assert all("status of 403" in words for words in said)
    del traveller.faults[faults_before:]
