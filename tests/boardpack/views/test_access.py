"""Every visitor at every address: what each may see, and that a refusal shows nothing of what is behind it."""

import pytest
from django.test import Client

from boardpack.models import Pack
from boardpack.operations.packs import publish_pack, start_edition
from partnership.operations.people import store_person
from partnership.roles import ROLES
from tests.boardpack.conftest import NOW, OCTOBER, record

OFFICER, NOBODY, STRANGER = "performance_officer", "nobody", "without a role"
VISITORS = [NOBODY, STRANGER, *(role.key for role in ROLES)]
READERS_OF_DRAFTS = {"administrator", OFFICER, "approver", "chair"}
DAY = "/packs/2021-11-24/"
LIVE = {"/scorecard/2021-10/", "/scorecard/2021-10.csv"}  # published, for who reads no drafts
EVERYBODY = {
    "/packs/",
    DAY,
    f"{DAY}charts/in-time.json",
    f"{DAY}editions/1/",
    f"{DAY}editions/1/charts/in-time.json",
    f"{DAY}editions/2/",
    f"{DAY}figures/in-time/",
    f"{DAY}editions/1/figures/in-time/",
    "/indicators/in-time/",
    "/indicators/in-time/chart.json",
    f"{DAY}record/",
    f"{DAY}editions/2/files/",
    f"{DAY}editions/2/files/state.json",
    "/yearly-record/",
    *LIVE,
}
DRAFTS = {
    f"{DAY}draft/",
    f"{DAY}draft/charts/in-time.json",
    f"{DAY}draft/figures/in-time/",
    f"{DAY}draft/files/",
    f"{DAY}draft/files/state.json",
    "/figures/in-time/",
}
OFFICERS = {
    f"{DAY}record/action/",
    "/packs/compose/",
    f"{DAY}draft/publish/",
    f"{DAY}draft/missing/",
    f"{DAY}editions/new/",
    f"{DAY}editions/2/withdraw/",
}
SECONDS = {f"{DAY}draft/agree/"}  # a second person agrees
KEEPERS = {f"{DAY}draft/kept-back/", f"{DAY}editions/2/kept-back/"}  # who sees small counts
RECORDERS = {f"{DAY}circulation/", f"{DAY}draft/comment/"}  # who sees who has it, and comments
SECRET = "1234567"


@pytest.fixture
def site(published, plans, again):
    """Edition 1 superseded, edition 2 published, edition 3 a draft with a figure that nobody has seen."""

    def three_editions():
        publish_pack(pack=start_edition(pack=published, reason="Put right.", by=None), by=None, now=NOW)
        second = Pack.objects.get(edition=2)
        start_edition(pack=second, reason="More to put right.", by=None)
        record(plans, OCTOBER, int(SECRET), reason="recounted")

    again("three editions", three_editions)


@pytest.fixture
def client_of(signed_in, db):
    def find(visitor):
        if visitor == NOBODY:
            return Client()
        if visitor != STRANGER:
            return signed_in(visitor)
        client = Client()
        client.force_login(
            store_person(
                person=None, by=None, role_keys=frozenset(), email="s@example.org", name="S", is_active=True
            )
        )
        return client

    return find


def expected(visitor, address):
    if visitor == NOBODY:
        return 302
    allowed = (
        (address in EVERYBODY and visitor != STRANGER)
        or (address in DRAFTS and visitor in READERS_OF_DRAFTS)
        or (address in OFFICERS and visitor == OFFICER)
        or (address in SECONDS and visitor in {"approver", "chair"})
        or (address in KEEPERS and visitor in {OFFICER, "administrator"})
        or (address in RECORDERS and visitor in {OFFICER, "chair"})
    )
    return 200 if allowed else 403


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_at_each_address(visitor, client_of, site):
    client = client_of(visitor)
    addresses = sorted(EVERYBODY | DRAFTS | OFFICERS | SECONDS | RECORDERS | KEEPERS)

    answers = {address: client.get(address) for address in addresses}

    assert {address: answer.status_code for address, answer in answers.items()} == {
        address: expected(visitor, address) for address in addresses
    }
    refused = [answer.content.decode() for answer in answers.values() if answer.status_code != 200]
    assert not any("Name of in-time" in page or f"{int(SECRET):,}" in page for page in refused)


@pytest.mark.parametrize("visitor", VISITORS)
def test_only_readers_of_drafts_see_the_draft_and_that_there_is_one(visitor, client_of, site):
    client = client_of(visitor)
    pages = {address: client.get(address).content.decode() for address in EVERYBODY | DRAFTS}

    shown = {address for address, page in pages.items() if SECRET in page.replace(",", "")}
    told = {address for address in EVERYBODY if f"{DAY}draft/" in pages[address]}
    reads = visitor in READERS_OF_DRAFTS
    assert shown == ({f"{DAY}draft/", *LIVE} if reads else set())
    assert told == ({"/packs/", DAY, f"{DAY}editions/1/", f"{DAY}editions/2/"} if reads else set())


POSTS = {
    f"{DAY}draft/publish/": {"version": "1"},
    f"{DAY}editions/new/": {"reason": "Because."},
    f"{DAY}editions/2/withdraw/": {"version": "2", "reason": "Because."},
    f"{DAY}draft/missing/ask/": {},
    "/packs/compose/": {"meeting": "1", "month": "2021-10", "as_at": "2021-11-24"},
}


@pytest.mark.parametrize("visitor", [visitor for visitor in VISITORS if visitor != OFFICER])
def test_nobody_else_writes(visitor, client_of, site):
    before = list(Pack.objects.order_by("pk").values_list("pk", "status", "version"))
    client = client_of(visitor)

    answers = [client.post(address, posted).status_code for address, posted in POSTS.items()]

    assert answers == [302 if visitor == NOBODY else 403] * len(POSTS)
    assert list(Pack.objects.order_by("pk").values_list("pk", "status", "version")) == before


@pytest.mark.parametrize("visitor", ["board_member", OFFICER])
@pytest.mark.parametrize(
    "address",
    [
        "/packs/2021-11-25/",
        "/packs/2021-02-30/",
        "/packs/20211124/",
        "/packs/2021-11-25/charts/in-time.json",
        f"{DAY}charts/no-such-indicator.json",
        f"{DAY}editions/3/",
        f"{DAY}editions/9/",
        f"{DAY}editions/3/charts/in-time.json",
        f"{DAY}editions/-1/",
        f"{DAY}editions/3/files/",
        f"{DAY}editions/2/files/docx/",
    ],
)
def test_what_is_not_there_is_not_found(visitor, address, signed_in, site):
    officer_goes_to_the_draft = visitor == OFFICER and address == "/packs/2021-11-25/"
    answer = signed_in(visitor).get(address, follow=officer_goes_to_the_draft)

    assert answer.status_code == 404


@pytest.mark.parametrize("address", [f"{DAY}draft/", f"{DAY}draft/publish/"])
def test_a_draft_that_is_not_there_is_not_found(address, signed_in, published):
    answer = signed_in(OFFICER).get(address, follow=True)

    assert (answer.status_code, answer.redirect_chain) == (
        (404, []) if address == f"{DAY}draft/" else (200, [(DAY, 302)])
    )


def test_before_anything_is_published_the_board_finds_nothing(signed_in, draft):
    assert signed_in("board_member").get(DAY).status_code == 404
    assert signed_in("board_member").get("/packs/").context["meetings"] == ()


@pytest.mark.parametrize("visitor", sorted(READERS_OF_DRAFTS))
def test_before_anything_is_published_readers_of_drafts_are_taken_to_the_draft(visitor, signed_in, draft):
    answer = signed_in(visitor).get(DAY)

    assert (answer.status_code, answer["Location"]) == (302, f"{DAY}draft/")
