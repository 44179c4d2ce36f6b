"""
What the rules are told: an indicator, its target and its comparators as frozen values.

Made by indicators.queries from rows; made by hand in tests. Holds no rule.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.measures.kinds import (
    Basis,
    ConcernSide,
    EventKind,
    Frequency,
    GeographyKind,
    Kind,
    Polarity,
    TargetKind,
    TargetProfile,
    ToleranceKind,
)
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Reading


@dataclass(frozen=True)
class Indicator:
    """An indicator as the rules see it. `tolerance` None means the default applies and is marked so."""

    code: str
    name: str
    short_name: str
    area: str
    kind: Kind
    basis: Basis
    polarity: Polarity = Polarity.NONE
    basis_confirmed: bool = False
    polarity_confirmed: bool = False
    rate_per: int | None = None
    decimal_places: int = 0
    frequency: Frequency = Frequency.MONTHLY
    cumulates_from: Month | None = None
    acceptable_low: Decimal | None = None
    acceptable_high: Decimal | None = None
    tolerance: Decimal | None = None
    tolerance_kind: ToleranceKind = ToleranceKind.ABSOLUTE
    target_profile: TargetProfile = TargetProfile.FLAT
    high_means: str = ""
    low_means: str = ""
    definition: str = ""
    numerator_words: str = ""
    denominator_words: str = ""
    part_of_whole: bool = False
    agency: str = ""
    data_owner: str = ""
    source: str = ""


@dataclass(frozen=True)
class Target:
    """The target in force for a financial year (`month` None) or for one month of it."""

    reading: Reading
    year: FinancialYear
    kind: TargetKind = TargetKind.NOT_STATED
    month: Month | None = None
    change_percent: Decimal | None = None
    source: str = ""
    rationale: str = ""


@dataclass(frozen=True)
class Comparator:
    """
    A figure to compare with: whose, which year, from which published file (`vintage`).

    `note` says how it was made where it is no published figure itself: "mean of 9 of 10 values"; `figures` are those
    that a mean was made of, by name.
    """

    geography: str
    geography_kind: GeographyKind
    year: FinancialYear
    reading: Reading
    vintage: str
    basis: Basis
    provisional: bool = False
    note: str = ""
    figures: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class Event:
    """Something dated that is marked on the chart; a step begins new limits, on `baseline_points` readings or on all."""

    month: Month
    kind: EventKind
    label: str
    reason: str
    baseline_points: int | None = None


@dataclass(frozen=True)
class Concern:
    """What the board worries about, from a month on (`until` None: still); `meeting` in words."""

    side: ConcernSide
    since: Month
    until: Month | None
    meeting: str
    reason: str
