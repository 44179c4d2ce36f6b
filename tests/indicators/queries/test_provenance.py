"""Where figures came from: each state with its source, what a later instant would tell, and a fixed number of queries."""

from datetime import UTC, datetime, timedelta

import pytest

from indicators.importers import read_return
from indicators.measures.kinds import TargetKind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.models import Comparator, Indicator, Outturn, Return, Target
from indicators.operations.comparators import record_comparator
from indicators.operations.outturns import record_outturn, remove_outturn
from indicators.operations.published import mark_published
from indicators.operations.return_undo import undo_return
from indicators.operations.returns import apply_return
from indicators.operations.targets import set_target
from indicators.queries.provenance import provenance
from tests.fixtures.guard import lifted
from tests.indicators.conftest import NOW, OCTOBER

SEPTEMBER = Month(2021, 9)
DAY = timedelta(days=1)


@pytest.fixture
def november_return(officer):
    with lifted():
        return Return.objects.create(
            file_name="november.tsv", sha256="0" * 64, layout="wide", table={}, by=officer, at=NOW
        )


@pytest.fixture
def dated():
    """dated(Outturn, NOW, NOW + DAY): the history rows of that model happened at these instants, in their order."""

    def move(model, *instants):
        records = list(model.history.order_by("history_id"))
        for record, at in zip(records, instants, strict=True):
            record.history_date = at
            with lifted():
                record.save()

    return move


def words(states):
    return [(state.shown, state.source, state.reason) for state in states]


def test_figure_from_a_return_tells_file_cell_and_person(plans_ended, record, november_return):
    record(plans_ended, OCTOBER, 1897, source_return=november_return, source_cell="D4", note="Late.")

    found = provenance("plans-ended")

    [outturn] = found.outturns
    assert (found.name, outturn.month) == ("Number of plans ended", OCTOBER)
    [state] = outturn.states
    assert state.shown == "1,897"
    assert state.source == "november.tsv, cell D4, imported by Performance officer"
    assert (state.return_pk, state.note, state.changed_when_published) == (november_return.pk, "Late.", False)


def test_figure_typed_over_a_return_keeps_what_was_before(plans_ended, record, november_return, officer):
    record(plans_ended, OCTOBER, 79, source_return=november_return, source_cell="D4")
    record_outturn(
        indicator=plans_ended, month=OCTOBER, reading=Reading.of(97), by=officer, reason="Digits swapped."
    )

    [outturn] = provenance("plans-ended").outturns

    assert words(outturn.states) == [
        ("97", "typed in by Performance officer", "Digits swapped."),
        ("79", "november.tsv, cell D4, imported by Performance officer", ""),
    ]


def test_another_note_is_no_other_figure(plans_ended, record):
    record(plans_ended, OCTOBER, 79)
    record(plans_ended, OCTOBER, 79, note="Checked.")

    [outturn] = provenance("plans-ended").outturns

    assert [(state.shown, state.note) for state in outturn.states] == [("79", "Checked.")]


def test_figure_taken_back_names_its_first_source_and_who_took_it_back(
    plans_ended, record, november_return, officer
):
    record(plans_ended, OCTOBER, 79, source_return=november_return, source_cell="D4")
    record(plans_ended, OCTOBER, 97)
    record_outturn(
        indicator=plans_ended,
        month=OCTOBER,
        reading=Reading.of(79),
        by=officer,
        reason="Taken back.",
        source_return=november_return,
        source_cell="D4",
    )

    [outturn] = provenance("plans-ended").outturns

    assert words(outturn.states) == [
        ("79", "november.tsv, cell D4, imported by Performance officer", "Taken back."),
        ("97", "recorded by the system", ""),
        ("79", "november.tsv, cell D4, imported by Performance officer", ""),
    ]


def test_return_that_was_undone_is_told_of_with_who_undid_it(plans_ended, record, officer):
    record(plans_ended, OCTOBER, 79)
    content = b"Indicator\tSep-21\tOct-21\nNumber of plans ended\t75\t97\n"
    said = {
        "create_missing": False,
        "warnings_note": "Looked at.",
        "file_name": "november.tsv",
        "sha256": "1" * 64,
    }
    apply_return(table=read_return(content), by=officer, now=NOW, **said)
    undo_return(kept=Return.objects.get(), by=officer, now=NOW)

    october, september = provenance("plans-ended").outturns

    cell = "november.tsv, cell {}, imported by Performance officer"
    assert words(october.states) == [
        ("79", "recorded by the system", "november.tsv was undone."),
        ("97", cell.format("C2"), ""),
        ("79", "recorded by the system", ""),
    ]
    assert october.states[0].by == "Performance officer"
    assert [state.shown for state in september.states] == ["removed", "75"]


def test_removed_figure_stays_told(plans_ended, record, officer):
    remove_outturn(outturn=record(plans_ended, OCTOBER, 79), by=officer, reason="Another authority's.")

    [outturn] = provenance("plans-ended").outturns

    assert [(state.shown, state.removed) for state in outturn.states] == [("removed", True), ("79", False)]


def test_reading_without_a_number_says_why(plans_ended, record):
    record(plans_ended, OCTOBER, Reading.none(Missing.NOT_APPLICABLE, "N/A"))
    record(plans_ended, SEPTEMBER, Reading.none(Missing.NOT_SUPPLIED))

    states = [one.states[0] for one in provenance("plans-ended").outturns]

    assert [(state.shown, state.why) for state in states] == [
        ("N/A", "not applicable"),
        ("–", "not supplied"),
    ]


def test_change_after_publication_is_restated(plans_ended, record, dated):
    record(plans_ended, OCTOBER, 79)
    mark_published(months=[OCTOBER], pack="November", by=None, now=NOW)
    record(plans_ended, OCTOBER, 97, reason="Recounted.")
    dated(Outturn, NOW - DAY, NOW + DAY)

    [outturn] = provenance("plans-ended").outturns

    assert [(state.shown, state.changed_when_published) for state in outturn.states] == [
        ("97", True),
        ("79", False),
    ]


def test_until_tells_nothing_that_came_after(plans_ended, record, england, dated):
    record(plans_ended, OCTOBER, 79)
    mark_published(months=[OCTOBER], pack="November", by=None, now=NOW)
    record(plans_ended, OCTOBER, 97, reason="Recounted.")
    record(plans_ended, SEPTEMBER, 5, reason="Late.")
    dated(Outturn, NOW - DAY, NOW + DAY, NOW + DAY)
    set_target(indicator=plans_ended, year=2021, reading=Reading.of(80), by=None)
    set_target(indicator=plans_ended, year=2021, reading=Reading.of(90), by=None)
    dated(Target, NOW, NOW + DAY)
    compared(plans_ended, england, 60, "2021 file", NOW)
    compared(plans_ended, england, 61, "2021 file, corrected", NOW + DAY)
    dated(Indicator, NOW - DAY)

    found = provenance("plans-ended", until=NOW)

    assert [[state.shown for state in one.states] for one in found.outturns] == [["79"]]
    assert [[state.shown for state in one.states] for one in found.targets] == [["80"]]
    assert [[state.shown for state in one.states] for one in found.comparators] == [["60"]]
    assert provenance("plans-ended", until=NOW - 2 * DAY) is None


def test_target_tells_its_kind_and_source(plans_ended, officer):
    more = {"kind": TargetKind.LOCAL_AMBITION, "source": "Business plan", "rationale": "Agreed in May."}
    set_target(indicator=plans_ended, year=2021, reading=Reading.of(80), by=officer, **more)
    set_target(indicator=plans_ended, year=2021, month=OCTOBER, reading=Reading.of(9), by=officer)

    whole, own = provenance("plans-ended").targets

    assert (whole.year.label, whole.month, own.month) == ("2021/22", None, OCTOBER)
    assert whole.states[0].detail == "local ambition. Business plan. Agreed in May"
    assert whole.states[0].source == "typed in by Performance officer"


def compared(indicator, geography, value, vintage, now, **more):
    return record_comparator(
        indicator=indicator,
        geography=geography,
        year=2020,
        reading=Reading.of(value),
        vintage=vintage,
        by=None,
        now=now,
        **more,
    )


def test_comparator_tells_earlier_files_and_what_was_withdrawn(plans_ended, england):
    compared(plans_ended, england, 60, "2021 file", NOW)
    compared(plans_ended, england, 61, "2021 file, corrected", NOW + DAY, provisional=True)
    wrong = compared(plans_ended, england, 999, "another file", NOW + 2 * DAY)
    with lifted():
        Comparator.objects.filter(pk=wrong.pk).update(withdrawn_at=NOW + 3 * DAY)

    [found] = provenance("plans-ended").comparators

    assert (found.geography, found.year.label) == ("England", "2020/21")
    assert [(state.shown, state.detail, state.withdrawn) for state in found.states] == [
        ("61", "2021 file, corrected", False),
        ("999", "another file", True),
        ("60", "2021 file", False),
    ]
    [then] = provenance("plans-ended", until=datetime(2121, 1, 1, tzinfo=UTC)).comparators
    assert then == found


def test_unknown_indicator_has_no_figures(db):
    assert provenance("no-such") is None


@pytest.mark.parametrize("count", [1, 6])
def test_takes_five_queries_whatever_is_held(
    count, plans_ended, england, record, officer, november_return, django_assert_num_queries
):
    for back in range(count):
        record(plans_ended, OCTOBER.plus(-back), 79, source_return=november_return, source_cell="D4")
        record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(back), by=officer)
        compared(plans_ended, england, back, f"file {back}", NOW, source_return=november_return)
        set_target(indicator=plans_ended, year=2021 - back, reading=Reading.of(80), by=officer)

    with django_assert_num_queries(5):
        provenance("plans-ended")
