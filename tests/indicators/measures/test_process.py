"""The process chart with steps, and what may be shown of it."""

from decimal import Decimal

from indicators.measures.facts import Event
from indicators.measures.kinds import Basis, EventKind, Frequency, Kind, Polarity, TargetKind
from indicators.measures.measure import measure
from indicators.measures.periods import Month
from indicators.measures.process import ChartSettings, Segment, reckon
from indicators.measures.readings import Series
from indicators.measures.spc import Assurance, Judgement, SpecialCause, xmr
from tests.indicators.measures.november import APRIL, a_series, a_target, an_indicator

LOW, HIGH = [10, 12] * 7, [40, 44] * 7


def a_step(month: Month, baseline: int | None = None) -> Event:
    return Event(month, EventKind.STEP, "New threshold", "Agreed by the board.", baseline)


def test_a_step_begins_new_limits_from_its_month_on() -> None:
    series, last = a_series([*LOW, *HIGH]), APRIL.plus(27)
    chart = reckon(an_indicator(), series, last, [a_step(APRIL.plus(14))])
    assert chart.segments == (Segment(0, 14), Segment(14, 14))
    assert chart.points == (*xmr(LOW, polarity="none").points, *xmr(HIGH, polarity="none").points)
    assert {point.special_cause for point in chart.points} == {SpecialCause.NONE}
    whole = reckon(an_indicator(), series, last)
    assert {point.special_cause for point in whole.points} != {SpecialCause.NONE}


def test_readings_that_never_follow_each_other_give_no_limits_to_speak_of() -> None:
    one = measure(an_indicator(), a_series([10, None] * 7 + [12]), (), (), APRIL.plus(14))
    assert one.signal.sentence == (
        "No signal can be looked for: 8 readings, and no change from one to the next to go by."
    )


def test_a_mark_begins_nothing() -> None:
    mark = Event(APRIL.plus(14), EventKind.MARK, "New system", "Moved.")
    series, last = a_series([*LOW, *HIGH]), APRIL.plus(27)
    assert reckon(an_indicator(), series, last, [mark]) == reckon(an_indicator(), series, last)


def test_a_baseline_holds_for_its_own_step_and_counts_readings() -> None:
    values = [10, None, 12, 10, 12, 90, 95]
    chart = reckon(an_indicator(), a_series([*LOW, *values]), APRIL.plus(20), [a_step(APRIL.plus(14), 4)])
    assert chart.points[14:] == xmr(values, polarity="none", baseline_points=5).points
    assert chart.points[:14] == xmr(LOW, polarity="none").points


def test_steps_outside_the_readings_change_nothing() -> None:
    series, last = a_series(LOW), APRIL.plus(13)
    steps = [a_step(APRIL.plus(-5)), a_step(APRIL.plus(14))]
    assert reckon(an_indicator(), series, last, steps) == reckon(an_indicator(), series, last)


def test_a_step_within_a_quarter_counts_from_that_quarter() -> None:
    quarterly = an_indicator(frequency=Frequency.QUARTERLY)
    series = a_series([1, 2, 1, 9, 8, 9], first=Month(2021, 6), step=3)
    chart = reckon(quarterly, series, Month(2022, 9), [a_step(Month(2022, 1))])
    assert chart.months[3] == Month(2022, 3)
    assert chart.segments == (Segment(0, 3), Segment(3, 3))


def test_a_month_within_a_quarter_shows_the_quarters_that_have_ended() -> None:
    quarterly = an_indicator(frequency=Frequency.QUARTERLY)
    series = a_series([1, 2, 1, 9], first=Month(2021, 6), step=3)
    one = measure(quarterly, series, (), (), Month(2022, 5))
    assert one.chart.labels == ("Jun-21", "Sep-21", "Dec-21", "Mar-22")
    assert [point.value for point in one.process.points] == [1, 2, 1, 9]
    assert one.month == Month(2022, 3)


def test_what_is_shown_after_a_step_counts_from_the_step() -> None:
    series = a_series([*LOW, 40, 41, 40])
    measured = measure(an_indicator(), series, (), (), APRIL.plus(16), events=[a_step(APRIL.plus(14))])
    assert measured.signal.sentence == (
        "Too few readings to tell a signal from chance: 3 since the step of Jun-22, and it takes 7."
    )
    assert (measured.process.shown, measured.process.starts) == (False, (0, 14))
    upper = next(line for line in measured.chart.lines if line.label == "Upper limit")
    assert [value is None for value in upper.values] == [False] * 14 + [True] * 3


def test_six_points_make_a_trend_where_that_is_chosen() -> None:
    values = [*[20, 10] * 5, 18, 17, 16, 15, 14, 13]
    last, six = APRIL.plus(15), ChartSettings(trend_points=6)
    said = measure(an_indicator(), a_series(values), (), (), last, settings=six)
    assert said.signal.sentence == (
        "A special cause: 13 in Jul-22 belongs to a run of six or more readings in which each falls."
    )
    assert not measure(an_indicator(), a_series(values), (), (), last).signal.special_cause


def test_the_process_is_told_whole() -> None:
    on_time = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
    values = [*[60, 62] * 7, 75]
    measured = measure(on_time, a_series(values), (a_target(90),), (), APRIL.plus(11))
    assert (measured.process.variation, measured.process.assurance) == (Judgement.COMMON, Assurance.FAIL)
    assert (len(measured.process.points), measured.process.shown) == (12, False)
    target = a_target(90, TargetKind.STATUTORY, year=APRIL.plus(14).financial_year)
    measured = measure(on_time, a_series(values), (target,), (), APRIL.plus(14))
    process = measured.process
    assert (process.variation, process.assurance) == (Judgement.IMPROVEMENT, Assurance.FAIL)
    assert (process.shown, process.direction, process.sentence) == (True, 1, measured.signal.sentence)
    assert process.months == tuple(APRIL.plus(at) for at in range(15))


def test_no_icons_are_shown_without_limits() -> None:
    """Screening leaves a series that never moves no range, and so no limits."""
    screened = ChartSettings(screen_outliers=True)
    measured = measure(an_indicator(), a_series([9] * 14), (), (), APRIL.plus(13), settings=screened)
    assert not measured.process.shown
    assert [line.label for line in measured.chart.lines] == ["Outturn", "Mean"]
    assert measure(an_indicator(), a_series([9] * 14), (), (), APRIL.plus(13)).process.shown


def test_a_running_totals_assurance_is_that_of_its_months() -> None:
    contacts = an_indicator(basis=Basis.YEAR_TO_DATE, polarity=Polarity.LOWER)
    totals = a_series([100 * at + at % 2 for at in range(1, 8)])
    assert measure(contacts, totals, (a_target(2400),), (), APRIL.plus(6)).process.assurance is Assurance.PASS
    assert measure(contacts, totals, (a_target(600),), (), APRIL.plus(6)).process.assurance is Assurance.FAIL


def test_nothing_held_has_an_empty_chart() -> None:
    process = measure(an_indicator(), Series(), (), (), APRIL).process
    assert (process.points, process.variation, process.shown, process.direction) == ((), None, False, 0)


def test_events_are_marked_on_the_picture_and_told_in_words() -> None:
    events = [
        a_step(APRIL.plus(2)),
        Event(APRIL.plus(1), EventKind.MARK, "New system", "Moved."),
        Event(APRIL.plus(-1), EventKind.MARK, "Before", "Not in the picture."),
        Event(APRIL.plus(9), EventKind.MARK, "After", "Not known yet."),
    ]
    measured = measure(an_indicator(), a_series([5, 6, 7]), (), (), APRIL.plus(2), events=events)
    assert [(mark.at, mark.label) for mark in measured.chart.marks] == [
        (1, "New system"),
        (2, "New threshold: new limits"),
    ]
    assert measured.chart.alt.endswith(" Marked: New system (May-21); New threshold: new limits (Jun-21).")
    assert [event.label for event in measured.events] == ["Before", "New system", "New threshold"]


def test_the_picture_begins_where_it_is_asked_to() -> None:
    series, last = a_series(range(1, 121), first=Month(2011, 11)), Month(2021, 10)
    assert len(measure(an_indicator(), series, (), (), last).chart.labels) == 24
    whole = measure(an_indicator(), series, (), (), last, chart_from=Month(2000, 1)).chart
    assert (len(whole.labels), whole.labels[0]) == (120, "Nov-11")
    assert {len(line.values) for line in whole.lines} == {120}
    part = measure(an_indicator(), series, (), (), last, chart_from=Month(2021, 9)).chart
    assert part.labels == ("Sep-21", "Oct-21")
    assert part.lines[1].values == whole.lines[1].values[-2:]


def test_a_targets_changes_are_told() -> None:
    targets = (a_target(340, year=APRIL.financial_year.plus(-1)), a_target(300))
    chart = measure(
        an_indicator(basis=Basis.MONTH_END), a_series([5] * 3, APRIL.plus(-2)), targets, (), APRIL
    ).chart
    assert chart.alt.endswith(" Target: 340 from Feb-21, 300 from Apr-21.")
    assert chart.lines[1].values == (Decimal(340), Decimal(340), Decimal(300))
