"""Confirming warnings."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from indicators.measures.checks import Finding, Level, findings_of_all
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import DataNote
from indicators.operations.data_notes import NotForConfirming, confirm_findings
from indicators.queries.checks import checked_for
from partnership.verdicts import Refused

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
OCTOBER = Month(2021, 10)


@pytest.fixture
def over(make_indicator) -> tuple[Finding, ...]:
    make_indicator("plans", kind="percentage")
    return findings_of_all(checked_for(["plans"], entered={("plans", OCTOBER): Reading.of(120)}))


def test_warning_is_kept_with_the_note_and_who_and_when(over, person):
    officer = person("performance_officer")
    assert confirm_findings(findings=over, note=" Plans of two months. ", by=officer, now=NOW) == 1
    (kept,) = DataNote.objects.all()
    assert (kept.indicator.code, kept.check_name, kept.month) == ("plans", "percentage-outside", OCTOBER)
    assert (kept.facts, kept.finding) == (over[0].facts, over[0].message)
    assert (kept.note, kept.by, kept.at, kept.source_return) == ("Plans of two months.", officer, NOW, None)


def test_confirmed_warning_keeps_its_note(over):
    confirm_findings(findings=over, note="First.", by=None, now=NOW)
    assert confirm_findings(findings=[*over, *over], note="Second.", by=None, now=NOW) == 0
    changed = replace(over[0], facts="0" * 64)
    assert confirm_findings(findings=[*over, changed, changed], note="Third.", by=None, now=NOW) == 1
    assert sorted(DataNote.objects.values_list("note", flat=True)) == ["First.", "Third."]


def test_error_is_never_confirmed_and_then_nothing_is(over):
    error = replace(over[0], level=Level.ERROR, facts="0" * 64)
    with pytest.raises(
        NotForConfirming, match=r"^This cannot be confirmed, only corrected: 120% for Oct-21 is"
    ):
        confirm_findings(findings=[*over, error], note="All right.", by=None, now=NOW)
    assert DataNote.objects.count() == 0


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("  ", "Say why these warnings are accepted: a note is needed."),
        ("x" * 501, "The note is longer than 500 characters: shorten it."),
    ],
)
def test_note_is_needed_and_fits(over, note, sentence):
    with pytest.raises(ValidationError) as refused:
        confirm_findings(findings=over, note=note, by=None, now=NOW)
    assert refused.value.messages == [sentence]


def test_only_who_may_enter_data_confirms(over, person):
    with pytest.raises(Refused, match=r"^Your account may not enter"):
        confirm_findings(findings=over, note="All right.", by=person("board_member"), now=NOW)


@pytest.mark.parametrize("count", [1, 40])
def test_confirming_takes_the_same_queries_for_any_number(over, count, django_assert_num_queries):
    several = [replace(over[0], facts=f"{number:064d}") for number in range(count)]
    with django_assert_num_queries(5):
        assert confirm_findings(findings=several, note="All right.", by=None, now=NOW) == count
