"""
Everything the rules say of one indicator in one month, put together.

Holds no rule of its own: each is in the module that bears its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.measures import comparators as published
from indicators.measures import targets as aims
from indicators.measures.benchmarks import benchmarks
from indicators.measures.comparisons import comparisons
from indicators.measures.direction import Worry, travel
from indicators.measures.exceptions import Standing, find
from indicators.measures.facts import Comparator, Concern, Event, Indicator, Target
from indicators.measures.in_month import derive
from indicators.measures.measured import Measured, Projection, Status, StatusWord
from indicators.measures.periods import Month, month_range
from indicators.measures.picture import draw
from indicators.measures.process import USUAL, ChartSettings, Reckoned, last_period, reckon
from indicators.measures.projection import project
from indicators.measures.readings import Reading, Series
from indicators.measures.running_start import running_start
from indicators.measures.signals import process, spoken
from indicators.measures.status import judge


@dataclass(frozen=True)
class _Held:
    """What is held of the indicator, so that any month of it can be judged."""

    indicator: Indicator
    series: Series
    in_month: Series
    targets: Sequence[Target]
    comparators: Sequence[Comparator]
    events: Sequence[Event]
    concerns: Sequence[Concern]
    settings: ChartSettings

    def status(self, reading: Reading, month: Month) -> Status:
        target = aims.in_force(self.targets, month)
        to_date = aims.target_to_date(self.indicator, target, self.series, month)
        concern = concern_in_force(self.concerns, month)
        return judge(self.indicator, reading, month, target, to_date, self.comparators, concern)

    def worry(self, month: Month) -> Worry | None:
        concern = concern_in_force(self.concerns, month)
        aim = aims.target_of_period(self.indicator, self.targets, self.series, month) if concern else None
        return None if concern is None or aim is None else Worry(concern, aim)

    def chart(self, month: Month) -> Reckoned:
        aim = aims.target_of_period(self.indicator, self.targets, self.series, month)
        return reckon(self.indicator, self.in_month, month, self.events, aim, self.settings)

    def standing(self, month: Month, chart: Reckoned) -> Standing:
        status = self.status(self.series.at(month), month)
        return Standing(month, status, spoken(self.indicator, chart, month))


def measure(
    indicator: Indicator,
    series: Series,
    targets: Sequence[Target],
    comparators: Sequence[Comparator],
    month: Month,
    window_from: Month | None = None,
    *,
    events: Sequence[Event] = (),
    concerns: Sequence[Concern] = (),
    settings: ChartSettings = USUAL,
    chart_from: Month | None = None,
) -> Measured:
    """
    The indicator in `month`, by what is held up to it; a quarterly or yearly one in its last period that has ended.

    The month of what is returned says which. `window_from` is the first month that no earlier pack showed: exceptions are looked for from there, or in `month`
    alone when None. `settings` are the process chart's; the picture begins at `chart_from`, or two years back.
    """
    series = series.up_to(month)
    looked_at = month_range(min(window_from or month, month), month)
    periods = list(dict.fromkeys(last_period(indicator, series, each) for each in looked_at))
    month = periods[-1]
    parted = derive(indicator, series)
    events = tuple(sorted((e for e in events if e.month <= month), key=lambda e: (e.month, e.label)))
    held = _Held(indicator, series, parted.series, targets, comparators, events, concerns, settings)
    chart = held.chart(month)
    standings = [held.standing(m, held.chart(m)) for m in periods[:-1]]
    standings.append(held.standing(month, chart))
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
        direction=travel(indicator, parted.series, month, held.worry(month)),
        signal=now.signal,
        exception=find(standings),
        comparators=in_force,
        notes=_notes(indicator, series, reading, month),
        chart=draw(
            indicator,
            series,
            targets,
            in_force,
            month,
            process=chart,
            events=events,
            chart_from=chart_from,
        ),
        process=process(chart, now.signal),
        benchmarks=benchmarks(indicator, reading, comparators, month),
        comparisons=comparisons(indicator, reading, comparators, month),
        concern=concern_in_force(concerns, month),
        events=events,
    )


def concern_in_force(concerns: Sequence[Concern], month: Month) -> Concern | None:
    """The board's concern that holds in this month; the latest where two overlap."""
    held = [one for one in concerns if one.since <= month and (one.until is None or month <= one.until)]
    return max(held, key=lambda one: one.since, default=None)


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
