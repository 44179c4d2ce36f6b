"""Commentary given by a link in the request: without an account, for one indicator, until it is accepted or published."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client

from boardpack.document.gate import Rule
from boardpack.links import commentary_token, new_nonce, read_commentary_link
from boardpack.models import Chase
from boardpack.operations.chasing import chase
from boardpack.operations.packs import publish_pack
from indicators.measures.readings import Reading
from indicators.models import Commentary, Indicator
from indicators.operations.commentary import accept_commentary, return_commentary
from indicators.operations.outturns import record_outturn
from indicators.operations.setup import save_indicator
from partnership import clock
from partnership.models import Message
from partnership.operations.people import store_person
from tests.boardpack.conftest import OCTOBER

TODAY = date(2021, 11, 22)
AT = datetime(2021, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch, db, settings):
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    settings.PUBLISH_WITHOUT = frozenset()
    cache.clear()


@pytest.fixture
def head():
    """A data owner who cannot sign in."""
    return store_person(
        person=None, by=None, role_keys=frozenset(), email="head@example.org", name="Head of Safeguarding"
    )


@pytest.fixture
def asked(draft, in_time, plans, head, officer):
    save_indicator(indicator=in_time, by=None, data_owner=head)
    (mail,) = chase(pack=draft, by=officer, today=TODAY, now=AT, keys=["commentary:in-time"])
    return mail


@pytest.fixture
def phone():
    """A browser that has never been here and sends no CSRF cookie."""
    return Client(enforce_csrf_checks=True)


def path_in(mail):
    return re.search(r"/answer/\S+/commentary/", mail.text)[0]


def send(phone, path, **said):
    page = phone.get(path).content.decode()
    held = {
        name: (re.search(rf'name="{name}" value="(\d+)"', page) or ["", ""])[1] for name in ("pk", "version")
    }
    nonce = re.search(r'name="nonce" value="([^"]+)"', page)[1]
    return phone.post(path, {"nonce": nonce, **held, **said})


def test_link_in_the_mail_shows_one_indicator_and_changes_nothing(asked, phone, said, in_time, plans):
    said([in_time], month=OCTOBER.plus(-1), analysis="What was said in September.")
    assert ("/commentary/2021-10/in-time/" in asked.text, "until 6 December 2021" in asked.text) == (
        False,
        True,
    )
    answer = phone.get(path_in(asked))
    page = answer.content.decode()
    assert (answer.status_code, answer.cookies) == (200, {})
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")
    for words in ("<h1>Name of in-time</h1>", "62%", "What was said in September.", "6 December 2021"):
        assert words in page
    assert "Name of plans" not in page
    assert "What was said in September." not in re.search(r"<form.*?</form>", page, re.S)[0]
    assert Commentary.objects.filter(month=OCTOBER).count() == 0
    assert phone.put(path_in(asked)).status_code == 405


def test_the_link_shows_the_boards_view_whoever_holds_it(asked, phone, signed_in, in_time):
    """62% of 8: three that were not."""
    counted = Reading(value=Decimal("62.5"), numerator=Decimal(5), denominator=Decimal(8))
    record_outturn(indicator=in_time, month=OCTOBER, reading=counted, by=None)
    save_indicator(indicator=Indicator.objects.get(pk=in_time.pk), by=None, small_number_control=True)

    for client in (phone, signed_in("performance_officer")):
        page = client.get(path_in(asked)).context["page"]
        assert (page.reading.shown, page.draft.partition(". ")[0]) == (
            "c",
            "There is no figure for Oct-21: c, suppressed",
        )


def test_what_is_sent_is_submitted_as_received_by_that_link_once(asked, phone, head, in_time, signed_in):
    path = path_in(asked)
    page = phone.get(path).content.decode()
    form = {"nonce": re.search(r'name="nonce" value="([^"]+)"', page)[1], "analysis": " Late information. "}
    for _ in range(2):
        assert "is with the performance officer" in phone.post(path, form).content.decode()
    row = Commentary.objects.get()
    assert (row.state, row.analysis, row.received_from, row.author) == (
        "submitted",
        "Late information.",
        "Head of Safeguarding",
        head,
    )
    assert (row.history.count(), list(row.indicators.all())) == (1, [in_time])
    assert Chase.objects.get().answered_at == AT
    desk = signed_in("performance_officer").get("/commentary/2021-10/in-time/").content.decode()
    assert "received from Head of Safeguarding, by link sent to head@example.org" in desk
    assert phone.post(path, form | {"analysis": "Other words."}).context["form"].errors != {}
    assert Commentary.objects.get().analysis == "Late information."
    send(phone, path, analysis="Put right.")
    assert Commentary.objects.get().analysis == "Put right."


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({}, "write at least one"),
        ({"analysis": "Born on 3 April 2014."}, "date of birth"),
        ({"analysis": "x", "nonce": "of.another"}, "not the one that the page showed"),
    ],
)
def test_what_cannot_be_sent_says_why(asked, phone, said, says):
    answer = send(phone, path_in(asked), **said)
    assert says in str(answer.context["form"].errors)
    assert Commentary.objects.count() == 0


def test_returned_commentary_comes_back_with_its_remark(asked, phone, officer):
    send(phone, path_in(asked), analysis="Late.")
    return_commentary(commentary=Commentary.objects.get(), by=officer, reason="say whose")
    page = phone.get(path_in(asked)).content.decode()
    assert ("say whose" in page, "Late.</textarea>" in page) == (True, True)


def accepted(draft, officer):
    accept_commentary(commentary=Commentary.objects.get(), by=officer, now=AT)


def published(draft, officer):
    publish_pack(pack=draft, by=officer, now=AT)


def anothers(draft, officer):
    save_indicator(indicator=Indicator.objects.get(code="in-time"), by=None, data_owner=officer)


@pytest.mark.parametrize("what", [accepted, published, anothers])
def test_link_is_dead_and_no_fresh_one_is_sent_once_there_is_nothing_to_give(
    what, asked, phone, draft, officer, settings
):
    send(phone, path_in(asked), analysis="Late.")
    settings.PUBLISH_WITHOUT = frozenset(Rule)
    what(draft, officer)
    answer = phone.get(path_in(asked))
    assert (answer.status_code, "in-time" in answer.content.decode()) == (410, False)
    posted = phone.post(
        path_in(asked), {"nonce": new_nonce(path_in(asked).split("/")[2]), "analysis": "Again."}
    )
    assert (posted.status_code, Commentary.objects.get().analysis) == (410, "Late.")
    assert phone.post(f"{path_in(asked)}fresh/").status_code == 200
    assert Message.objects.filter(kind="link").count() == 0


def test_dead_link_brings_a_fresh_one_to_the_same_address_at_most_thrice(
    asked, phone, head, signed_in, monkeypatch
):
    path = path_in(asked)
    signed_in("performance_officer").post("/packs/2021-11-24/draft/missing/ask/", {"revoke": "in-time"})
    assert phone.get(path).status_code == 410
    for _ in range(4):
        phone.post(f"{path}fresh/")
    mails = Message.objects.filter(kind="link")
    assert {mail.to for mail in mails} == {"head@example.org"}
    assert len(mails) == 3
    assert phone.get(path_in(mails[0])).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=14, seconds=1))
    assert phone.get(path_in(mails[0])).status_code == 410


def test_link_of_another_person_version_or_sort_is_none(asked, phone, head, officer):
    made = Chase.objects.get()
    for token in (
        commentary_token(made.pk, officer.pk, 1, AT),
        commentary_token(made.pk, head.pk, 2, AT),
        "x.y",
    ):
        assert phone.get(f"/answer/{token}/commentary/").status_code == 410
    token = commentary_token(made.pk, head.pk, 1, AT)
    assert read_commentary_link(token, AT).chase_id == made.pk
    assert phone.get(f"/answer/{token}/").status_code == 410  # no owner's link


def test_text_that_speaks_for_others_is_not_changed_here(asked, phone, said, in_time, plans):
    said([in_time, plans], accepted=False, analysis="Of both.")
    assert "somebody else answers for" in phone.get(path_in(asked)).content.decode()
    page = phone.post(path_in(asked), {"nonce": new_nonce(path_in(asked).split("/")[2]), "analysis": "Mine."})
    assert (page.status_code, Commentary.objects.get().analysis) == (200, "Of both.")
