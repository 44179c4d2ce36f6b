"""What owners ask, on the site: asked by owners, answered by the chair and the officers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Action, OwnerRequest, ProgressUpdate
from actions.operations.requests import ask_officer
from partnership import roles
from tests.actions.conftest import NOW, TODAY
from tests.actions.views.test_pages import PAGE, signed_in_as, text


@pytest.fixture(autouse=True)
def _sixth_of_december(monkeypatch):
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)


@pytest.fixture
def asked(raised, owner):
    def make(kind="more_time", **fields):
        return ask_officer(
            action=raised(),
            by=owner,
            kind=kind,
            words="Two auditors are ill.",
            deadline_asked=date(2022, 1, 14) if kind == "more_time" else None,
            today=TODAY,
            now=NOW,
            **fields,
        )

    return make


def test_owner_asks_on_the_site_and_the_chair_agrees(raised, owner, chair):
    raised()
    asks = {"time-deadline_asked": "2022-01-14", "time-words": "Two auditors are ill."}
    page = text(signed_in_as(owner).post(f"{PAGE}more-time/", asks, follow=True))
    assert "Your request is with the officer." in page
    request = OwnerRequest.objects.get()
    client = signed_in_as(chair)
    assert f'href="/requests/{request.pk}/"' in text(client.get("/requests/"))
    assert 'value="2022-01-14"' in text(client.get(f"/requests/{request.pk}/"))
    agrees = {"agree-deadline": "2022-01-14", "agree-version": 1}
    response = client.post(f"/requests/{request.pk}/agree/", agrees, follow=True)
    assert response.redirect_chain == [("/requests/", 302)]
    assert "No owner waits for an answer." in text(response)
    assert Action.objects.get().deadline.isoformat() == "2022-01-14"
    page = text(signed_in_as(owner).get(PAGE))
    assert "Agreed, Chair" in page
    assert "Two auditors are ill." in page


def test_officer_writes_down_what_a_reply_asked(raised, officer):
    raised()
    client = signed_in_as(officer)
    assert "The owner says that it is somebody else’s" in text(client.get(PAGE))
    said = {"time-deadline_asked": "2022-01-14", "time-words": "Two are ill.", "time-received_from": ""}
    assert "Say from whom it came." in text(client.post(f"{PAGE}more-time/", said))
    page = text(client.post(f"{PAGE}more-time/", said | {"time-received_from": "Ann Reed"}, follow=True))
    assert "by e-mail from Ann Reed" in page


def test_officer_confirms_another_owner(asked, officer, person):
    request = asked("not_mine", suggested="Detective Inspector")
    other = person("Detective Inspector", "action_owner")
    client = signed_in_as(officer)
    assert "Detective Inspector" in text(client.get(f"/requests/{request.pk}/"))
    client.post(f"/requests/{request.pk}/agree/", {"agree-owner": other.pk, "agree-version": 1})
    assert Action.objects.get().owner == other


def test_declining_wants_a_reason_at_its_field(asked, officer):
    request = asked()
    client = signed_in_as(officer)
    page = text(client.post(f"/requests/{request.pk}/decline/", {"decline-version": 1}))
    assert '<a href="#id_decline-answer">Why not?: Say in a sentence why not.</a>' in page
    client.post(f"/requests/{request.pk}/decline/", {"decline-answer": "No.", "decline-version": 1})
    assert OwnerRequest.objects.get().state == "declined"


def test_the_second_answer_is_told(asked, officer):
    request = asked()
    client = signed_in_as(officer)
    said = {"decline-answer": "No.", "decline-version": 1}
    client.post(f"/requests/{request.pk}/decline/", said)
    page = text(client.post(f"/requests/{request.pk}/decline/", said))
    assert "This request has its answer already: declined." in page


@pytest.mark.parametrize("role", roles.BY_KEY)
def test_requests_are_for_whoever_answers(asked, person, role):
    request = asked()
    client = signed_in_as(person(f"Some {role}", role))
    allowed = role in ("performance_officer", "chair")
    for address in ("/requests/", f"/requests/{request.pk}/"):
        assert client.get(address).status_code == (200 if allowed else 403)
    if not allowed:
        for answer in ("agree", "decline"):
            assert client.post(f"/requests/{request.pk}/{answer}/", {}).status_code == 403


def test_not_mine_is_shown_to_the_chair_and_answered_by_officers(asked, chair):
    request = asked("not_mine")
    client = signed_in_as(chair)
    assert "It is for a performance officer to answer." in text(client.get(f"/requests/{request.pk}/"))
    assert "No owner waits for an answer." in text(client.get("/requests/"))
    said = {"decline-answer": "No.", "decline-version": 1}
    assert client.post(f"/requests/{request.pk}/decline/", said).status_code == 403


def test_officer_records_what_came_by_mail(raised, officer, owner):
    raised()
    said = {"progress-words": "Half is read.", "progress-received_from": "Head of Quality Assurance"}
    page = text(signed_in_as(officer).post(f"{PAGE}progress/", said, follow=True))
    assert "Performance officer, by e-mail from Head of Quality Assurance" in page
    assert Action.objects.get().accepted_on == TODAY
    assert signed_in_as(owner).post(f"{PAGE}progress/", said).status_code == 403
    done = {"done-words": "Held.", "done-received_from": "Head of Quality Assurance", "done-seen_version": 2}
    signed_in_as(officer).post(f"{PAGE}done/", done)
    reason = Action.objects.get().history.first().history_change_reason
    assert reason == "done, by e-mail from Head of Quality Assurance"
    assert ProgressUpdate.objects.count() == 1


def test_officer_revokes_links_and_nobody_else_may(raised, officer, owner):
    raised()
    assert signed_in_as(owner).post(f"{PAGE}revoke/").status_code == 403
    page = text(signed_in_as(officer).post(f"{PAGE}revoke/", follow=True))
    assert "The links that were sent so far have stopped working." in page
    assert Action.objects.get().link_version == 2


def test_requests_take_as_many_queries_for_three_as_for_one(raised, owner, officer):
    client = signed_in_as(officer)
    taken = []
    for count in (1, 3):
        while OwnerRequest.objects.count() < count:
            ask_officer(action=raised(), by=owner, kind="not_mine", words="No.", today=TODAY, now=NOW)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert text(client.get("/requests/")).count("No.</p>") == count
        taken.append(len(queries))
    assert taken[0] == taken[1]
