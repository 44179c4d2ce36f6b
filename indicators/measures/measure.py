"""
Everything the rules say of one indicator in one month, put together.

Holds no rule of its own: each is in the module that bears its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.measures import comparators as published
from indicators.measures import targets as aims
from indicators.measures.direction import travel
from indicators.measures.exceptions import Standing, find
from indicators.measures.facts import Comparator, Indicator, Target
from indicators.measures.in_month import derive
from indicators.measures.measured import Measured, Projection, Status, StatusWord
from indicators.measures.periods import Month, month_range
from indicators.measures.picture import draw
from indicators.measures.projection import project
from indicators.measures.readings import Reading, Series
from indicators.measures.running_start import running_start
from indicators.measures.signals import signal
from indicators.measures.status import judge


@dataclass(frozen=True)
class _Held:
    """What is held of the indicator, so that any month of it can be judged."""

    indicator: Indicator
    series: Series
    in_month: Series
    targets: Sequence[Target]
    comparators: Sequence[Comparator]

    def status(self, reading: Reading, month: Month) -> Status:
        target = aims.in_force(self.targets, month)
        to_date = aims.target_to_date(self.indicator, target, self.series, month)
        return judge(self.indicator, reading, month, target, to_date, self.comparators)

    def standing(self, month: Month) -> Standing:
        return Standing(
            month,
            self.status(self.series.at(month), month),
            signal(self.indicator, self.in_month, month),
        )


def measure(
    indicator: Indicator,
    series: Series,
    targets: Sequence[Target],
    comparators: Sequence[Comparator],
    month: Month,
    window_from: Month | None = None,
) -> Measured:
    """
    The indicator in `month`, by what is held up to it.

    `window_from` is the first month that no earlier pack showed: exceptions are looked for from there, or in `month`
    alone when None.
    """
    series = series.up_to(month)
    parted = derive(indicator, series)
    held = _Held(indicator, series, parted.series, targets, comparators)
    standings = [held.standing(m) for m in month_range(min(window_from or month, month), month)]
    now, target, reading = standings[-1], aims.in_force(targets, month), series.at(month)
    projection = project(indicator, reading, series, month)
    in_force = published.in_force(comparators, month)
    return Measured(
        indicator=indicator,
        month=month,
        reading=reading,
        series=series,
        in_month=parted.series,
        in_month_sentence=parted.sentence,
        target=target,
        target_to_date=aims.target_to_date(indicator, target, series, month),
        status=now.status,
        forecast=_forecast(held, projection, month),
        projection=projection,
        direction=travel(indicator, parted.series, month),
        signal=now.signal,
        exception=find(standings),
        comparators=in_force,
        notes=_notes(indicator, series, reading, month),
        chart=draw(indicator, series, targets, in_force, month),
    )


def _forecast(held: _Held, projection: Projection, month: Month) -> Status:
    """The year's end judged as if the projection were its reading."""
    if projection.value is None:
        return Status(StatusWord.NOT_JUDGED, projection.sentence)
    return held.status(Reading(value=projection.value), month.financial_year.last_month)


def _notes(indicator: Indicator, series: Series, reading: Reading, month: Month) -> tuple[str, ...]:
    """What a reader of the figure has to know; what is still to be confirmed is flagged beside the indicator."""
    notes = []
    start = running_start(indicator, series, month)
    if start is not None and start.suspect:
        notes.append(start.sentence)
    if reading.provisional:
        notes.append(f"The reading for {month.label} is provisional.")
    return tuple(notes)
