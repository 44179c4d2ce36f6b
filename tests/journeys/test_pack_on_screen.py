"""The pack in a real browser: with charts, without JavaScript, on a phone and on paper."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PACK = "/packs/2021-11-24/"
PHONE = {"width": 360, "height": 740}
PAGES = ("/", "/packs/", PACK, "/actions/", "/actions/SSCP-2021-03/")


def test_board_member_reads_the_pack_with_its_charts(traveller, session_of):
    session_of("board_member")

    page = traveller.opens(PACK)

    then_every_section_has_a_chart_and_its_table(page)
    then_the_pack_says_what_is_wrong_first(page)


@pytest.mark.thorough
def test_pack_reads_well_without_javascript(traveller, browser, session_of):
    session_of("board_member")
    still = browser.new_context(
        base_url=traveller.site,
        java_script_enabled=False,
        storage_state=traveller.page.context.storage_state(),
    )

    page = still.new_page()
    page.goto(PACK)

    expect(page.get_by_role("table", name="Scorecard")).to_be_visible()
    expect(page.locator("figure svg")).to_have_count(10)
    expect(page.locator("figure svg").first).to_be_visible()
    expect(page.locator("canvas:visible")).to_have_count(0)
    then_the_scorecard_can_be_sorted(page)
    still.close()
    traveller.opens(PACK)


@pytest.mark.thorough
def test_pages_fit_a_phone(traveller, session_of):
    session_of("action_owner")
    traveller.page.set_viewport_size(PHONE)

    for address in PAGES:
        page = traveller.opens(address)
        then_the_page_does_not_scroll_sideways(page)


def test_pack_prints_its_pictures(traveller, session_of):
    session_of("board_member")
    page = traveller.opens(PACK)
    first = page.get_by_role("figure").first
    first.scroll_into_view_if_needed()
    expect(first.locator("canvas")).to_be_visible()

    page.emulate_media(media="print")

    expect(first.locator("svg")).to_be_visible()
    expect(page.locator("canvas:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


def then_every_section_has_a_chart_and_its_table(page: Page):
    figures = page.get_by_role("figure")
    expect(figures).to_have_count(10)
    for figure in figures.all():
        figure.scroll_into_view_if_needed()  # charts are drawn when they come near
        expect(figure.locator("canvas")).to_be_visible()
        figure.get_by_text("The data behind this chart").click()
        expect(figure.get_by_role("table")).to_be_visible()


def then_the_pack_says_what_is_wrong_first(page: Page):
    parts = page.get_by_role("heading", level=2).all_inner_texts()
    wanted = [words for words in parts if words[:1].isdigit()]
    assert wanted == [
        "1 Exceptions",
        "2 Scorecard",
        "3 Key discussion points",
        "4 Indicators",
        "5 Action tracker",
        "6 Since the last pack",
        "7 Annex: definitions and key",
    ]


def then_the_scorecard_can_be_sorted(page: Page):
    card = page.get_by_role("table", name="Scorecard")
    card.get_by_role("link", name="Oct-21").click()
    first = page.get_by_role("table", name="Scorecard").locator("tbody tr").first
    expect(first).to_contain_text("Number of Child Protection Plans ended")


def then_the_page_does_not_scroll_sideways(page: Page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], f"{page.url} is {width} wide"
