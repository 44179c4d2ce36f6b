"""What the next pack tells of the time since the last one; and that nothing changes the one that is published."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.lifecycle import Status
from actions.operations.closing import close_action, reopen_action
from actions.operations.deadlines import move_deadline
from actions.operations.raising import raise_action, save_action
from boardpack.assemble import document_of
from boardpack.document import Since, from_text, to_text
from boardpack.document.told import told_of
from boardpack.models import Pack
from boardpack.operations.packs import draft_pack, place_indicator, publish_pack, save_point
from boardpack.operations.publishing import start_edition
from boardpack.operations.recording import answer, ask
from boardpack.operations.recording import record as record_said
from boardpack.queries.earlier import earlier_editions
from boardpack.renderers import FORMATS
from indicators.measures.checks import findings_of_all
from indicators.measures.kinds import GeographyKind, Kind
from indicators.measures.readings import Missing, Reading
from indicators.operations.comparators import record_comparator
from indicators.operations.data_notes import confirm_findings
from indicators.operations.outturns import record_outturn
from indicators.operations.setup import save_geography, save_indicator
from indicators.operations.targets import set_target
from indicators.queries.checks import checked_for
from partnership import clock
from partnership.models import Meeting
from partnership.operations.rows import create
from tests.boardpack.conftest import DECEMBER, NOW, OCTOBER, record

NOVEMBER_24, JANUARY_20 = date(2021, 11, 24), date(2022, 1, 20)


@pytest.fixture
def following(january: Meeting) -> Callable[..., Since]:
    """following(): what the draft for January tells, with these fields of the pack."""

    def look(**fields: Any) -> Since:
        held = Pack.objects.filter(meeting=january).first()
        pack = held or draft_pack(meeting=january, month=DECEMBER, as_at=JANUARY_20, by=None, **fields)
        found = document_of(Pack.objects.select_related("meeting").get(pk=pack.pk)).since
        assert found is not None
        return found

    return look


def restated(since: Since, code: str = "in-time") -> list[tuple[str, str, str]]:
    return [(one.what, one.was.shown, one.now.shown) for one in since.restated if one.code == code]


def test_a_first_pack_has_nothing_to_compare_with(draft):
    since = document_of(draft).since

    assert (since.last, since.restated, since.statuses, since.new, since.before) == ("", (), (), (), "")


def test_nothing_changed_is_nothing_told(published, following):
    since = following()

    assert since.last == "Board pack, November 2021, edition 1"
    assert (since.restated, since.closed, since.slipped, since.new, since.altered) == ((), (), (), (), ())
    assert [(one.code, one.was.word, one.now.word) for one in since.statuses] == [
        ("in-time", "red", "not judged"),
        ("plans", "above", "not judged"),
    ]


def test_later_changes_show_in_no_format_and_in_the_next_pack(
    draft, in_time, plans, ended, officer, action_owner, agency, following
):
    """Every outturn, target, comparator, name and action behind the published edition."""
    england = save_geography(
        geography=None, by=None, code="E92", name="England", kind=GeographyKind.ENGLAND.value
    )
    about = {"indicator": in_time, "geography": england, "year": 2020, "by": None}
    record_comparator(**about, reading=Reading.of(85), vintage="DfE 2021", now=NOW)
    set_target(indicator=in_time, year=2020, reading=Reading.of(80), by=None)
    action = raise_action(
        by=officer, today=NOVEMBER_24, title="Audit", owner=action_owner, agency=agency,
        deadline=date(2021, 12, 31), indicators=[in_time],
    )  # fmt: skip
    published = publish_pack(pack=draft, by=None, now=NOW)
    before = {one.key: one.render(from_text(published.document), NOW) for one in FORMATS}
    shown = from_text(published.document)

    for indicator in (in_time, plans, ended):
        for section in (one for one in shown.sections if one.code == indicator.code):
            for back, value in enumerate(reversed(section.chart.lines[0].values)):
                record(indicator, OCTOBER.plus(-back), int(value or 0) + 25 + back, reason=f"recount {back}")
        save_indicator(
            indicator=indicator, by=officer, name=f"New name of {indicator.code}", reason="clearer"
        )
    set_target(
        indicator=in_time, year=2021, reading=Reading.of(70), by=officer, rationale="Lowered by the board."
    )
    set_target(indicator=plans, year=2021, reading=Reading.of(350), by=officer)
    record_comparator(**about, reading=Reading.of(86), vintage="DfE 2022", now=NOW + timedelta(1))
    save_geography(geography=england, by=None, name="All England")
    save_action(action=action, by=officer, today=JANUARY_20, title="Wider audit")

    stored = Pack.objects.get(pk=published.pk).document
    assert stored == published.document
    assert {one.key: one.render(from_text(stored), NOW) for one in FORMATS} == before
    since = following()
    assert restated(since) == [
        ("Oct-21", "62%", "87%"),
        ("Target 2021/22", "83%", "70%"),
        ("All England 2020/21", "85%", "86%"),
        ("Name", "Name of in-time", "New name of in-time"),
        ("Jul-21", "67%", "95%"),
        ("Aug-21", "77%", "104%"),
        ("Sep-21", "73%", "99%"),
    ]
    assert restated(since, "plans") == [
        ("Sep-21", "387", "413"),
        ("Oct-21", "388", "413"),
        ("Target 2021/22", "340", "350"),
        ("Name", "Name of plans", "New name of plans"),
    ]
    assert restated(since, "ended") == [
        ("Sep-21", "75", "101"),
        ("Oct-21", "23", "48"),
        ("Name", "Name of ended", "New name of ended"),
    ]
    first = since.restated[0]
    assert (first.why, first.status) == ("recount 0.", "Oct-21 would be green today; the last pack said red.")
    assert [one.why for one in since.changing] == [
        "recount 0.", "Lowered by the board.", "Now from DfE 2022.", "clearer.",
    ]  # fmt: skip
    assert [(one.what, one.was, one.now) for one in since.altered] == [("Title", "Audit", "Wider audit")]
    text = to_text(document_of(Pack.objects.drafts().get()))
    assert to_text(from_text(text)) == text


@pytest.mark.parametrize(
    ("reading", "now"),
    [
        (Reading.none(Missing.NOT_AVAILABLE, "x"), ("x", "not available")),
        (Reading.of("62.4"), ("62.4%", "")),
    ],
)
def test_a_figure_that_goes_or_differs_below_what_is_shown(reading, now, published, in_time, following):
    record_outturn(indicator=in_time, month=OCTOBER, reading=reading, by=None, reason="Late return")

    (one,) = following().restated
    assert (one.was.shown, (one.now.shown, one.now.why), one.why) == ("62%", now, "Late return.")


def test_a_figure_put_in_late_and_one_that_is_only_final_now(published, in_time, ended, following):
    record(ended, OCTOBER.plus(-2), 70, reason="Came late")
    final = Reading(value=Reading.of(62).value, provisional=True)
    record_outturn(indicator=in_time, month=OCTOBER, reading=final, by=None, reason="Not final")

    told = [
        (one.code, one.what, f"{one.was.shown} {one.was.why}", f"{one.now.shown} {one.now.why}", one.why)
        for one in following().restated
    ]
    assert told == [
        ("in-time", "Oct-21", "62% final", "62% provisional", "Not final."),
        ("ended", "Aug-21", "– not supplied", "70 ", "Came late."),
    ]


def test_other_counts_behind_the_same_number_are_told(draft, in_time, following):
    sixty_two = {"value": Decimal(62), "denominator": Decimal(100)}
    for numerator in (62, 61):
        reading = Reading(numerator=Decimal(numerator), **sixty_two)
        record_outturn(indicator=in_time, month=OCTOBER, reading=reading, by=None, reason="Counted again")
        if numerator == 62:
            publish_pack(pack=draft, by=None, now=clock.now())

    (one,) = following().restated
    assert (one.what, one.was.shown, one.now.shown, one.why, one.status) == (
        "Oct-21, its counts", "62 of 100", "61 of 100", "Counted again.", "",
    )  # fmt: skip
    save_indicator(indicator=in_time, by=None, small_number_control=True)
    assert "61 of 100" not in to_text(document_of(Pack.objects.drafts().get()))


def test_figures_of_periods_before_the_chart_are_told_together(published, in_time, following):
    for back in (7, 8):
        record(in_time, OCTOBER.plus(-back), 70, reason="History")

    assert [(one.what, one.was.why, one.now.shown, one.why) for one in following().restated] == [
        ("Feb-21 to Mar-21", "not shown", "2 figures put in", "History.")
    ]


@pytest.mark.parametrize(
    ("profile", "year", "expected"),
    [
        ("linear", 2021, [("Target 2021/22", "15,880", "16,000")]),
        ("linear", 2020, [("Target to date Mar-21", "12,000", "16,000")]),
        ("flat", 2020, [("Target Feb-21 to Mar-21", "12,000", "16,000")]),
    ],
)
def test_a_target_is_restated_once_for_each_year_that_was_shown(
    profile, year, expected, november, measured, following
):
    basis = "year_to_date" if profile == "linear" else "in_month"
    fields = {"kind": "count", "basis": basis, "polarity": "none", "target_profile": profile}
    contacts = measured("contacts", 9, 10, 1, 2, 3, 4, 5, 6, 7, target=15880, **fields)
    set_target(indicator=contacts, year=2020, reading=Reading.of(12000), by=None)
    publish_pack(
        pack=draft_pack(meeting=november, month=OCTOBER, as_at=NOVEMBER_24, by=None), by=None, now=NOW
    )
    set_target(indicator=contacts, year=year, reading=Reading.of(16000), by=None)

    assert restated(following(), "contacts") == expected


def test_an_indicator_that_is_left_out_is_still_restated(published, in_time, following):
    record(in_time, OCTOBER, 90, reason="Recount")
    since = following(codes=["ended", "plans"])

    assert restated(since) == [("Oct-21", "62%", "90%")]
    assert [(one.code, one.now) for one in since.statuses if one.code == "in-time"] == [("in-time", None)]


def test_an_indicator_with_another_code_is_the_same(published, in_time, following):
    save_indicator(indicator=in_time, by=None, code="timely")
    record(in_time, OCTOBER, 90, reason="Recount")
    since = following()

    assert restated(since, "timely") == [("Oct-21", "62%", "90%")]
    assert [(one.was.word, one.now.word) for one in since.statuses if one.code == "timely"] == [
        ("red", "not judged")
    ]


def test_small_counts_are_told_on_neither_side(november, measured, officer, following):
    """3, kept back, becomes 7; 8 becomes 2; and a reason could say both."""
    young = measured("young", 8, 3, kind="count", polarity="none", small_number_control=True)
    publish_pack(
        pack=draft_pack(meeting=november, month=OCTOBER, as_at=NOVEMBER_24, by=None), by=None, now=NOW
    )
    record(young, OCTOBER, 7, reason="3 were 7")
    record(young, OCTOBER.plus(-1), 2, reason="8 were 2")

    since = following()
    assert restated(since, "young") == [("Sep-21", "kept back now", "c"), ("Oct-21", "c", "7")]
    assert {one.why for one in since.restated} == {
        "The reason is kept back, because it could tell a small count."
    }
    publish_pack(pack=Pack.objects.drafts().get(), by=None, now=NOW + timedelta(57))
    assert earlier_editions()[-1].shown == {("young", OCTOBER): 7}


def test_a_count_that_became_controlled_is_not_repeated(november, measured, following):
    young = measured("young", 8, 3, kind="count", polarity="none")
    publish_pack(
        pack=draft_pack(meeting=november, month=OCTOBER, as_at=NOVEMBER_24, by=None), by=None, now=NOW
    )
    save_indicator(indicator=young, by=None, small_number_control=True)
    record(young, OCTOBER, 9, reason="Recount")

    assert restated(following(), "young") == [("Oct-21", "c", "9")]


def test_actions_closed_slipped_new_and_done(
    published, in_time, officer, chair, action_owner, agency, following
):
    def raised(title: str, day: date, **fields: Any) -> Any:
        return raise_action(
            by=officer, today=day, title=title, owner=action_owner, agency=agency,
            deadline=date(2021, 12, 10), **fields,
        )  # fmt: skip

    first = [raised(f"Old {at}", NOVEMBER_24, source_meeting=published.meeting) for at in (1, 2, 3)]
    second = publish_pack(pack=start_edition(pack=published, reason="Actions.", by=None), by=None, now=NOW)
    assert len(from_text(second.document).actions) == 3
    close_action(
        action=first[0], status=Status.DONE, words="Audited.", by=officer, today=date(2021, 12, 3),
        via="by e-mail",
    )  # fmt: skip
    move_deadline(
        action=first[1], by=officer, agreed_by=chair, reason="Half-term", now=NOW, deadline=date(2022, 2, 1)
    )
    raised("New", date(2021, 12, 1), indicators=[in_time])

    since = following()
    one, two, three = (action.reference for action in first)
    assert [(line.reference, line.stands) for line in since.closed] == [(one, "done on 3 December 2021")]
    assert [(line.reference, line.original, line.was, line.now, line.moves) for line in since.slipped] == [
        (two, "10 December 2021", "10 December 2021", "1 February 2022", 1)
    ]
    assert [line.title for line in since.new] == ["New"]
    assert [(line.reference, line.since, line.nothing) for line in since.done] == [
        (one, "done on 3 December 2021", "No indicator is linked to it.")
    ]
    assert since.last_meeting == "Board, 24 November 2021"
    assert {line.reference for line in since.matters} == {one, two, three}

    reopen_action(action=type(first[0]).objects.get(pk=first[0].pk), reason="Not quite", by=officer)
    assert following().closed == ()


def test_an_action_closed_between_publication_and_as_at_is_told(
    draft, officer, action_owner, agency, following
):
    action = raise_action(
        by=officer, today=date(2021, 11, 1), title="Audit", owner=action_owner, agency=agency,
        deadline=date(2021, 12, 10),
    )  # fmt: skip
    publish_pack(pack=draft, by=None, now=NOW - timedelta(2))
    close_action(
        action=action, status=Status.CANCELLED, words="Not needed.", by=officer, today=date(2021, 11, 23)
    )

    assert [line.stands for line in following().closed] == ["cancelled on 23 November 2021"]


def test_what_was_asked_and_decided_stands_in_the_next_pack(published, board_member, officer, following):
    row = ask(
        pack=published, section="indicator-in-time", words="Why has it fallen?", by=board_member,
        today=NOVEMBER_24,
    )  # fmt: skip
    record_said(
        pack=published, section="scorecard", kind="decision", words="Look again in May.", by=officer,
        today=NOVEMBER_24, outcome="On the plan.",
    )  # fmt: skip
    record_said(
        pack=published, section="scorecard", kind="challenge", words="It is thin.", by=officer,
        today=NOVEMBER_24, raised_by=board_member, outcome="It is taken back.",
    )  # fmt: skip

    told = {one.kind: one for one in following().records}
    assert (told["challenge"].answer, told["challenge"].outcome) == ("", "It is taken back.")
    assert (told["question"].where, told["question"].answer) == ("Short in-time", "Not answered yet.")
    assert (told["decision"].words, told["decision"].outcome) == ("Look again in May.", "On the plan.")
    answer(row=row, words="Late invitations.", by=officer, today=NOVEMBER_24)
    assert following().records[0].answer == f"Late invitations. ({officer.name}, 24 November 2021)"


def test_a_confirmed_warning_prints_in_the_officers_words_while_its_figures_stand(
    november, measured, officer, following
):
    row = measured(
        "long", 40, 41, 40, 41, 40, 41, 40, 41, 40, 41, 40, 41, 90, kind=Kind.COUNT.value, polarity="none"
    )
    found = findings_of_all(checked_for(["long"], [OCTOBER]))
    confirm_findings(findings=found, note="A clinic opened.", by=officer, now=NOW)
    pack = draft_pack(meeting=november, month=OCTOBER, as_at=NOVEMBER_24, by=None)

    document = document_of(pack)
    assert {(one.month, one.about, one.note) for one in document.since.notes} == {
        ("Oct-21", "outside the process limits", "A clinic opened.")
    }
    assert document.sections[0].notes[-1] == (
        "Note on the data of Oct-21 (outside the process limits): A clinic opened."
    )
    record(row, OCTOBER, 91)
    assert document_of(pack).since.notes == ()


def test_commentary_that_was_asked_for_and_not_received(draft, in_time, officer):
    place_indicator(
        pack=draft, indicator=in_time, by=officer, asked_of="Head of Safeguarding", asked_on=NOVEMBER_24
    )

    assert [(one.code, one.words) for one in document_of(draft).since.not_received] == [
        ("in-time", "Commentary was asked of Head of Safeguarding on 24 November 2021, and not received")
    ]


def test_a_further_edition_lists_its_differences_and_repeats_no_words(
    published, in_time, plans, said, officer
):
    draft = start_edition(pack=published, reason="A name slipped in.", by=officer)
    record(in_time, OCTOBER, 84, reason="Recount")
    said([in_time], analysis="Late information.")
    save_point(pack=draft, order=1, asks="note", text="Look at it.", by=officer)
    save_indicator(indicator=plans, by=officer, name="Plans")

    since = document_of(Pack.objects.select_related("meeting").get(pk=draft.pk)).since
    assert (since.before, since.reason) == ("edition 1", "A name slipped in.")
    assert [(one.where, one.what, one.was, one.now) for one in since.differences] == [
        ("Discussion point 1", "Its words", "nothing", "said"),
        ("Name of in-time", "Oct-21", "62%", "84%"),
        ("Name of in-time", "Status", "red", "green"),
        ("Name of in-time", "Direction of travel", "worsening", "improving"),
        ("Name of in-time", "Commentary", "nothing", "said"),
        ("Name of in-time", "Commentary that is missing", "No commentary received", "nothing"),
        ("Plans", "Name", "Name of plans", "Plans"),
    ]


def test_a_further_edition_tells_of_a_new_comparator_and_another_explanation(published, in_time, officer):
    draft = start_edition(pack=published, reason="Explained wrongly.", by=officer)
    england = save_geography(
        geography=None, by=None, code="E92", name="England", kind=GeographyKind.ENGLAND.value
    )
    record_comparator(
        indicator=in_time,
        geography=england,
        year=2020,
        by=None,
        reading=Reading.of(85),
        vintage="DfE 2021",
        now=NOW,
    )
    save_indicator(indicator=in_time, by=officer, definition="Of those held, how many were in time.")

    since = document_of(Pack.objects.select_related("meeting").get(pk=draft.pk)).since
    found = [(one.what, one.was, one.now) for one in since.differences]
    assert found == [
        ("England 2020/21", "–", "85%"),
        ("Its explanation in the annex", "said", "other words"),
    ]


def test_an_indicator_is_compared_with_the_last_edition_that_showed_it(
    published, in_time, january, following
):
    """November shows it, January does not; then March does."""
    save_indicator(indicator=in_time, by=None, code="timely")
    following(codes=["plans"])
    publish_pack(pack=Pack.objects.drafts().get(), by=None, now=NOW + timedelta(57))
    record(in_time, OCTOBER, 90, reason="Recount")
    march = create(Meeting, by=None, title="Board", date=date(2022, 3, 16))
    pack = draft_pack(meeting=march, month=DECEMBER, as_at=march.date, by=None, codes=["plans", "timely"])

    since = document_of(pack).since
    november = "Board pack, November 2021, edition 1"
    assert [(one.what, one.was.shown, one.now.shown, one.why, one.shown_in) for one in since.restated] == [
        ("Oct-21", "62%", "90%", "Recount.", november)
    ]
    assert since.restated[0].status == f"Oct-21 would be green today; {november} said red."
    assert [(one.code, one.was.word, one.now.word, one.shown_in) for one in since.statuses] == [
        ("timely", "red", "not judged", november)
    ]
    told = {table.heading: table.rows for table in told_of(since)}
    assert [row.cells[1] for row in told["Statuses that changed"]] == [
        f"red (Oct-21, last shown in {november})"
    ]
    assert told["Restated, with another status"][0].cells[1] == f"Oct-21 (last shown in {november})"


@pytest.mark.parametrize("count", [1, 3])
def test_the_next_pack_takes_the_same_number_of_queries(count, november, january, measured, officer):
    made = [measured(f"indicator-{at}", 67, 77, 62, target=83, order=at) for at in range(count)]
    publish_pack(
        pack=draft_pack(meeting=november, month=OCTOBER, as_at=NOVEMBER_24, by=None), by=None, now=NOW
    )
    for one in made:
        record(one, OCTOBER, 61, reason="Recount")
    draft_pack(meeting=january, month=DECEMBER, as_at=JANUARY_20, by=None)
    pack = Pack.objects.select_related("meeting").get(meeting=january)

    with CaptureQueriesContext(connection) as asked:
        assert len(document_of(pack).since.restated) == count
    assert len(asked) == 24
