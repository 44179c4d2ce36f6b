"""The page of a pack's files: how far they are, what a browser gets, and that nothing is made on the way."""

from hashlib import sha256

import pytest

from boardpack.models import Receipt
from boardpack.operations.file_jobs import make_waiting
from boardpack.operations.withdrawing import withdraw_pack
from boardpack.renderers import FORMATS
from tests.boardpack.conftest import NOW
from tests.fixtures.guard import lifted

DAY = "/packs/2021-11-24/"
FILES = f"{DAY}editions/1/files/"


@pytest.fixture
def board(signed_in):
    return signed_in("board_member")


def test_files_on_their_way_are_told_and_lead_back(published, board, django_assert_num_queries):
    with django_assert_num_queries(4):  # session, person with their roles; editions, files
        page = board.get(FILES).content.decode()
    assert f'data-state="{FILES}state.json"' in page
    state = board.get(f"{FILES}state.json").json()
    assert (state["done"], state["to_do"], state["finished"]) == (0, len(FORMATS), False)
    answer = board.get(f"{FILES}pdf/")
    assert (answer.status_code, answer["Location"], Receipt.objects.exists()) == (302, FILES, False)


def test_files_that_were_never_asked_for_are_asked_for_together(published, board):
    with lifted():
        published.renderings.all().delete()  # an edition from before files were kept
    page = board.get(FILES).content.decode()
    assert ("data-state" in page, page.count("Make it"), "Make all that are not there" in page) == (
        False,
        len(FORMATS),
        True,
    )
    board.post(FILES)
    assert published.renderings.count() == len(FORMATS)


def test_file_is_taken_away_whole_and_the_opening_is_on_record(published, board, board_member):
    make_waiting(now=NOW)
    row = published.renderings.get(format="pdf")
    answer = board.get(f"{FILES}pdf/")

    assert (answer.content, answer["Content-Type"], answer["Content-Length"]) == (
        bytes(row.content),
        "application/pdf",
        str(len(row.content)),
    )
    assert answer["Content-Disposition"] == 'attachment; filename="board-2021-11-24-edition-1.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert answer["ETag"] == f'"{sha256(answer.content).hexdigest()}"'
    assert Receipt.objects.get().person == board_member
    page = board.get(FILES).content.decode()
    assert (row.sha256 in page, "data-state" in page, page.count(">Download<")) == (True, False, len(FORMATS))


def test_pack_leads_to_its_files_without_a_query_more(published, board, draft):
    page = board.get(DAY).content.decode()
    assert [f'href="{FILES}{one.key}/"' in page for one in FORMATS] == [True] * len(FORMATS)


def test_withdrawn_edition_gives_no_file(published, board, officer):
    make_waiting(now=NOW)
    withdraw_pack(pack=published, reason="It named a child.", by=officer, now=NOW)

    for address in (FILES, f"{DAY}record/"):
        assert "It named a child." in board.get(address).content.decode()
    assert [board.get(f"{FILES}{each}").status_code for each in ("pdf/", "state.json")] == [403, 403]


def test_draft_is_asked_for_by_a_button(draft, signed_in):
    chair, at = signed_in("chair"), f"{DAY}draft/files/"
    assert (chair.post(at, {"format": "text"})["Location"], draft.renderings.get().state) == (at, "waiting")
    make_waiting(now=NOW)
    answer = chair.get(f"{at}text/")
    assert (answer["Content-Disposition"], b"62%" in answer.content) == (
        'attachment; filename="board-2021-11-24-draft.txt"',
        True,
    )
    assert not Receipt.objects.exists()
    assert [signed_in("board_member").post(at).status_code, draft.renderings.count()] == [403, 1]
