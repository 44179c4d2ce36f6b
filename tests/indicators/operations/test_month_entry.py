"""A month's figures recorded together: all or nothing, and no cell overwritten in silence."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.models import Outturn
from indicators.operations.month_entry import (
    CannotStand,
    CellConflict,
    Conflicts,
    Entry,
    LeftBlank,
    Recorded,
    Told,
    record_month,
)
from indicators.operations.outturns import OutturnAlreadyPublished, remove_outturn
from indicators.queries.entry import NOTHING, Cells, Column, cells_of
from partnership.operations.rows import CannotBeDone
from partnership.verdicts import Refused

OCTOBER = Month(2021, 10)


@pytest.fixture
def contacts(make_indicator):
    return make_indicator("contacts")


@pytest.fixture
def second(person):
    return person("performance_officer", name="Second officer")


def cells(figure=None, **more):
    reading = figure if isinstance(figure, Reading) or figure is None else Reading.of(figure)
    return Cells(figure=reading, **more)


def over(row, typed, **more):
    """Typed over a row as it stands."""
    return Entry(row.indicator_id, row.pk, row.version, typed, **more)


def fresh(indicator, typed, **more):
    return Entry(indicator.pk, 0, 0, typed, **more)


def test_rows_that_differ_are_written_and_no_others(plans_ended, contacts, make_indicator, record, officer):
    same = record(plans_ended, OCTOBER, 31)
    changed = record(contacts, OCTOBER, 1897)
    new = make_indicator("new")
    found = record_month(
        month=OCTOBER,
        entries=[
            over(same, cells("31.0")),
            over(changed, cells(1900, note="counted again", provisional=True)),
            fresh(new, cells(Reading.none(Missing.NOT_APPLICABLE, "N/A"))),
            fresh(make_indicator("untouched"), NOTHING),
        ],
        by=officer,
    )
    assert found == Recorded(new=1, changed=1, unchanged=2)
    rows = {row.indicator.code: row for row in Outturn.objects.select_related("indicator")}
    assert {code: (row.version, row.note, row.provisional) for code, row in rows.items()} == {
        "plans-ended": (1, "", False),
        "contacts": (2, "counted again", True),
        "new": (1, "", False),
    }
    assert cells_of(rows["new"]).text(Column.FIGURE) == "N/A"
    assert [(row.history_user, row.version) for row in rows["contacts"].history.all()] == [
        (officer, 2),
        (None, 1),
    ]


def test_numerator_and_denominator_go_with_the_figure(plans_ended, officer):
    typed = cells("79.5", numerator=Decimal(31), denominator=Decimal(39))
    record_month(month=OCTOBER, entries=[fresh(plans_ended, typed)], by=officer)
    row = Outturn.objects.get()
    assert (row.value, row.numerator, row.denominator) == (Decimal("79.5"), 31, 39)


def test_a_blank_removes_no_figure_and_is_told(plans_ended, record, officer):
    row = record(plans_ended, OCTOBER, 1897, note="kept")
    found = record_month(month=OCTOBER, entries=[over(row, NOTHING)], by=officer)
    assert found == Recorded(0, 0, 1, (LeftBlank("Plans ended", "1,897", row.pk),))
    row.refresh_from_db()
    assert (row.value, row.note, row.version) == (1897, "kept", 1)


def test_a_reason_without_a_symbol_stays_where_the_cell_is_blank(plans_ended, record, officer):
    row = record(plans_ended, OCTOBER, Reading.none(Missing.NOT_SUPPLIED))
    found = record_month(month=OCTOBER, entries=[over(row, cells(note="asked again"))], by=officer)
    assert found == Recorded(0, 1, 0)
    row.refresh_from_db()
    assert (row.missing, row.note) == ("not_supplied", "asked again")


def test_a_symbol_that_stands_for_another_reason_keeps_it(plans_ended, record, officer):
    row = record(plans_ended, OCTOBER, Reading.none(Missing.NOT_SUPPLIED, "x"))
    typed = cells(Reading.none(Missing.NOT_AVAILABLE, "x"))
    assert record_month(month=OCTOBER, entries=[over(row, typed)], by=officer) == Recorded(0, 0, 1)
    row.refresh_from_db()
    assert row.missing == "not_supplied"


def test_every_conflict_is_told_and_nothing_is_written(
    plans_ended, contacts, make_indicator, record, officer, second
):
    mine = [record(plans_ended, OCTOBER, 12), record(contacts, OCTOBER, 100)]
    other = make_indicator("other")
    theirs = [over(mine[0], cells(15, note="recount")), over(mine[1], cells(101)), fresh(other, cells(7))]
    assert record_month(month=OCTOBER, entries=theirs, by=second) == Recorded(1, 2, 0)
    before = list(Outturn.objects.values())
    late = make_indicator("late")
    found = record_month(
        month=OCTOBER,
        entries=[
            over(mine[0], cells(17)),
            over(mine[1], cells(100)),  # not typed over: theirs stands, and there is nothing to decide
            fresh(other, cells(8)),
            fresh(late, cells(1)),
        ],
        by=officer,
    )
    assert isinstance(found, Conflicts)
    assert [(row.indicator, row.by, row.version, row.cells) for row in found.rows] == [
        (plans_ended.pk, "Second officer", 2, (CellConflict(Column.FIGURE, "12", "15", "17"),)),
        (other.pk, "Second officer", 1, (CellConflict(Column.FIGURE, "nothing", "7", "8"),)),
    ]
    assert found.rows[0].stands == cells("15", note="recount")
    assert found.rows[0].at == mine[0].history.first().history_date
    assert list(Outturn.objects.values()) == before


def test_the_same_typed_by_both_is_no_conflict(plans_ended, record, officer, second):
    row = record(plans_ended, OCTOBER, 12)
    entries = [over(row, cells(15))]
    assert record_month(month=OCTOBER, entries=entries, by=second) == Recorded(0, 1, 0)
    assert record_month(month=OCTOBER, entries=entries, by=officer) == Recorded(0, 0, 1)


def test_cells_are_kept_one_by_one(plans_ended, record, officer):
    row = record(plans_ended, OCTOBER, 15, note="theirs")
    typed = over(row, cells(17, note="mine"), kept=frozenset({Column.FIGURE}))
    assert record_month(month=OCTOBER, entries=[typed], by=officer) == Recorded(0, 1, 0)
    row.refresh_from_db()
    assert (row.value, row.note) == (15, "mine")


def test_a_figure_removed_meanwhile_is_a_conflict(plans_ended, record, officer, second):
    row = record(plans_ended, OCTOBER, 12)
    typed, untouched = over(row, cells(17)), over(row, cells(12))
    remove_outturn(outturn=row, by=second)
    found = record_month(month=OCTOBER, entries=[typed], by=officer)
    assert isinstance(found, Conflicts)
    told = found.rows[0]
    assert (told.by, told.outturn, told.version) == ("Second officer", 0, 0)
    assert told.cells == (CellConflict(Column.FIGURE, "12", "nothing", "17"),)
    assert record_month(month=OCTOBER, entries=[untouched], by=officer) == Recorded(0, 0, 1)
    assert Outturn.objects.count() == 0


def test_a_figure_removed_and_entered_again_is_another_one(plans_ended, record, officer, second):
    row = record(plans_ended, OCTOBER, 12)
    typed = over(row, cells(17))
    remove_outturn(outturn=row, by=second)
    record(plans_ended, OCTOBER, 13)
    found = record_month(month=OCTOBER, entries=[typed], by=officer)
    assert isinstance(found, Conflicts)
    assert Outturn.objects.get().value == 13


def test_a_version_that_history_does_not_know_overwrites_nothing(plans_ended, record, officer):
    row = record(plans_ended, OCTOBER, 12)
    typed = Entry(plans_ended.pk, row.pk, 99, cells(17))
    assert isinstance(record_month(month=OCTOBER, entries=[typed], by=officer), Conflicts)
    assert Outturn.objects.get().value == 12


def test_a_published_month_changes_only_with_a_reason(
    plans_ended, contacts, record, officer, october_published
):
    row = record(plans_ended, OCTOBER, 31, reason="first")
    entries = [fresh(contacts, cells(5)), over(row, cells(32))]
    with pytest.raises(OutturnAlreadyPublished):
        record_month(month=OCTOBER, entries=entries, by=officer)
    assert [row.value for row in Outturn.objects.all()] == [31]
    found = record_month(month=OCTOBER, entries=entries, by=officer, reason="counted twice")
    assert found == Recorded(1, 1, 0)
    row.refresh_from_db()
    assert row.history.first().history_change_reason == "counted twice"


def test_an_indicator_that_is_not_due_writes_nothing(plans_ended, make_indicator, officer):
    quarterly = make_indicator("quarterly", frequency="quarterly")
    entries = [fresh(plans_ended, cells(1)), fresh(quarterly, cells(2))]
    with pytest.raises(CannotBeDone) as told:
        record_month(month=OCTOBER, entries=entries, by=officer)
    assert str(told.value) == "An indicator is no longer due in October 2021: open the month again."
    assert Outturn.objects.count() == 0


def test_a_note_without_a_figure_is_refused(plans_ended, officer):
    with pytest.raises(CannotBeDone) as told:
        record_month(month=OCTOBER, entries=[fresh(plans_ended, cells(note="late"))], by=officer)
    assert str(told.value) == "Plans ended has no figure: give a number or a symbol such as N/A."


def test_record_month_is_refused_to_others(plans_ended, board_member):
    with pytest.raises(Refused):
        record_month(month=OCTOBER, entries=[fresh(plans_ended, cells(1))], by=board_member)
    assert Outturn.objects.count() == 0


def test_what_cannot_be_true_is_refused_with_everything_else(plans_ended, contacts, officer):
    entries = [fresh(plans_ended, cells(-3)), fresh(contacts, cells(5))]
    assert record_month(month=OCTOBER, entries=entries, by=officer) == CannotStand(
        (
            Told(
                plans_ended.pk,
                "Plans ended",
                "-3 for Oct-21 is less than nothing, which a number or rate cannot be: correct the figure.",
            ),
        )
    )
    assert Outturn.objects.count() == 0


def test_what_is_unlikely_is_written_and_told(plans_ended, record, officer):
    record(plans_ended, Month(2021, 9), 31)
    found = record_month(month=OCTOBER, entries=[fresh(plans_ended, cells(310))], by=officer)
    assert isinstance(found, Recorded)
    assert [(told.indicator, told.name) for told in found.warnings] == [(plans_ended.pk, "Plans ended")]
    assert Outturn.objects.get(month=OCTOBER).value == 310


def test_a_total_that_falls_later_does_not_stop_this_month(make_indicator, record, officer):
    total = make_indicator("total", basis="year_to_date")
    record(total, Month(2021, 9), 100)
    record(total, Month(2021, 11), 120)
    found = record_month(month=OCTOBER, entries=[fresh(total, cells(130))], by=officer)
    assert isinstance(found, Recorded)
    assert [told.name for told in found.warnings] == ["Total"]
    assert isinstance(
        record_month(month=Month(2021, 12), entries=[fresh(total, cells(90))], by=officer), CannotStand
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(plans_ended, contacts, record, officer, second):
    row = record(plans_ended, OCTOBER, 12)
    together = Barrier(2)

    def save(by, figure):
        try:
            together.wait(timeout=10)
            entries = [over(row, cells(figure)), fresh(contacts, cells(figure))]
            return type(record_month(month=OCTOBER, entries=entries, by=by))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = pool.map(save, (officer, second), (15, 17))
    assert set(outcomes) == {Recorded, Conflicts}
    values = [held.value for held in Outturn.objects.order_by("indicator__code")]
    assert values in ([15, 15], [17, 17])
