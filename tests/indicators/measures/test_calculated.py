"""Calculated indicators: alike stretches of time, nothing for what is missing, children by year, and inputs in words."""

from decimal import Decimal

import pytest

from indicators.measures.calculated import Calculation
from indicators.measures.facts import Indicator
from indicators.measures.formula_text import parse
from indicators.measures.kinds import Basis, Frequency, Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading, Series
from indicators.measures.stretch import Term

APRIL, MARCH = Month(2021, 4), Month(2021, 3)


def named(code: str, basis: Basis = Basis.IN_MONTH, kind: Kind = Kind.COUNT, **more) -> Indicator:
    return Indicator(code, code.capitalize(), code.capitalize(), "Front Door", kind, basis, **more)


def term(of: Indicator, *values: int | Reading | None, first: Month = APRIL) -> tuple[str, Term]:
    held = [
        (first.plus(at), value if isinstance(value, Reading) else Reading.of(value))
        for at, value in enumerate(values)
        if value is not None
    ]
    return of.code, Term(of, Series.of(held))


def calculated(result: Indicator, text: str, *terms: tuple[str, Term], **more) -> Calculation:
    return Calculation(result, text, parse(text), dict(terms), **more)


def values(found: Calculation) -> list[Decimal | None]:
    return [reading.value for _, reading in found.series]


NEW = named("new")
RATE = named("rate", Basis.YEAR_TO_DATE, Kind.RATE, rate_per=10_000, decimal_places=1)
SHARE = named("share", Basis.YEAR_TO_DATE, Kind.PERCENTAGE)


def test_inflow_is_stock_less_last_stock_with_the_leavers():
    stock = term(named("stock", Basis.MONTH_END), 339, 355, first=MARCH)
    found = calculated(NEW, "stock - last(stock) + left", stock, term(named("left"), 29))
    assert found.at(APRIL).reading == Reading.of(45)
    assert [each.words for each in found.at(APRIL).inputs] == [
        "355 (Stock, Apr-21)",
        "339 (Stock, Mar-21)",
        "29 (Left, Apr-21)",
    ]


def test_leavers_of_the_year_to_date_are_taken_for_the_month_alone():
    stock = term(named("stock", Basis.MONTH_END), 339, 355, 360, first=MARCH)
    left = term(named("left", Basis.YEAR_TO_DATE), 29, 60)
    assert values(calculated(NEW, "stock - last(stock) + left", stock, left)) == [None, 45, 36]


def test_what_is_missing_is_never_zero_and_says_what_is_missing():
    referrals, contacts = term(named("referrals"), 10, 20), term(named("contacts"), 50)
    found = calculated(
        named("share", kind=Kind.PERCENTAGE), "referrals / contacts * 100", referrals, contacts
    )
    assert values(found) == [20, None]
    assert found.at(Month(2021, 5)).sentence == (
        "Cannot be calculated for May-21, because Contacts has no figure for May-21 (not supplied)."
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Missing.SUPPRESSED, Missing.NOT_APPLICABLE, Missing.SUPPRESSED),
        (Missing.NOT_APPLICABLE, Missing.SUPPRESSED, Missing.SUPPRESSED),
        (Missing.NOT_YET_DUE, Missing.NOT_APPLICABLE, Missing.NOT_YET_DUE),
    ],
)
def test_what_is_suppressed_stays_suppressed(one, other, expected):
    terms = [term(named(code), Reading.none(why)) for code, why in (("a", one), ("b", other))]
    assert calculated(NEW, "a + b", *terms).at(APRIL).reading.missing is expected


def test_division_by_nought_has_no_answer_and_says_so():
    found = calculated(SHARE, "a / b * 100", term(named("a"), 3), term(named("b"), 0)).at(APRIL)
    assert found.reading == Reading.none(Missing.NOT_APPLICABLE)
    assert found.sentence == "Cannot be calculated for Apr-21, because what it is divided by is 0."


def test_months_add_up_to_the_year_to_date_through_the_counts():
    referrals, contacts = (
        term(named("referrals"), 10, 30),
        term(named("contacts", Basis.YEAR_TO_DATE), 100, 200),
    )
    found = calculated(SHARE, "referrals / contacts * 100", referrals, contacts)
    assert found.at(Month(2021, 5)).reading == Reading(
        value=Decimal(20), numerator=Decimal(40), denominator=Decimal(200)
    )


def test_a_month_missing_from_the_year_to_date_leaves_none():
    referrals, contacts = term(named("referrals"), None, 30), term(named("contacts"), 100, 100)
    assert values(calculated(SHARE, "referrals / contacts * 100", referrals, contacts)) == [None, None]


def test_a_quarter_takes_its_three_months():
    result = named("share", kind=Kind.PERCENTAGE, frequency=Frequency.QUARTERLY)
    found = calculated(result, "a / b * 100", term(named("a"), 1, 2, 3, 4), term(named("b"), 10, 10, 10, 10))
    assert [(str(month), reading.value) for month, reading in found.series] == [("2021-06", Decimal(20))]


def test_a_quarterly_figure_says_nothing_of_a_month():
    quarterly = term(named("a", frequency=Frequency.QUARTERLY), 9, first=Month(2021, 6))
    assert values(calculated(NEW, "a + b", quarterly, term(named("b"), 1, first=Month(2021, 6)))) == [None]


def test_totals_of_unknown_start_are_not_held_against_each_other():
    unknown = [term(named(code, Basis.RUNNING_TOTAL), 408) for code in ("a", "b")]
    result = named("share", Basis.RUNNING_TOTAL, Kind.PERCENTAGE)
    assert calculated(result, "a / b * 100", *unknown).at(APRIL).sentence == (
        "Cannot be calculated, because it is not known when the totals of A and B start: confirm the basis of each."
    )


def test_rate_is_divided_by_the_children_of_the_year_before():
    referrals = term(named("referrals", Basis.YEAR_TO_DATE), 2500, 100, first=MARCH)
    found = calculated(
        RATE, "referrals / population * 10,000", referrals, children={2020: 50_000, 2021: 40_000}
    )
    assert [(r.value, r.numerator, r.denominator, r.provisional) for _, r in found.series] == [
        (500, 2500, 50_000, False),
        (25, 100, 40_000, False),
    ]
    assert found.at(MARCH).sentence == (
        "Calculated for Mar-21: 2,500 (Referrals, Mar-21) ÷ 50,000 (children aged 0 to 17, mid-2020) × 10,000 = 500.0."
    )


def test_rate_before_its_estimate_is_out_is_provisional_and_without_any_there_is_none():
    referrals = term(named("referrals", Basis.YEAR_TO_DATE), 100)
    text = "referrals / population * 10,000"
    assert calculated(RATE, text, referrals, children={2020: 50_000}).at(APRIL).reading.provisional
    assert calculated(RATE, text, referrals, children={2018: 50_000}).at(APRIL).sentence == (
        "Cannot be calculated for Apr-21, because children aged 0 to 17 have no figure for mid-2021 (not available)."
    )


def test_figure_is_exact_until_it_is_shown():
    found = calculated(named("third"), "a / 3 * 3", term(named("a"), 1)).at(APRIL)
    assert found.reading == Reading.of(1)
