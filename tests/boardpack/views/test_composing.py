"""What an officer does with a pack: drafting, publishing, a further edition; and every no on its form."""

import pytest
from django.test import Client

from boardpack.models import Pack
from boardpack.operations.packs import change_pack, publish_pack, save_point, start_edition
from indicators.measures.periods import Month
from tests.boardpack.conftest import NOW

DAY = "/packs/2021-11-24/"


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


def said_on(answer):
    return [str(message) for message in answer.context["messages"]]


def test_composing_makes_a_draft(desk, november, in_time, plans):
    answer = desk.post(
        "/packs/compose/", {"meeting": november.pk, "month": "2021-10", "as_at": "2021-11-24"}, follow=True
    )

    assert answer.redirect_chain == [(f"{DAY}draft/compose/", 302)]
    assert said_on(answer) == ["The draft is there: look through what was chosen and drafted."]
    pack = Pack.objects.get()
    assert [point.asks for point in pack.points.all()] == ["decide", "note"]
    assert (str(pack.month), pack.as_at.isoformat(), pack.choices.count()) == ("2021-10", "2021-11-24", 2)


def test_composing_proposes_the_latest_month(desk, november, january, in_time, draft):
    form = desk.get("/packs/compose/").context["form"]

    assert str(form["month"].value()) == "2021-10"
    assert [meeting.date for meeting in form.fields["meeting"].queryset] == [january.date]


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"month": "last month"}, "month", "Give a month as year and month, for example 2021-10"),
        ({"month": ""}, "month", "This field is required."),
        ({"as_at": "yesterday"}, "as_at", "Enter a valid date."),
        (
            {"meeting": "999999"},
            "meeting",
            "Select a valid choice. That choice is not one of the available choices.",
        ),
        ({"month": "1995-01"}, None, "No indicator is active in January 1995"),
    ],
)
def test_composing_says_what_is_wrong(desk, november, measured, changed, field, words):
    measured("in-time", 62, active_from=Month(2021, 1))
    posted = {"meeting": november.pk, "month": "2021-10", "as_at": "2021-11-24"} | changed

    answer = desk.post("/packs/compose/", posted)
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert list(errors) == [field or "__all__"]
    assert errors[field or "__all__"][0].startswith(words)
    assert not Pack.objects.exists()


def test_publishing_shows_what_is_lacking_and_is_refused(desk, draft, settings):
    settings.PUBLISH_WITHOUT = frozenset()
    page = desk.get(f"{DAY}draft/publish/").context["page"]

    silent = (
        "an exception without accepted commentary, and nobody is on record as asked for it: "
        "accept some, or ask for it and put on record that it was not received."
    )
    stops = [
        f"Name of in-time: {silent}",
        "Name of in-time: red, with neither an action that is open or too early to judge, "
        "nor a standing reason that is still to be reviewed: "
        "link an action, or give a reason and the meeting that reviews it.",
        f"Name of plans: {silent}",
        "Nobody has agreed to it yet: an approver or the chair agrees on the page of the draft.",
    ]
    assert [bar.words for bar in page.bars] == stops
    assert [lack.words for lack in page.lacks] == ["No key discussion point is recorded."]
    answer = desk.post(f"{DAY}draft/publish/", {"version": draft.version})
    assert answer.context["form"].non_field_errors() == ["It cannot be published yet.", *stops]
    assert Pack.objects.get().status == "draft"


def test_publishing_names_commentary_that_is_not_accepted(desk, draft, ended, said):
    said([ended], accepted=False, analysis="A guess.")

    lacks = [lack.words for lack in desk.get(f"{DAY}draft/publish/").context["page"].lacks]
    assert "Name of ended: its commentary is not accepted, so it would not be printed." in lacks


def test_publishing_publishes(desk, draft, officer):
    answer = desk.post(f"{DAY}draft/publish/", {"version": draft.version}, follow=True)

    assert answer.redirect_chain == [(DAY, 302)]
    assert said_on(answer) == ["Edition 1 is published."]
    pack = Pack.objects.get()
    assert (pack.status, pack.published_by) == ("published", officer)


def test_publishing_twice_by_a_double_click_shows_the_pack(desk, draft):
    for _ in range(2):
        answer = desk.post(f"{DAY}draft/publish/", {"version": draft.version}, follow=True)

    assert (answer.status_code, answer.redirect_chain) == (200, [(DAY, 302)])
    assert Pack.objects.count() == 1


def test_publishing_another_version_than_was_looked_at_is_refused_with_the_reason(desk, draft, officer):
    change_pack(pack=draft, by=officer, scrutineer_comment="Look again.")

    answer = desk.post(f"{DAY}draft/publish/", {"version": draft.version})
    assert "changed this on" in answer.context["form"].non_field_errors()[0]
    assert Pack.objects.get().status == "draft"


def test_after_a_refusal_the_form_offers_what_stands_now(desk, draft, officer):
    change_pack(pack=draft, by=officer, scrutineer_comment="Look again.")

    answer = desk.post(f"{DAY}draft/publish/", {"version": draft.version})
    assert 'name="version" value="2"' in answer.content.decode()


@pytest.mark.parametrize("version", ["", "one", "1; DROP TABLE"])
def test_publishing_wants_to_know_which_version_was_looked_at(desk, draft, version):
    answer = desk.post(f"{DAY}draft/publish/", {"version": version})

    assert answer.status_code == 200
    assert Pack.objects.get().status == "draft"


def test_a_new_edition_starts_with_its_reason(desk, published):
    answer = desk.post(f"{DAY}editions/new/", {"reason": "One outturn was wrong."}, follow=True)

    assert answer.redirect_chain == [(f"{DAY}draft/", 302)]
    assert said_on(answer) == ["The draft of edition 2 is there."]
    assert Pack.objects.get(edition=2).edition_reason == "One outturn was wrong."


def test_a_new_edition_wants_a_reason(desk, published):
    answer = desk.post(f"{DAY}editions/new/", {"reason": " "})

    assert answer.context["form"].errors == {"reason": ["This field is required."]}
    assert Pack.objects.count() == 1


def test_a_new_edition_is_started_once(desk, published, officer):
    start_edition(pack=published, reason="Put right.", by=officer)

    answer = desk.post(f"{DAY}editions/new/", {"reason": "Put right again."})
    assert "is there already" in answer.context["form"].non_field_errors()[0]
    assert Pack.objects.count() == 2


@pytest.mark.parametrize("address", [f"{DAY}draft/publish/", f"{DAY}editions/new/"])
def test_a_form_from_elsewhere_is_refused(officer, draft, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)

    assert client.post(address, {"version": 1, "reason": "x"}).status_code == 403
    assert Pack.objects.get().status == "draft"


def test_the_next_edition_takes_over_points_and_shows_the_change(desk, draft, officer):
    save_point(pack=draft, order=None, asks="decide", text="Who leads?", by=officer)
    publish_pack(pack=draft, by=officer, now=NOW)
    desk.post(f"{DAY}editions/new/", {"reason": "Put right."})
    desk.post(f"{DAY}draft/publish/", {"version": 1})

    page = desk.get(DAY).content.decode()
    assert "Who leads?" in page
    assert "2: Put right." in page
