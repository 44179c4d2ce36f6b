"""
What an indicator can be: its kind, basis, polarity, frequency, target's kind and profile. One row each.

Registries that the models' choices, the catalogue and the rules all read: to add a kind or a basis, add its row
here; no migration is needed.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    COUNT = "count"
    RATE = "rate"
    PERCENTAGE = "percentage"


class Basis(StrEnum):
    IN_MONTH = "in_month"
    MONTH_END = "month_end"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_12 = "rolling_12"
    SINCE_MONTH = "since_month"
    RUNNING_TOTAL = "running_total"


class Polarity(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NONE = "none"


class Frequency(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class TargetKind(StrEnum):
    LOCAL_AMBITION = "local_ambition"
    STATUTORY = "statutory"
    COMPARATOR_MEAN = "comparator_mean"
    PREVIOUS_YEAR = "previous_year"
    NOT_STATED = "not_stated"


class TargetProfile(StrEnum):
    FLAT = "flat"
    LINEAR = "linear"
    SEASONAL = "seasonal"


class ToleranceKind(StrEnum):
    ABSOLUTE = "absolute"
    RELATIVE = "relative"


class GeographyKind(StrEnum):
    OWN = "own"
    AUTHORITY = "authority"
    REGION = "region"
    ENGLAND = "england"
    NEIGHBOURS = "neighbours"


class RelationKind(StrEnum):
    BALANCE = "balance"
    AT_MOST = "at_most"
    TOTAL = "total"
    FORMULA = "formula"


class RelationRole(StrEnum):
    STOCK = "stock"
    STARTS = "starts"
    ENDS = "ends"
    SMALLER = "smaller"
    LARGER = "larger"
    PART = "part"
    WHOLE = "whole"
    RESULT = "result"
    TERM = "term"


class EventKind(StrEnum):
    MARK = "mark"
    STEP = "step"


class ConcernSide(StrEnum):
    ABOVE = "above"
    BELOW = "below"
    EITHER = "either"


@dataclass(frozen=True)
class KindRow:
    """A kind in words; `unit` follows a number in a sentence, `gap_unit` a difference of two."""

    name: str
    unit: str
    gap_unit: str


KINDS: dict[Kind, KindRow] = {
    Kind.COUNT: KindRow("Number", "", ""),
    Kind.RATE: KindRow("Rate", "", ""),
    Kind.PERCENTAGE: KindRow("Percentage", "%", " points"),
}


@dataclass(frozen=True)
class BasisRow:
    """A basis in words, and whether its readings add up over months."""

    name: str
    running: bool


BASES: dict[Basis, BasisRow] = {
    Basis.IN_MONTH: BasisRow("in the month", running=False),
    Basis.MONTH_END: BasisRow("at month end", running=False),
    Basis.YEAR_TO_DATE: BasisRow("year to date (from April)", running=True),
    Basis.ROLLING_12: BasisRow("rolling 12 months", running=False),
    Basis.SINCE_MONTH: BasisRow("running total from a stated month", running=True),
    Basis.RUNNING_TOTAL: BasisRow("running total, start not known", running=True),
}

POLARITIES: dict[Polarity, str] = {
    Polarity.HIGHER: "higher is better",
    Polarity.LOWER: "lower is better",
    Polarity.RANGE: "within a range",
    Polarity.NONE: "neither high nor low is good in itself",
}

FREQUENCIES: dict[Frequency, str] = {
    Frequency.MONTHLY: "monthly",
    Frequency.QUARTERLY: "quarterly",
    Frequency.YEARLY: "yearly",
}

TARGET_KINDS: dict[TargetKind, str] = {
    TargetKind.LOCAL_AMBITION: "local ambition",
    TargetKind.STATUTORY: "statutory",
    TargetKind.COMPARATOR_MEAN: "mean of the statistical neighbours",
    TargetKind.PREVIOUS_YEAR: "previous year with a change",
    TargetKind.NOT_STATED: "kind not stated",
}

TARGET_PROFILES: dict[TargetProfile, str] = {
    TargetProfile.FLAT: "flat: the same level every month",
    TargetProfile.LINEAR: "linear: a running total reaches it in March",
    TargetProfile.SEASONAL: "seasonal: the shape of last year",
}

TOLERANCE_KINDS: dict[ToleranceKind, str] = {
    ToleranceKind.ABSOLUTE: "in the indicator's own unit",
    ToleranceKind.RELATIVE: "per cent of the target",
}

GEOGRAPHY_KINDS: dict[GeographyKind, str] = {
    GeographyKind.OWN: "own authority",
    GeographyKind.AUTHORITY: "another authority",
    GeographyKind.REGION: "region",
    GeographyKind.ENGLAND: "England",
    GeographyKind.NEIGHBOURS: "statistical neighbours (mean)",
}

RELATION_KINDS: dict[RelationKind, str] = {
    RelationKind.BALANCE: "a stock is the last one plus starts minus ends",
    RelationKind.AT_MOST: "one number is at most another",
    RelationKind.TOTAL: "parts add up to a whole",
    RelationKind.FORMULA: "calculated from others",
}

RELATION_ROLES: dict[RelationRole, str] = {
    RelationRole.STOCK: "the stock at month end",
    RelationRole.STARTS: "those that start",
    RelationRole.ENDS: "those that end",
    RelationRole.SMALLER: "the smaller",
    RelationRole.LARGER: "the larger",
    RelationRole.PART: "a part",
    RelationRole.WHOLE: "the whole",
    RelationRole.RESULT: "the result",
    RelationRole.TERM: "a term of the formula",
}

EVENT_KINDS: dict[EventKind, str] = {
    EventKind.MARK: "a mark on the chart",
    EventKind.STEP: "a step: new limits from here on",
}

CONCERN_SIDES: dict[ConcernSide, str] = {
    ConcernSide.ABOVE: "above",
    ConcernSide.BELOW: "below",
    ConcernSide.EITHER: "above or below",
}
