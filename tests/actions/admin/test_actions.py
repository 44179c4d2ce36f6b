"""Actions on the desk: what an officer types reaches the operations, and nothing else is written."""

from datetime import date

import pytest
from django.test import Client

from actions.models import Action, DeadlineChange, ProgressUpdate
from actions.operations.closing import close_action
from actions.operations.progress import record_progress
from actions.operations.raising import save_action
from actions.operations.reminders import sweep
from tests.actions.conftest import NOW, TODAY
from tests.fixtures.desk import errors

LIST = "/admin/actions/action/"


@pytest.fixture(autouse=True)
def _sixth_of_december(monkeypatch):
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)


@pytest.fixture
def desk(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def form(action, **changes):
    """The form as the browser would send it back, with these changes."""
    values = {
        "seen_version": action.version,
        "title": action.title,
        "detail": action.detail,
        "success_looks_like": action.success_looks_like,
        "indicators": [indicator.pk for indicator in action.indicators.all()],
        "owner": action.owner_id,
        "agency": action.agency_id,
        "owner_note": action.owner_note,
        "deadline": action.deadline and action.deadline.isoformat(),
        "due_before": action.due_before_id,
        "review_meeting": action.review_meeting_id,
        "words_of_the_minutes": action.words_of_the_minutes,
        "source_meeting": action.source_meeting_id,
        "status": action.status,
        "impact_seen": action.impact_seen,
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


def change(desk, action, **changes):
    return desk.post(f"{LIST}{action.pk}/change/", form(action, **changes))


def text(response):
    return response.content.decode()


def test_adding_raises_an_action(desk, officer, owner, november, conferences):
    response = desk.post(
        f"{LIST}add/",
        {
            "title": "Audit with every agency",
            "owner": owner.pk,
            "indicators": [conferences.pk],
            "source_meeting": november.pk,
            "deadline": "2021-11-30",
            "words_of_the_minutes": "end-November 2021",
        },
    )
    assert response.status_code == 302
    action = Action.objects.get()
    assert (action.reference, action.agency, action.raised_on, action.original_deadline) == (
        "SSCP-2021-01",
        owner.agency,
        TODAY,
        date(2021, 11, 30),
    )
    assert list(action.indicators.all()) == [conferences]
    assert action.history.get().history_user == officer


def test_adding_with_two_kinds_of_deadline_is_told_on_the_form(desk, owner, january):
    response = desk.post(
        f"{LIST}add/",
        {"title": "Audit", "owner": owner.pk, "deadline": "2021-11-30", "due_before": january.pk},
    )
    assert response.status_code == 200
    assert "Give exactly one of: a deadline" in text(response)
    assert Action.objects.count() == 0


def test_the_add_form_asks_its_questions(desk):
    page = text(desk.get(f"{LIST}add/"))
    questions = ["What is to be done?", "Who does it?", "By when?", "Where does it come from?"]
    positions = [page.index(question) for question in questions]
    assert positions == sorted(positions)
    assert "How does it stand?" not in page


def test_changing_puts_right_what_was_written(desk, raised, officer):
    action = raised()
    assert change(desk, action, title="Audit with every partner").status_code == 302
    stands = Action.objects.get()
    assert (stands.title, stands.version, stands.history.first().history_user) == (
        "Audit with every partner",
        2,
        officer,
    )


def test_changing_nothing_writes_nothing(desk, raised):
    assert change(desk, raised()).status_code == 302
    assert Action.objects.get().version == 1


def test_moving_the_deadline_needs_an_agreement_and_a_reason(desk, raised, chair):
    action = raised()
    alone = change(desk, action, deadline="2022-02-28")
    silent = change(desk, action, deadline="2022-02-28", agreed_by=chair.pk)
    assert "Say who agreed to the new deadline." in text(alone)
    assert "Say why the deadline moves." in text(silent)
    assert Action.objects.get().deadline == date(2021, 11, 30)
    moved = change(desk, action, deadline="2022-02-28", agreed_by=chair.pk, move_reason="Auditors are ill")
    assert moved.status_code == 302
    assert DeadlineChange.objects.get().agreed_by == chair
    assert Action.objects.get().deadline == date(2022, 2, 28)


def test_closing_and_reopening_need_words(desk, raised):
    action = raised()
    assert "Say in a sentence what was done." in text(change(desk, action, status="done"))
    assert change(desk, action, status="done", words="Audit held.").status_code == 302
    closed = Action.objects.get()
    assert (closed.status, closed.what_was_done, closed.closed_on) == ("done", "Audit held.", TODAY)
    assert errors(change(desk, closed, status="in_progress")) == {"words": ["Say why it is reopened."]}
    assert errors(change(desk, closed, status="not_started", words="Police were missing")) == {
        "__all__": ["An action that is done cannot become not started."]
    }
    assert change(desk, closed, status="in_progress", words="Police were missing").status_code == 302
    assert Action.objects.get().status == "in_progress"


def test_starting_an_action_takes_the_words_as_progress(desk, raised):
    assert change(desk, raised(), status="in_progress", words="Begun in Bitterne.").status_code == 302
    assert ProgressUpdate.objects.get().words == "Begun in Bitterne."


def test_what_may_not_follow_is_refused_and_nothing_of_the_form_is_written(desk, raised, owner):
    action = close_action(action=raised(), status="done", words="Held.", by=owner, today=TODAY)
    response = change(desk, action, title="Changed too", status="cancelled", words="Not wanted.")
    assert "The action is done. Reopen it first." in text(response)
    stands = Action.objects.get()
    assert (stands.title, stands.status) == ("Audit with every agency", "done")


def test_an_arrangement_gets_no_deadline_by_the_way(desk, raised, january):
    action = raised(review_meeting=january)
    response = change(desk, action, review_meeting="", deadline="2022-02-28")
    assert "supersede this one by the other" in text(response)
    assert Action.objects.get().deadline is None


def test_the_second_of_two_editors_is_told_what_stands(desk, raised, officer):
    action = raised()
    save_action(action=action, by=officer, title="First")
    response = change(desk, action, title="Second")
    assert response.status_code == 409
    assert "First" in text(response)
    assert 'value="Second"' in text(response)
    assert Action.objects.get().title == "First"


@pytest.mark.parametrize("role", ["administrator"])
def test_administrators_look_and_do_not_write(raised, person, role):
    action = raised()
    client = Client()
    client.force_login(person("Administrator", role))
    assert client.get(f"{LIST}{action.pk}/change/").status_code == 200
    assert client.post(f"{LIST}{action.pk}/change/", form(action, title="Mine")).status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403
    assert Action.objects.get().title == "Audit with every agency"


def test_nothing_is_deleted_on_the_desk(desk, raised):
    action = raised()
    assert desk.post(f"{LIST}{action.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("late=overdue", ["late"]),
        ("late=open", ["soon", "goes on"]),
        ("status__exact=done", ["done"]),
        ("q=soon", ["soon"]),
        ("q=Quality", ["late", "soon", "goes on", "done"]),
    ],
)
def test_the_list_finds_by_lateness_status_and_words(desk, raised, owner, january, asked, found):
    raised(title="late")
    raised(title="soon", due_before=january)
    raised(title="goes on", review_meeting=january)
    close_action(action=raised(title="done"), status="done", words="Held.", by=owner, today=TODAY)
    response = desk.get(f"{LIST}?{asked}")
    assert sorted(row.title for row in response.context["cl"].result_list) == sorted(found)


def test_the_list_finds_by_agency_owner_and_meeting(desk, raised, police, person, january):
    constable = person("Superintendent", "action_owner", agency=police)
    raised(title="ours")
    raised(title="theirs", owner=constable, source_meeting=january)
    for asked in (
        f"agency__id__exact={police.pk}",
        f"owner__id__exact={constable.pk}",
        f"source_meeting__id__exact={january.pk}",
    ):
        response = desk.get(f"{LIST}?{asked}")
        assert [row.title for row in response.context["cl"].result_list] == ["theirs"]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_a_fixed_number_of_queries(desk, raised, january, count, django_assert_num_queries):
    for _ in range(count):
        raised()
        raised(due_before=january)
    desk.get(LIST)
    with django_assert_num_queries(10):
        desk.get(LIST)


def test_ledgers_are_looked_at_only(desk, raised, owner, officer):
    action = raised()
    record_progress(action=action, words="Half is read.", by=owner, today=TODAY, now=NOW)
    sweep(today=TODAY, now=NOW)
    for model in ("progressupdate", "deadlinechange", "reminder"):
        assert desk.get(f"/admin/actions/{model}/").status_code == 200
        assert desk.get(f"/admin/actions/{model}/add/").status_code == 403
    update = ProgressUpdate.objects.get()
    page = desk.get(f"/admin/actions/progressupdate/{update.pk}/change/")
    assert page.status_code == 200
    assert "Half is read." in text(page)
    assert (
        desk.post(f"/admin/actions/progressupdate/{update.pk}/change/", {"words": "Other"}).status_code == 403
    )
    assert ProgressUpdate.objects.get().words == "Half is read."
