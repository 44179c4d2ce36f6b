"""The page on which words are looked for, their redaction asked for by one and agreed to by another."""

import pytest

from boardpack.models import Pack, Redaction
from boardpack.operations.packs import publish_pack
from tests.boardpack.conftest import NOW

AT = "/packs/2021-11-24/editions/1/redact/"


@pytest.fixture
def named(draft, said, in_time, officer):
    said([in_time], analysis="Late because Tom Green moved.")
    return publish_pack(pack=draft, by=officer, now=NOW)


def test_one_asks_another_agrees_and_the_board_reads_that_it_was_done(named, signed_in):
    desk, chair, board = map(signed_in, ("performance_officer", "chair", "board_member"))
    assert AT in desk.get("/packs/2021-11-24/").content.decode()
    form = {"words": "tom green", "reason": "A child's name."}
    looked = desk.post(AT, form | {"do": "look"})
    assert ("4.1 Name of in-time: analysis" in looked.content.decode(), Redaction.objects.count()) == (
        True,
        0,
    )
    assert desk.post(AT, form | {"do": "ask"}).status_code == 302
    (asked,) = Redaction.objects.all()
    assert "Agree: take them out" not in desk.get(AT).content.decode()
    assert "Agree: take them out" in chair.get(AT).content.decode()
    desk.post(f"{AT}{asked.pk}/", {"do": "agree"})
    assert "Tom Green" in Pack.objects.get().document
    chair.post(f"{AT}{asked.pk}/", {"do": "agree"})
    page = board.get("/packs/2021-11-24/").content.decode()
    assert ("Late because [redacted] moved." in page, "Redacted on " in page, AT in page) == (
        True,
        True,
        False,
    )
    assert "agreed to by Chair" in desk.get(AT).content.decode()


def test_what_is_wrong_stands_on_the_form_and_readers_only_are_refused(named, signed_in):
    desk = signed_in("performance_officer")
    answer = desk.post(AT, {"words": "Zebedee", "reason": "Why.", "do": "ask"})
    assert answer.context["form"].errors == {"words": ["These words do not stand in this edition."]}
    asked = signed_in("approver").post(AT, {"words": "Tom Green", "reason": "Why.", "do": "ask"})
    desk.post(f"{AT}{Redaction.objects.get().pk}/", {"do": "drop"})
    assert (asked.status_code, Redaction.objects.get().words) == (302, "")
    for role in ("board_member", "data_owner", "administrator"):
        assert [signed_in(role).get(AT).status_code, signed_in(role).post(f"{AT}1/").status_code] == [
            403,
            403,
        ]
    assert desk.get("/packs/2021-11-24/editions/7/redact/").status_code == 404
