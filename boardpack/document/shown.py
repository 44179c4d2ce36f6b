"""
From what the rules measured to what the page shows: cells, statuses, rows of the scorecard, definitions.

Chooses words and dashes; decides nothing about a number. The rules and their sentences are indicators.measures'.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from boardpack.document.figures import (
    Cell,
    ComparatorShown,
    DirectionShown,
    Scorecard,
    ScorecardRow,
    StatusShown,
)
from indicators.measures.comparators import alike
from indicators.measures.facts import Comparator, Indicator, Target
from indicators.measures.kinds import BASES, FREQUENCIES, KINDS, TARGET_KINDS, GeographyKind, TargetKind
from indicators.measures.measured import Benchmark, Comparison, Direction, Measured, Status, StatusWord
from indicators.measures.periods import FinancialYear, Month, month_range
from indicators.measures.process import last_period
from indicators.measures.readings import Reading, exact
from indicators.measures.wording import figure, gap_words, side_words

BLANK = "–"
FEWEST_MONTHS, MOST_MONTHS = 6, 12
NO_TARGET = Cell(BLANK, why="no target is recorded")
NOT_HELD = Cell(BLANK, why="not held")
TONES = {
    StatusWord.GREEN: "green",
    StatusWord.AMBER: "amber",
    StatusWord.RED: "red",
    StatusWord.ABOVE: "neutral",
    StatusWord.BELOW: "neutral",
    StatusWord.IN_LINE: "neutral",
    StatusWord.NOT_JUDGED: "grey",
}
_HEADINGS = {
    GeographyKind.OWN: "Previous year",
    GeographyKind.REGION: "Region",
    GeographyKind.ENGLAND: "England",
}


def cell(reading: Reading, of: Indicator) -> Cell:
    """The figure, or the symbol as it was written (a dash for a blank) with the reason."""
    if reading.value is not None:
        return Cell(figure(reading.value, of), reading.value, provisional=reading.provisional)
    return Cell(reading.symbol or BLANK, why=reading.missing.words if reading.missing else "")


def status_shown(status: Status) -> StatusShown:
    return StatusShown(status.reads, TONES[status.word], status.sentence, status.beside)


def direction_shown(direction: Direction) -> DirectionShown:
    return DirectionShown(direction.travel.value, direction.arrow, direction.sentence)


def target_cell(target: Target | None, of: Indicator) -> Cell:
    return NO_TARGET if target is None else cell(target.reading, of)


def target_kind(target: Target | None) -> str:
    """Whose figure the target is: "previous year less 10%". Empty when there is no figure."""
    if target is None or target.reading.value is None:
        return ""
    change = target.change_percent
    if target.kind is TargetKind.PREVIOUS_YEAR and change:
        return f"previous year {'less' if change < 0 else 'plus'} {exact(abs(change)):f}%"
    return TARGET_KINDS[target.kind]


def to_confirm(indicator: Indicator) -> str:
    """What about the indicator is still a guess, in a sentence; empty when a person has confirmed it."""
    guesses = [
        word
        for word, confirmed in (
            ("basis", indicator.basis_confirmed),
            ("polarity", indicator.polarity_confirmed),
        )
        if not confirmed
    ]
    return f"Still to be confirmed: {' and '.join(guesses)}." if guesses else ""


def scorecard_months(measured: Sequence[Measured], month: Month) -> tuple[Month, ...]:
    """
    The financial year to date, at least six months where they are held, at most twelve; none before the first reading.
    """
    held = [one.series.first for one in measured if one.series.first is not None]
    first = min(month.financial_year.first_month, month.plus(1 - FEWEST_MONTHS))
    first = max(first, month.plus(1 - MOST_MONTHS), min([*held, month]))
    return month_range(first, month)


def scorecard(measured: Sequence[Measured], months: tuple[Month, ...]) -> Scorecard:
    years = {kind: _year(measured, kind) for kind in _HEADINGS}
    return Scorecard(
        months=tuple(month.label for month in months),
        own_heading=_heading(measured, GeographyKind.OWN, years),
        region_heading=_heading(measured, GeographyKind.REGION, years),
        england_heading=_heading(measured, GeographyKind.ENGLAND, years),
        rows=tuple(_row(one, number, months, years) for number, one in enumerate(measured, 1)),
    )


Years = dict[GeographyKind, FinancialYear | None]


def _row(one: Measured, number: int, months: tuple[Month, ...], years: Years) -> ScorecardRow:
    of = one.indicator
    return ScorecardRow(
        code=of.code,
        number=number,
        area=of.area,
        name=of.name,
        kind=KINDS[of.kind].name,
        basis=BASES[of.basis].name,
        to_confirm=to_confirm(of),
        readings=tuple(_reading(one, month) for month in months),
        target=target_cell(one.target, of),
        target_kind=target_kind(one.target),
        status=status_shown(one.status),
        direction=direction_shown(one.direction),
        own_previous_year=_compared(one, GeographyKind.OWN, years),
        region=_compared(one, GeographyKind.REGION, years),
        england=_compared(one, GeographyKind.ENGLAND, years),
    )


def _reading(one: Measured, month: Month) -> Cell:
    """The month's figure; a month between two quarters, or two years' ends, is no gap."""
    if month not in one.series.readings and last_period(one.indicator, one.series, month) != month:
        return Cell(BLANK, why=f"none due, {FREQUENCIES[one.indicator.frequency]}")
    return cell(one.series.at(month), one.indicator)


def _latest(one: Measured, kind: GeographyKind) -> Comparator | None:
    rows = [row for row in one.comparators if row.geography_kind is kind]
    return max(rows, key=lambda row: row.year, default=None)


def _compared(one: Measured, kind: GeographyKind, years: Years) -> Cell:
    """The latest year's figure; another year than the column's is named in the cell."""
    row = _latest(one, kind)
    if row is None:
        return NOT_HELD
    found = cell(row.reading, one.indicator)
    provisional = row.provisional or found.provisional
    shown = found.shown if row.year == years[kind] else f"{found.shown} ({row.year.label})"
    return Cell(shown, found.value, found.why, provisional)


def _year(measured: Iterable[Measured], kind: GeographyKind) -> FinancialYear | None:
    """The year most of the column's figures are for; the later one of two."""
    years = Counter(row.year for one in measured if (row := _latest(one, kind)) is not None)
    return max(years, key=lambda year: (years[year], year), default=None)


def _heading(measured: Iterable[Measured], kind: GeographyKind, years: Years) -> str:
    names = (row.geography for one in measured if (row := _latest(one, kind)) is not None)
    name, year = next(names, _HEADINGS[kind]), years[kind]
    return f"{name} {year.label}" if year else name


def comparators_shown(one: Measured) -> tuple[ComparatorShown, ...]:
    """Every comparator in force with its year and file, and how the reading stands beside it."""
    places = {each.comparator: each for each in one.benchmarks}
    chances = {each.comparator: each for each in one.comparisons}
    return tuple(_beside(one, row, places.get(row), chances.get(row)) for row in one.comparators)


def _beside(
    one: Measured, row: Comparator, place: Benchmark | None, chance: Comparison | None
) -> ComparatorShown:
    shown = ComparatorShown(
        geography=row.geography,
        year=row.year.label,
        figure=cell(row.reading, one.indicator),
        gap=_gap(one, row),
        vintage=", ".join(filter(None, [row.note, row.vintage, "provisional" if row.provisional else ""])),
    )
    if place is not None:
        shown = replace(
            shown,
            rank=place.rank_sentence,
            change=place.change_sentence,
            gap_number=place.gap,
            place=place.rank,
            of=place.of,
            quartile=place.quartile,
            change_number=place.change,
        )
    if chance is None:
        return shown
    return replace(
        shown, compared=chance.word.value, why=chance.sentence, lower=chance.lower, upper=chance.upper
    )


def _gap(one: Measured, row: Comparator) -> str:
    """As in "Oct-21 is 21 points below": 62% against England's 83%."""
    value, theirs, month = one.reading.value, row.reading.value, one.month.label
    if value is None or theirs is None:
        return ""
    if not alike(one.indicator, row, one.month):
        return "not compared: not on the same basis"
    gap = value - theirs
    return (
        f"{month} is {gap_words(gap, one.indicator)} {side_words(gap)}"
        if gap
        else f"{month} is level with it"
    )
