"""
Whether figures that were just entered can be true, and which of them somebody has to look at: the data-quality checks.

Errors cannot be true and block; warnings are confirmed with a note, and stay confirmed until the figures that they rest
on change. To add a check: one function in the file of its theme and one line in CHECKS. Knows no row and no return.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.measures.checks import agreement, possible, relations, totals, unlikely
from indicators.measures.checks.checked import (
    Check,
    Checked,
    Found,
    Level,
    Member,
    RelationFacts,
    WrittenAs,
)
from indicators.measures.periods import Month

__all__ = [
    "CHECKS",
    "Check",
    "Checked",
    "Finding",
    "Level",
    "Member",
    "RelationFacts",
    "WrittenAs",
    "findings_of",
    "findings_of_all",
]

_E, _W = Level.ERROR, Level.WARNING

CHECKS: tuple[Check, ...] = (
    Check("total-falls", _E, "a running total that falls", totals.falls),
    Check("percentage-impossible", _E, "a part above its whole", possible.impossible_percentage),
    Check("negative", _E, "a figure below nothing", possible.negative),
    Check("total-begins-again", _W, "a running total that begins again", totals.begins_again),
    Check("total-start", _W, "a running total that began earlier", totals.start),
    Check("period-missing", _W, "a month missing in a running total", totals.period_missing),
    Check("percentage-outside", _W, "a percentage outside 0 to 100", possible.outside_percentage),
    Check("counts-disagree", _W, "a figure that its counts do not give", agreement.counts),
    Check("written-otherwise", _W, "another kind written than set up", agreement.written_otherwise),
    Check("ten-times", _W, "ten times the period before", unlikely.ten_times),
    Check("outside-limits", _W, "outside the process limits", unlikely.outside_limits),
    Check("balance", _W, "a stock that its flows do not give", relations.balance),
    Check("at-most", _W, "more than it can be at most", relations.at_most),
    Check("parts", _W, "parts that do not add up", relations.parts),
    Check("comparator-differs", _W, "a comparator that differs", agreement.comparator_differs),
)


@dataclass(frozen=True)
class Finding:
    """
    What a check says of an indicator, in one sentence.

    `code` is the indicator that it belongs to: of a broken relation the one that leads it, whichever was entered;
    `concerns` names all that it speaks of. `month` None: of the row as a whole. `facts` is the hex SHA-256 over the
    check, the code and what it rests on.
    """

    check: str
    level: Level
    code: str
    month: Month | None
    message: str
    rests_on: tuple[str, ...]
    facts: str
    concerns: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Code, check and facts: what a confirmation is kept under."""
        return (self.code, self.check, self.facts)


def findings_of(checked: Checked) -> tuple[Finding, ...]:
    """
    What the entered months give reason to say, errors first, in the order of CHECKS.

    >>> from indicators.measures.facts import Indicator
    >>> from indicators.measures.kinds import Basis, Kind
    >>> from indicators.measures.readings import Reading, Series
    >>> rate = Indicator("s47", "Section 47", "S47", "Child Protection", Kind.RATE, Basis.RUNNING_TOTAL)
    >>> held = Series.of((Month(2021, 4 + i), Reading.of(v)) for i, v in enumerate((178, 214, 237, 266, 279, 309, 336)))
    >>> [(found.check, found.level.value, found.message) for found in findings_of(Checked(rate, held, held.months))]
    [('total-start', 'warning', "Apr-21 already holds about 6.8 months' worth of this running total (a start in Oct-20 would fit).")]
    """
    return tuple(_finding(check, found, checked) for check in CHECKS for found in check.function(checked))


def findings_of_all(several: Iterable[Checked]) -> tuple[Finding, ...]:
    """The findings of each, a relation's once although each of its indicators was entered."""
    found = [finding for checked in several for finding in findings_of(checked)]
    return tuple({finding.key: finding for finding in found}.values())


def _finding(check: Check, found: Found, checked: Checked) -> Finding:
    code = found.code or checked.indicator.code
    digest = hashlib.sha256("\n".join((check.name, code, *found.rests_on)).encode()).hexdigest()
    return Finding(
        check=check.name,
        level=check.level,
        code=code,
        month=found.month,
        message=found.message,
        rests_on=found.rests_on,
        facts=digest,
        concerns=found.concerns or (code,),
    )
