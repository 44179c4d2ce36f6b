"""The page of the second person and the officer's page of what is missing: the buttons, and every no in words."""

from boardpack.models import Chase, Pack
from boardpack.operations.agreeing import send_to_review
from boardpack.operations.packs import save_point
from indicators.operations.setup import save_indicator

DAY = "/packs/2021-11-24/"


def test_the_second_person_agrees_on_what_was_read_and_takes_it_back(signed_in, draft, officer, chair):
    client, address = signed_in("chair"), f"{DAY}draft/agree/"
    read = client.get(address).context["page"].sha256
    save_point(pack=draft, order=None, asks="note", text="One more.", by=officer)
    answer = client.post(address, {"do": "agree", "sha256": read})
    assert answer.context["form"].non_field_errors() == [
        "The draft has changed since you opened it. Read it again, then agree."
    ]
    client.post(address, {"do": "agree", "sha256": answer.context["page"].sha256})
    assert Pack.objects.get().approved_by == chair
    client.post(address, {"do": "take_back", "sha256": read})
    assert Pack.objects.get().approved_by is None


def test_the_second_person_sends_it_back_with_what_is_wanted(signed_in, draft, officer):
    send_to_review(pack=draft, by=officer)
    client, address = signed_in("approver"), f"{DAY}draft/agree/"
    answer = client.post(address, {"do": "return", "sha256": "x", "reason": ""})
    assert answer.context["form"].non_field_errors() == ["Say what is wanted."]
    client.post(address, {"do": "return", "sha256": "x", "reason": "Say more."})
    assert Pack.objects.get().status == "draft"


def test_the_officer_asks_and_puts_on_record(signed_in, draft, in_time, data_owner, settings):
    settings.PUBLISH_WITHOUT = frozenset()
    save_indicator(indicator=in_time, by=None, data_owner=data_owner)
    desk, address = signed_in("performance_officer"), f"{DAY}draft/missing/"

    def press(**posted):
        answer = desk.post(f"{address}ask/", posted, follow=True)
        return [str(message) for message in answer.context["messages"]]

    assert press(not_received="in-time") == [
        "Nobody was asked for commentary on Name of in-time yet: ask first."
    ]
    assert press(key="commentary:in-time") == ["Asked: Data owner. The mail leaves within minutes."]
    assert press() == [
        "Nobody in post answers for Name of plans: name a data owner, or somebody who may agree."
    ]
    assert press(not_received="in-time") == [
        "It is on record, and the pack prints it: asked for, and not received."
    ]
    assert press(not_received="gone") == ["There is no such indicator any more."]
    assert Chase.objects.count() == 1
    desk.post(f"{DAY}draft/review/", {"do": "send"})
    assert Pack.objects.get().status == "in_review"


def test_without_a_draft_each_page_shows_the_pack(signed_in, published):
    desk = signed_in("performance_officer")
    for answer in (
        desk.get(f"{DAY}draft/missing/"),
        desk.post(f"{DAY}draft/missing/ask/"),
        desk.post(f"{DAY}draft/review/"),
        signed_in("chair").get(f"{DAY}draft/agree/"),
    ):
        assert (answer.status_code, answer["Location"]) == (302, DAY)
