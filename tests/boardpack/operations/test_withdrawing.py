"""A withdrawn edition is a tombstone: who, when and why for every reader, its contents for nobody, and a next edition."""

import pytest
from django.core.exceptions import ValidationError

from boardpack.models import Pack
from boardpack.operations.circulating import circulate
from boardpack.operations.packs import publish_pack, start_edition
from boardpack.operations.withdrawing import withdraw_pack
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW

DAY = "/packs/2021-11-24/"
WHY = "A figure was another council's."


@pytest.fixture
def withdrawn(published, officer):
    return withdraw_pack(pack=published, reason=WHY, by=officer, now=NOW)


def test_only_what_was_published_is_withdrawn_with_a_reason_by_who_may(draft, officer, chair):
    with pytest.raises(Refused, match="only what was published"):
        withdraw_pack(pack=draft, reason=WHY, by=officer, now=NOW)
    published = publish_pack(pack=draft, by=officer, now=NOW)
    with pytest.raises(Refused):
        withdraw_pack(pack=published, reason=WHY, by=chair, now=NOW)
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_pack(pack=published, reason=" ", by=officer, now=NOW)
    (mail,) = circulate(pack=published, to=[officer.pk], by=officer, today=NOW.date(), now=NOW)
    row = withdraw_pack(pack=published, reason=WHY, by=officer, now=NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.server_words) == (
        "cancelled",
        "",
        "Not sent: the edition was withdrawn.",
    )
    assert (row.status, row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason) == (
        "withdrawn",
        officer,
        NOW,
        WHY,
    )
    with pytest.raises(Refused):
        withdraw_pack(pack=row, reason=WHY, by=officer, now=NOW)


def test_the_board_finds_the_tombstone_and_nothing_of_the_pack(withdrawn, signed_in):
    client = signed_in("board_member")
    for address in (DAY, f"{DAY}editions/1/"):
        answer = client.get(address)
        page = answer.content.decode()
        assert (answer.status_code, "Name of in-time" in page) == (200, False)
        assert "A figure was another council’s." in page or "A figure was another council&#x27;s." in page
        assert "Performance officer" in page
    for address in (f"{DAY}charts/in-time.json", f"{DAY}editions/1/charts/in-time.json"):
        assert client.get(address).status_code in (403, 404)
    assert "edition 1 (withdrawn)" in client.get("/packs/").content.decode()


def test_a_further_edition_follows_a_withdrawn_one(withdrawn, officer, signed_in):
    desk = signed_in("performance_officer")
    assert f"{DAY}editions/new/" in desk.get(DAY).content.decode()
    desk.post(f"{DAY}editions/new/", {"reason": "Put right."})
    assert f"{DAY}draft/" in desk.get(DAY).content.decode()
    second = publish_pack(pack=Pack.objects.get(edition=2), by=officer, now=NOW)
    assert "Name of in-time" in desk.get(DAY).content.decode()
    assert "edition 2</a> instead" in desk.get(f"{DAY}editions/1/").content.decode()
    with pytest.raises(Refused):
        start_edition(pack=withdrawn, reason="Again.", by=officer)
    assert second.edition == 2


def test_withdrawing_on_the_page_wants_the_reason(published, signed_in):
    desk, address = signed_in("performance_officer"), f"{DAY}editions/1/withdraw/"
    answer = desk.post(address, {"version": published.version, "reason": ""})
    assert answer.context["form"].errors == {"reason": ["This field is required."]}
    answer = desk.post(address, {"version": published.version, "reason": WHY}, follow=True)
    assert answer.redirect_chain == [(f"{DAY}editions/1/", 302)]
    assert Pack.objects.get().status == "withdrawn"
    assert desk.get(address).status_code == 404
