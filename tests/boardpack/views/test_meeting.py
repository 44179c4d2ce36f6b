"""The pages of a meeting: who sees what, what each button does, and that an opening is on record."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from actions.models import Action
from boardpack.models import MeetingRecord, Receipt
from boardpack.queries.records import records_of
from partnership.models import Message
from partnership.operations.people import store_person
from partnership.roles import ROLES

DAY = date(2021, 11, 24)
PACK, RECORD, CIRCULATION = (
    "/packs/2021-11-24/",
    "/packs/2021-11-24/record/",
    "/packs/2021-11-24/circulation/",
)
RAISE = f"{RECORD}action/?section=indicator-in-time"
COMMENT = "/packs/2021-11-24/draft/comment/"
SEE_RECEIPTS = {"performance_officer", "chair"}


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_each_role_at_each_page(role, published, signed_in):
    client = signed_in(role)

    assert client.get(RECORD).status_code == 200
    assert client.get(CIRCULATION).status_code == (200 if role in SEE_RECEIPTS else 403)
    assert client.get(RAISE).status_code == (200 if role == "performance_officer" else 403)
    assert client.get(COMMENT).status_code == (404 if role in SEE_RECEIPTS else 403)


def test_opening_a_pack_is_on_record_once(published, signed_in, board_member):
    client = signed_in("board_member")
    client.get(PACK)
    first = Receipt.objects.get()
    client.get(PACK)

    assert (first.pack, first.person) == (published, board_member)
    assert Receipt.objects.get().at == first.at
    page = signed_in("chair").get(CIRCULATION).content.decode()
    assert "opened by 1 of 2" in page


def test_each_part_leads_to_the_record_and_for_officers_to_an_action(published, signed_in):
    ask, act = f'href="{RECORD}?section=', f'href="{RECORD}action/?section='
    pages = {
        role: signed_in(role).get(PACK).content.decode() for role in ("board_member", "performance_officer")
    }

    # five parts and three indicators
    assert {role: (page.count(ask), page.count(act)) for role, page in pages.items()} == {
        "board_member": (8, 0),
        "performance_officer": (8, 8),
    }


def test_opening_a_draft_is_nobodys_business(draft, signed_in):
    assert signed_in("chair").get(f"{PACK}draft/").status_code == 200
    assert not Receipt.objects.exists()


def test_a_question_is_asked_answered_and_followed_by_an_action(published, signed_in, agency, officer):
    asked = {"do": "ask", "section": "indicator-in-time", "kind": "challenge", "words": "Too slow."}
    assert signed_in("board_member").post(RECORD, asked).status_code == 302
    row = MeetingRecord.objects.get()
    client, entry = signed_in("performance_officer"), f"{RECORD}{row.pk}/"
    said = {"do": "answer", "answer-answer": "It is being audited.", "answer-version": "1"}
    assert client.post(entry, said).status_code == 302
    assert (
        client.post(entry, said | {"answer-answer": "Something else."}).status_code == 200
    )  # changed meanwhile
    store_person(person=officer, by=None, agency=agency)
    action = {"title": "Audit it", "owner": officer.pk, "deadline": "2022-01-14"}
    assert client.post(f"{RECORD}action/?entry={row.pk}", action | {"deadline": ""}).status_code == 200
    assert client.post(f"{RECORD}action/?entry={row.pk}", action).status_code == 302

    (entry,) = records_of(DAY)
    assert (entry.kind, entry.answer) == ("challenge", "It is being audited.")
    assert entry.action_reference == Action.objects.get().reference


def test_a_decision_is_recorded_by_the_chair_and_not_by_a_member(published, signed_in):
    said = {"do": "record", "said-section": "pack", "said-kind": "decision", "said-words": "Go on."}
    refused = signed_in("board_member").post(RECORD, said)
    assert (refused.status_code, MeetingRecord.objects.count()) == (200, 0)
    assert signed_in("chair").post(RECORD, said).status_code == 302

    assert [(one.kind, one.raised_by, one.in_meeting) for one in records_of(DAY)] == [
        ("decision", "The board", True)
    ]


def test_the_pack_is_sent_to_those_ticked(published, signed_in, board_member, chair):
    client = signed_in("performance_officer")
    page = client.get(CIRCULATION).content.decode()
    assert page.count(" checked") == 2
    assert client.post(CIRCULATION, {"words": "Please read."}).status_code == 200
    assert client.post(CIRCULATION, {"to": [chair.pk], "words": "Please read."}).status_code == 302
    assert (
        signed_in("chair").post(CIRCULATION, {"to": [chair.pk]}).status_code == 200
    )  # not the chair's to send

    assert [mail.to for mail in Message.objects.all()] == ["chair@example.org"]


def test_the_record_takes_the_same_number_of_queries(published, signed_in, django_assert_num_queries):
    client = signed_in("board_member")
    for number in range(4):
        client.post(
            RECORD, {"do": "ask", "section": "indicator-in-time", "kind": "question", "words": f"{number}?"}
        )
    client.get(RECORD)  # the messages are shown, and the session is at rest

    with django_assert_num_queries(6):
        client.get(RECORD)


def test_the_yearly_record_as_page_and_workbook(published, signed_in):
    said = {"do": "record", "said-section": "pack", "said-kind": "decision", "said-words": "=Go on."}
    signed_in("chair").post(RECORD, said)
    client, period = signed_in("board_member"), "?first=2021-04-01&last=2022-03-31"

    page = client.get(f"/yearly-record/{period}")
    assert page.context["page"].title == "Yearly record, 1 April 2021 to 31 March 2022"
    assert [one.words for one in page.context["page"].decisions] == ["=Go on."]
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"/yearly-record.xlsx{period}").content))
    assert book.sheet_names == ["Meetings", "Decisions", "Questions", "Actions", "Impact", "Little progress"]
    # A formula without a stored result would read as empty: this is text.
    assert [row[2] for row in book.get_sheet_by_name("Decisions").to_python() if "=Go on." in row] == [
        "=Go on."
    ]
    wrong = "?first=2022-04-01&last=2021-03-31"
    assert client.get(f"/yearly-record.xlsx{wrong}")["Location"] == f"/yearly-record/{wrong}"
    backwards = client.get(f"/yearly-record/{wrong}")
    assert backwards.context["form"].errors == {
        "last": ["The period ends before it begins: give a later last day."]
    }
