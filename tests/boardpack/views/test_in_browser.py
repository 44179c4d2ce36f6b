"""The officers' pages of a pack in a real browser: no breach of WCAG, no error in the console."""

from pathlib import Path

import pytest
from django.core.management import call_command

from boardpack.models import Pack
from boardpack.operations.file_jobs import make_waiting
from boardpack.operations.packs import start_edition
from partnership import clock
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
