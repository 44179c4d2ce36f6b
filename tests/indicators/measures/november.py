"""The November 2021 report's ten rows as the rules are told them, and small ways to make facts by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.measures.facts import Comparator, Indicator, Target
from indicators.measures.kinds import Basis, GeographyKind, Kind, Polarity, TargetKind, TargetProfile
from indicators.measures.measure import measure
from indicators.measures.measured import Measured
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Missing, Reading, Series

APRIL = Month(2021, 4)
SEPTEMBER = Month(2021, 9)
OCTOBER = Month(2021, 10)
YEAR = FinancialYear(2021)
NOT_APPLICABLE = Reading.none(Missing.NOT_APPLICABLE, "N/A")

COUNT, RATE, PERCENTAGE = Kind.COUNT, Kind.RATE, Kind.PERCENTAGE


def number(value: str | int) -> Decimal:
    return Decimal(value)


def an_indicator(kind: Kind = Kind.COUNT, basis: Basis = Basis.IN_MONTH, **fields: Any) -> Indicator:
    named = {"code": "plans", "name": "Plans", "short_name": "Plans", "area": "Child Protection", **fields}
    return Indicator(kind=kind, basis=basis, **named)


def a_series(values: Iterable[int | str | None], first: Month = APRIL, step: int = 1) -> Series:
    """One reading per period; None is a month that was supplied without a number."""
    return Series.of(
        (
            first.plus(at * step),
            Reading.none(Missing.NOT_AVAILABLE, "x") if value is None else Reading.of(value),
        )
        for at, value in enumerate(values)
    )


def a_target(value: int | str, kind: TargetKind = TargetKind.COMPARATOR_MEAN, **fields: Any) -> Target:
    return Target(Reading.of(value), fields.pop("year", YEAR), kind, **fields)


def a_comparator(
    value: int | str,
    kind: GeographyKind = GeographyKind.NEIGHBOURS,
    basis: Basis = Basis.YEAR_TO_DATE,
    **fields: Any,
) -> Comparator:
    named = {"geography": "Statistical neighbours", "year": YEAR.plus(-1), "vintage": "DfE 2021", **fields}
    return Comparator(geography_kind=kind, basis=basis, reading=Reading.of(value), **named)


@dataclass(frozen=True)
class Row:
    """A row of the report's table, with what each of its figures really is."""

    indicator: Indicator
    values: tuple[int, ...]
    target: Target

    @property
    def series(self) -> Series:
        return a_series(self.values)

    def measured(self, month: Month = OCTOBER, window_from: Month | None = None) -> Measured:
        return measure(self.indicator, self.series, (self.target,), (), month, window_from)


def _row(code: str, kind: Kind, basis: Basis, values: tuple[int, ...], target: Target, **fields: Any) -> Row:
    return Row(an_indicator(kind, basis, code=code, name=code, short_name=code, **fields), values, target)


_NONE = Target(NOT_APPLICABLE, YEAR)

ROWS: dict[str, Row] = {
    row.indicator.code: row
    for row in (
        _row(
            "contacts",
            COUNT,
            Basis.YEAR_TO_DATE,
            (1897, 3977, 6350, 8552, 10447, 12589, 14567),
            a_target(15880, TargetKind.PREVIOUS_YEAR, change_percent=Decimal(-10)),
            target_profile=TargetProfile.LINEAR,
        ),
        _row("referrals", RATE, Basis.RUNNING_TOTAL, (408, 493, 559, 628, 684, 766, 841), a_target(647)),
        _row("section-47", RATE, Basis.RUNNING_TOTAL, (178, 214, 237, 266, 279, 309, 336), a_target(260)),
        _row("icpc", RATE, Basis.RUNNING_TOTAL, (52, 61, 72, 83, 92, 98, 105), a_target(90)),
        _row(
            "icpc-in-time",
            PERCENTAGE,
            Basis.IN_MONTH,
            (38, 83, 61, 67, 77, 73, 62),
            a_target(83),
            polarity=Polarity.HIGHER,
        ),
        _row("icpc-to-plan", PERCENTAGE, Basis.IN_MONTH, (89, 92, 93, 96, 98, 97, 79), a_target(89)),
        _row("plans", COUNT, Basis.MONTH_END, (339, 355, 385, 387, 420, 387, 388), a_target(340)),
        _row("plan-rate", RATE, Basis.RUNNING_TOTAL, (49, 58, 68, 79, 89, 96, 102), _NONE),
        _row("plans-ended", COUNT, Basis.IN_MONTH, (19, 29, 28, 50, 18, 75, 23), _NONE),
        _row("reviews-to-plan", PERCENTAGE, Basis.IN_MONTH, (52, 41, 37, 25, 35, 33, 44), _NONE),
    )
}
