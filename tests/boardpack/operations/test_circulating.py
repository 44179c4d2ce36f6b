"""Sending a pack round: to whom, once a day, what it says, and who has opened it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from boardpack.operations.circulating import circulate
from boardpack.operations.publishing import publish_pack, start_edition
from boardpack.operations.receipts import note_opening
from boardpack.queries.circulation import readers_of
from boardpack.queries.packs import facts
from partnership.models import Message
from partnership.operations.identifying import ChildIdentified
from partnership.operations.people import store_person
from partnership.roles import ROLES
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW
from tests.fixtures.guard import lifted

DAY = date(2021, 11, 24)


def test_each_person_is_written_to_once_a_day(published, officer, board_member, chair):
    to = {board_member.pk, chair.pk}
    circulate(pack=published, to=to, by=officer, today=DAY, now=NOW, words="Please read part 1.")
    assert circulate(pack=published, to=to, by=officer, today=DAY, now=NOW) == ()

    mails = Message.objects.order_by("to")
    assert [(mail.to, mail.kind, mail.state) for mail in mails] == [
        ("board-member@example.org", "circulation", "due"),
        ("chair@example.org", "circulation", "due"),
    ]
    assert mails[0].subject.startswith("Papers for 24 November 2021, edition 1: Board pack, November 2021,")
    lines = mails[0].text.splitlines()
    assert lines[0] == "Board member,"
    assert "Please read part 1." in lines
    assert [line.rpartition("/packs/")[2] for line in lines if line.startswith("http")] == [
        "2021-11-24/",
        "2021-11-24/record/",
    ]

    next_day = circulate(pack=published, to=to, by=officer, today=DAY + timedelta(1), now=NOW)
    assert len(next_day) == 2


@pytest.mark.parametrize("role", [role.key for role in ROLES if role.key != "performance_officer"])
def test_only_officers_send_it(role, published, person_with_role):
    person = person_with_role(role)

    with pytest.raises(Refused):
        circulate(pack=published, to={person.pk}, by=person, today=DAY, now=NOW)


def test_a_draft_stays_where_it_is(draft, officer):
    with pytest.raises(Refused, match="only the edition that stands is sent round"):
        circulate(pack=draft, to={officer.pk}, by=officer, today=DAY, now=NOW)


def test_nobody_without_a_right_to_read_is_written_to(published, officer):
    owner = store_person(
        person=None, by=None, role_keys=frozenset(), email="o@example.org", name="O", is_active=True
    )

    with pytest.raises(ValidationError, match="may not read packs any more"):
        circulate(pack=published, to={owner.pk}, by=officer, today=DAY, now=NOW)
    with pytest.raises(ValidationError, match="at least one person"):
        circulate(pack=published, to=(), by=officer, today=DAY, now=NOW)
    with pytest.raises(ChildIdentified):
        circulate(pack=published, to={officer.pk}, by=officer, today=DAY, now=NOW, words="For 943 476 5919.")
    assert not Message.objects.exists()


def test_who_has_it(published, officer, board_member, chair):
    circulate(pack=published, to={board_member.pk}, by=officer, today=DAY, now=NOW)
    note_opening(pack_pk=published.pk, person=chair, now=NOW)

    assert [
        (one.name, one.is_member, one.sent, one.is_chosen, one.opened_at)
        for one in readers_of(facts(published), DAY)
    ] == [
        ("Board member", True, "due", False, None),
        ("Chair", True, "", True, NOW),
        ("Performance officer", False, "", False, None),
    ]
    with lifted():
        Message.objects.update(state="refused")
    assert readers_of(facts(published), DAY)[0].is_chosen is True


def test_list_says_which_edition_each_person_has(published, officer, board_member, chair):
    circulate(pack=published, to={board_member.pk, officer.pk}, by=officer, today=DAY, now=NOW)
    note_opening(pack_pk=published.pk, person=chair, now=NOW)
    second = publish_pack(pack=start_edition(pack=published, reason="Put right.", by=None), by=None, now=NOW)
    circulate(pack=second, to={board_member.pk}, by=officer, today=DAY, now=NOW)

    assert [(one.name, one.has, one.sent) for one in readers_of(facts(second), DAY)] == [
        ("Board member", 2, "due"),
        ("Chair", 1, ""),
        ("Performance officer", 1, ""),
    ]
