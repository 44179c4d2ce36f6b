"""The pack's pages: what stands where, in few queries, sortable, readable without JavaScript, and no markup let in."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.operations.progress import record_progress
from actions.operations.raising import raise_action
from boardpack.models import Pack
from boardpack.operations.packs import change_pack, place_indicator, publish_pack, save_point, start_edition
from indicators.operations.setup import save_indicator
from partnership.operations.rows import write
from tests.boardpack.conftest import NOW, OCTOBER, record
from tests.boardpack.views.outline import Outline

DAY = "/packs/2021-11-24/"


@pytest.fixture
def board(signed_in):
    return signed_in("board_member")


@pytest.fixture
def officer_at(signed_in):
    return signed_in("performance_officer")


def test_a_draft_says_so_and_offers_what_may_be_done(draft, officer_at):
    page = officer_at.get(f"{DAY}draft/").content.decode()

    assert "The board has not seen this pack." in page
    assert f'href="{DAY}draft/publish/"' in page
    assert f'href="/admin/boardpack/pack/{draft.pk}/change/"' in page
    assert "editions/new/" not in page


def test_a_published_pack_offers_a_new_edition_to_officers(published, officer_at, board):
    assert f'href="{DAY}editions/new/"' in officer_at.get(DAY).content.decode()
    page = board.get(DAY).content.decode()
    offered = [part for part in ("editions/new/", "draft/publish/", "/withdraw/") if part in page]
    assert offered == []


def test_readers_of_drafts_who_may_not_compose_are_offered_nothing(draft, signed_in):
    page = signed_in("chair").get(f"{DAY}draft/").content.decode()

    assert ("publish/" in page, "/admin/" in page) == (False, False)


def test_a_superseded_edition_leads_to_the_one_that_stands(published, board):
    publish_pack(pack=start_edition(pack=published, reason="Put right.", by=None), by=None, now=NOW)

    page = board.get(f"{DAY}editions/1/").content.decode()
    assert "This edition was replaced." in page
    assert f'<a href="{DAY}">edition 2</a> instead: Put right.' in page
    assert "Put right." in board.get(DAY).content.decode()
    assert f'href="{DAY}editions/1/"' in board.get(DAY).content.decode()


def test_the_cover_says_when_it_was_published_and_by_whom(draft, officer, board):
    publish_pack(pack=draft, by=officer, now=NOW)

    page = " ".join(board.get(DAY).content.decode().split())
    assert '<span class="hs-state">Published</span> 24 November 2021, Performance officer' in page


def test_a_published_page_does_not_follow_the_data(published, in_time, officer, board):
    before = board.get(DAY).content
    record(in_time, OCTOBER, 99, reason="recounted")
    save_indicator(indicator=in_time, by=None, name="Another name")
    write(published.meeting, by=None, title="Executive")

    after = board.get(DAY).content
    assert strip(after) == strip(before)


def strip(page):
    """Without the token that Django gives every form anew."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_list_tells_each_meeting_once(published, january, board, officer_at):
    start_edition(pack=published, reason="Put right.", by=None)

    assert [one.meeting_date.isoformat() for one in board.get("/packs/").context["meetings"]] == [
        "2021-11-24"
    ]
    assert board.get("/packs/").context["meetings"][0].draft is None
    assert officer_at.get("/packs/").context["meetings"][0].draft.edition == 2


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_number_of_queries(count, draft, officer, board, django_assert_num_queries):
    publish_pack(pack=draft, by=officer, now=NOW)
    for number in range(1, count):
        stands = Pack.objects.published().get()
        publish_pack(pack=start_edition(pack=stands, reason=f"{number}", by=officer), by=officer, now=NOW)

    with django_assert_num_queries(3):
        assert board.get("/packs/").status_code == 200


def test_list_says_what_to_do_when_it_is_empty(board, officer_at, db):
    assert "No pack has been published yet." in board.get("/packs/").content.decode()
    assert 'href="/packs/compose/"' in officer_at.get("/packs/").content.decode()


NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


@pytest.fixture
def nasty(draft, in_time, january, officer, action_owner, agency, said):
    """Markup in every text that somebody can type into a pack."""
    change_pack(pack=draft, by=officer, scrutineer_comment=NASTY)
    save_point(pack=draft, order=None, asks="note", text=NASTY, by=officer)
    save_indicator(
        indicator=in_time, by=officer, name=f"In time {NASTY}", short_name="In time", definition=NASTY,
        numerator_words=NASTY, denominator_words=NASTY, high_means=NASTY, low_means=NASTY, source=NASTY,
    )  # fmt: skip
    write(in_time.area, by=officer, name=NASTY[:80])
    for choice in draft.choices.select_related("indicator"):
        place_indicator(
            pack=draft, indicator=choice.indicator, by=officer, standing_reason=NASTY,
            no_action_reason=NASTY, review_meeting=january,
        )  # fmt: skip
    write(january, by=officer, title=NASTY)
    said([in_time], tells_us=NASTY, analysis=f"{NASTY}\n\n- {NASTY}", next_steps=NASTY, received_from=NASTY)
    action = raise_action(
        by=officer, today=draft.as_at, title=NASTY, detail=NASTY, owner=action_owner, owner_note=NASTY,
        agency=agency, indicators=[in_time], success_looks_like=NASTY, deadline=draft.as_at,
        words_of_the_minutes=NASTY,
    )  # fmt: skip
    record_progress(action=action, words=NASTY, by=officer, today=draft.as_at, now=NOW)
    return draft


@pytest.mark.parametrize("which", ["draft", "published"])
def test_markup_in_any_text_is_shown_as_text(which, nasty, officer, officer_at):
    address = f"{DAY}draft/"
    if which == "published":
        publish_pack(pack=nasty, by=officer, now=NOW)
        address = DAY
    page = officer_at.get(address).content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 25
    assert Outline(page).forbidden == []


@pytest.mark.parametrize(("address", "times"), [("/scorecard/2021-10/", 6), ("/indicators/in-time/", 20)])
def test_markup_in_any_text_is_shown_as_text_beside_the_packs(address, times, nasty, officer_at):
    page = officer_at.get(address).content.decode()

    assert ("<script>alert" in page, "<img" in page) == (False, False)
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= times
    assert Outline(page).forbidden == []


def test_markup_is_shown_as_text_on_every_other_page(nasty, officer_at):
    for address in (f"{DAY}draft/publish/", "/packs/"):
        assert "<script>alert" not in officer_at.get(address).content.decode()


def test_lines_of_a_commentary_stay_lines(draft, in_time, said, officer_at):
    said([in_time], analysis="First.\n\nSecond,\nand its next line.")

    page = officer_at.get(f"{DAY}draft/").content.decode()
    assert "<p>First.</p>\n\n<p>Second,<br>and its next line.</p>" in page


def test_commentary_not_accepted_is_marked_in_the_draft(draft, in_time, said, officer_at):
    said([in_time], accepted=False, analysis="A guess.")

    assert "This commentary is submitted: it is left out" in officer_at.get(f"{DAY}draft/").content.decode()


def test_rendering_asks_the_database_nothing(published, board):
    board.get(DAY)  # the first opening of a visit goes on record

    with CaptureQueriesContext(connection) as asked:
        board.get(DAY)

    assert [query["sql"].split()[0] for query in asked] == ["SELECT"] * 3


def test_a_published_pack_takes_three_queries_and_its_receipt_only_the_first_time(published, board):
    for address in (DAY, f"{DAY}editions/1/"):
        with CaptureQueriesContext(connection) as first:
            board.get(address)
        with CaptureQueriesContext(connection) as second:
            assert board.get(address).status_code == 200

        assert [table_of(query["sql"]) for query in second] == [
            "django_session",
            "partnership_user",
            "boardpack_pack",
        ]
        if address == DAY:
            assert "boardpack_receipt" in [table_of(query["sql"]) for query in first]


def table_of(sql):
    return next(iter(re.findall(r'(?:FROM|INTO|UPDATE) "(\w+)"', sql)), "")
