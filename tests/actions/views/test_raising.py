"""Raising an action from a page, and giving a leaver's actions to somebody else."""

from datetime import date

import pytest
from django.test import Client

from actions.models import Action
from actions.operations.raising import save_action
from tests.actions.conftest import TODAY


@pytest.fixture(autouse=True)
def _sixth_of_december(monkeypatch):
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)


def signed_in_as(person):
    client = Client()
    client.force_login(person)
    return client


def filled(response):
    form = response.context["form"]
    return {
        name: form[name].value()
        for name in ("deadline", "due_before", "review_meeting")
        if form[name].value()
    }


def test_raise_puts_what_the_words_mean_and_raises_once_it_is_confirmed(officer, owner, november, january):
    client = signed_in_as(officer)
    given = {
        "title": "Audit",
        "owner": owner.pk,
        "source_meeting": november.pk,
        "words_of_the_minutes": "end-November 2021",
    }
    put = client.post("/actions/raise/", given)
    assert filled(put) == {"deadline": "2021-11-30"}
    assert (
        "“end-November 2021” is read as: 30 November 2021, the last day of November 2021."
        in put.content.decode()
    )
    assert Action.objects.count() == 0

    board = client.post("/actions/raise/", given | {"words_of_the_minutes": "before the January 2022 board"})
    assert filled(board) == {"due_before": str(january.pk)}

    agreed = given | {"deadline": "2021-11-30", "put_for": "end-November 2021"}
    other = client.post("/actions/raise/", agreed | {"words_of_the_minutes": "in 2022"})
    assert (filled(other), Action.objects.count()) == ({"deadline": "2022-12-31"}, 0)

    raised = client.post("/actions/raise/", agreed)
    assert raised["Location"] == "/actions/SSCP-2021-01/"
    action = Action.objects.get()
    assert (action.deadline, action.words_of_the_minutes) == (date(2021, 11, 30), "end-November 2021")
    assert (action.original_deadline, action.source_meeting) == (date(2021, 11, 30), november)


def test_raise_asks_where_the_words_are_unclear_or_nothing_is_said(officer, owner):
    client = signed_in_as(officer)
    given = {"title": "Audit", "owner": owner.pk}
    asked = client.post("/actions/raise/", given | {"words_of_the_minutes": "from January"})
    assert asked.context["form"].errors == {
        "words_of_the_minutes": ["From January is when it begins. By when is it to be done?"]
    }
    unknown = client.post("/actions/raise/", given | {"due_before": 2**70, "indicators": ["x", 2**70]})
    assert set(unknown.context["form"].errors) == {"due_before", "indicators"}
    nothing = client.post("/actions/raise/", given)
    assert nothing.context["form"].non_field_errors() == [
        "Give exactly one of: a deadline, a meeting it must precede, or a meeting that reviews it."
    ]
    assert Action.objects.count() == 0


def test_raise_starts_with_the_meeting_and_the_indicator_it_is_reached_from(
    officer, owner, november, conferences
):
    client = signed_in_as(officer)
    page = client.get(f"/actions/raise/?meeting={november.pk}&indicator=icpc-15-days")
    assert page.context["form"].initial == {"source_meeting": november.pk, "indicators": [conferences.pk]}
    blank = client.get("/actions/raise/?meeting=9999999999999999999&indicator=%00")
    assert blank.context["form"].initial == {"source_meeting": None, "indicators": []}
    assert signed_in_as(owner).get("/actions/raise/").status_code == 403


def test_reassign_gives_every_chosen_action_to_its_new_owner(raised, officer, owner, person):
    first, second, kept = raised(), raised(title="Launch"), raised(title="Clinics")
    taker = person("Head of Service", "action_owner")
    client = signed_in_as(officer)
    page = client.get(f"/actions/reassign/?person={owner.pk}")
    assert page.context["form"].initial["actions"] == [f"{one.pk}:1" for one in (first, second, kept)]
    answer = client.post(
        f"/actions/reassign/?person={owner.pk}",
        {"actions": [f"{first.pk}:1", f"{second.pk}:1"], "owner": taker.pk},
    )
    assert answer["Location"] == "/actions/"
    found = list(Action.objects.order_by("pk").values_list("owner__name", "named_on", "link_version"))
    assert found == [("Head of Service", TODAY, 2)] * 2 + [
        ("Head of Quality Assurance", date(2021, 11, 24), 1)
    ]
    assert first.history.first().history_change_reason == "given with others by Performance officer"


def test_reassign_is_all_or_nothing(raised, officer, owner, person):
    first, second = raised(), raised(title="Launch")
    taker = person("Head of Service", "action_owner")
    client = signed_in_as(officer)
    sent = {"actions": [f"{first.pk}:1", f"{second.pk}:1"], "owner": taker.pk}
    save_action(action=second, by=officer, title="Launch the hub")
    answer = client.post(f"/actions/reassign/?person={owner.pk}", sent)
    assert answer.status_code == 409
    assert "SSCP-2021-02 Launch the hub: Performance officer changed this" in answer.content.decode()
    assert set(Action.objects.values_list("owner__name", flat=True)) == {"Head of Quality Assurance"}
    assert signed_in_as(owner).post(f"/actions/reassign/?person={owner.pk}", sent).status_code == 403
