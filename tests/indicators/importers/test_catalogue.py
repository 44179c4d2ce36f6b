"""The shipped catalogue."""

import pytest

from indicators.importers.catalogue import Catalogue, Known, catalogue
from indicators.measures.kinds import Basis, Kind, Polarity, TargetProfile

TEN = [
    "contacts",
    "referral-rate",
    "section-47-rate",
    "icpc-rate",
    "icpc-in-15-days",
    "icpc-to-plan",
    "plans",
    "plan-rate",
    "plans-ended",
    "reviews-to-plan",
]
NAMES = {
    "Year-to-date number of contacts": "contacts",
    "Number of Year to Date Contacts": "contacts",
    "Rates of referrals per 10,000 of Under 18 Population": "referral-rate",
    "Rate of Referrals per 10,000": "referral-rate",
    "Rate of Section 47 enquiries per 10,000": "section-47-rate",
    "Rate of S47 per 10,000": "section-47-rate",
    "s.47": "section-47-rate",
    "Rate of Children subject to an Initial Child Protection Conference (ICPCs)": "icpc-rate",
    "Percentage of children for whom ICPC was held": "icpc-in-15-days",
    "ICPC's held within 15 days": "icpc-in-15-days",
    "Percentage of Initial Child Protection Conferences (ICPCs) resulting in a Child Protection Plan": "icpc-to-plan",
    "Percentage of ICPC's resulting in CPP": "icpc-to-plan",
    "Number of children who are subject of a Child Protection Plan": "plans",
    "Number of CPP at the end of the month": "plans",
    "Rates of children who were the subject of a Child Protection Plan": "plan-rate",
    "Rate of CPP per 10,000": "plan-rate",
    "Number of Child Protection Plans ended in the reporting period": "plans-ended",
    "Percentage of Review Child Protection Plans (CPRPs) resulting in a Child Protection Plan": "reviews-to-plan",
}


def known(name: str) -> Known:
    found = catalogue().named(name)
    assert found is not None, name
    return found


def test_catalogue_has_some_thirty_indicators_in_the_order_of_the_report():
    codes = [entry.code for entry in catalogue().entries]
    assert len(codes) == len(set(codes)) == 34
    assert [code for code in codes if code in TEN] == TEN


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_names_of_the_report_are_recognised(name, code):
    assert known(name).code == code


@pytest.mark.parametrize(
    "name",
    ["YEAR TO DATE, number of contacts", "yeartodatenumberofcontacts", "Year–to–date number of contacts "],
)
def test_case_spacing_and_punctuation_make_no_difference(name):
    assert known(name).code == "contacts"


def test_unknown_name_is_none():
    assert catalogue().named("Number of swans") is None


@pytest.mark.parametrize(
    ("code", "kind", "basis", "polarity", "basis_confirmed"),
    [
        ("contacts", Kind.COUNT, Basis.YEAR_TO_DATE, Polarity.NONE, True),
        ("referral-rate", Kind.RATE, Basis.RUNNING_TOTAL, Polarity.NONE, False),
        ("section-47-rate", Kind.RATE, Basis.RUNNING_TOTAL, Polarity.NONE, False),
        ("icpc-rate", Kind.RATE, Basis.RUNNING_TOTAL, Polarity.NONE, False),
        ("icpc-in-15-days", Kind.PERCENTAGE, Basis.IN_MONTH, Polarity.HIGHER, True),
        ("icpc-to-plan", Kind.PERCENTAGE, Basis.IN_MONTH, Polarity.NONE, True),
        ("plans", Kind.COUNT, Basis.MONTH_END, Polarity.NONE, True),
        ("plan-rate", Kind.RATE, Basis.RUNNING_TOTAL, Polarity.NONE, False),
        ("plans-ended", Kind.COUNT, Basis.IN_MONTH, Polarity.NONE, True),
        ("reviews-to-plan", Kind.PERCENTAGE, Basis.IN_MONTH, Polarity.NONE, True),
    ],
)
def test_the_ten_are_what_they_really_are(code, kind, basis, polarity, basis_confirmed):
    entry = known(code)
    assert (entry.kind, entry.basis, entry.polarity, entry.basis_confirmed, entry.polarity_confirmed) == (
        kind,
        basis,
        polarity,
        basis_confirmed,
        True,
    )


@pytest.mark.parametrize("entry", catalogue().entries, ids=lambda entry: entry.code)
def test_every_entry_is_whole(entry):
    assert all(
        [entry.definition, entry.numerator, entry.high_means, entry.low_means, entry.source, entry.area]
    )
    assert (entry.kind is Kind.RATE) == (entry.rate_per == 10_000)
    assert (entry.kind is Kind.COUNT) == (entry.denominator == "")
    running = entry.basis in {Basis.YEAR_TO_DATE, Basis.RUNNING_TOTAL}
    assert (entry.target_profile is TargetProfile.LINEAR) == running
    assert entry.basis_confirmed is False or entry.basis is not Basis.RUNNING_TOTAL
    assert len(entry.short_name) <= 40
    assert (
        max(len(text) for text in (entry.high_means, entry.low_means, entry.numerator, entry.denominator))
        <= 300
    )


def test_part_of_a_whole_are_percentages_only_and_never_conversions():
    parts = [entry for entry in catalogue().entries if entry.part_of_whole]
    assert len(parts) == 16
    assert {entry.kind for entry in parts} == {Kind.PERCENTAGE}
    assert {"icpc-in-15-days", "repeat-referrals", "assessments-in-45-days"} < {entry.code for entry in parts}
    conversions = ("contacts-to-referral", "section-47-to-icpc", "icpc-to-plan", "reviews-to-plan")
    assert [known(code).part_of_whole for code in conversions] == [False] * 4


def test_abbreviations_recognise_and_do_not_head_a_page():
    entry = known("CPP")
    assert entry.code == "plans"
    assert not entry.is_full_name("CPP")
    assert entry.is_full_name("number of CPP, at the end of the month")


def test_one_name_for_two_indicators_is_refused():
    first, second = catalogue().entries[:2]
    with pytest.raises(ValueError, match="names both contacts and contacts-to-referral"):
        Catalogue([first, Known(**{**vars(second), "aliases": (first.name,)})])
