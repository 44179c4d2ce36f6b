"""Asking for what is missing: who is written to, once a day; what did not come goes on record and into the pack."""

from datetime import date

import pytest

from actions.operations.raising import raise_action
from boardpack.assemble.missing import missing_page
from boardpack.document import from_text
from boardpack.document.gate import Rule
from boardpack.models import Chase
from boardpack.operations.agreeing import agree_to_pack
from boardpack.operations.chasing import chase, record_not_received
from boardpack.operations.packs import place_indicator, publish_pack
from boardpack.operations.publishing import GateShut
from indicators.operations.setup import save_indicator
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW, OCTOBER, meeting_on, record

TODAY = date(2021, 11, 22)


@pytest.fixture
def owned(draft, in_time, plans, data_owner, settings):
    """The draft with its gate shut, and a data owner for two of its three indicators."""
    settings.PUBLISH_WITHOUT = frozenset()
    for row in (in_time, plans):
        save_indicator(indicator=row, by=None, data_owner=data_owner)
    return draft


def rules(draft, by):
    with pytest.raises(GateShut) as shut:
        publish_pack(pack=draft, by=by, now=NOW)
    return [(bar.rule, bar.anchor) for bar in shut.value.bars]


def test_one_mail_a_person_with_everything_that_is_theirs(owned, officer, data_owner, in_time, settings):
    (mail,) = chase(pack=owned, by=officer, today=TODAY, now=NOW)
    assert (mail.recipient, mail.kind, mail.state) == (data_owner, "chase", "due")
    assert f"{settings.SITE_URL}/commentary/2021-10/in-time/" in mail.text
    assert [(row.what, row.indicator.code, row.person) for row in Chase.objects.order_by("pk")] == [
        ("commentary", "in-time", data_owner),
        ("commentary", "plans", data_owner),
    ]
    with pytest.raises(Refused, match="asked for today already"):
        chase(pack=owned, by=officer, today=TODAY, now=NOW)
    assert len(chase(pack=owned, by=officer, today=date(2021, 11, 23), now=NOW)) == 1


def test_outturns_are_asked_for_where_somebody_answers_for_them(owned, officer, measured, data_owner):
    late = measured("late")
    place_indicator(pack=owned, indicator=late, by=officer)
    with pytest.raises(Refused, match="Nobody in post answers for Name of late"):
        chase(pack=owned, by=officer, today=TODAY, now=NOW, keys=["outturn:late"])
    save_indicator(indicator=late, by=None, data_owner=data_owner)
    (mail,) = chase(pack=owned, by=officer, today=TODAY, now=NOW, keys=["outturn:late"])
    assert "No outturn for October 2021." in mail.text


def test_agreement_is_asked_of_all_who_may_give_it(owned, officer, chair, approver):
    sent = chase(pack=owned, by=officer, today=TODAY, now=NOW, keys=["sign_off"])
    assert {one.recipient for one in sent} == {chair, approver}
    page = missing_page(officer, owned.meeting.date, TODAY)
    assert page.sign_off[0].asked == "Asked: Approver, Chair on 22 November 2021"


def test_what_did_not_come_is_on_record_and_printed(
    owned, officer, chair, in_time, plans, action_owner, agency
):
    with pytest.raises(Refused, match="ask first"):
        record_not_received(pack=owned, indicator=in_time, by=officer)
    chase(pack=owned, by=officer, today=TODAY, now=NOW)
    for row in (in_time, plans):
        record_not_received(pack=owned, indicator=row, by=officer)
    assert rules(owned, officer) == [(Rule.RED, "indicator-in-time"), (Rule.AGREEMENT, "")]
    raise_action(
        by=officer,
        today=TODAY,
        title="Audit",
        owner=action_owner,
        agency=agency,
        deadline=date(2021, 11, 1),
        indicators=[in_time],
    )
    agree_to_pack(pack=owned, by=chair, now=NOW)
    document = from_text(publish_pack(pack=owned, by=officer, now=NOW).document)
    words = "Commentary was asked of Data owner on 22 November 2021, and not received"
    assert [section.gap for section in document.sections[:2]] == [words, words]
    assert document.exceptions.late_actions  # told, and no bar


def test_submitted_commentary_is_accepted_or_returned_not_recorded_as_missing(owned, officer, in_time, said):
    chase(pack=owned, by=officer, today=TODAY, now=NOW)
    record_not_received(pack=owned, indicator=in_time, by=officer)
    said([in_time], accepted=False, analysis="Late information.")
    assert (Rule.EXPLANATION, "indicator-in-time") in rules(owned, officer)
    lines = {line.code: line.words for line in missing_page(officer, owned.meeting.date, TODAY).commentary}
    assert lines["in-time"] == "Its commentary is submitted: accept it, or return it."


@pytest.mark.parametrize(("day", "stops"), [(date(2022, 1, 20), False), (date(2021, 9, 1), True)])
def test_a_standing_reason_holds_until_the_meeting_that_reviews_it(owned, officer, in_time, day, stops):
    place_indicator(
        pack=owned,
        indicator=in_time,
        by=officer,
        standing_reason="Since spring.",
        review_meeting=meeting_on(day),
    )
    assert ((Rule.RED, "indicator-in-time") in rules(owned, officer)) is stops


def test_an_error_level_check_stops_it(owned, officer, measured):
    total = measured("total", kind="count", basis="year_to_date", polarity="none")
    for month, value in ((OCTOBER.plus(-1), 90), (OCTOBER, 80)):
        record(total, month, value)
    place_indicator(pack=owned, indicator=total, by=officer)
    assert (Rule.CHECKS, "indicator-total") in rules(owned, officer)
