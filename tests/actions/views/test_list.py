"""The list of actions narrowed by its filters, and what leaves of it as a file."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from actions.models import ProgressUpdate
from actions.operations.closing import close_action
from actions.operations.progress import record_progress
from partnership.models import User
from tests.actions.conftest import NOW, TODAY


@pytest.fixture(autouse=True)
def _sixth_of_december(monkeypatch):
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)


def signed_in_as(person):
    client = Client()
    client.force_login(person)
    return client


def listed(client, query=""):
    """The references in a download, in its order."""
    rows = list(csv.reader(io.StringIO(client.get(f"/actions/list.csv{query}").content.decode("utf-8-sig"))))
    return [row[0] for row in rows[1:]]


@pytest.fixture
def several(raised, owner, officer, police, person, january, conferences):
    """01 overdue, 02 due before the January board by the police, 03 done, 04 goes on, 05 due soon."""
    raised(indicators=[conferences])
    raised(
        title="Call the police",
        owner=person("Superintendent", "action_owner", agency=police),
        due_before=january,
    )
    close_action(action=raised(title="Launch"), status="done", words="Launched.", by=owner, today=TODAY)
    raised(title="Clinics", review_meeting=january, source_meeting=None)
    raised(title="Write it up", deadline=date(2021, 12, 20))


def test_list_is_narrowed_by_each_filter_and_by_several(several, officer, police, november, person):
    client = signed_in_as(officer)
    found = {
        query: "".join(reference[-1] for reference in listed(client, query))
        for query in (
            "",
            "?status=all",
            "?status=done",
            "?late=overdue",
            "?late=soon",
            "?late=in_time",
            "?late=review",
            f"?agency={police.pk}",
            f"?meeting={november.pk}&status=all",
            "?indicator=icpc-15-days",
            f"?agency={police.pk}&late=overdue",
            "?agency=99999&owner=x&late=never",
            f"?agency={2**70}&indicator=%00&status=%00",
        )
    }
    assert found == {
        "": "1524",
        "?status=all": "15243",
        "?status=done": "3",
        "?late=overdue": "1",
        "?late=soon": "5",
        "?late=in_time": "524",
        "?late=review": "",
        f"?agency={police.pk}": "2",
        f"?meeting={november.pk}&status=all": "1523",
        "?indicator=icpc-15-days": "1",
        f"?agency={police.pk}&late=overdue": "",
        "?agency=99999&owner=x&late=never": "1524",
        f"?agency={2**70}&indicator=%00&status=%00": "1524",
    }
    page = client.get("/actions/?late=overdue").content.decode()
    assert ("Audit with every agency" in page, "Call the police" in page) == (True, False)
    assert '<a href="/actions/list.xlsx?late=overdue">Excel</a>' in page
    assert (
        "No action is of that sort."
        in client.get(f"/actions/?agency={police.pk}&late=overdue").content.decode()
    )


def test_list_of_an_owner_tells_nothing_of_other_peoples_actions(several, owner):
    client = signed_in_as(owner)
    other = User.objects.get(name="Superintendent")
    own = listed(client)
    assert "SSCP-2021-02" not in listed(client, "?status=all")
    assert listed(client, f"?owner={other.pk}") == own
    page = client.get("/actions/").content.decode()
    assert ("Superintendent" in page, 'name="owner"' in page, 'name="status"' in page) == (False, False, True)


def test_list_leaves_as_a_file_in_which_no_text_is_a_formula(raised, officer, owner):
    action = raised(title="=1+1", detail="@SUM(A1)", words_of_the_minutes="end-November 2021")
    record_progress(action=action, words="+44 files", by=owner, today=TODAY, now=NOW)
    assert ProgressUpdate.objects.count() == 1
    client = signed_in_as(officer)
    answer = client.get("/actions/list.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="actions-2021-12-06.csv"'
    (row,) = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (row["Action"], row["Detail"], row["Latest progress"]) == ("'=1+1", "'@SUM(A1)", "'+44 files")
    assert (row["Due on"], row["Days late"], row["How it stands"]) == ("2021-11-30", "6", "6 days overdue")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/actions/list.xlsx").content))
    sheet = book.get_sheet_by_name("Actions").to_python()
    assert (sheet[0][0], sheet[3][0], sheet[3][1]) == ("Actions on 6 December 2021", "SSCP-2021-01", "=1+1")


def test_list_takes_a_fixed_number_of_queries(
    several, officer, raised, django_assert_max_num_queries, conferences
):
    client = signed_in_as(officer)
    for _ in range(3):
        raised(indicators=[conferences])
    with django_assert_max_num_queries(11):  # with the watchdog's, and one for the choices of each filter
        client.get("/actions/?status=all")


def test_an_action_due_before_a_meeting_says_that_it_moves_with_it(several, officer):
    client = signed_in_as(officer)
    pages = [client.get(f"/actions/{reference}/").content.decode() for reference in listed(client)]
    said = ["It moves with the meeting." in page for page in pages]
    assert said == ["before Board" in page for page in pages]
    assert said.count(True) == 1
