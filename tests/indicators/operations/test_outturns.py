"""Recording, changing and removing outturns."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.models import Outturn, Return
from indicators.operations.outturns import (
    NewOutturn,
    OutturnAlreadyPublished,
    record_outturn,
    record_outturns,
    remove_outturn,
)
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused

OCTOBER = Month(2021, 10)


def test_record_outturn_stores_the_reading_and_who_wrote_it(plans_ended, officer):
    reading = Reading(value=Decimal("79.5"), numerator=Decimal(31), denominator=Decimal(39), provisional=True)
    row = record_outturn(
        indicator=plans_ended, month=OCTOBER, reading=reading, by=officer, note="late from one team"
    )
    row = Outturn.objects.get(pk=row.pk)
    assert (row.value, row.missing, row.numerator, row.denominator) == (Decimal("79.5"), "", 31, 39)
    assert (row.provisional, row.note, row.version) == (True, "late from one team", 1)
    assert [(entry.history_type, entry.history_user) for entry in row.history.all()] == [("+", officer)]


def test_record_outturn_keeps_the_symbol_of_a_missing_figure(plans_ended, officer):
    row = record_outturn(
        indicator=plans_ended,
        month=OCTOBER,
        reading=Reading.none(Missing.NOT_APPLICABLE, "N/A"),
        by=officer,
    )
    assert (row.value, row.missing, row.symbol) == (None, "not_applicable", "N/A")


def test_record_outturn_keeps_zero_as_a_number(plans_ended, officer):
    row = record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(0), by=officer)
    assert Outturn.objects.get(pk=row.pk).value == Decimal(0)


def test_record_outturn_changes_the_one_that_stands(plans_ended, officer, record):
    record(plans_ended, OCTOBER, 78)
    row = record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(79), by=officer)
    assert (Outturn.objects.count(), row.value, row.version) == (1, Decimal(79), 2)


def test_record_outturn_with_the_same_reading_writes_no_history(plans_ended, officer, record):
    record(plans_ended, OCTOBER, 78)
    row = record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(78), by=officer)
    assert (row.version, row.history.count()) == (1, 1)


def test_record_outturn_as_new_is_told_of_the_one_that_stands(plans_ended, officer, record):
    record(plans_ended, OCTOBER, 78)
    with pytest.raises(ChangedMeanwhile) as told:
        record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(99), by=officer, version=0)
    assert told.value.stands.value == Decimal(78)
    assert Outturn.objects.get().value == Decimal(78)


def test_record_outturn_over_one_that_was_removed_makes_no_new_one(plans_ended, officer, record):
    row = record(plans_ended, OCTOBER, 78)
    remove_outturn(outturn=row, by=officer)
    with pytest.raises(CannotBeDone, match="removed this in the meantime"):
        record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(79), by=officer, version=1)
    assert not Outturn.objects.exists()


def test_record_outturn_with_an_older_version_tells_who_changed_what(plans_ended, officer, person, record):
    row = record(plans_ended, OCTOBER, 78)
    other = person("performance_officer", name="Second officer")
    record_outturn(
        indicator=plans_ended, month=OCTOBER, reading=Reading.of(80), by=other, version=row.version
    )
    with pytest.raises(ChangedMeanwhile) as told:
        record_outturn(
            indicator=plans_ended, month=OCTOBER, reading=Reading.of(79), by=officer, version=row.version
        )
    assert told.value.by == "Second officer"
    assert [(change.label, change.was, change.now) for change in told.value.changes] == [
        ("Figure", "78", "80")
    ]
    assert Outturn.objects.get().value == Decimal(80)


def test_record_outturn_is_refused_to_a_board_member(plans_ended, board_member):
    with pytest.raises(Refused) as told:
        record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(79), by=board_member)
    assert str(told.value) == (
        "Your account may not enter and import outturns, targets, comparators and populations. "
        "Ask an administrator if you should."
    )
    assert Outturn.objects.count() == 0


def test_published_month_changes_only_with_a_reason(plans_ended, officer, record, october_published):
    record(plans_ended, OCTOBER, 78, reason="first entry")
    with pytest.raises(OutturnAlreadyPublished) as told:
        record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(79), by=officer, reason="  ")
    assert str(told.value) == (
        "October 2021 is published (November 2021 pack, edition 1), so Plans ended changes only with a reason: say why."
    )
    assert Outturn.objects.get().value == Decimal(78)
    row = record_outturn(
        indicator=plans_ended,
        month=OCTOBER,
        reading=Reading.of(79),
        by=officer,
        reason="a plan was counted twice",
    )
    assert row.value == Decimal(79)
    assert row.history.first().history_change_reason == "a plan was counted twice"


def test_published_month_takes_the_same_reading_without_a_reason(
    plans_ended, officer, record, october_published
):
    record(plans_ended, OCTOBER, 78, reason="first entry")
    row = record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(78), by=officer)
    assert row.version == 1


def test_published_month_takes_a_missing_figure_only_with_a_reason(plans_ended, officer, october_published):
    with pytest.raises(OutturnAlreadyPublished):
        record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(79), by=officer)
    assert Outturn.objects.count() == 0


def test_a_long_reason_is_kept_whole(plans_ended, officer, record, october_published):
    reason = "a plan was counted twice " * 20
    row = record_outturn(
        indicator=plans_ended, month=OCTOBER, reading=Reading.of(79), by=officer, reason=reason
    )
    assert row.history.first().history_change_reason == reason


def test_the_source_goes_with_the_figure(plans_ended, officer, record, rows_by_hand):
    file = Return.objects.create(
        file_name="oct.tsv", sha256="0" * 64, layout="wide", table=[], at="2021-11-24T10:00Z"
    )
    record(plans_ended, OCTOBER, 78, source_return=file, source_cell="C4")
    noted = record_outturn(
        indicator=plans_ended, month=OCTOBER, reading=Reading.of(78), by=officer, note="checked"
    )
    assert (noted.source_return, noted.source_cell) == (file, "C4")
    typed = record_outturn(indicator=plans_ended, month=OCTOBER, reading=Reading.of(79), by=officer)
    assert (typed.source_return, typed.source_cell) == (None, "")


def test_a_number_of_sixteen_digits_is_refused_in_words(plans_ended, officer):
    with pytest.raises(ValidationError) as told:
        record_outturn(
            indicator=plans_ended, month=OCTOBER, reading=Reading.of("1234567890123456"), by=officer
        )
    assert told.value.message_dict == {"value": ["Ensure that there are no more than 15 digits in total."]}


def test_remove_outturn_leaves_its_history(plans_ended, officer, record):
    row = record(plans_ended, OCTOBER, 78)
    remove_outturn(outturn=row, by=officer, reason="entered under the wrong indicator")
    assert Outturn.objects.count() == 0
    last = Outturn.history.first()
    assert (last.history_type, last.history_user, last.history_change_reason, last.value) == (
        "-",
        officer,
        "entered under the wrong indicator",
        Decimal(78),
    )


def test_remove_outturn_of_a_published_month_needs_a_reason(plans_ended, officer, record, october_published):
    row = record(plans_ended, OCTOBER, 78, reason="first entry")
    with pytest.raises(OutturnAlreadyPublished):
        remove_outturn(outturn=row, by=officer)
    assert Outturn.objects.count() == 1


def test_remove_outturn_is_refused_to_a_board_member(plans_ended, board_member, record):
    row = record(plans_ended, OCTOBER, 78)
    with pytest.raises(Refused):
        remove_outturn(outturn=row, by=board_member)
    assert Outturn.objects.count() == 1


def many(indicator, *figures, **more):
    """One new outturn for October and each month after it."""
    return [
        NewOutturn(indicator, OCTOBER.plus(step), Reading.of(figure), **more)
        for step, figure in enumerate(figures)
    ]


def test_record_outturns_writes_new_ones_and_changes_others(plans_ended, officer, record):
    held = record(plans_ended, OCTOBER, 78)
    changed = NewOutturn(
        plans_ended, OCTOBER, Reading.of(79), pk=held.pk, version=held.version, reason="Counted again."
    )
    record_outturns(outturns=[changed, *many(plans_ended, 0, 81, 82)[1:]], by=officer)

    rows = Outturn.objects.order_by("month")
    assert [(row.value, row.version) for row in rows] == [(79, 2), (81, 1), (82, 1)]
    last = rows[0].history.first()
    assert (last.history_type, last.history_user, last.history_change_reason) == (
        "~",
        officer,
        "Counted again.",
    )


def test_record_outturns_as_new_is_told_of_the_one_that_stands_and_writes_nothing(plans_ended, record):
    record(plans_ended, OCTOBER.plus(1), 78)
    with pytest.raises(ChangedMeanwhile) as told:
        record_outturns(outturns=many(plans_ended, 1, 2, 3), by=None)
    assert told.value.stands.month == OCTOBER.plus(1)
    assert Outturn.objects.count() == 1


def test_record_outturns_of_a_published_month_needs_a_reason(plans_ended, october_published):
    with pytest.raises(OutturnAlreadyPublished):
        record_outturns(outturns=many(plans_ended, 1, 2), by=None)
    record_outturns(outturns=many(plans_ended, 1, 2, reason="Late."), by=None)
    assert Outturn.objects.count() == 2


def test_record_outturns_checks_each_field(plans_ended):
    with pytest.raises(ValidationError) as no:
        record_outturns(outturns=many(plans_ended, 1, note="n" * 301), by=None)
    assert list(no.value.message_dict) == ["note"]


def test_record_outturns_is_for_who_may(plans_ended, board_member):
    with pytest.raises(Refused):
        record_outturns(outturns=many(plans_ended, 1), by=board_member)
