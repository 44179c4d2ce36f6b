"""The page behind the owner's link, as a mail program, a scanner and an owner on a phone meet it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from actions.links import new_nonce, token_for, whose_link
from actions.models import Action, OwnerRequest, ProgressUpdate
from actions.operations.closing import close_action
from actions.operations.owner_links import revoke_links
from actions.operations.raising import save_action
from actions.queries.owner_link import link_page
from actions.views import owner_link
from partnership import clock
from partnership.models import Message
from partnership.operations.people import store_person
from tests.actions.conftest import TODAY


@pytest.fixture(autouse=True)
def _sixth_of_december(monkeypatch, db):
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)
    cache.clear()


@pytest.fixture
def action(raised, person):
    return raised(owner=person("Designated Nurse", is_active=False), title="<b>Audit</b> with every agency")


@pytest.fixture
def phone():
    """A browser that has never been here and sends no CSRF cookie."""
    return Client(enforce_csrf_checks=True)


def token(action, version=1):
    return token_for(action.pk, action.owner_id, version, clock.now())


def path(secret):
    return f"/answer/{secret}/"


def text(response):
    return response.content.decode()


def nonce_on(page, what):
    return re.search(rf'value="{what}"><input type="hidden" name="nonce" value="([^"]+)"', page)[1]


def post(phone, secret, what, **said):
    page = text(phone.get(path(secret)))
    return phone.post(path(secret), {"what": what, "nonce": nonce_on(page, what), **said})


def test_get_shows_the_one_action_and_changes_nothing(action, phone, raised):
    raised(title="Of somebody else")
    history = action.history.count()
    for method in (phone.get, phone.head):
        response = method(path(token(action)))
        assert response.status_code == 200
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.cookies == {}
    page = text(phone.get(path(token(action))))
    assert "<h1>&lt;b&gt;Audit&lt;/b&gt; with every agency</h1>" in page
    assert "6 days overdue" in page
    assert "Of somebody else" not in page
    assert "/actions/" not in page
    assert action.history.count() == history


def test_other_methods_are_refused(action, phone):
    assert phone.put(path(token(action))).status_code == 405
    assert phone.get(f"{path(token(action))}fresh/").status_code == 405


def test_progress_from_the_page_is_recorded_once(action, phone):
    secret = token(action)
    nonce = new_nonce(secret)
    for _ in range(2):
        said = {"what": "progress", "nonce": nonce, "progress-words": "Half is <read>."}
        response = phone.post(path(secret), said)
        assert response.status_code == 200
        assert "What you wrote is recorded." in text(response)
        assert "Half is &lt;read&gt;." in text(response)
    assert ProgressUpdate.objects.get().via == "by link sent to designated.nurse@example.org"


def test_done_from_the_page_closes_the_action_and_the_link(action, phone):
    secret = token(action)
    response = post(phone, secret, "done", **{"done-words": "Audit held."})
    assert "The action is done. This link has stopped working." in text(response)
    assert Action.objects.get().status == "done"
    assert phone.get(path(secret)).status_code == 410


def test_requests_from_the_page_wait_for_the_officer(action, phone):
    more = {"time-deadline_asked": "2022-01-14", "time-words": "Two auditors are ill."}
    assert "Your request is with the officer." in text(post(phone, token(action), "more_time", **more))
    page = text(phone.get(path(token(action))))
    assert "You asked for more time, until 14 January 2022" in page
    assert "I need more time" not in page
    assert OwnerRequest.objects.get().state == "open"


def test_not_mine_and_yes_it_is_mine_are_recorded(action, phone):
    assert "Yes, this action is mine" in text(phone.get(path(token(action))))
    post(phone, token(action), "accept")
    assert Action.objects.get().accepted_on == TODAY
    assert "Yes, this action is mine" not in text(phone.get(path(token(action))))
    post(phone, token(action), "not_mine", **{"other-words": "Police.", "other-suggested": "The DI"})
    assert OwnerRequest.objects.get().suggested == "The DI"


@pytest.mark.parametrize("nonce", ["", "made.up", "of another link"])
def test_a_form_that_the_page_did_not_show_changes_nothing(action, phone, nonce):
    secret = token(action)
    given = new_nonce(token(action, 2)) if nonce == "of another link" else nonce
    said = {"what": "progress", "nonce": given, "progress-words": "Half is read."}
    response = phone.post(path(secret), said)
    assert owner_link.STALE in text(response)
    assert "Half is read.</textarea>" in text(response)
    assert ProgressUpdate.objects.count() == 0


def test_what_is_wrong_stands_at_its_field(action, phone):
    more = {"time-deadline_asked": "2021-11-01", "time-words": "Illness."}
    page = text(post(phone, token(action), "more_time", **more))
    says = "Ask for a day after the deadline, 30 November 2021."
    assert f'<a href="#id_time-deadline_asked">By when can it be done?: {says}</a>' in page
    assert "Error: SSCP-2021-01" in page
    assert '<details class="hs-more" open>' in page


def dead(action, officer, person, death):
    secret = token(action)
    match death:
        case "closed":
            close_action(action=action, status="done", words="Held.", by=officer, today=TODAY)
        case "reassigned":
            save_action(action=action, by=officer, today=TODAY, owner=person("Head of Service"))
        case "revoked":
            revoke_links(action=action, by=officer)
        case "left":
            store_person(person=action.owner, by=None, left_on=TODAY)
        case "forged":
            secret = f"{secret[:-5]}aaaaa"
        case "expired":
            secret = token_for(action.pk, action.owner_id, 1, clock.now() - owner_link.LIFE * 1.001)
        case "unknown":
            secret = token_for(999, action.owner_id, 1, clock.now())
    return secret


DEATHS = ["closed", "reassigned", "revoked", "left", "forged", "expired", "unknown"]


@pytest.mark.parametrize("death", DEATHS)
def test_dead_links_all_say_the_same_and_nothing_of_the_action(action, officer, person, phone, death):
    secret = dead(action, officer, person, death)
    never = phone.get(path("nonsense"))
    said = {"what": "progress", "nonce": new_nonce(secret), "progress-words": "Half is read."}
    for response in (phone.get(path(secret)), phone.post(path(secret), said)):
        assert response.status_code == never.status_code == 410
        assert text(response).replace(secret, "nonsense") == text(never)
        assert response.headers["Referrer-Policy"] == "no-referrer"
    assert ProgressUpdate.objects.count() == 0
    again = [phone.post(f"{path(one)}fresh/") for one in (secret, "nonsense")]
    assert text(again[0]) == text(again[1])
    sent = [message.to for message in Message.objects.all()]
    assert sent == ([action.owner.email] if death in ("revoked", "expired") else [])


def test_it_is_limited_how_often_one_place_asks(action, phone, monkeypatch):
    for name in ("SEEN", "POSTED", "ASKED_FRESH"):
        monkeypatch.setattr(owner_link, name, 2)
    address = path(token(action))
    for ask in (phone.get, phone.post, lambda _: phone.post(f"{address}fresh/")):
        assert [ask(address).status_code == 429 for _ in range(3)] == [False, False, True]
    assert phone.get(address, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_the_page_takes_a_fixed_number_of_queries(action, phone, django_assert_num_queries):
    for words in ("One.", "Two.", "Three."):
        post(phone, token(action), "progress", **{"progress-words": words})
    found = whose_link(token(action))
    with django_assert_num_queries(6):  # the action, its facts, indicators, progress, request, officers
        link_page(found, today=TODAY, now=clock.now(), contact="")
