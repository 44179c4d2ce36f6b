"""What every form of the ground floor does: conflicts, refusals, whatever is posted, and lists that stay quick."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.models import Agency, Meeting, User
from partnership.operations.meetings import save_meeting
from partnership.operations.rows import create
from tests.fixtures.desk import address, as_posted, errors

ABSURD = [
    "",
    "\x00",
    "-1",
    "9" * 40,
    "2021-13-40",
    "31/02/2022",
    "x" * 100_000,
    "<script>",
    "javascript:alert(1)",
]
TYPED = {
    Agency: {"name": "Health"},
    User: {"name": "Owner", "email": "owner@example.org"},
    Meeting: {"date": "20/01/2022", "title": "Board"},
}


@pytest.fixture
def desk(signed_in):
    return signed_in("administrator")


@pytest.fixture
def second(person):
    client = Client()
    client.force_login(person("administrator", name="Second administrator"))
    return client


@pytest.fixture
def police(db):
    return create(Agency, by=None, name="Hampshire Police")


@pytest.fixture
def january(officer):
    return save_meeting(meeting=None, by=officer, date=date(2022, 1, 20), title="Board")


@pytest.mark.parametrize("model", [Agency, User, Meeting])
def test_whatever_is_posted_comes_back_in_words(model, desk):
    page = address(model, "add")
    names = desk.get(page).context["adminform"].form.fields
    before = model.objects.count()
    for text in ABSURD:
        response = desk.post(page, dict.fromkeys(names, text))
        assert (response.status_code, bool(errors(response))) == (200, True), text[:40]
    assert model.objects.count() == before


@pytest.mark.parametrize("model", [Agency, User, Meeting])
def test_what_is_typed_well_is_taken(model, desk):
    before = model.objects.count()
    assert desk.post(address(model, "add"), TYPED[model]).status_code == 302
    assert model.objects.count() == before + 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"papers_due_on": "21/01/2022"}, "Papers are due on or before the day of the meeting."),
        ({"minutes_link": "not a link"}, "Enter a valid URL."),
        ({"agencies_present": ["9" * 30]}, "Choose from the list."),
    ],
)
def test_a_meeting_that_cannot_be_is_told_in_words(desk, typed, told):
    response = desk.post(address(Meeting, "add"), TYPED[Meeting] | typed)
    assert list(errors(response).values()) == [[told]]
    assert Meeting.objects.count() == 0


def test_the_second_of_two_is_told_who_changed_what(desk, second, january):
    page = address(january, "change")
    theirs, mine = desk.get(page), second.get(page)
    assert desk.post(page, as_posted(theirs, date="27/01/2022")).status_code == 302
    told = second.post(page, as_posted(mine, date="03/02/2022"))
    assert told.status_code == 409
    first, changed, last = errors(told)["__all__"]
    assert first.startswith("Administrator changed this on ")
    assert (
        changed
        == "Date stands now at “27 January 2022” (it was “20 January 2022”); your form has “3 February 2022”."
    )
    assert last == "What you typed is still here. Saving again puts this form in place of what stands now."
    assert 'value="03/02/2022"' in told.content.decode()
    january.refresh_from_db()
    assert (january.date, january.version) == (date(2022, 1, 27), 2)


def test_roles_given_meanwhile_are_told(desk, second, person):
    owner = person("action_owner")
    page = address(owner, "change")
    theirs, mine = desk.get(page), second.get(page)
    desk.post(page, as_posted(theirs, role_keys=["chair"]))
    told = second.post(page, as_posted(mine, telephone="1"))
    assert told.status_code == 409
    assert "Noted with it: roles: Chair." in errors(told)["__all__"]
    assert User.objects.get(pk=owner.pk).role_keys == {"chair"}


def test_a_form_of_a_row_that_is_gone_says_so(desk, january, officer):
    page = address(january, "change")
    posted = as_posted(desk.get(page), title="Other")
    assert desk.post(address(january, "delete"), {"post": "yes"}).status_code == 302
    response = desk.post(page, posted, follow=True)
    assert "doesn’t exist. Perhaps it was deleted?" in str(list(response.context["messages"])[-1])


def test_a_version_that_is_none_is_told(desk, january):
    page = address(january, "change")
    for odd in ("none", "9" * 40, "-1"):
        response = desk.post(page, as_posted(desk.get(page), title="Other", seen_version=odd))
        assert response.status_code in {200, 409}
    january.refresh_from_db()
    assert january.title == "Board"


def test_a_post_without_a_version_is_not_taken(desk, january):
    page = address(january, "change")
    posted = as_posted(desk.get(page), title="Other")
    del posted["seen_version"]
    assert desk.post(page, posted).status_code == 409
    january.refresh_from_db()
    assert january.title == "Board"


def test_lists_offer_no_bulk_delete(desk, police, january):
    desk.post(
        address(Meeting), {"action": "delete_selected", "_selected_action": [january.pk], "post": "yes"}
    )
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("model", [Agency, User, Meeting])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(model, desk, officer, person):
    def fill(number):
        agency = create(Agency, by=officer, name=f"Agency {number}")
        lead = person("action_owner", "chair", name=f"Lead {number}", agency=agency)
        create(Agency, by=officer, name=f"Other {number}", lead=lead)
        create(Meeting, by=officer, date=date(2022, number, 20), agencies_present=[agency])

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address(model)).status_code == 200
        return [query["sql"] for query in seen.captured_queries]

    fill(1)
    queries()
    one = queries()
    fill(2)
    fill(3)
    three = queries()
    assert len(three) == len(one), "\n".join(three)
