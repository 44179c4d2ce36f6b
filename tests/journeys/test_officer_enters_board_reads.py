"""The journey that the product is for: an officer enters a figure, publishes it, and the board reads it."""

import re

import pytest
from playwright.sync_api import expect

from boardpack.document.gate import Rule
from boardpack.models import Pack
from tests.journeys.conftest import Traveller

pytestmark = pytest.mark.browser

INDICATOR = "Year-to-date number of contacts"
FIGURE, SHOWN = "16480", "16,480"
REASON = "November's contacts have come in."


def test_officer_enters_november_and_the_board_reads_it(traveller, settings):
    settings.PUBLISH_WITHOUT = frozenset(Rule)  # the gate has journeys of its own
    given_the_board_has_the_pack_without_november()

    when_the_officer_signs_in(traveller)
    then_the_front_page_lists_novembers_gaps(traveller)
    when_the_officer_enters_the_contacts(traveller)
    then_one_gap_less_is_listed(traveller)

    when_the_officer_starts_a_second_edition(traveller)
    when_november_becomes_its_month(traveller)
    when_the_officer_publishes_it(traveller)
    when_the_officer_signs_out(traveller)

    when_the_board_member_signs_in(traveller)
    then_the_board_reads_the_new_figure(traveller)
    then_the_first_edition_still_says_what_it_said(traveller)


def given_the_board_has_the_pack_without_november():
    pack = Pack.objects.get()
    assert pack.status == "published"
    assert SHOWN not in pack.document


def when_the_officer_signs_in(traveller: Traveller):
    traveller.signs_in("performance-officer@example.org")


def then_the_front_page_lists_novembers_gaps(traveller: Traveller):
    owed = traveller.page.get_by_role("region", name="Outturns for November 2021")
    expect(owed.get_by_role("listitem")).to_have_count(10)


def when_the_officer_enters_the_contacts(traveller: Traveller):
    page = traveller.page
    traveller.presses(
        page.get_by_role("region", name="Outturns for November 2021").get_by_role("link", name=INDICATOR)
    )
    expect(page.get_by_label("Month")).to_have_value("2021-11")
    page.get_by_role("textbox", name="Figure").fill(FIGURE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    traveller.meets()


def then_one_gap_less_is_listed(traveller: Traveller):
    page = traveller.opens("/")
    owed = page.get_by_role("region", name="Outturns for November 2021")
    expect(owed.get_by_role("listitem")).to_have_count(9)
    expect(owed.get_by_role("link", name=INDICATOR)).to_have_count(0)


def when_the_officer_starts_a_second_edition(traveller: Traveller):
    page = traveller.page
    traveller.presses(page.get_by_role("link", name="Board, 24 November 2021"))
    traveller.presses(page.get_by_role("button", name="Start a new edition…"))
    page.get_by_label("Why is there a further edition?").fill(REASON)
    page.get_by_role("button", name="Start the draft").click()
    expect(page.get_by_text("The draft of edition 2 is there.")).to_be_visible()
    traveller.meets()


def when_november_becomes_its_month(traveller: Traveller):
    page = traveller.page
    traveller.presses(page.get_by_role("link", name="Edit on the desk"))
    page.get_by_label("Reporting month").fill("2021-11")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    traveller.opens("/packs/2021-11-24/draft/")


def when_the_officer_publishes_it(traveller: Traveller):
    page = traveller.page
    traveller.presses(page.get_by_role("button", name="Publish…"))
    page.get_by_role("button", name="Publish edition 2").click()
    expect(page.get_by_text("Edition 2 is published.")).to_be_visible()
    traveller.meets()


def when_the_officer_signs_out(traveller: Traveller):
    traveller.signs_out()


def when_the_board_member_signs_in(traveller: Traveller):
    page = traveller.signs_in("board-member@example.org")
    expect(page.get_by_text("Outturns for")).to_have_count(0)


def then_the_board_reads_the_new_figure(traveller: Traveller):
    page = traveller.page
    traveller.presses(page.get_by_role("link", name="Board, 24 November 2021"))
    expect(page.get_by_text(REASON)).to_be_visible()
    contacts = page.get_by_role("table", name="Scorecard").get_by_role("row", name=re.compile(INDICATOR))
    expect(contacts.get_by_role("cell", name=SHOWN, exact=True)).to_be_visible()
    expect(contacts.get_by_role("cell", name="14,567", exact=True)).to_be_visible()


def then_the_first_edition_still_says_what_it_said(traveller: Traveller):
    page = traveller.opens("/packs/2021-11-24/editions/1/")
    expect(page.get_by_text("This edition was replaced.")).to_be_visible()
    expect(page.get_by_text(SHOWN)).to_have_count(0)
