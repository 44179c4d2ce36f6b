"""Commentary on the desk: written, submitted, accepted, returned."""

import pytest
from django.urls import reverse

from indicators.measures.periods import Month
from indicators.models import Commentary, CommentaryState
from indicators.operations.commentary import save_commentary, submit_commentary
from indicators.operations.published import mark_published
from partnership import clock
from tests.fixtures.desk import address, as_posted

LIST = reverse("admin:indicators_commentary_changelist")
OCTOBER = Month(2021, 10)


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


@pytest.fixture
def draft(desk_rows):
    return desk_rows["commentary"]


@pytest.fixture
def do(desk):
    def act(action, *rows, **typed):
        response = desk.post(
            LIST, {"action": action, "_selected_action": [row.pk for row in rows], **typed}, follow=True
        )
        return [str(message) for message in response.context["messages"]]

    return act


def test_commentary_is_written_for_several_indicators(desk, plans_ended, make_indicator, officer):
    contacts = make_indicator("contacts", order=1)
    posted = {
        "month": "Oct-21",
        "indicators": [contacts.pk, plans_ended.pk],
        "tells_us": "Contacts rose.",
        "analysis": "The line was open later.",
        "next_steps": "Look again in January.",
        "received_from": "Front Door manager",
    }
    assert desk.post(address(Commentary, "add"), posted).status_code == 302
    row = Commentary.objects.get()
    assert (row.month, row.state, set(row.indicators.all())) == (OCTOBER, "draft", {contacts, plans_ended})
    assert (row.analysis, row.received_from) == ("The line was open later.", "Front Door manager")
    assert row.history.get().history_user == officer


def test_the_texts_stand_in_the_order_they_are_read(desk, draft):
    form = desk.get(address(draft, "change")).context["adminform"]
    (said,) = [fieldset for fieldset in form if fieldset.name == "What is said?"]
    assert said.fields == ["tells_us", "analysis", "next_steps"]


def test_commentary_goes_its_way_by_the_lists_actions(do, draft, officer):
    assert do("submit", draft) == [f"{draft} is submitted."]
    assert do("send_back", draft, reason="say what changed") == [f"{draft} is returned."]
    draft.refresh_from_db()
    assert (draft.state, draft.history.first().history_change_reason) == (
        "returned",
        "returned: say what changed",
    )
    do("submit", draft)
    assert do("accept", draft) == [f"{draft} is accepted."]
    draft.refresh_from_db()
    assert (draft.state, draft.accepted_by) == ("accepted", officer)
    assert draft.accepted_at <= clock.now()


def test_what_cannot_be_done_is_said_and_the_others_are_done(do, draft, plans_ended, officer):
    other = save_commentary(
        commentary=None, by=officer, month=OCTOBER, indicators=[plans_ended], tells_us="y"
    )
    submit_commentary(commentary=other, by=officer)
    told = do("accept", draft, other)
    assert sorted(told) == sorted([f"{draft} is draft, so it cannot be accepted.", f"{other} is accepted."])
    assert dict(Commentary.objects.values_list("pk", "state")) == {
        draft.pk: CommentaryState.DRAFT,
        other.pk: CommentaryState.ACCEPTED,
    }


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("draft", ["submit"]),
        ("submitted", ["accept", "send_back"]),
        ("returned", ["submit"]),
        ("accepted", ["send_back"]),
    ],
)
def test_the_form_offers_what_may_happen_next(desk, do, draft, state, steps):
    way = {
        "draft": [],
        "submitted": ["submit"],
        "returned": ["submit", "send_back"],
        "accepted": ["submit", "accept"],
    }
    for action in way[state]:
        do(action, draft)
    page = desk.get(address(draft, "change"))
    assert [action for action, _ in page.context["steps"]] == steps


def test_an_administrator_is_offered_no_step_and_cannot_take_one(signed_in, draft):
    client = signed_in("administrator")
    assert list(client.get(address(draft, "change")).context["steps"]) == []
    client.post(LIST, {"action": "submit", "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_changed_text_has_to_be_accepted_again(desk, do, draft):
    do("submit", draft)
    do("accept", draft)
    page = address(draft, "change")
    desk.post(page, as_posted(desk.get(page), analysis="Staff left."))
    draft.refresh_from_db()
    assert (draft.state, draft.accepted_by, draft.analysis) == ("submitted", None, "Staff left.")


def test_commentary_of_a_published_month_cannot_be_deleted(desk, draft, officer):
    mark_published(months=[OCTOBER], pack="x", by=officer, now=clock.now())
    assert desk.post(address(draft, "delete"), {"post": "yes"}).status_code == 403
    assert Commentary.objects.count() == 1


def test_the_list_is_chosen_by_month_and_state(desk, do, draft, plans_ended, officer):
    september = save_commentary(
        commentary=None, by=officer, month=Month(2021, 9), indicators=[plans_ended], tells_us="y"
    )
    do("submit", draft)
    for asked, rows in (
        ({"month": "2021-09"}, [september]),
        ({"state__exact": "submitted"}, [draft]),
        ({"q": "plans-ended"}, [draft, september]),
    ):
        assert list(desk.get(LIST, asked).context["cl"].result_list) == rows
