"""
What only shows when indicators are looked at side by side: more referrals than contacts, a "rate of children on plans"
that counts plans which start, a year's total far from its profile.

Finds and says, changes nothing, and knows indicators by the words they are called by. Children are the own authority's
at the mid-year, by which rates were divided.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.in_month import starts_in
from indicators.measures.kinds import BASES, Basis, Kind
from indicators.measures.measured import Measured
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series
from indicators.measures.wording import derived, figure, per_cent_of, rounded

# (smaller, larger) as labelled: each thing that is counted first came in as the other.
AT_MOST: tuple[tuple[str, str], ...] = (("referrals", "contacts"),)
_STEPS = 5  # steps that must agree before a rate is said to count starts
_FAR_FROM_PROFILE = Decimal(25)  # per cent of the profile, either way


@dataclass(frozen=True)
class Across:
    """One finding: the indicator that it is told of, all that it speaks of, the month, a sentence, its figures."""

    check: str
    code: str
    concerns: tuple[str, ...]
    month: Month
    message: str
    rests_on: tuple[str, ...]


def findings_across(measured: Sequence[Measured], children: Mapping[int, int]) -> tuple[Across, ...]:
    """Everything found in the months up to the one measured; `children` by mid-year."""
    return (
        *more_than_most(measured, children),
        *starts_not_stock(measured, children),
        *far_from_profile(measured),
    )


def more_than_most(measured: Sequence[Measured], children: Mapping[int, int]) -> Iterator[Across]:
    """A rate that, taken as it is labelled, means more of something than there was of what it comes from."""
    for smaller_word, larger_word in AT_MOST:
        for larger in measured:
            if larger.indicator.kind is Kind.COUNT and _is_called(larger, larger_word, smaller_word):
                for smaller in measured:
                    if smaller.indicator.kind is Kind.RATE and _is_called(smaller, smaller_word, larger_word):
                        yield from _more_than(smaller, larger, smaller_word, larger_word, children)


def starts_not_stock(measured: Sequence[Measured], children: Mapping[int, int]) -> Iterator[Across]:
    """A running "rate" whose steps are those that started: the change of the stock, plus those that ended."""
    for stock in measured:
        if stock.indicator.kind is not Kind.COUNT or stock.indicator.basis is not Basis.MONTH_END:
            continue
        for ended in measured:
            if not _counts_ends_of(ended, stock):
                continue
            fits = [
                (_misfit(rate, stock, ended, children), rate)
                for rate in measured
                if rate.indicator.kind is Kind.RATE
            ]
            best = min(
                ((miss, rate.indicator.code, rate) for miss, rate in fits if miss is not None), default=None
            )
            if best is not None:
                yield _starts_found(best[2], stock, ended, children)


def far_from_profile(measured: Sequence[Measured]) -> Iterator[Across]:
    """A year's running total a quarter or more away from what its target comes to by now."""
    for one in measured:
        value, aim = one.reading.value, one.target_to_date.value
        target = one.target.reading.value if one.target else None
        if value is None or not aim or target is None or not BASES[one.indicator.basis].running:
            continue
        if one.indicator.kind is Kind.PERCENTAGE or abs(value - aim) * 100 < _FAR_FROM_PROFILE * aim:
            continue
        shown = figure(value, one.indicator)
        yield Across(
            "far-from-profile",
            one.indicator.code,
            (one.indicator.code,),
            one.month,
            f"{shown} by {one.month.label} is {per_cent_of(value, aim)} of the profile: {derived(aim, one.indicator)} of the "
            f"year's {figure(target, one.indicator)} was due by then.",
            (f"{one.month} {value}", f"target {target}"),
        )


def _more_than(
    smaller: Measured, larger: Measured, what: str, of_what: str, children: Mapping[int, int]
) -> Iterator[Across]:
    """The first month in which it shows: later ones follow from it while totals run on."""
    per = smaller.indicator.rate_per or 10_000
    for month, reading in smaller.series:
        most, living = _by_then(larger, month), _children(children, month)
        if reading.value is None or most is None or not living or not _like(smaller, larger, month):
            continue
        number = reading.value * living / per
        least = (reading.value - _half_a_place(smaller)) * living / per
        if least > most:
            yield Across(
                "more-than-most",
                smaller.indicator.code,
                (smaller.indicator.code, larger.indicator.code),
                month,
                f"{figure(reading.value, smaller.indicator)} per {per:,} in {month.label} ({smaller.indicator.short_name}) would be about "
                f"{rounded(number):,} {what} for {living:,} children, more than the {figure(most, larger.indicator)} {of_what} "
                f"({larger.indicator.short_name}): it cannot be what its name says, or not of that time alone.",
                (f"{month} {reading.value}", f"{larger.indicator.code} {month} {most}", f"children {living}"),
            )
            return


def _like(smaller: Measured, larger: Measured, month: Month) -> bool:
    """A total of unknown start is taken at its word in the year's first month only; others must run alike."""
    own, theirs = smaller.indicator.basis, larger.indicator.basis
    if own is theirs:
        return True
    return own is Basis.RUNNING_TOTAL and theirs is Basis.YEAR_TO_DATE and starts_in(larger.indicator, month)


def _by_then(one: Measured, month: Month) -> Decimal | None:
    return one.series.value(month)


def _counts_ends_of(ended: Measured, stock: Measured) -> bool:
    return (
        ended.indicator.kind is Kind.COUNT
        and ended.indicator.basis is Basis.IN_MONTH
        and ended.indicator.area == stock.indicator.area
        and bool(re.search(r"\bended\b|\bends?\b|\bceased\b|\bclosed\b|\bleavers?\b", _names(ended), re.I))
    )


def _starts(stock: Measured, ended: Measured) -> Series:
    """Those that started in each month, from the stock's change and those that ended."""
    found = []
    for month, reading in stock.series:
        before, gone = stock.series.value(month.plus(-1)), ended.in_month.value(month)
        if reading.value is not None and before is not None and gone is not None:
            found.append((month, Reading.of(reading.value - before + gone)))
    return Series.of(found)


def _steps(
    rate: Measured, stock: Measured, ended: Measured, children: Mapping[int, int]
) -> list[tuple[Month, Decimal, Decimal]]:
    """By month: the rate's step in children, and those that started."""
    per = rate.indicator.rate_per or 10_000
    return [
        (month, step * living / per, reading.value)
        for month, reading in _starts(stock, ended)
        if reading.value is not None
        and (step := rate.in_month.value(month)) is not None
        and (living := _children(children, month))
    ]


def _misfit(rate: Measured, stock: Measured, ended: Measured, children: Mapping[int, int]) -> Decimal | None:
    """How far off the steps are on average; None unless it is within what rounding the rate's totals can do."""
    if not BASES[rate.indicator.basis].running or rate.indicator.area != stock.indicator.area:
        return None
    steps = _steps(rate, stock, ended, children)
    if len(steps) < _STEPS:
        return None
    miss = sum((abs(step - started) for _, step, started in steps), Decimal(0)) / len(steps)
    living = _children(children, rate.month) or 0
    unit = 2 * _half_a_place(rate) * living / (rate.indicator.rate_per or 10_000)
    return miss if miss <= unit else None


def _starts_found(rate: Measured, stock: Measured, ended: Measured, children: Mapping[int, int]) -> Across:
    steps = _steps(rate, stock, ended, children)
    per, (last, *_) = rate.indicator.rate_per or 10_000, steps[-1]
    living = _children(children, last) or 0
    level = stock.series.value(last) or Decimal(0)
    told = ", ".join(f"{rounded(step)}" for _, step, _ in steps)
    started = ", ".join(f"{rounded(count)}" for _, _, count in steps)
    return Across(
        "starts-not-stock",
        rate.indicator.code,
        (rate.indicator.code, stock.indicator.code, ended.indicator.code),
        rate.month,
        f"{rate.indicator.short_name}: from {steps[0][0].label} to {last.label} its steps are {told} children, and {started} started "
        f"({stock.indicator.short_name}, plus {ended.indicator.short_name}): it counts those that start, not those at "
        f"month end ({rounded(level):,} are {rounded(level * per / living, 1)} per {per:,}).",
        (
            *(f"{month} {step.normalize():f} {count}" for month, step, count in steps),
            f"children {living}",
        ),
    )


def _half_a_place(one: Measured) -> Decimal:
    return Decimal(5).scaleb(-1 - one.indicator.decimal_places)


def _children(children: Mapping[int, int], month: Month) -> int | None:
    """Of the mid-year before the financial year's end that is held, never a later one; else the oldest."""
    known = [year for year in children if year <= month.financial_year.start]
    return children[max(known)] if known else None


def _is_called(one: Measured, word: str, but_not: str) -> bool:
    """By the plural or the singular; "contacts that became referrals" is called by both and so by neither."""
    names = _names(one)
    return (
        bool(_word(word).search(names))
        and not _word(but_not).search(one.indicator.name)
        and "re-" not in names.lower()
    )


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{word.rstrip('s')}s?\b", re.I)


def _names(one: Measured) -> str:
    return f"{one.indicator.name} {one.indicator.short_name}"
