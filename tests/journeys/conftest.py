"""What every journey begins with: the sample month on 6 December 2021, and a browser whose every request is noted."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page

from partnership import clock
from tests.fixtures.browser import Live, assert_accessible

PASSWORD = "four seasons in one month"  # of the sample's sign-ins, in these tests only
DEMONSTRATION_DAY = date(2021, 12, 6)


@pytest.fixture
def sample(live_server: Live, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site as ./run first shows it: loaded, published, and its day set to 6 December 2021."""
    load(settings, monkeypatch)


def load(settings: Any, monkeypatch: pytest.MonkeyPatch, **options: Any) -> None:
    monkeypatch.setenv("DEMONSTRATION_PASSWORD", PASSWORD)
    settings.DEMONSTRATION = True
    settings.CLOCK_SHIFT_DAYS = (DEMONSTRATION_DAY - clock.now().date()).days
    call_command("load_sample", **options)


class Traveller:
    """Somebody at a browser. Checks each page met with axe, and keeps what the browser asked for and complained of."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.asked_for: list[str] = []
        self.faults: list[str] = page.console_errors  # type: ignore[attr-defined]  # kept by the page fixture
        page.on("request", lambda request: self.asked_for.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def opens(self, address: str, status: int = 200, *, look: bool = True) -> Page:
        """`look` False: a page that others have met as it is, and that is long to look through."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address} answered {answer.status}"
        return self.meets() if look else self.page

    def meets(self) -> Page:
        """The page as it stands now meets WCAG 2.2 AA and says in its heading what it is."""
        before = len(self.faults)
        assert_accessible(self.page)
        # On the desk axe tries to put a style of its own into the page, which the site's policy refuses.
        self.faults[before:] = [
            words for words in self.faults[before:] if not words.startswith("Applying inline style")
        ]
        assert self.page.get_by_role("heading", level=1).count() == 1, self.page.url
        return self.page

    def presses(self, control: Locator) -> Page:
        """A link or a button that leads to another page: that page is there before it is looked at."""
        with self.page.expect_navigation():
            control.click()
        return self.meets()

    def signs_in(self, address: str) -> Page:
        """Through the form, as a person does."""
        self.opens("/accounts/login/")
        self.page.get_by_label("E-mail address").fill(address)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("button", name="Sign out").wait_for()
        return self.meets()

    def signs_out(self) -> Page:
        self.page.get_by_role("button", name="Sign out").click()
        self.page.get_by_role("heading", name="Sign in").wait_for()
        return self.meets()

    def asked_nobody_else(self) -> None:
        elsewhere = [url for url in self.asked_for if not self._is_here(url)]
        assert elsewhere == []
        assert self.asked_for != []

    def _is_here(self, url: str) -> bool:
        return urlsplit(url).scheme == "data" or url.startswith(f"{self.site}/")


@pytest.fixture
def traveller(page: Page, live_server: Live, sample: None) -> Iterator[Traveller]:
    """Somebody who has just opened a browser. Nothing that the browser complained of is left unsaid."""
    one = Traveller(page, live_server.url)
    yield one
    one.asked_nobody_else()
    assert one.faults == []


@pytest.fixture
def session_of(
    client: Any, traveller: Traveller, person_with_role: Callable[[str], Any]
) -> Callable[[str], None]:
    """session_of("chair"): from now on the browser is that person's, without typing the password."""

    def take(role: str) -> None:
        client.force_login(person_with_role(role))
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": traveller.site}
        traveller.page.context.clear_cookies()
        traveller.page.context.add_cookies([cookie])

    return take
