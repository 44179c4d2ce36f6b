"""Setting and removing targets."""

from decimal import Decimal

import pytest

from indicators.measures.kinds import TargetKind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.models import Target
from indicators.operations.targets import TargetIsPublished, remove_target, set_target
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused


def test_set_target_for_a_year_and_for_a_month_of_it_are_two(plans_ended, officer):
    year = set_target(indicator=plans_ended, year=2021, by=officer, reading=Reading.of(83))
    month = set_target(
        indicator=plans_ended, year=2021, month=Month(2021, 10), by=officer, reading=Reading.of(80)
    )
    assert year.kind == TargetKind.NOT_STATED.value
    assert set(Target.objects.values_list("pk", flat=True)) == {year.pk, month.pk}


def test_set_target_again_changes_it_and_leaves_its_kind(plans_ended, officer):
    set_target(
        indicator=plans_ended, year=2021, by=officer, reading=Reading.of(83), kind=TargetKind.COMPARATOR_MEAN
    )
    row = set_target(
        indicator=plans_ended, year=2021, by=officer, reading=Reading.none(Missing.NOT_APPLICABLE, "N/A")
    )
    assert (row.value, row.missing, row.symbol, row.kind) == (
        None,
        "not_applicable",
        "N/A",
        "comparator_mean",
    )
    assert Target.objects.count() == 1


def test_set_target_as_new_is_told_of_the_one_that_stands(plans_ended, officer):
    set_target(indicator=plans_ended, year=2021, by=officer, reading=Reading.of(83))
    with pytest.raises(ChangedMeanwhile):
        set_target(indicator=plans_ended, year=2021, by=officer, reading=Reading.of(90), version=0)
    assert Target.objects.get().value == Decimal(83)


def test_set_target_is_refused_to_a_chair(plans_ended, person):
    with pytest.raises(Refused):
        set_target(indicator=plans_ended, year=2021, by=person("chair"), reading=Reading.of(83))
    assert Target.objects.count() == 0


def test_remove_target_of_a_year_that_is_published_is_refused(plans_ended, officer, october_published):
    held = set_target(indicator=plans_ended, year=2021, by=officer, reading=Reading.of(83))
    other = set_target(indicator=plans_ended, year=2022, by=officer, reading=Reading.of(85))
    with pytest.raises(TargetIsPublished):
        remove_target(target=held, by=officer)
    remove_target(target=other, by=officer)
    assert Target.objects.get() == held
