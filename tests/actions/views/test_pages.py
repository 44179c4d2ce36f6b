"""Pages of actions, as each role meets them."""

from datetime import date

import pytest
from django.test import Client

from actions.models import Action, ProgressUpdate
from actions.operations.closing import close_action
from actions.operations.raising import save_action
from tests.actions.conftest import TODAY

PAGE = "/actions/SSCP-2021-01/"


@pytest.fixture(autouse=True)
def _sixth_of_december(monkeypatch):
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)


def signed_in_as(person):
    client = Client()
    client.force_login(person)
    return client


def text(response):
    return response.content.decode()


def test_mine_shows_an_owner_their_own_with_the_overdue_first(raised, owner, person):
    raised(title="Discuss contacts", deadline=date(2022, 1, 19))
    raised()
    raised(title="Somebody else's launch", owner=person("Head of Service", "action_owner"))
    page = text(signed_in_as(owner).get("/actions/"))
    assert "<h1>My actions</h1>" in page
    assert page.index("Audit with every agency") < page.index("Discuss contacts")
    assert "Somebody else's launch" not in page
    assert "Somebody else&#x27;s launch" not in page
    assert "6 days overdue" in page
    assert "/admin/" not in page


def test_mine_shows_officers_everybodys_and_the_way_to_the_desk(raised, officer, person):
    raised()
    raised(title="Launch the hub", owner=person("Head of Service", "action_owner"))
    page = text(signed_in_as(officer).get("/actions/"))
    assert "<h1>Open actions</h1>" in page
    assert "<strong>2 overdue</strong>" in page
    assert "Head of Service, Children and Learning Service" in page
    assert '<a href="/admin/actions/action/">' in page


@pytest.mark.parametrize("order", ["title", "-due", "owner", "status"])
def test_mine_sorts_by_every_column(raised, officer, january, order):
    raised()
    raised(title="Goes on", review_meeting=january)
    assert signed_in_as(officer).get(f"/actions/?sort={order}").status_code == 200


def test_mine_says_what_to_do_when_nothing_is_open(owner, officer):
    assert "When one is agreed, an e-mail tells you." in text(signed_in_as(owner).get("/actions/"))
    assert '<a href="/actions/raise/">Raise one</a>' in text(signed_in_as(officer).get("/actions/"))


@pytest.mark.parametrize("count", [1, 3])
def test_mine_takes_a_fixed_number_of_queries(raised, owner, conferences, count, django_assert_num_queries):
    for _ in range(count):
        raised(indicators=[conferences])
    client = signed_in_as(owner)
    with django_assert_num_queries(4):  # session, person with their roles, actions, their indicators
        client.get("/actions/")


@pytest.mark.parametrize("role", ["board_member", "data_owner"])
def test_pages_are_refused_to_roles_without_actions(raised, person, role):
    raised()
    client = signed_in_as(person("Lay member", role))
    for address in ("/actions/", PAGE):
        response = client.get(address)
        assert response.status_code == 403
        assert "Audit with every agency" not in text(response)


def test_pages_ask_for_a_sign_in_first(raised, client):
    raised()
    for address in ("/actions/", PAGE):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={address}")
    for address in (f"{PAGE}progress/", f"{PAGE}done/"):
        assert client.post(address, {}).status_code == 302
    assert Action.objects.get().status == "not_started"


@pytest.mark.parametrize("role", ["approver", "chair", "administrator"])
def test_action_is_read_and_not_written_by_readers_of_drafts(raised, person, role):
    raised()
    client = signed_in_as(person("Reader", role))
    page = text(client.get(PAGE))
    assert "<h1>Audit with every agency</h1>" in page
    assert "progress-words" not in page
    assert client.post(f"{PAGE}progress/", {"progress-words": "Mine now."}).status_code == 403
    assert client.post(f"{PAGE}done/", {"done-words": "Held.", "done-seen_version": 1}).status_code == 403
    assert (ProgressUpdate.objects.count(), Action.objects.get().status) == (0, "not_started")


def test_action_of_another_owner_is_refused_without_showing_it(raised, person):
    raised(detail="Files of three agencies")
    client = signed_in_as(person("Head of Service", "action_owner"))
    responses = [client.get(PAGE), client.post(f"{PAGE}progress/", {"progress-words": ""})]
    for response in responses:
        assert response.status_code == 403
        assert "Files of three agencies" not in text(response)
        assert "belongs to somebody else" in text(response)


def test_action_that_does_not_exist_is_not_found(owner):
    client = signed_in_as(owner)
    assert client.get("/actions/SSCP-2021-77/").status_code == 404
    assert client.post("/actions/SSCP-2021-77/progress/", {"progress-words": "Hello."}).status_code == 404


@pytest.mark.parametrize(
    "address", ["/actions/%00/", "/actions/SSCP 2021/", "/actions/<b>/", "/actions/" + "x" * 500 + "/"]
)
def test_addresses_that_no_action_has_are_not_found(owner, address):
    assert signed_in_as(owner).get(address).status_code == 404


@pytest.mark.parametrize("version", ["", "0", "-1", "one", str(2**63)])
def test_done_with_a_version_that_never_was_writes_nothing(raised, owner, version):
    raised()
    response = signed_in_as(owner).post(f"{PAGE}done/", {"done-words": "Held.", "done-seen_version": version})
    assert response.status_code == 200
    assert Action.objects.get().status == "not_started"


def test_progress_is_recorded_from_the_page(raised, owner):
    raised()
    client = signed_in_as(owner)
    response = client.post(f"{PAGE}progress/", {"progress-words": "Half is read."}, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "What you wrote is recorded." in text(response)
    assert "Half is read." in text(response)
    assert ProgressUpdate.objects.get().by == owner


def test_progress_without_words_comes_back_with_the_error_at_its_field(raised, owner):
    raised()
    response = signed_in_as(owner).post(f"{PAGE}progress/", {"progress-words": " "})
    page = text(response)
    assert response.status_code == 200
    assert '<a href="#id_progress-words">How does it go?: Say in a sentence how it goes.</a>' in page
    assert 'id="id_progress-words_error"' in page
    assert ProgressUpdate.objects.count() == 0


def test_done_closes_the_action_with_its_sentence(raised, owner):
    raised()
    client = signed_in_as(owner)
    response = client.post(f"{PAGE}done/", {"done-words": "Audit held.", "done-seen_version": 1}, follow=True)
    page = text(response)
    assert "The action is done. Thank you." in page
    assert "Audit held." in page
    assert "done-words" not in page
    assert Action.objects.get().status == "done"


def test_done_by_the_second_of_two_is_told_and_keeps_what_was_typed(raised, owner, officer):
    action = raised()
    save_action(action=action, by=officer, title="Audit with every partner")
    client = signed_in_as(owner)
    response = client.post(f"{PAGE}done/", {"done-words": "Audit held.", "done-seen_version": 1})
    page = text(response)
    assert response.status_code == 409
    assert "Performance officer changed this" in page
    assert "Audit held.</textarea>" in page
    assert 'name="done-seen_version" value="2"' in page
    assert Action.objects.get().status == "not_started"


def test_done_twice_is_refused_in_words(raised, owner):
    close_action(action=raised(), status="done", words="Held.", by=owner, today=TODAY)
    response = signed_in_as(owner).post(f"{PAGE}done/", {"done-words": "Held.", "done-seen_version": 2})
    assert response.status_code == 200
    assert "The action is done. Reopen it first." in text(response)


def test_what_was_typed_is_escaped_on_the_page(raised, owner):
    raised(title="<b>Audit</b>", detail="<script>alert(1)</script>")
    page = text(signed_in_as(owner).get(PAGE))
    assert "<b>Audit" not in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;Audit&lt;/b&gt;" in page


def test_get_changes_nothing(raised, owner):
    raised()
    client = signed_in_as(owner)
    for address in (f"{PAGE}progress/", f"{PAGE}done/"):
        assert client.get(address).status_code == 405
