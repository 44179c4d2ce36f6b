"""Numbers, comparators, steps, silence, repetition; the November texts; and that any text at all can be read."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.commentary_checks import CHECKS, Texts, Written, remarks_on
from indicators.measures.kinds import Basis, GeographyKind, Kind
from indicators.measures.measure import measure
from tests.indicators.measures.commentary_checks.written import checks, remarks
from tests.indicators.measures.november import (
    OCTOBER,
    ROWS,
    a_comparator,
    a_series,
    a_target,
    an_indicator,
)

SAMPLE = tomllib.loads(Path("samples/november-2021.toml").read_text())
CODES = {
    "referral-rate": "referrals",
    "section-47-rate": "section-47",
    "icpc-in-15-days": "icpc-in-time",
}


def found_in_november():
    """For each commentary of the sample the checks that find something, each once."""
    return {
        entry["indicators"][0]: sorted(
            {
                *checks(
                    CODES.get(entry["indicators"][0], entry["indicators"][0]),
                    entry["analysis"],
                    next_steps=entry["next_steps"],
                )
            }
        )
        for entry in SAMPLE["commentary"]
    }


def test_november_2021_has_what_a_reader_of_the_report_should_have_seen():
    assert found_in_november() == {
        "contacts": ["step-without-owner"],
        "referral-rate": ["step-without-owner"],
        "section-47-rate": ["step-without-owner"],
        "icpc-in-15-days": ["percent-for-points", "step-without-owner"],
        "icpc-to-plan": ["signal-silent", "step-without-owner"],
        "plans": ["step-without-owner"],
        "plan-rate": ["comparator-missing", "movement", "step-without-owner"],
    }


@pytest.mark.parametrize(
    ("code", "words", "found"),
    [
        ("icpc-in-time", "47% of conferences were late.", ["number-nowhere"]),
        ("contacts", "There were 16,200 contacts.", ["number-nowhere"]),
        ("contacts", "About 14,500 contacts, 157% of the profile of 9,263, and 1,978 in October alone.", []),
        ("icpc-in-time", "It was 62% in September.", ["number-of-month"]),
        ("icpc-in-time", "October’s figure was 83%.", ["number-of-month"]),
        ("icpc-in-time", "It was 63% in October.", ["number-of-month"]),
        ("icpc-in-time", "Timeliness dropped 11 per cent from September.", ["percent-for-points"]),
        ("icpc-in-time", "It was 73% in September and 62% in October.", []),
        ("icpc-in-time", "This is 21% worse than the target.", ["percent-for-points"]),
        ("icpc-in-time", "Timeliness fell by 11%.", ["percent-for-points"]),
        ("icpc-in-time", "Performance was above 80% in May.", []),
        ("icpc-in-time", "Timeliness is 21 percentage points below the target of 83%.", []),
        ("icpc-in-time", "62%, down 11 points on 73%: 25% below the target in relative terms.", []),
        (
            "plans",
            "In 2020/21, under s.47 and within 15 working days, 3 audits of 30 November 2021 were read.",
            [],
        ),
    ],
)
def test_numbers_are_held_against_the_series(code, words, found):
    assert checks(code, words) == found


def with_comparators(*comparators, target=None):
    plans = an_indicator(Kind.PERCENTAGE, Basis.IN_MONTH, name="Timeliness", short_name="Timeliness")
    return measure(plans, a_series([70, 62], OCTOBER.plus(-1)), target or (), comparators, OCTOBER)


ENGLAND = a_comparator(83, GeographyKind.ENGLAND, geography="England")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It is below England.", []),
        ("It is higher than England.", ["other-side"]),
        ("It is not higher than England.", []),
        ("It is lower than the regional average.", ["comparator-missing"]),
        ("It is an outlier beside statistical neighbours.", ["comparator-missing"]),
        ("National guidance was followed.", []),
        ("England is higher.", []),
        ("England's figure of 83% is lower than ours.", ["other-side"]),
        ("Compared with England performance is lower.", []),
    ],
)
def test_comparators_have_to_be_there_and_on_the_side_that_is_said(words, found):
    assert checks(with_comparators(ENGLAND), words) == found


def test_a_target_that_is_the_neighbours_mean_counts_as_theirs():
    one = with_comparators(target=(a_target(83),))
    assert checks(one, "It is below the statistical neighbours.") == []
    assert checks(one, "It is above the statistical neighbours, and above the target.") == ["other-side"] * 2
    assert checks(one, "We met the target.") == []  # neither way is good
    assert checks("icpc-in-time", "We met the target.") == ["other-side"]
    for words in (
        "The target was not met.",
        "Performance against target is worse.",
        "The target is above our figure.",
    ):
        assert checks(one, words) == []


def test_a_month_that_is_named_is_held_against_the_target_too():
    one = with_comparators(target=(a_target(65),))
    assert checks(one, "In September it was above the target.") == []
    assert checks(one, "In October it was above the target.") == ["other-side"]


@pytest.mark.parametrize(
    ("step", "lacks"),
    [
        ("Audit the cases.", "owner (a person or a post) and no date"),
        ("Head of Safeguarding to audit the cases.", "date"),
        ("The cases are audited by 30 November 2021.", "owner (a person or a post)"),
        ("QA lead will report to the January 2022 board.", ""),
        ("Designated nurse to review by end of March.", ""),
        ("Maria Sample audits the cases before the next board.", ""),
        ("Owner: M. Sample, December 2021.", ""),
        ("Clinics have been launched.", ""),
        ("The audit is complete.", ""),
        ("Action: audit the cases by March 2022.", "owner (a person or a post)"),
    ],
)
def test_a_step_names_its_owner_and_its_date(step, lacks):
    said = [r.rests_on for r in remarks("contacts", next_steps=step, people=("Maria Sample",))]
    assert said == ([(step, lacks)] if lacks else [])


def test_silence_on_the_signal_is_broken_by_its_figure_its_way_or_its_name():
    assert checks("icpc-to-plan", "Practice is discussed.") == ["signal-silent"]
    assert checks("icpc-to-plan", "") == []
    for words in (
        "October is 79%.",
        "The percentage fell in October.",
        "The signal is looked into.",
        "It was the lowest of the year.",
    ):
        assert checks("icpc-to-plan", words) == []
    assert checks("plans", "Practice is discussed.") == []


def test_last_month_s_words_are_found_whatever_their_spaces_and_capitals():
    before = (Texts(analysis="Delays come from late  information."),)
    assert checks("contacts", "Delays come from late information", before=before) == ["same-as-last-month"]
    assert checks("contacts", "Delays come from other things", before=before) == []
    assert checks("contacts", "", before=(Texts(),)) == []


def test_a_remark_s_facts_change_with_what_it_rests_on():
    one, same, other = (
        remarks("icpc-in-time", words)[0].facts
        for words in ("47% were late.", "So 47% were late.", "48% were late.")
    )
    assert one == same != other


@settings(max_examples=20, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            [
                "increasing",
                "fell",
                "static",
                "79%",
                "15",
                "–",
                "20%",
                "worse",
                "than",
                "England",
                "in",
                "October",
                "from",
                "April",
                "to",
                "August",
                "2021",
                "1,234",
                "neighbours",
                "target",
                "N/A",
                "-",
                "1.",
                "\n",
                ";",
                "by",
                "May",
                "the",
                "Head",
                "of",
                "to",
                ",",
                "99999999999",
                "%",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_any_text_can_be_read(text):
    for row in ROWS.values():
        written = Written(OCTOBER, Texts(text, text, text), (row.measured(),), before=(Texts(text),))
        assert {remark.check for remark in remarks_on(written)} <= {check.name for check in CHECKS}
