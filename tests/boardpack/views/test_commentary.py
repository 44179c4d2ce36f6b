"""Writing a month's commentary: the list, the page with its checks, and each button."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.measures.checks import findings_of_all
from indicators.measures.kinds import RelationKind, RelationRole
from indicators.measures.periods import Month
from indicators.models import Commentary
from indicators.operations.data_notes import confirm_findings
from indicators.operations.relations import save_relation
from indicators.operations.setup import save_indicator
from indicators.queries.checks import checked_for
from tests.boardpack.conftest import NOW, OCTOBER

LIST, PAGE = "/commentary/2021-10/", "/commentary/2021-10/in-time/"


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


def posted(do, **more):
    texts = {"tells_us": "It fell to 62%.", "analysis": "", "next_steps": "", "speaks_for": ["in-time"]}
    return texts | {"do": do} | more


def test_the_list_has_what_is_missing_exceptions_first(desk, in_time, plans, ended, said):
    said([plans], analysis="Said.")
    found = desk.get(LIST).context["found"]
    assert [(line.code, line.state, bool(line.why)) for line in found.missing] == [
        ("in-time", "nothing written yet", True),
        ("ended", "nothing written yet", False),
    ]
    assert [line.code for line in found.accepted] == ["plans"]


def test_the_page_sets_draft_last_month_and_checks_beside_the_texts(desk, in_time, said):
    said([in_time], analysis="Delays come from late information.", month=Month(2021, 9))
    said([in_time], accepted=False, analysis="Delays come from late information. It rose in October.")
    page = desk.get(PAGE).context["page"]
    assert page.draft.startswith("It was 62% in Oct-21, down 11 points from 73% in Sep-21.")
    assert [one.analysis for one in page.before] == ["Delays come from late information."]
    assert [remark.check for remark in page.remarks] == ["movement"]


def test_last_month_s_words_and_the_draft_come_into_the_form_only_when_asked(desk, in_time, said):
    said([in_time], analysis="Last month's.", tells_us="Last month's too.", month=Month(2021, 9))
    form = desk.get(PAGE).context["form"]
    assert [form[name].value() for name in ("tells_us", "analysis", "next_steps")] == ["", "", ""]
    started = desk.get(f"{PAGE}?start=draft").context
    assert started["form"]["tells_us"].value() == started["page"].draft


def test_checking_says_what_is_wrong_and_saves_nothing(desk, in_time):
    answer = desk.post(PAGE, posted("check", analysis="It rose in October."))
    assert answer.status_code == 200
    assert [remark.check for remark in answer.context["page"].remarks] == ["movement"]
    assert answer.context["form"]["analysis"].value() == "It rose in October."
    assert not Commentary.objects.exists()


@pytest.mark.parametrize(
    ("do", "state"), [("save", "draft"), ("submit", "submitted"), ("accept", "accepted")]
)
def test_each_button_does_what_it_says(desk, in_time, plans, do, state):
    answer = desk.post(PAGE, posted(do, speaks_for=["in-time", "plans"], received_from="The service"))
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    row = Commentary.objects.get()
    assert (row.state, row.received_from, row.month) == (state, "The service", OCTOBER)
    assert sorted(row.indicators.values_list("code", flat=True)) == ["in-time", "plans"]


def test_returning_shows_the_remark_to_the_author(desk, in_time, said):
    row = said([in_time], accepted=False, tells_us="It fell to 62%.")
    at = {"pk": row.pk, "version": row.version}
    assert desk.post(PAGE, posted("return", **at)).context["form"].errors == {
        "remark": ["Say in a sentence what is wanted, so that its author can mend it."]
    }
    desk.post(PAGE, posted("return", **at, remark="Say why."))
    assert desk.get(PAGE).context["page"].remark == "Say why."


def test_a_second_person_sees_what_stands_and_may_then_replace_it(desk, in_time, said):
    row = said([in_time], accepted=False, tells_us="Theirs.")
    answer = desk.post(PAGE, posted("save", pk=row.pk, version=1))
    form = answer.context["form"]
    assert form.non_field_errors()[0].endswith("Save again to put what you typed in its place.")
    assert "Theirs." in answer.content.decode()
    again = posted("save", pk=form["pk"].value(), version=form["version"].value())
    assert desk.post(PAGE, again).status_code == 302
    assert Commentary.objects.get().tells_us == "It fell to 62%."


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        ({"speaks_for": []}, {"speaks_for": ["Choose at least one indicator that this speaks for."]}),
        (
            {"tells_us": "Born on 3 April 2014."},
            {
                "tells_us": [
                    "This looks as if it held a date of birth, and nothing that identifies a child may be kept here: "
                    "take it out."
                ]
            },
        ),
        (
            {"do": "submit", "tells_us": " "},
            {"__all__": ["There is nothing to submit yet: write at least one of the three texts."]},
        ),
    ],
)
def test_what_is_wrong_is_told_on_the_form(desk, in_time, more, errors):
    answer = desk.post(PAGE, posted("save") | more)
    assert (answer.status_code, answer.context["form"].errors) == (200, errors)
    assert not Commentary.objects.exists()


def test_a_data_owner_sees_their_own_indicators_and_no_others(signed_in, data_owner, in_time, plans):
    save_indicator(indicator=in_time, by=None, data_owner=data_owner)
    owner = signed_in("data_owner")
    found = owner.get(LIST).context["found"]
    assert ([line.code for line in found.missing], found.everyones) == (["in-time"], False)
    page = owner.get(PAGE).context["page"]
    assert ([each.code for each in page.may_speak_for], page.may_accept) == (["in-time"], False)
    assert owner.get("/commentary/2021-10/plans/").status_code == 403
    assert owner.post(PAGE, posted("save", speaks_for=["in-time", "plans"])).status_code == 200
    assert owner.post(PAGE, posted("accept")).context["form"].non_field_errors() == [
        "Your account may not accept or return commentary. Ask an administrator if you should."
    ]
    assert not Commentary.objects.exists()


@pytest.mark.parametrize("role", ["board_member", "action_owner", "chair", "administrator"])
def test_nobody_else_comes_in(signed_in, in_time, role):
    client = signed_in(role)
    assert (client.get(LIST).status_code, client.get(PAGE).status_code) == (403, 403)


def test_the_navigation_leads_to_the_newest_month(desk, db):
    assert desk.get("/commentary/").context["found"] is None


def test_the_newest_month_is_the_one_with_figures(desk, in_time):
    assert desk.get("/commentary/")["Location"] == LIST


def test_addresses_that_are_none(desk, client, in_time):
    assert desk.get("/commentary/2021-10/nothing/").status_code == 404
    assert desk.get("/commentary/2021-13/").status_code == 404
    assert client.get(PAGE).status_code == 302


def test_the_pages_take_as_many_queries_for_many_indicators_as_for_few(desk, in_time, measured, said):
    def queries():
        for address in (LIST, PAGE):
            with CaptureQueriesContext(
                connection,
            ) as found:
                assert desk.get(address).status_code == 200
            yield len(found)

    said([in_time], accepted=False, analysis="Said.")
    desk.get(PAGE)
    few = list(queries())
    for number in range(4):
        said([measured(f"more-{number}", 40, 50, target=60)], analysis="Said.")
    assert list(queries()) == few


def test_words_and_notes_keep_a_small_count_that_another_indicator_would_give(
    desk, signed_in, data_owner, officer, measured
):
    """11 = 3 + 8: the 3 is kept back, and with it the 8 of an indicator that nobody controls."""
    count = {"kind": "count", "polarity": "none"}
    rows = [
        (measured("all", 110, 11, **count), RelationRole.WHOLE),
        (measured("young", 8, 3, small_number_control=True, **count), RelationRole.PART),
        (measured("old", 102, 8, data_owner=data_owner, **count), RelationRole.PART),
    ]
    save_relation(relation=None, by=None, kind=RelationKind.TOTAL.value, members=rows)
    confirm_findings(
        findings=findings_of_all(checked_for(["old"], [OCTOBER])), note="It was 8.", by=officer, now=NOW
    )

    pages = {
        role: signed_in(role).get("/commentary/2021-10/old/").context["page"]
        for role in ("performance_officer", "data_owner")
    }
    assert {role: [one.note for one in page.confirmed] for role, page in pages.items()} == {
        "performance_officer": ["It was 8."],
        "data_owner": [],
    }
    assert {page.draft.partition(". ")[0] for page in pages.values()} == {
        "There is no figure for Oct-21: c, suppressed"
    }
