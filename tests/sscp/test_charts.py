"""Charts in a real browser: drawn over the static picture, which stays for paper and for when anything fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def pack_page(live_server: Any, sign_in_page: Callable[[str], Page]) -> Page:
    """A board member's page at the front, with the sample's pack to be opened."""
    call_command("load_sample", verbosity=0)
    return sign_in_page("board_member")


def first_figure(page: Page) -> Any:
    page.goto("/packs/2021-11-24/")
    figure = page.locator("figure.hs-figure").first
    figure.scroll_into_view_if_needed()
    return figure


def test_chart_is_drawn_and_its_picture_is_put_aside(pack_page: Page) -> None:
    figure = first_figure(pack_page)
    expect(figure.locator("canvas")).to_be_visible()
    expect(figure.locator("svg")).to_be_hidden()
    assert figure.locator("canvas").get_attribute("aria-label")
    assert pack_page.console_errors == []  # type: ignore[attr-defined]


def test_chart_on_paper_is_its_picture(pack_page: Page) -> None:
    figure = first_figure(pack_page)
    expect(figure.locator("canvas")).to_be_visible()
    pack_page.emulate_media(media="print")
    expect(figure.locator("svg")).to_be_visible()
    expect(figure.locator("canvas")).to_be_hidden()


@pytest.mark.parametrize(
    "answer", [{"status": 500, "body": ""}, {"status": 200, "body": "not what was asked for"}]
)
def test_chart_whose_numbers_do_not_come_stays_a_picture(answer: dict[str, Any], pack_page: Page) -> None:
    pack_page.route("**/charts/*.json", lambda route: route.fulfill(**answer))
    with pack_page.expect_response("**/charts/*.json"):
        figure = first_figure(pack_page)
    expect(figure.locator("svg")).to_be_visible()
    expect(figure.locator("canvas")).to_be_hidden()


@pytest.mark.thorough
def test_pack_without_javascript_shows_pictures_and_their_data(pack_page: Page) -> None:
    pack_page.route("**/*.js", lambda route: route.abort())
    figure = first_figure(pack_page)
    expect(figure.locator("svg")).to_be_visible()
    figure.get_by_text("The data behind this chart").click()
    expect(figure.get_by_role("table")).to_be_visible()


@pytest.mark.thorough
def test_pack_asks_no_other_host(pack_page: Page) -> None:
    asked: list[str] = []
    pack_page.on("request", lambda request: asked.append(request.url))
    expect(first_figure(pack_page).locator("canvas")).to_be_visible()
    home = pack_page.url.split("/packs/")[0]
    assert [url for url in asked if not url.startswith((home, "data:"))] == []
    assert any(url.endswith(".json") for url in asked)
