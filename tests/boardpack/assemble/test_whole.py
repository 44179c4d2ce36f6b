"""The document as a whole: the same number of questions whatever its size, the pack's order."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.operations.raising import raise_action
from boardpack.assemble import document_of
from boardpack.models import Pack
from boardpack.operations.packs import draft_pack, save_point
from tests.boardpack.conftest import OCTOBER, record

AS_AT = date(2021, 11, 24)


def questions(pack):
    row = Pack.objects.select_related("meeting").get(pk=pack.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        document_of(row)
    return len(asked)


@pytest.mark.parametrize("count", [1, 3])
def test_document_takes_the_same_number_of_queries(
    count, november, measured, said, officer, action_owner, agency
):
    for number in range(count):
        one = measured(f"indicator-{number}", 67, 77, 62, target=83, order=number)
        said([one], analysis="Late information.")
        raise_action(
            by=officer, today=AS_AT, title="Audit", owner=action_owner, agency=agency,
            deadline=AS_AT, indicators=[one],
        )  # fmt: skip
    pack = draft_pack(meeting=november, month=OCTOBER, as_at=AS_AT, by=officer)
    save_point(pack=pack, order=1, asks="note", text="Contacts.", by=officer)

    assert questions(pack) == 20


def test_sections_keep_the_packs_order_and_number(november, in_time, plans, ended, officer):
    pack = draft_pack(
        meeting=november, month=OCTOBER, as_at=AS_AT, by=officer, codes=["ended", "in-time", "plans"]
    )

    document = document_of(pack)
    assert [(one.number, one.code) for one in document.sections] == [
        (1, "ended"),
        (2, "in-time"),
        (3, "plans"),
    ]
    assert [row.code for row in document.scorecard.rows] == ["ended", "in-time", "plans"]
    assert [one.code for one in document.definitions] == ["ended", "in-time", "plans"]


def test_scorecard_shows_six_months_at_least_and_the_year_to_date(november, measured, officer):
    measured("long", *range(70, 95))
    pack = draft_pack(meeting=november, month=OCTOBER, as_at=AS_AT, by=officer)
    assert document_of(pack).scorecard.months == (
        "Apr-21", "May-21", "Jun-21", "Jul-21", "Aug-21", "Sep-21", "Oct-21",
    )  # fmt: skip

    pack.month = OCTOBER.plus(-5)
    assert document_of(pack).scorecard.months == ("Dec-20", "Jan-21", "Feb-21", "Mar-21", "Apr-21", "May-21")


def test_scorecard_shows_no_month_before_the_first_reading(draft):
    assert document_of(draft).scorecard.months == ("Jul-21", "Aug-21", "Sep-21", "Oct-21")


def test_a_month_without_a_reading_is_a_dash_with_the_reason(draft):
    cell = document_of(draft).scorecard.rows[1].readings[0]

    assert (cell.shown, cell.value, cell.why) == ("–", None, "not supplied")


def test_section_says_when_nobody_said_anything(draft):
    section = document_of(draft).sections[2]

    assert (section.texts, section.gap) == ((), "No commentary received")
    assert (section.actions, section.no_action) == ((), "No action is linked to this indicator")


def test_one_commentary_may_speak_for_several(draft, in_time, plans, said):
    said([in_time, plans], analysis="Clinics help both.", received_from="Head of Safeguarding")

    first, second, third = document_of(draft).sections
    assert [text.analysis for text in (*first.texts, *second.texts, *third.texts)] == [
        "Clinics help both."
    ] * 2
    assert first.texts[0].also_speaks_for == ("Short plans",)
    assert second.texts[0].also_speaks_for == ("Short in-time",)
    assert first.texts[0].received_from == "Head of Safeguarding"


def test_chart_marks_the_months_in_which_actions_are_due(draft, in_time, officer, action_owner, agency):
    for day in (date(2021, 9, 30), date(2021, 12, 31)):
        raise_action(
            by=officer, today=date(2021, 8, 1), title="Audit", owner=action_owner, agency=agency,
            deadline=day, indicators=[in_time],
        )  # fmt: skip

    chart = document_of(draft).sections[0].chart
    assert [(chart.labels[mark.at], mark.label.split()[1]) for mark in chart.marks] == [("Sep-21", "due")]


def test_running_totals_carry_their_in_month_readings(november, measured, officer):
    measured("contacts", 1897, 3977, 6350, kind="count", basis="year_to_date", polarity="none")
    pack = draft_pack(meeting=november, month=OCTOBER, as_at=AS_AT, by=officer, codes=["contacts"])

    table = document_of(pack).sections[0].chart.table
    assert table[-1] == ("In the month alone", "not available", "2,080", "2,373")


def test_draft_and_published_differ_in_status_only(draft):
    ours, theirs = document_of(draft), document_of(draft, status="published")

    assert (ours.status, theirs.status) == ("draft", "published")
    assert ours.sections == theirs.sections


def test_outturns_after_the_reporting_month_are_not_looked_at(draft, in_time):
    record(in_time, OCTOBER.plus(1), 99)

    document = document_of(draft)
    assert document.sections[0].latest.shown == "62%"
    assert "99%" not in str(document)
