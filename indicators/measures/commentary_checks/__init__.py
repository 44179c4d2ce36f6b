"""
Whether a commentary agrees with the data that it comments on: for author and officer only, never printed.

Every remark is a warning that names the figures it rests on. To add a check: one function in the file of its theme and
one line in CHECKS. Finds what the words say, not what they mean: what cannot be read is left alone.
"""

import hashlib
from dataclasses import dataclass

from indicators.measures.checks.checked import Level
from indicators.measures.commentary_checks import citing, comparing, movement, repeating, stepping
from indicators.measures.commentary_checks.written import Check, Found, Texts, Written

__all__ = ["CHECKS", "Check", "Found", "Remark", "Texts", "Written", "remarks_on"]

CHECKS: tuple[Check, ...] = (
    Check("movement", "says rising, falling or static, and the figures did otherwise", movement.contrary),
    Check("other-side", "says above or below, and the reading is not", comparing.other_side),
    Check("comparator-missing", "cites a comparator that is not there", comparing.not_held),
    Check("number-nowhere", "a number that is in no series", citing.nowhere),
    Check("number-of-month", "a number given for another month", citing.of_another_month),
    Check("percent-for-points", "per cent for percentage points", citing.percent_for_points),
    Check("signal-silent", "silence on the month's signal", repeating.silence),
    Check("same-as-last-month", "the same text as last month", repeating.same_as_before),
    Check("step-without-owner", "a next step without an owner or a date", stepping.lacking),
)


@dataclass(frozen=True)
class Remark:
    """What a check says of a commentary. `facts` is the hex SHA-256 over the check and what it rests on."""

    check: str
    level: Level
    message: str
    rests_on: tuple[str, ...]
    facts: str


def remarks_on(written: Written) -> tuple[Remark, ...]:
    """
    What the checks say of the commentary, in the order of CHECKS.

    >>> from indicators.measures.facts import Indicator
    >>> from indicators.measures.kinds import Basis, Kind
    >>> from indicators.measures.measure import measure
    >>> from indicators.measures.periods import Month
    >>> from indicators.measures.readings import Reading, Series
    >>> plans = Indicator("plans", "Plans", "Plans", "Child Protection", Kind.COUNT, Basis.MONTH_END)
    >>> held = Series.of([(Month(2021, 9), Reading.of(420)), (Month(2021, 10), Reading.of(388))])
    >>> one = measure(plans, held, (), (), Month(2021, 10))
    >>> [remark.message for remark in remarks_on(Written(Month(2021, 10), Texts(analysis="Plans are rising."), (one,)))]
    ['“Plans are rising” says that it rises, and the figures do not: 420 in Sep-21, 388 in Oct-21. Say what they did, or from when to when this holds.']
    """
    return tuple(_remark(check, found) for check in CHECKS for found in check.function(written))


def _remark(check: Check, found: Found) -> Remark:
    digest = hashlib.sha256("\n".join((check.name, *found.rests_on)).encode()).hexdigest()
    return Remark(check.name, Level.WARNING, found.message, found.rests_on, digest)
