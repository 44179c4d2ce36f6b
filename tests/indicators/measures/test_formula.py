"""A formula's text: what it may be, how it is worked out and written, and circles of formulas."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.formula import DividedByNothing, as_quotient, cycle_in, in_figures, value_of
from indicators.measures.formula_text import LONGEST, FormulaError, parse


def worth(text: str, **values: int) -> Fraction:
    return value_of(parse(text).expression, lambda name: Fraction(values[name.code.replace("-", "_")]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) × 4", 20),
        ("10 − 2 − 3", 5),
        ("100 ÷ 10 / 5", 2),
        ("a-b - a", 6),
        ("10,000 * a / a-b", 4000),
        ("0.5 * a", 2),
    ],
)
def test_formula_binds_as_it_is_written_by_hand(text, expected):
    assert worth(text, a=4, a_b=10) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The formula ends too early: write a number or an indicator's code."),
        ("a +", "The formula ends too early: write a number or an indicator's code after “+”."),
        ("a b", "“b” stands where an operation such as + or × should: correct the formula."),
        ("a + * b", "“*” stands where a number or an indicator's code should: correct the formula."),
        ("(a", "A bracket is opened and not closed: add “)” where it ends."),
        ("a ** b", "“*” stands where a number or an indicator's code should: correct the formula."),
        ("a; b", "“;” means nothing in a formula: use codes, numbers, + − × ÷ and brackets."),
        ("a.b", "“.” means nothing in a formula: use codes, numbers, + − × ÷ and brackets."),
        (
            "last(a + b)",
            "“last” takes one indicator's code in brackets, as in last(plans): correct the formula.",
        ),
        (
            "last(2)",
            "“last” takes one indicator's code in brackets, as in last(plans): correct the formula.",
        ),
        (
            f"{'(' * 21}a{')' * 21}",
            "More than 20 brackets stand within each other: write the formula more simply.",
        ),
        ("a" * 301, "The formula is longer than 300 characters: write it more simply."),
    ],
)
def test_what_is_no_formula_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert str(refused.value) == sentence


@given(st.text(max_size=LONGEST))
@settings(max_examples=40, deadline=None)
def test_any_text_is_a_formula_or_refused(text):
    try:
        formula = parse(text)
    except FormulaError:
        return
    assert parse(in_figures(formula.expression, written)).codes == formula.codes


def written(name):
    return f"last({name.code})" if name.last else name.code


@pytest.mark.parametrize(
    "text", ["a - (b - c)", "a ÷ (b × c)", "(a + b) × c", "a − b − c", "a ÷ b × 100", "last(a) + a"]
)
def test_formula_written_again_is_worth_the_same(text):
    again = in_figures(parse(text).expression, written)
    assert worth(again, a=7, b=3, c=2) == worth(text, a=7, b=3, c=2)


def test_nothing_is_divided_by_nothing():
    with pytest.raises(DividedByNothing):
        worth("a / b", a=1, b=0)


@pytest.mark.parametrize(
    ("text", "per"), [("a / b", 1), ("100 * a / b", 100), ("a / b * 10,000", 10_000), ("a / (b / 100)", 100)]
)
def test_quotient_is_found_with_what_it_is_times(text, per):
    found = as_quotient(parse(text).expression)
    assert (found.per, found.numerator.code, found.denominator.code) == (per, "a", "b")


@pytest.mark.parametrize("text", ["a", "a + b", "a / b + 1", "1 / 2", "100 / a"])
def test_what_is_no_quotient_of_two_names_has_none(text):
    assert as_quotient(parse(text).expression) is None


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefx"), max_size=3).map(tuple))
)
@settings(max_examples=60, deadline=None)
def test_circle_is_found_when_a_result_needs_itself(uses):
    def reaches(code, goal, seen):
        return any(
            each == goal or (each not in seen and reaches(each, goal, seen | {each}))
            for each in uses.get(code, ())
        )

    circle = cycle_in(uses)
    assert bool(circle) == any(reaches(code, code, {code}) for code in uses)
    assert all(after in uses[before] for before, after in pairwise(circle))
