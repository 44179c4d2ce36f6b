"""Where a pack's figures came from: who sees which value, and what a pack leaves out."""

import re

import pytest
from django.test import Client

from boardpack.models import Pack
from boardpack.operations.packs import publish_pack, start_edition
from indicators.measures.readings import Reading
from indicators.models import Geography, Outturn
from indicators.operations.comparators import record_comparator
from indicators.operations.outturns import record_outturn
from indicators.operations.setup import save_geography
from partnership import clock
from partnership.roles import ROLES
from tests.boardpack.conftest import OCTOBER, record
from tests.fixtures.guard import lifted

DAY = "/packs/2021-11-24/"
READERS_OF_DRAFTS = {"administrator", "performance_officer", "approver", "chair"}
PACK = f"{DAY}figures/in-time/"
FIRST = f"{DAY}editions/1/figures/in-time/"
DRAFT = f"{DAY}draft/figures/in-time/"
HELD = "/figures/in-time/"
SLIP, SHOWN, FIRST_RESTATED, UNSEEN = "11%", "62%", "53%", "44%"


@pytest.fixture
def site(draft, in_time, officer):
    """
    Typed in as 11% and put right before anybody saw it; 62% in edition 1, 53% in edition 2, and now 44% in a draft.
    """
    slip_then_right(in_time, officer)
    publish_pack(pack=draft, by=None, now=clock.now())
    change(in_time, 53, officer, "Recounted.")
    publish_pack(
        pack=start_edition(pack=Pack.objects.get(), reason="Put right.", by=None), by=None, now=clock.now()
    )
    change(in_time, 44, officer, "Recounted again.")
    start_edition(pack=Pack.objects.get(edition=2), reason="More to put right.", by=None)


def slip_then_right(indicator, officer):
    change(indicator, 11, officer, "A slip.")
    change(indicator, 62, officer, "It was not 11.")


def change(indicator, value, officer, reason):
    record_outturn(indicator=indicator, month=OCTOBER, reading=Reading.of(value), by=officer, reason=reason)


def october(client, address):
    """The row of October as one text."""
    page = client.get(address).content.decode()
    row = re.search(r'<tr id="2021-10">.*?</tr>', page, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", row).split())


def seen(client, address):
    return {
        figure
        for figure in (SLIP, SHOWN, FIRST_RESTATED, UNSEEN)
        if figure in client.get(address).content.decode()
    }


@pytest.mark.parametrize("visitor", [role.key for role in ROLES])
def test_each_role_sees_what_it_may(visitor, signed_in, site):
    client = signed_in(visitor)
    reads_drafts = visitor in READERS_OF_DRAFTS

    answers = {address: client.get(address).status_code for address in (PACK, FIRST, DRAFT, HELD)}

    drafts = 200 if reads_drafts else 403
    assert answers == {PACK: 200, FIRST: 200, DRAFT: drafts, HELD: drafts}
    slip = {SLIP} if reads_drafts else set()
    everything = {SLIP, SHOWN, FIRST_RESTATED, UNSEEN} if reads_drafts else set()
    assert {address: seen(client, address) for address in answers} == {
        FIRST: {SHOWN} | slip,
        PACK: {SHOWN, FIRST_RESTATED} | slip,
        DRAFT: everything,
        HELD: everything,
    }


def test_nobody_else_gets_in(site):
    answers = [Client().get(address) for address in (PACK, FIRST, DRAFT, HELD)]

    assert [answer.status_code for answer in answers] == [302] * 4


def test_board_is_told_of_a_value_that_was_never_published_without_it(signed_in, site):
    row = october(signed_in("board_member"), FIRST)

    assert row.startswith("Oct-21 62% Typed in by Performance officer")
    assert row.count("not published") == 2  # the fixture's own 62 and the slip
    assert "It was not 11." not in row
    assert "A slip." not in row


def test_restated_figure_says_what_the_pack_before_showed_and_why(signed_in, site):
    row = october(signed_in("board_member"), PACK)

    assert row.startswith("Oct-21 53% Typed in by Performance officer")
    assert "Restated: changed after it was published. Why it changed: Recounted." in row
    assert "62% Typed in by Performance officer" in row


@pytest.mark.parametrize("visitor", ["board_member", "performance_officer"])
@pytest.mark.parametrize(
    "address",
    [
        f"{DAY}figures/no-such/",
        f"{DAY}editions/9/figures/in-time/",
        f"{DAY}editions/3/figures/in-time/",
        "/packs/2021-11-25/figures/in-time/",
        f"{DAY}figures/not-in-the-pack/",
    ],
)
def test_what_is_not_in_the_pack_is_not_found(visitor, address, signed_in, site, measured):
    measured("not-in-the-pack")

    assert signed_in(visitor).get(address).status_code == 404


def test_unknown_indicator_is_not_found(signed_in, site):
    assert signed_in("performance_officer").get("/figures/no-such/").status_code == 404


def test_months_that_the_pack_does_not_show_are_left_out(signed_in, site, in_time):
    record(in_time, OCTOBER.plus(1), 99)
    client = signed_in("performance_officer")

    assert 'id="2021-11"' not in client.get(DRAFT).content.decode()
    assert 'id="2021-11"' in client.get(HELD).content.decode()


def test_drafts_and_editions_link_to_their_own_figures(signed_in, site):
    client = signed_in("performance_officer")

    for page in (DAY, f"{DAY}draft/", f"{DAY}editions/1/"):
        assert f'href="{page}figures/in-time/#2021-10"' in client.get(page).content.decode()


def test_page_takes_the_same_queries_however_much_is_held(
    signed_in, site, in_time, officer, django_assert_num_queries
):
    board = signed_in("board_member")
    board.get(PACK)
    for value in (1, 2, 3):
        change(in_time, value, officer, "Again.")

    with django_assert_num_queries(10):
        board.get(PACK)


def test_comparator_that_a_later_file_corrects_stays_as_published(signed_in, draft, in_time, officer):
    england = save_geography(
        geography=None, by=None, code="E92000001", name="England", kind="england", order=1
    )
    compare(in_time, england, 83, "2021 file")
    publish_pack(pack=draft, by=None, now=clock.now())
    compare(in_time, england, 84, "2021 file, corrected")

    page = signed_in("board_member").get(PACK).content.decode()

    assert 'id="england-2020"' in page
    assert ("2021 file" in page, "corrected" in page) == (True, False)


def compare(indicator: object, geography: Geography, value: int, vintage: str) -> None:
    record_comparator(
        indicator=indicator,
        geography=geography,
        year=2020,
        reading=Reading.of(value),
        vintage=vintage,
        by=None,
        now=clock.now(),
    )


def test_figure_whose_record_reads_otherwise_tells_the_board_nothing_of_it(signed_in, site):
    with lifted():
        Outturn.history.filter(value=62).update(value=63)

    row = october(signed_in("board_member"), FIRST)

    assert (
        row
        == "Oct-21 62% What is recorded of that moment reads otherwise than what the pack shows. Nothing else"
    )
