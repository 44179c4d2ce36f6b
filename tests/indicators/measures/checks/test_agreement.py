from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.measures.checks import WrittenAs
from indicators.measures.checks.agreement import agrees
from indicators.measures.kinds import Basis, GeographyKind, Kind
from indicators.measures.readings import Reading, Series
from tests.indicators.measures.checks.asked import findings, found, said
from tests.indicators.measures.november import (
    NOT_APPLICABLE,
    OCTOBER,
    ROWS,
    YEAR,
    a_comparator,
    an_indicator,
)

PLANS = ROWS["icpc-to-plan"].indicator
REFERRALS = ROWS["referrals"].indicator


@pytest.mark.parametrize(
    ("given", "unrounded", "so"),
    [
        ("103", "102.4998", True),  # through 102.5
        ("102", "102.4998", True),
        ("104", "102.4998", False),
        ("320", "319.467", True),  # through 319.5
        ("82.7", "82.6667", True),
        ("82.6", "82.6667", False),
        ("484", "494.3", False),
        ("71.9397", "71.939736", True),
    ],
)
def test_figure_agrees_rounded_directly_or_through_one_decimal(given: str, unrounded: str, so: bool) -> None:
    assert agrees(Decimal(given), Decimal(unrounded)) is so


def with_counts(value: str, above: str, below: str) -> Series:
    return Series.of(
        [(OCTOBER, Reading(Decimal(value), numerator=Decimal(above), denominator=Decimal(below)))]
    )


@pytest.mark.parametrize(
    ("kind", "value", "above", "below", "checks"),
    [
        (Kind.PERCENTAGE, "72", "382", "531", []),
        (Kind.PERCENTAGE, "71.9", "382", "531", []),
        (Kind.PERCENTAGE, "73", "382", "531", ["counts-disagree"]),
        (Kind.RATE, "103", "531", "51805", []),
        (Kind.RATE, "10.3", "531", "51805", ["counts-disagree"]),
        (Kind.RATE, "103", "531", "0", []),
        (Kind.COUNT, "5", "1", "2", []),
    ],
)
def test_counts_must_give_the_figure(
    kind: Kind, value: str, above: str, below: str, checks: list[str]
) -> None:
    indicator = an_indicator(kind, rate_per=10_000 if kind is Kind.RATE else None)
    assert [check for check, _ in found(indicator, with_counts(value, above, below))] == checks


def test_counts_are_named_with_what_they_come_to() -> None:
    indicator = an_indicator(Kind.RATE, rate_per=10_000)
    assert said(indicator, with_counts("10.3", "531", "51805")) == [
        (
            "counts-disagree",
            "10.3 in Oct-21 is not what 531 of 51,805 give, which is 102.5: correct one of the three.",
        )
    ]


def test_rate_that_does_not_say_per_how_many_is_left_alone() -> None:
    assert found(an_indicator(Kind.RATE), with_counts("1", "531", "51805")) == []


@pytest.mark.parametrize(
    ("kind", "written", "sentence"),
    [
        (
            Kind.PERCENTAGE,
            WrittenAs("Number", Kind.COUNT, "89%"),
            "The outturn type says “Number” and the figures are written with % (89%): correct the type, or take the signs "
            "away.",
        ),
        (
            Kind.RATE,
            WrittenAs("Percentage", Kind.PERCENTAGE, "89%"),
            "89% is written with % and the indicator is set up as Rate: take the sign away, or correct the indicator.",
        ),
        (
            Kind.RATE,
            WrittenAs("NUMBER", Kind.COUNT),
            "The outturn type says “NUMBER” and the indicator is set up as Rate: correct one of the two.",
        ),
    ],
)
def test_kind_and_content_that_disagree_are_told(kind: Kind, written: WrittenAs, sentence: str) -> None:
    assert said(an_indicator(kind), Series(), written=(written,)) == [("written-otherwise", sentence)]


@pytest.mark.parametrize(
    "written",
    [
        WrittenAs(),
        WrittenAs("PERCENTAGE", Kind.PERCENTAGE, "89%"),
        WrittenAs("", None, "89%"),
        WrittenAs("%"),
    ],
)
def test_kind_and_content_that_agree_are_not(written: WrittenAs) -> None:
    assert found(PLANS, Series(), written=(written,)) == []


def test_kind_stays_confirmed_whatever_the_next_figures_are() -> None:
    one, other = (
        findings(PLANS, Series(), written=(WrittenAs("Number", Kind.COUNT, text),))[0]
        for text in ("89%", "92%")
    )
    assert one.facts == other.facts


def england(value: str, vintage: str = "return November.tsv", **fields: object):
    return a_comparator(value, GeographyKind.ENGLAND, geography="England", vintage=vintage, **fields)


def test_comparator_that_is_in_no_edition_is_told_with_those_that_are_held() -> None:
    held = (england("494.3", "DfE 2021"), england("495.0", "DfE 2022"))
    assert said(REFERRALS, Series(), comparators=(england("484"),), published=held) == [
        (
            "comparator-differs",
            "484 for England in 2020/21 is in no published file that is held (494.3 in DfE 2021 and 495 in DfE 2022): "
            "correct it, or say where it is from.",
        )
    ]


@pytest.mark.parametrize("value", ["494", "494.3", "495"])
def test_comparator_of_any_edition_does_not_differ(value: str) -> None:
    held = (england("494.3", "DfE 2021"), england("495.0", "DfE 2022"))
    assert found(REFERRALS, Series(), comparators=(england(value),), published=held) == []


def test_comparator_is_held_against_its_own_place_year_and_basis_only() -> None:
    held = (
        a_comparator("560.6", GeographyKind.REGION, geography="South East"),
        england("500", year=YEAR.plus(-2)),
        england("500", basis=Basis.MONTH_END),
    )
    assert found(REFERRALS, Series(), comparators=(england("484"),), published=held) == []


def test_comparator_without_a_number_on_either_side_does_not_differ() -> None:
    none = replace(england("1"), reading=NOT_APPLICABLE)
    assert found(REFERRALS, Series(), comparators=(none,), published=(england("494.3"),)) == []
    assert found(REFERRALS, Series(), comparators=(england("484"),), published=(none,)) == []
