"""Events, concerns and relations on the desk: who may, two officers at once, history, and what is refused in words."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.measures.kinds import RelationRole
from indicators.measures.periods import Month
from indicators.models import Concern, Event, Relation, RelationMember
from indicators.operations.concerns import save_concern
from indicators.operations.events import save_event
from indicators.operations.relations import save_relation
from partnership.operations.meetings import save_meeting
from tests.fixtures.desk import ROLES, address, as_posted, errors

OCTOBER = Month(2021, 10)
STAFF = {"performance_officer", "administrator"}
ABSURD = ["", "\x00", "-1", "9" * 40, "2021-13", "Oct-1066", "x" * 100_000, "<script>alert(1)</script>", "[]"]


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


@pytest.fixture
def second(person):
    client = Client()
    client.force_login(person("performance_officer", name="Second officer"))
    return client


@pytest.fixture
def meeting(officer):
    return save_meeting(meeting=None, by=officer, date=date(2021, 11, 30), title="Board")


@pytest.fixture
def contacts(make_indicator):
    return make_indicator("contacts")


@pytest.fixture
def referrals(make_indicator):
    return make_indicator("referrals")


@pytest.fixture
def rows(plans_ended, contacts, referrals, meeting):
    return {
        Event: save_event(
            event=None,
            by=None,
            month=OCTOBER,
            label="New system",
            reason="Counted anew.",
            indicators=[plans_ended],
        ),
        Concern: save_concern(
            concern=None,
            by=None,
            indicator=plans_ended,
            side="above",
            meeting=meeting,
            reason="Too many end early.",
            since=OCTOBER,
        ),
        Relation: save_relation(
            relation=None,
            by=None,
            kind="at_most",
            members=[(referrals, RelationRole.SMALLER), (contacts, RelationRole.LARGER)],
        ),
    }


def members(*pairs):
    """As the form's lines post them."""
    return {
        "members-indicator": [getattr(indicator, "pk", indicator) for indicator, _ in pairs],
        "members-role": [role for _, role in pairs],
    }


@pytest.mark.parametrize("role", ROLES)
def test_pages_by_role(role, rows, signed_in):
    client = signed_in(role)
    officer, staff = role == "performance_officer", role in STAFF
    wanted = {"changelist": staff, "change": staff, "history": staff, "add": officer, "delete": officer}
    for model, row in rows.items():
        for page, may in wanted.items():
            asked = address(model if page in {"changelist", "add"} else row, page)
            assert (page, client.get(asked).status_code) == (page, 200 if may else 403)
        if not officer:
            before = list(model.objects.values())
            assert client.post(address(row, "change"), {"reason": "Mine"}).status_code == 403
            assert client.post(address(row, "delete"), {"post": "yes"}).status_code == 403
            assert list(model.objects.values()) == before


@pytest.mark.parametrize("model", [Event, Concern, Relation])
def test_absurd_posts_come_back_in_words(model, rows, desk):
    page = address(model, "add")
    names = [*desk.get(page).context["adminform"].form.fields, "members-indicator", "members-role"]
    before = model.objects.count()
    for text in ABSURD:
        response = desk.post(page, dict.fromkeys(names, text))
        assert (response.status_code, bool(errors(response))) == (200, True), text[:40]
    assert model.objects.count() == before


def test_event_is_recorded_changed_and_told_of(desk, second, contacts, plans_ended):
    typed = {"month": "Oct-21", "label": "Threshold launch", "reason": "A new threshold.", "kind": "step"}
    told = desk.post(address(Event, "add"), typed | {"baseline_points": "7", "indicators": [contacts.pk]})
    assert told.status_code == 302, errors(told)
    row = Event.objects.get()
    assert (row.month, row.kind, row.baseline_points, list(row.indicators.all())) == (
        OCTOBER,
        "step",
        7,
        [contacts],
    )
    page = address(row, "change")
    theirs, mine = desk.get(page), second.get(page)
    assert desk.post(page, as_posted(theirs, indicators=[plans_ended.pk])).status_code == 302
    told = second.post(page, as_posted(mine, label="Mine"))
    assert told.status_code == 409
    assert "Noted with it: indicators: Number of plans ended." in errors(told)["__all__"]
    assert desk.post(address(row, "delete"), {"post": "yes"}).status_code == 302
    assert desk.get(address(row, "history")).status_code == 200


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            {"baseline_points": "7"},
            "Only a step has a baseline: choose the step, or leave the readings empty.",
        ),
        ({"indicators": []}, "Choose at least one indicator that this happened to."),
        ({"month": "1850-01"}, "Give a month as year and month, for example 2021-10 or Oct-21."),
    ],
)
def test_event_that_cannot_be_is_refused(typed, told, desk, contacts):
    good = {
        "month": "2021-10",
        "label": "Launch",
        "reason": "It began.",
        "kind": "mark",
        "indicators": [contacts.pk],
    }
    response = desk.post(address(Event, "add"), good | typed)
    assert [sentence for found in errors(response).values() for sentence in found] == [told]
    assert not Event.objects.exists()


def test_concern_is_one_at_a_time_and_for_what_has_no_polarity(
    desk, rows, plans_ended, make_indicator, meeting
):
    timely = make_indicator("timely", kind="percentage", polarity="higher")
    typed = {"side": "either", "meeting": meeting.pk, "reason": "Unsteady.", "since": "2021-12"}
    page = address(Concern, "add")
    judged = desk.post(page, typed | {"indicator": timely.pk})
    assert errors(judged) == {
        "indicator": [
            "High or low is good in itself for this indicator, so it is red, amber or green already: a concern is for one "
            "without polarity."
        ]
    }
    standing = desk.post(page, typed | {"indicator": plans_ended.pk, "until": "2022-03"})
    assert errors(standing) == {
        "since": [
            "A concern from October 2021 is in force for this indicator: give that one a last month first."
        ]
    }
    first = rows[Concern]
    ended = address(first, "change")
    assert desk.post(ended, as_posted(desk.get(ended), until="2021-11")).status_code == 302
    assert desk.post(page, typed | {"indicator": plans_ended.pk}).status_code == 302
    again = desk.post(ended, as_posted(desk.get(ended), until="2021-12"))
    assert errors(again) == {
        "since": [
            "A concern from December 2021 is in force for this indicator: give that one a last month first."
        ]
    }
    backwards = desk.post(ended, as_posted(desk.get(ended), until="2021-09"))
    assert "The last month comes before the first: correct one of them." in str(errors(backwards))
    assert [(str(row.since), row.until and str(row.until)) for row in Concern.objects.order_by("since")] == [
        ("2021-10", "2021-11"),
        ("2021-12", None),
    ]


def test_relation_is_declared_with_its_members_and_changed(desk, second, contacts, referrals, plans_ended):
    typed = {"kind": "at_most", "formula": "", "note": ""}
    pairs = members((referrals, "smaller"), (contacts, "larger"), ("", ""))
    assert desk.post(address(Relation, "add"), typed | pairs).status_code == 302
    row = Relation.objects.get()
    assert [(each.indicator, each.role) for each in row.members.all()] == [
        (referrals, "smaller"),
        (contacts, "larger"),
    ]
    page = address(row, "change")
    shown = desk.get(page).content.decode()
    assert f'<option value="{referrals.pk}" selected>' in shown
    seen = typed | {"seen_version": "1"}
    moved = members((plans_ended, "smaller"), (contacts, "larger"))
    assert desk.post(page, seen | moved).status_code == 302
    told = second.post(page, seen | pairs | {"note": "Mine"})
    assert told.status_code == 409
    assert (
        "Noted with it: members: the smaller: Plans ended; the larger: Contacts." in errors(told)["__all__"]
    )
    assert {each.indicator for each in row.members.all()} == {plans_ended, contacts}
    assert second.post(page, typed | pairs | {"seen_version": "2"}).status_code == 302
    row.refresh_from_db()
    assert row.version == 3
    assert (
        "members: the smaller: Referrals; the larger: Contacts"
        in desk.get(address(row, "history")).content.decode()
    )
    assert desk.post(address(row, "delete"), {"post": "yes"}).status_code == 302
    assert (Relation.objects.count(), RelationMember.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "roles", "more", "told"),
    [
        ("at_most", ["smaller"], {}, "“The larger” needs exactly one indicator: it has 0."),
        ("total", ["whole", "part"], {}, "“A part” needs at least two indicators: it has 1."),
        (
            "at_most",
            ["smaller", "larger", "part"],
            {},
            "This kind of relation has no part “a part”: take it out, or choose another kind.",
        ),
        (
            "at_most",
            ["smaller", "larger"],
            {"formula": "a + b"},
            "Only what is calculated from others has a formula: leave it empty.",
        ),
        ("formula", ["result", "term"], {}, "Write the formula by which it is calculated."),
        (
            "balance",
            ["stock", "starts", "ends"],
            {},
            "Plans ended is not counted at month end, so it is no stock: correct its basis first.",
        ),
    ],
)
def test_relation_that_could_never_hold_is_refused(
    kind, roles, more, told, desk, plans_ended, contacts, referrals
):
    pairs = members(*zip([plans_ended, contacts, referrals], roles, strict=False))
    response = desk.post(address(Relation, "add"), {"kind": kind, "formula": "", "note": ""} | more | pairs)
    assert [sentence for found in errors(response).values() for sentence in found] == [told]
    assert not Relation.objects.exists()


def test_relation_holds_only_between_figures_of_one_kind(desk, plans_ended, make_indicator):
    rate = make_indicator("rate", kind="rate", rate_per=10_000)
    typed = {"kind": "at_most"} | members((rate, "smaller"), (plans_ended, "larger"))
    assert errors(desk.post(address(Relation, "add"), typed)) == {
        "members": [
            "Rate and Plans ended are of different kinds (Rate, Number), so one cannot be held against the other: choose "
            "indicators of one kind."
        ]
    }
    twice = {"kind": "at_most"} | members((plans_ended, "smaller"), (plans_ended, "larger"))
    assert errors(desk.post(address(Relation, "add"), twice)) == {
        "members": ["Plans ended plays two parts: choose one of them."]
    }


def test_lists_take_a_fixed_number_of_queries(desk, rows, contacts, meeting, make_indicator):
    def queries_of(model):
        with CaptureQueriesContext(connection) as queries:
            desk.get(address(model))
        return len(queries)

    for model in rows:
        desk.get(address(model))
    before = {model: queries_of(model) for model in rows}
    for number in range(4):
        other = make_indicator(f"other-{number}")
        save_event(event=None, by=None, month=OCTOBER, label="More", reason="More.", indicators=[other])
        save_concern(
            concern=None,
            by=None,
            indicator=other,
            side="below",
            meeting=meeting,
            reason="Few.",
            since=OCTOBER,
        )
        pair = [(other, RelationRole.SMALLER), (contacts, RelationRole.LARGER)]
        save_relation(relation=None, by=None, kind="at_most", members=pair)
    assert {model: queries_of(model) for model in rows} == before
