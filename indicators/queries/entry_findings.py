"""
What the checks say of one row of the entry grid as it is being typed, before anything is saved.

Knows no rule: what a cell may say is the importers', what may be wrong with a figure is the checks'.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.importers.names import tidy
from indicators.importers.symbols import Written, read_cell
from indicators.measures.checks import Finding, Level, WrittenAs, findings_of_all
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.queries.checks import Given, checked_for, confirmed_notes
from indicators.queries.entry import Column, due_in

_NOT_A_NUMBER = "Give a number, for example 1,897 or 71.9."


@dataclass(frozen=True)
class EntryFinding:
    """One sentence about a cell. `level` is the word shown before it: Error or Warning."""

    level: str
    column: Column
    sentence: str


def entry_findings(
    month: Month, indicator_pk: int, figure: str, numerator: str = "", denominator: str = ""
) -> tuple[EntryFinding, ...] | None:
    """What cannot be read, else what the checks say; None when no such indicator is due in the month. Six queries at most."""
    indicator = due_in(month).filter(pk=indicator_pk).first()
    if indicator is None:
        return None
    typed = {Column.FIGURE: figure, Column.NUMERATOR: numerator, Column.DENOMINATOR: denominator}
    written = {column: read_cell(text) for column, text in typed.items()}
    unread = {column: _trouble(column, cell) for column, cell in written.items()}
    if any(unread.values()):
        return tuple(EntryFinding("Error", column, words) for column, words in unread.items() if words)
    reading = written[Column.FIGURE].reading
    if reading is None:
        return ()
    reading = replace(
        reading,
        numerator=_value(written[Column.NUMERATOR]),
        denominator=_value(written[Column.DENOMINATOR]),
    )
    as_typed = WrittenAs(with_percent=tidy(figure) if written[Column.FIGURE].percent else "")
    found = unconfirmed_findings(month, {indicator.code: reading}, {indicator.code: as_typed})
    return tuple(EntryFinding(each.level.value.capitalize(), Column.FIGURE, each.message) for each in found)


def unconfirmed_findings(
    month: Month, readings: Mapping[str, Reading], written: Mapping[str, WrittenAs] | None = None
) -> tuple[Finding, ...]:
    """
    What the checks say of a month's readings, by indicator's code, as if they stood already.

    Warnings that somebody has confirmed with a note are left out. Five queries at most.
    """
    entered = {(code, month): reading for code, reading in readings.items()}
    given = {code: Given(written=(as_typed,)) for code, as_typed in (written or {}).items()}
    found = findings_of_all(checked_for(list(readings), entered=entered, given=given))
    confirmed = confirmed_notes(found) if found else {}
    return tuple(each for each in found if (each.code, each.check, each.facts) not in confirmed)


def standing_warnings(month: Month) -> tuple[Finding, ...]:
    """The warnings about figures that stand in the month, which nobody has confirmed. Six queries at most."""
    codes = list(due_in(month).values_list("code", flat=True))
    found = findings_of_all(checked_for(codes, months=[month])) if codes else ()
    warnings = [each for each in found if each.level is Level.WARNING]
    confirmed = confirmed_notes(warnings) if warnings else {}
    return tuple(each for each in warnings if each.key not in confirmed)


def _trouble(column: Column, cell: Written) -> str:
    no_number = column is not Column.FIGURE and cell.reading is not None and cell.reading.value is None
    return cell.trouble or (_NOT_A_NUMBER if no_number else "")


def _value(cell: Written) -> Decimal | None:
    return cell.reading.value if cell.reading else None
