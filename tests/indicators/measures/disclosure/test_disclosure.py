"""Which readings are kept back, by example; and that nothing left tells a small count, tried by another way."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures.calculated import Calculation
from indicators.measures.disclosure import Disclosure, Earlier, Subject, disclose
from indicators.measures.facts import Indicator
from indicators.measures.formula_text import parse
from indicators.measures.kinds import Basis, Kind, RelationKind, RelationRole
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading, Series
from indicators.measures.stretch import Term
from indicators.measures.sums import Related

APRIL = Month(2021, 4)
PARTS = Related(
    RelationKind.TOTAL,
    (
        (RelationRole.PART, "a"),
        (RelationRole.PART, "b"),
        (RelationRole.PART, "c"),
        (RelationRole.WHOLE, "all"),
    ),
)
FLOWS = Related(
    RelationKind.BALANCE,
    ((RelationRole.STOCK, "stock"), (RelationRole.STARTS, "starts"), (RelationRole.ENDS, "ends")),
)


def indicator(
    code: str, basis: Basis = Basis.IN_MONTH, kind: Kind = Kind.COUNT, **fields: object
) -> Indicator:
    return Indicator(code, code, code, "Area", kind, basis, **fields)  # type: ignore[arg-type]


def subject(
    code: str, *values: int | Reading | None, basis: Basis = Basis.IN_MONTH, controlled: bool = True
) -> Subject:
    """From April on; None is not held."""
    readings = [
        (APRIL.plus(at), value if isinstance(value, Reading) else Reading.of(value))
        for at, value in enumerate(values)
        if value is not None
    ]
    return Subject(indicator(code, basis), Series.of(readings), controlled)


def share(above: int, below: int) -> Reading:
    return Reading(value=Decimal(100) * above / below, numerator=Decimal(above), denominator=Decimal(below))


def kept(found: Disclosure) -> set[tuple[str, int]]:
    """Code, and how many months after April."""
    return {(code, month.since(APRIL)) for code, month in found.kept_back}


@pytest.mark.parametrize(("value", "hidden"), [(0, False), (1, True), (5, True), (6, False), (-3, False)])
def test_a_count_of_one_to_five_is_kept_back_and_0_is_shown(value, hidden):
    assert bool(disclose([subject("a", value)]).kept_back) is hidden


def test_the_threshold_is_a_partnerships_own():
    assert kept(disclose([subject("a", 3, 4)], threshold=3)) == {("a", 0)}


def test_what_is_not_under_control_is_shown():
    assert disclose([subject("a", 3, controlled=False)]) == Disclosure()


def test_the_reason_is_a_sentence():
    found = disclose([subject("a", 2), subject("b", 40), subject("c", 9), subject("all", 51)], [PARTS])
    assert dict(found.kept_back) == {
        ("a", APRIL): "The count is between 1 and 5.",
        ("c", APRIL): "With other figures it would show a, Apr-21.",
    }


@pytest.mark.parametrize(
    ("reading", "hidden"),
    [
        (share(3, 100), True),
        (share(97, 100), True),
        (share(0, 100), False),
        (share(100, 100), False),
        (share(50, 100), False),
        (Reading.of(3), False),
    ],
)
def test_a_percentage_goes_with_either_count_behind_it(reading, hidden):
    held = Subject(indicator("p", kind=Kind.PERCENTAGE), Series.of([(APRIL, reading)]), controlled=True)
    assert bool(disclose([held]).kept_back) is hidden


def test_a_month_of_a_running_total_goes_with_the_total_that_ends_it():
    total = subject("t", 20, 23, 40, 46, basis=Basis.YEAR_TO_DATE)
    assert kept(disclose([total])) == {("t", 1)}


def test_a_total_that_pins_a_hidden_month_is_kept_back_too():
    """10, 12 and 13: with 10 and 13 the one between is 11 or 12; with 11 it could only be 11."""
    assert kept(disclose([subject("t", 10, 12, 13, basis=Basis.YEAR_TO_DATE)])) == {("t", 1)}
    assert kept(disclose([subject("t", 10, 11, 11, basis=Basis.YEAR_TO_DATE)])) == {("t", 1), ("t", 2)}


def test_a_month_that_can_only_be_0_tells_the_one_after():
    """July is 0 of both, so b's total stands where June's does; with all of August, a's August would be 3."""
    parts = [
        subject("a", 6, 15, 20, 20, 23, basis=Basis.YEAR_TO_DATE),
        subject("b", 3, 7, 7, 7, 14, basis=Basis.YEAR_TO_DATE),
        subject("c", 0, 0, 0, 0, 0),
        subject("all", 9, 13, 5, 0, 10),
    ]
    assert ("b", 4) in kept(disclose(parts, [PARTS]))


def test_a_counts_behind_a_running_percentage_step_too():
    series = Series.of([(APRIL, share(10, 40)), (APRIL.plus(1), share(12, 80))])
    held = Subject(indicator("p", Basis.YEAR_TO_DATE, Kind.PERCENTAGE), series, controlled=True)
    assert kept(disclose([held])) == {("p", 1)}


def test_a_net_change_of_stock_is_no_count():
    assert disclose([subject("s", 40, 42, basis=Basis.MONTH_END)]) == Disclosure()


def test_the_smallest_other_that_is_not_0_goes_with_one_alone():
    parts = [subject("a", 3), subject("b", 0), subject("c", 20, controlled=False), subject("all", 23)]
    assert kept(disclose(parts, [PARTS])) == {("a", 0), ("c", 0)}


def test_two_that_can_only_be_one_each_take_a_third_with_them():
    parts = [subject("a", 1), subject("b", 1), subject("c", 20), subject("all", 22)]
    assert kept(disclose(parts, [PARTS])) == {("a", 0), ("b", 0), ("c", 0)}


def test_a_suppressed_figure_of_a_return_is_guarded_as_well():
    parts = [
        subject("a", Reading.none(Missing.SUPPRESSED, "c")),
        subject("b", 9),
        subject("c", 20),
        subject("all", 32),
    ]
    assert kept(disclose(parts, [PARTS])) == {("b", 0)}


def test_a_part_that_is_not_held_gives_nothing_away():
    parts = [subject("a", 3), subject("b", None), subject("c", 20), subject("all", 32)]
    assert kept(disclose(parts, [PARTS])) == {("a", 0)}


def test_a_stock_kept_back_is_guarded_in_the_month_after():
    flows = [
        subject("stock", 50, 53, 50, basis=Basis.MONTH_END),
        subject("starts", 0, 3, 10),
        subject("ends", 0, 0, 13),
    ]
    assert kept(disclose(flows, [FLOWS])) == {("starts", 1), ("stock", 1), ("starts", 2)}


def calculated(text: str, kind: Kind, *terms: Subject, controlled: bool, **fields: object) -> Subject:
    result = indicator("result", kind=kind, **fields)
    held = {each.indicator.code: Term(each.indicator, each.series) for each in terms}
    made = Calculation(result, text, parse(text), held)
    return Subject(result, made.series, controlled, made)


def test_a_rate_goes_with_the_count_that_it_is_calculated_from():
    terms = (subject("a", 3), subject("b", 100, controlled=False))
    result = calculated("a / b * 100", Kind.PERCENTAGE, *terms, controlled=False)
    assert kept(disclose([*terms, result])) == {("a", 0), ("result", 0)}


def test_a_small_result_takes_the_smallest_term_with_it():
    terms = (subject("a", 43, controlled=False), subject("b", 40, controlled=False))
    result = calculated("a - b", Kind.COUNT, *terms, controlled=True)
    assert kept(disclose([*terms, result])) == {("result", 0), ("b", 0)}


def test_the_count_behind_a_calculated_percentage_is_guarded_where_it_stands_alone():
    terms = (subject("a", 3, controlled=False), subject("b", 100, controlled=False))
    result = calculated("a / b * 100", Kind.PERCENTAGE, *terms, controlled=True)
    assert kept(disclose([*terms, result])) == {("a", 0), ("result", 0)}


def edition(shown: Mapping[str, int], hidden: Mapping[str, int]) -> Earlier:
    return Earlier(
        {(code, APRIL): Decimal(value) for code, value in shown.items()},
        {(code, APRIL): Decimal(value) for code, value in hidden.items()},
    )


def test_a_restated_figure_does_not_tell_what_an_earlier_edition_kept_back():
    """Then a was 3 (c), b 7 (c), c 10, all 20. Now a is 8: with b shown, 20 − 7 − 10 would be the old 3."""
    parts = [subject("a", 8), subject("b", 7), subject("c", 10), subject("all", 25)]
    earlier = edition({"c": 10, "all": 20}, {"a": 3, "b": 7})
    assert kept(disclose(parts, [PARTS])) == set()
    found = disclose(parts, [PARTS], earlier=[earlier])
    assert kept(found) == {("b", 0), ("a", 0)} or kept(found) == {("b", 0)}


def test_what_an_earlier_edition_showed_is_no_cover():
    parts = [subject("a", 3), subject("b", 7), subject("c", 10), subject("all", 20)]
    found = disclose(parts, [PARTS], earlier=[edition({"b": 7}, {})])
    assert kept(found) == {("a", 0), ("c", 0)}


def test_a_small_count_that_is_out_already_is_said_so():
    found = disclose([subject("a", 3)], earlier=[edition({"a": 3}, {})])
    assert (kept(found), found.given_away) == ({("a", 0)}, ((("a", APRIL), "An earlier edition shows it."),))


# Tried another way: is there another world that shows the same, in which the small count is another number?

Cell = tuple[str, Month]
MONTHS = [APRIL.plus(at) for at in range(3)]
small = st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 9, 12]), min_size=3, max_size=3)


def another_world(
    held: Mapping[Cell, int],
    hidden: Sequence[Cell],
    sums: Sequence[Mapping[Cell, int]],
    count: Mapping[Cell, int],
) -> bool:
    """Changes a hidden figure of the count, then mends one broken sum after another by hidden figures above 0."""

    def total(one: Mapping[Cell, int], change: Mapping[Cell, int]) -> int:
        return sum(times * change.get(cell, 0) for cell, times in one.items())

    def mended(change: dict[Cell, int], left: int) -> bool:
        broken = next((one for one in sums if total(one, change)), None)
        if broken is None:
            return total(count, change) != 0
        return left > 0 and any(
            mended(then, left - 1)
            for cell, times in broken.items()
            if cell in hidden
            and (by := -total(broken, change) * times)
            and held[cell] + (then := {**change, cell: change.get(cell, 0) + by})[cell] >= 1
        )

    starts = [{cell: by} for cell in count if cell in hidden for by in (1, -1, 2, -2) if held[cell] + by >= 1]
    return any(mended(change, most) for most in (2, 4, 7, 10) for change in starts)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([Basis.IN_MONTH, Basis.YEAR_TO_DATE]),
    st.tuples(small, small, small),
    small,
    st.sampled_from([0, 3, 8, 40]),
    st.sets(st.sampled_from(["a", "b", "c", "all", "stock", "ends"]), min_size=2),
)
def test_nothing_left_tells_a_small_count(basis, parts, ends, stock, controlled):
    """Parts of a whole, which is what starts in a stock: sums, months of running totals, and stock flows at once."""
    starts = [sum(month) for month in zip(*parts, strict=True)]
    ends = [min(end, start) for end, start in zip(ends, starts, strict=True)]
    stocks = [stock + more for more in accumulate(s - e for s, e in zip(starts, ends, strict=True))]
    running = list if basis is Basis.IN_MONTH else lambda values: list(accumulate(values))
    subjects = [
        *(subject(code, *running(part), basis=basis) for code, part in zip("abc", parts, strict=True)),
        subject("all", *running(starts), basis=basis),
        subject("stock", *stocks, basis=Basis.MONTH_END),
        subject("ends", *ends),
    ]
    subjects = [Subject(each.indicator, each.series, each.indicator.code in controlled) for each in subjects]
    flows = Related(
        RelationKind.BALANCE,
        ((RelationRole.STOCK, "stock"), (RelationRole.STARTS, "all"), (RelationRole.ENDS, "ends")),
    )
    found = disclose(subjects, [PARTS, flows])
    held = {(s.indicator.code, month): int(reading.value) for s in subjects for month, reading in s.series}

    def alone(code: str, month: Month) -> dict[Cell, int]:
        runs = basis is Basis.YEAR_TO_DATE and code in {"a", "b", "c", "all"} and month != APRIL
        return {(code, month): 1, (code, month.plus(-1)): -1} if runs else {(code, month): 1}

    def together(*told: tuple[Mapping[Cell, int], int]) -> dict[Cell, int]:
        total: dict[Cell, int] = {}
        for one, times in told:
            for cell, part in one.items():
                total[cell] = total.get(cell, 0) + part * times
        return total

    sums = [together(*((alone(code, m), 1) for code in "abc"), (alone("all", m), -1)) for m in MONTHS]
    sums += [
        together(
            ({("stock", m): -1, ("stock", m.plus(-1)): 1}, 1), (alone("all", m), 1), (alone("ends", m), -1)
        )
        for m in MONTHS[1:]
    ]
    assert not found.given_away
    for code in controlled:
        for month in MONTHS:
            counts = [{(code, month): 1}, alone(code, month)] if code != "stock" else [{(code, month): 1}]
            for count in counts:
                if 0 < sum(held[cell] * times for cell, times in count.items()) <= 5:
                    assert another_world(held, list(found.kept_back), sums, count), (code, month.label)


@settings(max_examples=15, deadline=None)
@given(st.tuples(small, small, small))
def test_what_was_decided_for_a_month_does_not_change_with_the_next(parts):
    whole = [sum(month) for month in zip(*parts, strict=True)]
    subjects = [
        subject(code, *values) for code, values in zip(["a", "b", "c", "all"], [*parts, whole], strict=True)
    ]
    before = [Subject(each.indicator, each.series.up_to(MONTHS[-2]), True) for each in subjects]
    now, then = disclose(subjects, [PARTS]), disclose(before, [PARTS])
    assert {cell: why for cell, why in now.kept_back.items() if cell[1] < MONTHS[-1]} == dict(then.kept_back)
