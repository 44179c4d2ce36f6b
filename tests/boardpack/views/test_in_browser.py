"""The officers' pages of a pack in a real browser: no breach of WCAG, no error in the console."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from boardpack.models import Pack
from boardpack.operations.chasing import chase
from boardpack.operations.file_jobs import make_waiting
from boardpack.operations.packs import start_edition
from indicators.models import Commentary, Indicator
from indicators.operations.commentary import return_commentary
from indicators.operations.setup import save_indicator
from partnership import clock
from partnership.models import User
from partnership.operations.people import store_person
from tests.fixtures.browser import assert_accessible

pytestmark = pytest.mark.browser
DAY = "/packs/2021-11-24/"


@pytest.fixture
def site(transactional_db):
    call_command("load_sample", verbosity=0)


@pytest.mark.thorough
def test_officers_pages_are_accessible(site, sign_in_page):
    start_edition(pack=Pack.objects.get(), reason="Put right.", by=None)
    page = sign_in_page("performance_officer")

    for address in (
        "/packs/",
        "/packs/compose/",
        f"{DAY}draft/",
        f"{DAY}draft/publish/",
        f"{DAY}draft/missing/",
        f"{DAY}draft/compose/",
        f"{DAY}editions/1/withdraw/",
        f"{DAY}editions/1/files/",
        f"{DAY}draft/files/",
        f"{DAY}draft/kept-back/",
        f"{DAY}editions/1/",
        f"{DAY}figures/contacts/#2021-10",
        "/figures/contacts/#target-2021",
        "/commentary/2021-10/",
        "/commentary/2021-10/icpc-to-plan/?start=draft",
        "/scorecard/2021-10/",
        "/indicators/icpc-to-plan/",
    ):
        page.goto(address)
        assert_accessible(page)
    assert page.console_errors == []


@pytest.mark.thorough
def test_commentary_by_link_and_redaction_fit_a_phone_and_are_accessible(site, sign_in_page):
    pack = Pack.objects.get()
    draft = start_edition(pack=pack, reason="Put right.", by=None)
    indicator = Indicator.objects.get(code="icpc-to-plan")
    head = store_person(person=None, by=None, role_keys=frozenset(), email="h@example.org", name="Head")
    save_indicator(indicator=indicator, by=None, data_owner=head)
    for row in Commentary.objects.filter(indicators=indicator, state="accepted"):
        return_commentary(commentary=row, by=None, reason="say whose")
    page = sign_in_page("performance_officer")
    officer, now = User.objects.get(email="performance-officer@example.org"), clock.now()
    (mail,) = chase(pack=draft, by=officer, today=clock.today(), now=now, keys=["commentary:icpc-to-plan"])
    dead = "/answer/x.y/commentary/"
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        for address in (re.search(r"/answer/\S+/commentary/", mail.text)[0], dead, f"{DAY}draft/missing/"):
            page.goto(address)
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.goto(f"{DAY}editions/1/redact/")
        page.get_by_label("Which words?").fill("conferences")
        page.get_by_label("Why?").fill("A name had slipped in.")
        page.get_by_role("button", name="Look where they stand").click()
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Ask for it").click()
    assert_accessible(page)


@pytest.mark.thorough
def test_files_on_their_way_are_shown_and_taken_away(site, sign_in_page):
    page = sign_in_page("board_member")
    page.goto(f"{DAY}editions/1/files/")
    assert_accessible(page)
    assert page.get_by_role("status").inner_text().startswith("0 of 6 files.")
    make_waiting(now=clock.now())  # the worker, while the page stands open

    page.get_by_role("link", name="Download PDF").wait_for()
    assert page.get_by_role("progressbar").count() == 0
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download PDF").click()
    held = Pack.objects.get().renderings.get(format="pdf")
    assert Path(taken.value.path()).read_bytes() == bytes(held.content)
    assert_accessible(page)
    assert page.console_errors == []


def test_errors_on_an_officers_form_are_accessible(site, sign_in_page):
    page = sign_in_page("performance_officer")
    page.goto(f"{DAY}editions/new/")
    page.get_by_role("button", name="Start the draft").click()

    assert page.get_by_role("link", name="This field is required.").is_visible()
    assert_accessible(page)
