"""A meeting in a real browser: a member asks on a phone, an officer answers and acts; every page met is accessible."""

import pytest

from boardpack.queries.records import records_of
from partnership.operations.people import store_person
from tests.fixtures.browser import assert_accessible

pytestmark = pytest.mark.browser
PACK = "/packs/2021-11-24/"


def test_a_question_becomes_an_action(transactional_db, published, agency, november, officer, sign_in_page):
    store_person(person=officer, by=None, agency=agency)
    page = sign_in_page("board_member")
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(PACK)
    page.locator('a[href$="record/?section=indicator-in-time#ask"]').click()
    assert page.get_by_label("About which part of the pack?").first.input_value() == "indicator-in-time"
    page.get_by_label("In your words").fill("Why has it fallen?")
    page.get_by_role("button", name="Put it on the record").click()
    assert_accessible(page)

    page = sign_in_page("performance_officer")
    page.goto(f"{PACK}record/")
    assert_accessible(page)
    page.get_by_role("link", name="Answer it").click()
    page.get_by_label("The answer").fill("Invitations went out late.")
    page.get_by_role("button", name="Save the answer").click()
    page.get_by_role("button", name="Raise an action on this…").click()
    page.get_by_label("What is to be done?").fill("Audit the invitations")
    page.get_by_label("Who does it?").select_option(label=f"{officer.name}, {agency.name}")
    assert_accessible(page)
    page.get_by_role("button", name="Raise the action").click()
    assert page.get_by_role("link", name="Give one of them: a day").is_visible()
    page.get_by_label("By when, in the words of the minutes?").fill("mid-January 2022")
    page.get_by_role("button", name="Raise the action").click()
    assert "15 January 2022" in page.get_by_role("status").inner_text()
    assert_accessible(page)
    page.get_by_role("button", name="Raise the action").click()

    (entry,) = records_of(november.date)
    assert (entry.answer, entry.action_title) == ("Invitations went out late.", "Audit the invitations")
    for address in (
        f"{PACK}circulation/",
        f"{PACK}record/{entry.pk}/",
        "/yearly-record/?first=2021-04-01&last=2022-03-31",
    ):
        page.goto(address)
        assert_accessible(page)
    assert page.console_errors == []
