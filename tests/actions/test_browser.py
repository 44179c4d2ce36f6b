"""An owner on a phone and an officer on a laptop, in a real browser: every page met is accessible and quiet."""

import pytest
from playwright.sync_api import Page, expect

from actions.links import token_for
from actions.models import Action
from actions.operations.deadlines import move_deadline
from actions.operations.reminders import sweep
from partnership import clock
from partnership.models import Message
from tests.actions.conftest import NOW, TODAY
from tests.fixtures.browser import assert_accessible

pytestmark = pytest.mark.browser


def met(page: Page) -> None:
    """The page is quiet (no script or style was blocked) and accessible. The check itself sets styles, so it comes last."""
    assert page.console_errors == []
    assert_accessible(page)
    page.console_errors.clear()


@pytest.fixture(autouse=True)
def _sixth_of_december(monkeypatch):
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)


@pytest.fixture
def sign_in(page: Page, live_server, client):
    def to(person) -> Page:
        client.force_login(person)
        cookie = client.cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        return page

    return to


def test_an_owner_reports_progress_and_finishes_on_a_phone(sign_in, raised, owner, conferences, officer):
    action = raised(
        indicators=[conferences],
        detail="Files of three agencies, read against the threshold document.",
        success_looks_like="Every agency takes part and the findings come to the board.",
        words_of_the_minutes="end-November 2021",
    )
    raised(title="Discuss contact levels with the police", deadline="2022-01-19")
    move_deadline(
        action=action,
        by=officer,
        agreed_by=officer,
        reason="Auditors were ill",
        now=NOW,
        deadline="2021-12-03",
    )
    sweep(today=TODAY, now=NOW)
    page = sign_in(owner)
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto("/actions/")
    met(page)
    page.get_by_role("link", name="Audit with every agency").click()
    met(page)

    page.get_by_role("button", name="Report progress").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a sentence how it goes.")
    met(page)
    page.get_by_label("How does it go?").fill("Half of the files are read.")
    page.get_by_role("button", name="Report progress").click()
    expect(page.get_by_role("status")).to_contain_text("What you wrote is recorded.")

    page.get_by_label("What was done?").fill("The audit was held and its findings are written.")
    page.get_by_role("button", name="It is done").click()
    expect(page.get_by_role("status")).to_contain_text("The action is done.")
    met(page)
    assert Action.objects.get(pk=action.pk).status == "done"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_officer_finds_everything_on_the_list_and_the_desk(sign_in, raised, officer, january):
    action = raised()
    raised(title="Assurance clinics", review_meeting=january)
    sweep(today=TODAY, now=NOW)
    page = sign_in(officer)
    for address in (
        "/actions/",
        "/admin/actions/action/",
        f"/admin/actions/action/{action.pk}/change/",
        "/admin/actions/reminder/",
        "/admin/partnership/message/",
        f"/admin/partnership/message/{Message.objects.get().pk}/change/",
        f"/actions/reassign/?person={action.owner_id}",
        f"/actions/meetings/{january.pk}/",
        "/actions/raise/",
    ):
        page.goto(address)
        met(page)
    page.get_by_label("What is to be done?").fill("Write to the police")
    page.get_by_label("Who does it?").select_option(label=str(action.owner))
    page.get_by_label("in the words of the minutes").fill("before the January 2022 board")
    page.get_by_role("button", name="Raise it").click()
    expect(page.get_by_text("Before the Board of 20 January 2022: due on 19 January 2022")).to_be_visible()
    met(page)
    page.get_by_role("button", name="Raise it").click()
    expect(page.get_by_role("status")).to_contain_text("SSCP-2021-03 is raised.")


def test_an_owner_without_an_account_answers_by_the_link_on_a_phone(
    page, live_server, raised, person, officer, sign_in
):
    action = raised(owner=person("Designated Nurse", is_active=False), detail="Files of three agencies.")
    page.set_viewport_size({"width": 375, "height": 812})
    secret = token_for(action.pk, action.owner_id, 1, clock.now())
    page.goto(f"/answer/{secret}/")
    met(page)
    page.get_by_role("button", name="Report progress").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a sentence how it goes.")
    met(page)
    page.get_by_label("How does it go?").fill("Half of the files are read.")
    page.get_by_role("button", name="Report progress").click()
    expect(page.get_by_role("status")).to_contain_text("What you wrote is recorded.")
    met(page)

    page.get_by_role("link", name="Back to the action").click()
    page.get_by_text("I need more time").click()
    page.get_by_label("By when can it be done?").fill("2022-01-14")
    page.get_by_label("Why is more time needed?").fill("Two auditors are ill.")
    met(page)
    page.get_by_role("button", name="Ask for more time").click()
    expect(page.get_by_role("status")).to_contain_text("Your request is with the officer.")
    assert page.context.cookies() == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    sign_in(officer)
    page.goto(f"/actions/{action.reference}/")
    expect(page.get_by_text("Half of the files are read.")).to_be_visible()
    page.get_by_role("link", name="More time, until 14 January 2022").click()
    met(page)
    page.get_by_role("button", name="Agree and move the deadline").click()
    expect(page.get_by_role("status")).to_contain_text("Answered.")
    met(page)
    page.goto(f"/actions/{action.reference}/")
    page.get_by_role("button", name="Revoke the links sent so far").click()
    expect(page.get_by_role("status")).to_contain_text("have stopped working")
    met(page)

    page.context.clear_cookies()
    page.goto(f"/answer/{secret}/")
    expect(page.get_by_role("heading", name="This link no longer works")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Send me a fresh link").click()
    expect(page.get_by_role("heading", name="Look in your mailbox")).to_be_visible()
    assert [one.to for one in Message.objects.order_by("pk")] == [
        action.owner.email
    ] * 2  # the answer, the link
