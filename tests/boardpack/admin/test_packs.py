"""Packs on the desk: drafts are composed through the operations, and nothing published can be written or deleted."""

import pytest

from boardpack.models import DiscussionPoint, Pack, PackIndicator
from boardpack.operations.packs import change_pack, publish_pack, save_point
from tests.boardpack.conftest import NOW
from tests.fixtures.desk import ROLES, address, as_posted, errors

STAFF = {"administrator", "performance_officer"}


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


@pytest.fixture
def point(draft, officer):
    return save_point(pack=draft, order=1, asks="note", text="Contacts.", by=officer)


@pytest.fixture
def rows(draft, point):
    return [draft, draft.choices.first(), point]


@pytest.mark.parametrize("role", ROLES)
def test_staff_look_and_officers_write(role, signed_in, rows):
    client = signed_in(role)
    pages = [
        address(row if page in {"change", "history", "delete"} else type(row), page)
        for row in rows
        for page in ("changelist", "add", "change", "history", "delete")
    ]

    looks = 200 if role in STAFF else 403
    writes = 200 if role == "performance_officer" else 403
    answers = [client.get(page).status_code for page in pages]
    assert answers == [looks, writes, looks, looks, writes] * 3


def test_a_pack_is_drafted(desk, november, in_time):
    page = desk.get(address(Pack, "add"))
    answer = desk.post(
        address(Pack, "add"),
        as_posted(page, meeting=november.pk, month="2021-10", as_at="2021-11-24"),
        follow=True,
    )

    assert answer.status_code == 200
    assert Pack.objects.get().choices.get().indicator == in_time


def test_a_draft_is_changed(desk, draft, officer):
    page = desk.get(address(draft, "change"))
    desk.post(address(draft, "change"), as_posted(page, scrutineer_comment="Read with care."))

    pack = Pack.objects.get()
    assert (pack.scrutineer_comment, pack.version) == ("Read with care.", 2)
    assert pack.history.first().history_user == officer


def test_the_second_person_is_told(desk, draft, officer):
    page = desk.get(address(draft, "change"))
    change_pack(pack=draft, by=officer, scrutineer_comment="First.")

    answer = desk.post(address(draft, "change"), as_posted(page, scrutineer_comment="Second."))
    assert answer.status_code == 409
    assert Pack.objects.get().scrutineer_comment == "First."


def test_an_indicator_gets_its_standing_reason(desk, draft, plans, january):
    row = draft.choices.get(indicator=plans)
    page = desk.get(address(row, "change"))
    desk.post(address(row, "change"), as_posted(page, standing_reason="Known.", review_meeting=january.pk))

    row = PackIndicator.objects.get(pk=row.pk)
    assert (row.standing_reason, row.review_meeting, row.order) == ("Known.", january, 2)


def test_a_standing_reason_wants_its_review(desk, draft, plans):
    row = draft.choices.get(indicator=plans)
    page = desk.get(address(row, "change"))
    answer = desk.post(address(row, "change"), as_posted(page, standing_reason="Known."))

    assert errors(answer) == {"__all__": ["A standing reason needs the meeting at which it is reviewed."]}


def test_an_indicator_is_added_at_the_end(desk, draft, measured):
    new = measured("referrals", 5)
    page = desk.get(address(PackIndicator, "add"))
    desk.post(address(PackIndicator, "add"), as_posted(page, pack=draft.pk, indicator=new.pk))

    assert draft.choices.get(indicator=new).order == 4


def test_a_point_is_written_changed_and_removed(desk, draft):
    page = desk.get(address(DiscussionPoint, "add"))
    desk.post(
        address(DiscussionPoint, "add"), as_posted(page, pack=draft.pk, asks="decide", text="Who leads?")
    )
    point = DiscussionPoint.objects.get()
    assert (point.order, point.asks, point.text) == (1, "decide", "Who leads?")

    page = desk.get(address(point, "change"))
    desk.post(address(point, "change"), as_posted(page, text="Who leads, and by when?"))
    assert DiscussionPoint.objects.get().text == "Who leads, and by when?"

    desk.post(address(point, "delete"), {"post": "yes"})
    assert not DiscussionPoint.objects.exists()


def test_a_draft_is_discarded(desk, rows):
    desk.post(address(rows[0], "delete"), {"post": "yes"})

    assert (Pack.objects.count(), PackIndicator.objects.count(), DiscussionPoint.objects.count()) == (0, 0, 0)


def test_nothing_published_is_written_or_deleted(desk, rows, officer):
    publish_pack(pack=rows[0], by=officer, now=NOW)
    before = [list(model.objects.order_by("pk").values()) for model in (Pack, PackIndicator, DiscussionPoint)]

    for row in rows:
        assert desk.get(address(row, "change")).context["has_change_permission"] is False
        assert (
            desk.post(address(row, "change"), {"text": "x", "order": 9, "as_at": "2020-01-01"}).status_code
            == 403
        )
        assert desk.get(address(row, "delete")).status_code == 403
        assert desk.post(address(row, "delete"), {"post": "yes"}).status_code == 403
    assert [
        list(model.objects.order_by("pk").values()) for model in (Pack, PackIndicator, DiscussionPoint)
    ] == before


def test_parts_go_into_drafts_only(desk, rows, officer):
    publish_pack(pack=rows[0], by=officer, now=NOW)

    page = desk.get(address(DiscussionPoint, "add"))
    assert list(page.context["adminform"].form.fields["pack"].queryset) == []


def test_a_published_pack_shows_its_proof(desk, published):
    page = desk.get(address(published, "change")).content.decode()

    assert published.sha256 in page
    assert "October 2021" in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_number_of_queries(count, desk, draft, django_assert_num_queries):
    for order in range(1, count + 1):
        save_point(pack=draft, order=order, asks="note", text="Contacts.", by=None)

    with django_assert_num_queries(8):
        desk.get(address(DiscussionPoint))
