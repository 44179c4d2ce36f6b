"""
Whether a figure agrees with what stands beside it: its own counts, the way it was written, a published file.

A figure agrees with an unrounded one when it equals it rounded directly, or through one decimal as councils retype
published figures (102.4998, 102.5, 103).
"""

from collections.abc import Iterator
from decimal import Decimal

from indicators.measures.checks.checked import Checked, Found, WrittenAs, as_entered, places_of
from indicators.measures.facts import Comparator, Indicator
from indicators.measures.kinds import KINDS, Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.measures.wording import derived, figure, rounded

_PER_CENT = 100


def agrees(given: Decimal, unrounded: Decimal) -> bool:
    """
    >>> agrees(Decimal(103), Decimal("102.4998")), agrees(Decimal(484), Decimal("494.3"))
    (True, False)
    """
    places = places_of(given)
    return given in {rounded(unrounded, places), rounded(rounded(unrounded, 1), places)}


def counts(checked: Checked) -> Iterator[Found]:
    """
    A percentage or rate that its numerator and denominator do not give.

    >>> from indicators.measures.kinds import Basis
    >>> from indicators.measures.readings import Series
    >>> held = Reading(Decimal(72), numerator=Decimal(282), denominator=Decimal(531))
    >>> timely = Indicator("icpc", "ICPC", "ICPC", "Child Protection", Kind.PERCENTAGE, Basis.IN_MONTH)
    >>> month = Month(2021, 10)
    >>> [found.message for found in counts(Checked(timely, Series.of([(month, held)]), (month,)))]
    ['72% in Oct-21 is not what 282 of 531 give, which is 53.1%: correct one of the three.']
    """
    per = _PER_CENT if checked.indicator.kind is Kind.PERCENTAGE else checked.indicator.rate_per
    if checked.indicator.kind is Kind.COUNT or not per:
        return
    for month in checked.months:
        reading = checked.series.at(month)
        if reading.value is not None and reading.numerator is not None and reading.denominator:
            comes_to = reading.numerator * per / reading.denominator
            if not agrees(reading.value, comes_to):
                yield _not_given_by_counts(checked.indicator, month, reading, comes_to)


def written_otherwise(checked: Checked) -> Iterator[Found]:
    """The outturn type, or a % sign, that says another kind than the indicator is or its figures are written as."""
    for written in checked.written:
        sentence = _written_sentence(checked.indicator, written)
        if sentence:
            signed = "with %" if written.with_percent else ""
            yield Found(None, sentence, (written.outturn_type, signed, checked.indicator.kind.value))


def comparator_differs(checked: Checked) -> Iterator[Found]:
    """
    A comparator just given that equals no published figure held for its geography and year.

    >>> from indicators.measures.kinds import Basis, GeographyKind
    >>> from indicators.measures.periods import FinancialYear
    >>> from indicators.measures.readings import Series
    >>> england = ("England", GeographyKind.ENGLAND, FinancialYear(2020))
    >>> given, held = (
    ...     Comparator(*england, Reading.of(value), vintage, Basis.YEAR_TO_DATE)
    ...     for value, vintage in (("484", "return nov.tsv"), ("494.3", "DfE 2021"))
    ... )
    >>> rate = Indicator("referrals", "Referrals", "Referrals", "Front Door", Kind.RATE, Basis.RUNNING_TOTAL)
    >>> [found.message for found in comparator_differs(Checked(rate, Series(), comparators=(given,), published=(held,)))]
    ['484 for England in 2020/21 is in no published file that is held (494.3 in DfE 2021): correct it, or say where it is from.']
    """
    for given in checked.comparators:
        held = [row for row in checked.published if _same_figure(row, given)]
        value = given.reading.value
        if value is None or not held or any(agrees(value, _number(row)) for row in held):
            continue
        yield _differing(checked.indicator, given, value, held)


def _not_given_by_counts(indicator: Indicator, month: Month, reading: Reading, comes_to: Decimal) -> Found:
    assert reading.value is not None
    parts = [reading.numerator or Decimal(0), reading.denominator or Decimal(0)]
    above, below = (figure(part, Kind.COUNT, places_of(part)) for part in parts)
    return Found(
        month,
        f"{as_entered(reading.value, indicator)} in {month.label} is not what {above} of {below} give, which is "
        f"{derived(comes_to, indicator)}: correct one of the three.",
        (f"{month} {reading.value}", f"numerator {reading.numerator}", f"denominator {reading.denominator}"),
    )


def _written_sentence(indicator: Indicator, written: WrittenAs) -> str:
    typed, is_percentage = written.typed, indicator.kind is Kind.PERCENTAGE
    if written.with_percent and typed not in (None, Kind.PERCENTAGE):
        return (
            f"The outturn type says “{written.outturn_type}” and the figures are written with % "
            f"({written.with_percent}): correct the type, or take the signs away."
        )
    if written.with_percent and not is_percentage:
        return (
            f"{written.with_percent} is written with % and the indicator is set up as {KINDS[indicator.kind].name}: "
            "take the sign away, or correct the indicator."
        )
    if typed not in (None, indicator.kind):
        return (
            f"The outturn type says “{written.outturn_type}” and the indicator is set up as "
            f"{KINDS[indicator.kind].name}: correct one of the two."
        )
    return ""


def _same_figure(held: Comparator, given: Comparator) -> bool:
    """Of the same place and year, counted over the same stretch of time, and a number."""
    return held.reading.value is not None and (held.geography, held.year, held.basis) == (
        given.geography,
        given.year,
        given.basis,
    )


def _number(row: Comparator) -> Decimal:
    assert row.reading.value is not None
    return row.reading.value


def _differing(indicator: Indicator, given: Comparator, value: Decimal, held: list[Comparator]) -> Found:
    said = " and ".join(f"{as_entered(_number(row), indicator)} in {row.vintage}" for row in held)
    whose = f"{given.geography} in {given.year.label}"
    return Found(
        None,
        f"{as_entered(value, indicator)} for {whose} is in no published file that is held ({said}): correct it, or say "
        "where it is from.",
        (f"{whose} {value}", *(f"{row.vintage} {row.reading.value}" for row in held)),
    )
