"""A short way to put figures to the checks: the findings of entering these months, by check."""

from collections.abc import Iterable
from typing import Any

from indicators.measures.checks import Checked, Finding, findings_of
from indicators.measures.facts import Indicator
from indicators.measures.periods import Month
from indicators.measures.readings import Series


def findings(
    indicator: Indicator, series: Series, months: Iterable[Month] | None = None, **more: Any
) -> list[Finding]:
    """All of the series' months are the entered ones unless told otherwise."""
    entered = series.months if months is None else tuple(months)
    return list(findings_of(Checked(indicator, series, entered, **more)))


def said(*args: Any, **more: Any) -> list[tuple[str, str]]:
    return [(found.check, found.message) for found in findings(*args, **more)]


def found(*args: Any, **more: Any) -> list[tuple[str, str]]:
    """Check and month (empty: the whole row)."""
    return [(each.check, each.month.label if each.month else "") for each in findings(*args, **more)]


def months_of(check: str, *args: Any, **more: Any) -> list[str]:
    """The months in which this check found something."""
    return [month for name, month in found(*args, **more) if name == check]
