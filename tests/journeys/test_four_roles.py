"""
The journey that the product is for: the November 2021 pack composed, agreed to, published, sent round and read.

Four people: the officer who composes and publishes, the data owner who explains, the approver who agrees, and the board
member who reads.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from actions.operations.reminders import deliver
from boardpack.document import from_text
from boardpack.models import Pack
from boardpack.renderers.text import text
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Indicator, Outturn
from indicators.operations.outturns import record_outturn
from partnership import clock
from partnership.models import User
from tests.boardpack.renderers.test_text import GOLDEN
from tests.fixtures.browser import Live
from tests.journeys.conftest import PASSWORD, Traveller, load
from tests.partnership.faulty_smtp import FaultySmtp

pytestmark = pytest.mark.browser

PACK = "/packs/2021-11-24/"
READER = "board-member@example.org"
COMMENTARY = "/commentary/2021-10/icpc-rate/"
CONTACTS = "Year-to-date number of contacts"
CONFERENCES = "Rate of Children subject to an Initial Child Protection Conference (ICPCs)"
STANDING = "Ahead of its profile in every month since April."
POINT = "What the police and the local authority will settle between them about contacts."
WHY = "Strategy discussions have led to a conference more often since the summer."


@pytest.fixture
def sample(live_server: Live, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The month as it came in, before anybody has made a pack of it."""
    load(settings, monkeypatch, without_pack=True)


@pytest.fixture
def letters(settings: Any) -> Iterator[FaultySmtp]:
    server = FaultySmtp()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


def test_the_november_pack_goes_through_four_roles(
    traveller: Traveller, session_of: Any, letters: FaultySmtp
):
    session_of("performance_officer")
    when_the_officer_composes_the_pack(traveller)
    when_the_officer_asks_for_what_is_missing(traveller)

    session_of("data_owner")
    when_the_data_owner_says_why(traveller)

    session_of("performance_officer")
    when_the_officer_accepts_it_and_sends_the_pack_to_review(traveller)
    then_it_cannot_be_published_yet(traveller)

    session_of("approver")
    when_the_approver_agrees(traveller)

    session_of("performance_officer")
    when_the_officer_publishes_it(traveller)
    then_its_scorecard_is_the_golden_one()
    when_the_officer_sends_it_round(traveller)

    when_the_board_member_follows_the_link(traveller, link_to(READER, letters))
    then_the_board_member_reads_the_pack(traveller)

    session_of("performance_officer")
    then_it_is_on_record_who_has_opened_it(traveller)
    first = Pack.objects.get()
    when_a_figure_is_put_right_and_a_second_edition_drafted(traveller)
    session_of("approver")
    when_the_approver_agrees_again(traveller)
    session_of("performance_officer")
    then_the_second_edition_is_published_and_the_first_unchanged(traveller, first)


def when_the_officer_composes_the_pack(traveller: Traveller):
    page = traveller.opens("/packs/compose/")
    page.get_by_label("Meeting").select_option(label="Board, 24 November 2021")
    page.get_by_label("Reporting month").fill("2021-10")
    page.get_by_label("As at").fill("2021-11-24")
    traveller.presses(page.get_by_role("button", name="Make the draft"))

    page.get_by_label(f"{CONTACTS}: standing reason").fill(STANDING)
    page.get_by_label(f"{CONTACTS}: reviewed at").select_option(label="Board, 20 January 2022")
    page.locator("#id_points-0-text").fill(POINT)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()


def when_the_officer_asks_for_what_is_missing(traveller: Traveller):
    page = traveller.opens(f"{PACK}draft/missing/")
    page.get_by_role("button", name=f"Ask for it by e-mail: {CONFERENCES}").click()
    expect(page.get_by_text(re.compile("Asked.*6 December 2021"))).to_be_visible()


def when_the_data_owner_says_why(traveller: Traveller):
    page = traveller.opens(f"{COMMENTARY}?start=draft")
    page.get_by_label("Analysis").fill(WHY)
    page.get_by_label("Action and next steps").fill(
        "Head of Safeguarding: audit ten of them by 20 January 2022."
    )
    page.get_by_role("button", name="Save and submit").click()
    expect(page.get_by_text("Commentary for October 2021: submitted")).to_be_visible()


def when_the_officer_accepts_it_and_sends_the_pack_to_review(traveller: Traveller):
    page = traveller.opens(COMMENTARY)
    page.get_by_role("button", name="Save and accept").click()
    expect(page.get_by_text("Commentary for October 2021: accepted")).to_be_visible()
    page.goto(f"{PACK}draft/missing/")
    expect(page.get_by_text("Every exception has its accepted commentary.")).to_be_visible()
    page.get_by_role("button", name="Send the pack to review").click()
    expect(page.get_by_text("The pack is in review")).to_be_visible()


def then_it_cannot_be_published_yet(traveller: Traveller):
    page = traveller.page
    page.goto(f"{PACK}draft/publish/")
    page.get_by_role("button", name="Publish edition 1").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody has agreed to it yet")


def when_the_approver_agrees(traveller: Traveller):
    page = traveller.opens(f"{PACK}draft/", look=False)
    traveller.presses(page.get_by_role("button", name="Agree to it…"))
    expect(page.get_by_text("Nothing but agreement.")).to_be_visible()
    page.get_by_role("button", name="Agree to publish it as it stands").click()
    expect(page.get_by_text("You have agreed.")).to_be_visible()


def when_the_officer_publishes_it(traveller: Traveller):
    page = traveller.opens(f"{PACK}draft/publish/")
    expect(page.get_by_text("Nothing stops it.")).to_be_visible()
    page.get_by_role("button", name="Publish edition 1").click()
    expect(page.get_by_text("Edition 1 is published.")).to_be_visible()


def then_its_scorecard_is_the_golden_one():
    composed = text(from_text(Pack.objects.get().document))
    assert scorecard_of(composed) == scorecard_of(GOLDEN.read_text(encoding="utf-8"))
    assert scorecard_of(composed).count("\n") == 11  # the line under its heading, the months, ten indicators


def scorecard_of(words: str) -> str:
    return words.partition("\n2 Scorecard\n")[2].partition("\n\n3 ")[0]


def when_the_officer_sends_it_round(traveller: Traveller):
    page = traveller.opens(f"{PACK}circulation/")
    page.get_by_role("button", name="Send it to those ticked").click()
    expect(page.get_by_text("The pack is on its way to 2 people")).to_be_visible()


def link_to(address: str, letters: FaultySmtp) -> str:
    """The pack's address in the mail that came."""
    deliver(today=clock.today(), now=clock.now(), kinds=["circulation"])
    (letter,) = [one for one in letters.taken if address in one["To"]]
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"^http\S+/packs/2021-11-24/(?=\s*$)", body.get_content(), re.MULTILINE)
    assert found is not None
    return found[0]


def when_the_board_member_follows_the_link(traveller: Traveller, link: str):
    traveller.page.context.clear_cookies()
    page = traveller.opens(link)
    page.get_by_label("E-mail address").fill(READER)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation(url=link):
        page.get_by_role("button", name="Sign in").click()


def then_the_board_member_reads_the_pack(traveller: Traveller):
    page = traveller.meets()
    contacts = page.get_by_role("table", name="Scorecard").get_by_role("row", name=re.compile(CONTACTS))
    expect(contacts.get_by_role("cell", name="14,567", exact=True)).to_be_visible()
    for words in (STANDING.rstrip("."), POINT, WHY):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_role("button", name="Publish…")).to_have_count(0)


def then_it_is_on_record_who_has_opened_it(traveller: Traveller):
    page = traveller.opens(f"{PACK}circulation/", look=False)
    reader = User.objects.get(email=READER).name
    dated = page.get_by_role("row").filter(has_text=reader).get_by_text("6 December 2021")
    expect(dated).to_have_count(2)  # sent to, and opened by


def when_a_figure_is_put_right_and_a_second_edition_drafted(traveller: Traveller):
    contacts, october = Indicator.objects.get(code="contacts"), Month(2021, 10)
    held = Outturn.objects.get(indicator=contacts, month=october)
    record_outturn(
        indicator=contacts,
        month=october,
        reading=Reading.of(14600),
        by=User.objects.with_role("performance_officer", clock.today()).first(),
        reason="33 came late.",
        version=held.version,
    )
    page = traveller.opens(f"{PACK}editions/new/", look=False)
    page.get_by_label("Why").fill("33 contacts came late.")
    with page.expect_navigation():
        page.get_by_role("button", name="Start the draft").click()


def when_the_approver_agrees_again(traveller: Traveller):
    page = traveller.opens(f"{PACK}draft/agree/", look=False)
    page.get_by_role("button", name="Agree to publish it as it stands").click()
    expect(page.get_by_text("You have agreed.")).to_be_visible()


def then_the_second_edition_is_published_and_the_first_unchanged(traveller: Traveller, first: Pack):
    page = traveller.opens(f"{PACK}draft/publish/", look=False)
    page.get_by_role("button", name="Publish edition 2").click()
    expect(page.get_by_text("Edition 2 is published.")).to_be_visible()
    for address, figure in ((PACK, "14,600"), (f"{PACK}editions/1/", "14,567")):
        page = traveller.opens(address, look=False)
        contacts = page.get_by_role("table", name="Scorecard").get_by_role("row", name=re.compile(CONTACTS))
        expect(contacts.get_by_role("cell", name=figure, exact=True)).to_be_visible()
    held = Pack.objects.get(pk=first.pk)
    assert (held.status, held.document, held.sha256) == ("superseded", first.document, first.sha256)
