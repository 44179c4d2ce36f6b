"""The exceptions page: new or changed, standing, late, not judged; and never silence."""

from datetime import date

import pytest

from actions.operations.raising import raise_action
from boardpack.assemble import document_of
from boardpack.document import from_text
from boardpack.models import Pack
from boardpack.operations.packs import draft_pack, place_indicator, publish_pack, start_edition
from indicators.measures.readings import Reading
from indicators.operations.targets import set_target
from tests.boardpack.conftest import DECEMBER, NOW, OCTOBER, record

AS_AT = date(2021, 11, 24)


def page_of(pack, **options):
    return document_of(Pack.objects.select_related("meeting").get(pk=pack.pk), **options).exceptions


def codes(lines):
    return [line.code for line in lines]


def test_first_pack_shows_reds_as_new_and_the_rest_as_standing(draft):
    page = page_of(draft)

    assert page.is_first
    assert (codes(page.new), codes(page.standing)) == (["in-time"], ["plans"])
    assert [(line.code, line.sentence) for line in page.not_judged] == [
        ("ended", "No target is set for 2021/22. Nor are neighbours' figures on the same basis held.")
    ]


def test_an_exception_says_what_why_and_that_nobody_said_anything(draft):
    line = page_of(draft).new[0]

    assert (line.status.word, line.status.tone, line.kind, line.month) == ("red", "red", "red", "Oct-21")
    assert line.sentence.startswith("62% against the target of 83%")
    assert (line.explanation, line.gap) == ("No commentary received", "No commentary received")
    assert line.no_action == "No action is linked to this indicator"


def test_a_standing_exception_without_a_reason_says_so(draft):
    line = page_of(draft).standing[0]

    assert (line.standing_reason, line.review) == ("no standing reason recorded yet", "")
    assert line.gap == "No commentary received"


def test_a_standing_exception_names_its_reason_and_review(draft, plans, january, officer):
    place_indicator(
        pack=draft, indicator=plans, by=officer, standing_reason="Known since May.", review_meeting=january
    )

    line = page_of(draft).standing[0]
    assert (line.standing_reason, line.review) == ("Known since May.", "Reviewed at Board, 20 January 2022")


def test_an_explanation_is_the_analysis(draft, in_time, said):
    said([in_time], tells_us="It fell.", analysis="Late information.", next_steps="Clinics.")

    line = page_of(draft).new[0]
    assert (line.explanation, line.gap) == ("Late information.", "")


def test_without_an_analysis_what_the_data_tells_us_explains(draft, in_time, said):
    said([in_time], tells_us="It fell.")

    assert page_of(draft).new[0].explanation == "It fell."


def test_commentary_that_is_not_accepted_stands_in_the_draft_only(draft, in_time, said):
    said([in_time], accepted=False, analysis="A secret guess.")

    assert page_of(draft).new[0].explanation == "A secret guess."
    published = publish_pack(pack=draft, by=None, now=NOW)
    assert "A secret guess." not in published.document
    line = from_text(published.document).exceptions.new[0]
    assert line.gap == "Commentary was received but not accepted in time"


def test_commentary_of_another_month_explains_nothing(draft, in_time, said):
    said([in_time], analysis="An old story.", month=OCTOBER.plus(-1))

    assert page_of(draft).new[0].gap == "No commentary received"


def test_linked_actions_are_named_with_owner_and_day(draft, in_time, action_owner, officer, agency):
    action = raise_action(
        by=officer,
        today=AS_AT,
        title="Run clinics",
        owner=action_owner,
        deadline=date(2021, 11, 30),
        indicators=[in_time],
        agency=agency,
    )

    line = page_of(draft).new[0]
    assert [(ref.reference, ref.title, ref.owner, ref.due, ref.overdue) for ref in line.actions] == [
        (action.reference, "Run clinics", "Action owner", "due 30 November 2021", False)
    ]
    assert line.no_action == ""


def test_no_action_says_why_where_somebody_has_said_it(draft, in_time, officer):
    place_indicator(pack=draft, indicator=in_time, by=officer, no_action_reason="Recruitment comes first.")

    assert page_of(draft).new[0].no_action == "No action: Recruitment comes first"


@pytest.mark.parametrize(
    ("deadline", "late"),
    [
        (date(2021, 11, 23), ["1 day overdue"]),
        (date(2021, 11, 24), []),
        (date(2021, 10, 28), ["27 days overdue"]),
        (date(2021, 10, 27), ["28 days overdue, all reminders sent: for the chair"]),
    ],
)
def test_actions_are_late_at_the_as_at_date(draft, action_owner, officer, agency, deadline, late):
    raise_action(
        by=officer,
        today=date(2021, 10, 1),
        title="Audit",
        owner=action_owner,
        deadline=deadline,
        agency=agency,
    )

    assert [action.words for action in page_of(draft).late_actions] == late


@pytest.fixture
def next_draft(published, january):
    """The January pack, with November and December in."""

    def make():
        return draft_pack(meeting=january, month=DECEMBER, as_at=date(2022, 1, 20), by=None)

    return make


def through(indicator, november, december):
    record(indicator, OCTOBER.plus(1), november)
    record(indicator, DECEMBER, december)


def test_what_stood_in_the_last_pack_stands_in_the_next(next_draft, in_time, plans):
    through(in_time, 62, 61)
    through(plans, 388, 389)

    page = page_of(next_draft())
    assert not page.is_first
    assert (codes(page.new), codes(page.standing)) == ([], ["in-time", "plans"])


def test_what_the_last_pack_did_not_show_is_new(next_draft, in_time, plans, measured):
    through(in_time, 62, 61)
    through(plans, 388, 389)
    referrals = measured("referrals", target=83)
    through(referrals, 90, 50)

    draft = next_draft()
    place_indicator(pack=draft, indicator=referrals, by=None)  # the last pack did not choose it
    page = page_of(draft)
    assert (codes(page.new), codes(page.standing)) == (["referrals"], ["in-time", "plans"])


def test_another_status_is_a_change(next_draft, in_time, plans):
    through(in_time, 62, 61)
    through(plans, 388, 300)

    page = page_of(next_draft())
    assert [(line.code, line.status.word) for line in page.new] == [("plans", "below")]


def test_an_exception_in_any_month_since_the_last_pack_is_shown_with_its_month(next_draft, in_time, plans):
    through(in_time, 60, 90)
    through(plans, 340, 340)

    page = page_of(next_draft())
    assert [(line.code, line.status.word, line.kind, line.month) for line in page.new] == [
        ("in-time", "green", "red", "Nov-21")
    ]
    assert codes(page.standing) == []


def test_the_last_pack_is_the_latest_published_one_of_an_earlier_meeting(published, november, measured):
    """Another edition of the same meeting is not held against the one before it."""
    second = start_edition(pack=published, reason="Put right.", by=None)

    assert page_of(second).is_first


def test_a_target_that_moves_the_status_makes_a_change(next_draft, in_time, plans):
    through(in_time, 62, 62)
    through(plans, 388, 388)
    set_target(indicator=in_time, year=2021, reading=Reading.of(50), by=None, version=1)

    page = page_of(next_draft())
    assert codes(page.new) == []
    assert codes(page.standing) == ["plans"]
